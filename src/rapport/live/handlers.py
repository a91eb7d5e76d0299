"""What the live door is handed by the roof: who a visitor is, and who takes what pages say."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapport.live.guard import Headers
from rapport.live.open_pages import Visitor

Reply = Callable[[Mapping[str, Any]], None]
# Takes what a page said. Runs in the loop's thread and must not wait; replies from any thread.
Said = Callable[[Visitor, Mapping[str, Any], Reply], None]


@dataclass(frozen=True, slots=True)
class Handlers:
    """`visitor_of` and `ended` may ask the database: they run in threads of their own.

    `ended` gives those visitors whose session or token is over. `said` has a taker for each type
    of line that pages may send.
    """

    visitor_of: Callable[[Headers], Visitor | None]
    ended: Callable[[Collection[Visitor]], set[Visitor]]
    said: Mapping[str, Said] = field(default_factory=dict)
    stop: Callable[[], None] = lambda: None
