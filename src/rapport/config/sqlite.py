"""Put a sound SQLite in place of an old system one, before Django opens a database.

Before 3.51.3 a reset of the write-ahead log could lose a commit under load. Two SQLite
libraries must never share a file in one process, so the swap happens once, here.
"""

import sqlite3
import sys

SOUND = (3, 51, 3)


def use_a_sound_sqlite() -> str:
    """Swap `sqlite3` for the wheel `pysqlite3` where it is newer; return the version in use."""
    try:
        import pysqlite3  # noqa: PLC0415  (not on every platform)
        import pysqlite3.dbapi2  # noqa: PLC0415
    except ImportError:
        return sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < SOUND and pysqlite3.sqlite_version_info >= SOUND:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
        return str(pysqlite3.sqlite_version)
    return sqlite3.sqlite_version
