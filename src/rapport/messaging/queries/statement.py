"""Statements by hand, as the facts of reach ask them; the tool itself is in `kit`."""

from rapport.kit.statement import as_uuid, ask, day, moment

__all__ = ["as_uuid", "ask", "day", "moment"]
