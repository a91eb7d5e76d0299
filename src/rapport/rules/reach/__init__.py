"""Who may reach whom, how, and why: `menu(facts, policy)` for all ways, `judge` for one."""

from rapport.rules.reach.facts import Facts
from rapport.rules.reach.judge import Menu, Verdict, judge, menu
from rapport.rules.reach.numbers import Numbers
from rapport.rules.reach.pair import Invitation, Pair, SharedEvent, Thread
from rapport.rules.reach.people import Target, Viewer
from rapport.rules.reach.table import Primary
from rapport.rules.reach.unlocks import Unlock
from rapport.rules.reach.ways import Outcome, PrimaryWay, Reason, Way
from rapport.rules.shape import ShapeError as FactsError

__all__ = [
    "Facts", "FactsError", "Invitation", "Menu", "Numbers", "Outcome", "Pair", "Primary",
    "PrimaryWay", "Reason", "SharedEvent", "Target", "Thread", "Unlock", "Verdict", "Viewer", "Way",
    "judge", "menu",
]  # fmt: skip
