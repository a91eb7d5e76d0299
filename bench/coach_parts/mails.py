"""How often ordinary business mail sets each tool off: alerts per 100 words."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from rapport.rules.coach import Draft, review
from rapport.rules.coach.findings import Level

FOLDER = Path(__file__).parent / "mails"


def mails() -> list[Path]:
    """The corpus: our own mails, with quotations, lists, signatures and all."""
    return sorted(FOLDER.glob("*.txt"))


def words() -> int:
    """How many words the corpus has."""
    return sum(len(path.read_text(encoding="utf-8").split()) for path in mails())


def coach_alerts() -> tuple[Counter[str], Counter[str], int]:
    """Findings by level, warns by check, and the number of mails without any warn."""
    levels, warns, quiet = Counter[str](), Counter[str](), 0
    for path in mails():
        seen = review(Draft(path.read_text(encoding="utf-8"))).findings
        heavy = [f for f in seen if f.level in (Level.WARN, Level.STOP)]
        levels.update(f.level for f in seen if f.level is not Level.GOOD)
        warns.update(f.check for f in heavy)
        quiet += not heavy
    return levels, warns, quiet


def proselint_alerts() -> int | None:
    """What proselint says of the corpus with its own settings; None when it isn't installed."""
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        return None
    CheckRegistry().register_many(__register__)
    return sum(len(LintFile(path.name, path.read_text("utf-8")).lint()) for path in mails())


def command_alerts(command: str) -> int | None:
    """What write-good or alex say of the corpus, one line an alert; None when not installed."""
    program = shutil.which(command)
    if program is None:
        return None
    if command == "alex":
        told = subprocess.run(
            [program, "--reporter=json", *map(str, mails())], capture_output=True, text=True
        )
        return sum(len(file["messages"]) for file in json.loads(told.stderr or "[]"))
    told = subprocess.run([program, "--parse", *map(str, mails())], capture_output=True, text=True)
    return len(told.stdout.splitlines())
