"""Fetching what members name from the world outside, and nothing of the networks inside."""

from rapport.kit.outside.fetching import Fetched, Limits, NotFetched, fetch
from rapport.kit.outside.guard import Guard

__all__ = ["Fetched", "Guard", "Limits", "NotFetched", "fetch"]
