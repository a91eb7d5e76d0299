"""What the place does for imports by itself: run those that wait, delete files nobody needs."""

from datetime import datetime

from rapport.interchange.actions import runs, uploads


def run_imports(at: datetime) -> int:
    """Run the import that waits longest; return how many were run (0 or 1).

    One may take most of a minute, so the schedule gives imports a lane of their own.
    """
    return int(runs.run_next(at))


def forget_archives(at: datetime) -> int:
    """Delete stored archives that no import waits for; return how many."""
    return uploads.forget_lost_files(at)
