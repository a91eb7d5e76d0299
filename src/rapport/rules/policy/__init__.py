"""The numbers of this place as data: presets, a host's own file, and how they are shown."""

from rapport.rules.policy.describe import MARKS, PolicyRow, describe
from rapport.rules.policy.load import PRESETS, PolicyError, load
from rapport.rules.policy.model import Policy
from rapport.rules.policy.tiers import Tier

__all__ = ["MARKS", "PRESETS", "Policy", "PolicyError", "PolicyRow", "Tier", "describe", "load"]
