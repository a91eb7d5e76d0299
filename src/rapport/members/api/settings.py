"""One's own settings by the API: who may reach one, the etiquette card, the InMail credits."""

from typing import Any, Literal

from ninja import Router
from pydantic import StrictBool

from rapport.kit.api import (
    READING,
    REFUSALS,
    Call,
    Closed,
    Moment,
    Text,
    Time,
    answered,
    left_alone,
)
from rapport.kit.clock import now
from rapport.members.actions.credits import credit_balance
from rapport.members.actions.settings import update_etiquette, update_reach
from rapport.members.api.people import CardOut, card_json
from rapport.members.api_auth import require_scope
from rapport.members.queries.credits import ledger_of
from rapport.members.queries.settings import etiquette_of, reach_of

router = Router(tags=["settings"])
Inviters = Literal["everyone", "second_degree", "acquainted", "nobody"]
Followers = Literal["everyone", "connections"]
ProfileAudience = Literal["everyone", "members"]
ConnectionsAudience = Literal["members", "connections", "nobody"]
EmailAudience = Literal["connections", "nobody"]


class ReachSettingsOut(Closed):
    """Who may reach the member and how, and who sees what of them."""

    closed: bool
    open_profile: bool
    follow_primary: bool
    receipts: bool
    presence: bool
    posts_weighed: bool
    invitations_from: Inviters
    requests: bool
    inmail: bool
    introductions: bool
    followers: Followers
    away_until: Time | None
    profile_seen_by: ProfileAudience
    connections_seen_by: ConnectionsAudience
    email_seen_by: EmailAudience


class ReachChange(Closed):
    """Settings to change; keys that are absent stay as they are."""

    closed: StrictBool = left_alone()
    open_profile: StrictBool = left_alone()
    follow_primary: StrictBool = left_alone()
    receipts: StrictBool = left_alone()
    presence: StrictBool = left_alone()
    posts_weighed: StrictBool = left_alone()
    invitations_from: Inviters = left_alone()
    requests: StrictBool = left_alone()
    inmail: StrictBool = left_alone()
    introductions: StrictBool = left_alone()
    followers: Followers = left_alone()
    away_until: Moment | None = left_alone()
    profile_seen_by: ProfileAudience = left_alone()
    connections_seen_by: ConnectionsAudience = left_alone()
    email_seen_by: EmailAudience = left_alone()


class CardChange(Closed):
    """What to change on the card; quiet hours are local times such as 20:00, both or none."""

    approach: Literal["any", "comment_first", "introduction"] = left_alone()
    languages: list[Text] = left_alone()
    formality: Literal["any", "formal", "informal"] = left_alone()
    quiet_from: Text | None = left_alone()
    quiet_until: Text | None = left_alone()
    capacity: Literal["open", "limited", "full"] = left_alone()
    welcome: list[Text] = left_alone()
    unwelcome: list[Text] = left_alone()
    note: Text = left_alone()


class Entry(Closed):
    """A movement of credits: a grant, a spend (negative), a refund or an expiry (negative)."""

    kind: Literal["grant", "spend", "refund", "expiry"]
    amount: int
    why: str
    at: Time


class Credits(Closed):
    """What can be spent now, and the ledger, newest first; `next` leads to earlier entries."""

    balance: int
    entries: list[Entry]
    next: str


@router.get("/me/reach-settings", response={200: ReachSettingsOut, **READING})
@require_scope("profile:read")
def read_reach_settings(request: Call) -> Any:
    """Who may invite, request, write, introduce and follow; who sees what; being away."""
    return _reach(reach_of(request.user))


@router.patch("/me/reach-settings", response={200: ReachSettingsOut, **REFUSALS})
@require_scope("profile:write")
def change_reach_settings(request: Call, body: ReachChange) -> Any:
    """Change some of them."""
    answered(update_reach(request.user, body.given()))
    return _reach(reach_of(request.user))


@router.get("/me/etiquette-card", response={200: CardOut, **READING})
@require_scope("profile:read")
def read_etiquette_card(request: Call) -> Any:
    """The card that people see before they type."""
    return card_json(etiquette_of(request.user))


@router.patch("/me/etiquette-card", response={200: CardOut, **REFUSALS})
@require_scope("profile:write")
def change_etiquette_card(request: Call, body: CardChange) -> Any:
    """Change some of the card."""
    return card_json(answered(update_etiquette(request.user, body.given())))


@router.get("/me/credits", response={200: Credits, **READING})
@require_scope("profile:read")
def read_credits(request: Call, after: Text = "") -> Any:
    """InMail credits: the balance, and every movement."""
    page = ledger_of(request.user.pk, after)
    return {
        "balance": credit_balance(request.user.pk, now()),
        "entries": [
            {"kind": row.kind, "amount": row.amount, "why": row.why, "at": row.at}
            for row in page.rows
        ],
        "next": page.next,
    }


def _reach(settings: Any) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in ReachSettingsOut.model_fields}
