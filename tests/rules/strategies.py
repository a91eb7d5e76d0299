"""Facts of every kind for Hypothesis, drawn as JSON and thick around each boundary."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from rapport.rules.policy import Policy, Tier, load
from rapport.rules.reach import Facts
from tests.rules.facts_of import NOW, iso

# A busy machine draws slowly; that is no failure of a law.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
thorough = settings(patient, max_examples=120)
very_thorough = settings(patient, max_examples=400)

PRESETS = tuple(load(name) for name in ("humane", "linkedin", "seed"))
SPANS = (0, 0.25, 1, 3, 7, 14, 21, 30, 90, 180, 365)
EDGES = (0, 1, 2, 3, 4, 5, 6, 14, 15, 16, 19, 20, 21, 99, 100, 101, 199, 200, 201)

policies: st.SearchStrategy[Policy] = st.sampled_from(PRESETS)
counts = st.one_of(st.just(0), st.sampled_from(EDGES), st.integers(0, 10**6))
capped = st.sampled_from((0, 1, 499, 500, 501, 29_999, 30_000, 30_001))
names = st.lists(st.sampled_from(("alumni", "robotics", "Zürich")), max_size=2, unique=True)


@st.composite
def moments(draw: st.DrawFn) -> str:
    """A moment near NOW: a span of the policy before or after it, give or take a second."""
    span = timedelta(days=draw(st.sampled_from(SPANS)))
    nudge = timedelta(seconds=draw(st.sampled_from((-1, 0, 1, 0.5, 43_200))))
    sign = draw(st.sampled_from((-1, -1, 1)))
    return iso(NOW + sign * span + nudge)


maybe_moments = st.none() | moments()
viewers = st.fixed_dictionaries(
    {},
    optional={
        "tier": st.sampled_from([tier.value for tier in Tier]),
        "member_since": maybe_moments,
        "restricted_until": st.none() | st.none() | moments(),
        "connections": capped,
        "invitations_7d": counts,
        "invitations_7d_frees_at": maybe_moments,
        "invitations_pending": capped,
        "notes_this_month": counts,
        "inmail_credits": st.sampled_from((0, 1, 2, 15)),
        "requests_this_month": st.sampled_from((0, 14, 15, 16)),
        "introductions_open": st.sampled_from((0, 2, 3, 4)),
        "new_conversations_today": st.sampled_from((0, 1, 2, 14, 15, 16)),
        "messages_today": st.sampled_from((0, 4, 5, 6)),
        "unknown_marks_365d": st.sampled_from((0, 4, 5)),
        "fan_out_closed_until": st.none() | moments(),
    },
)
targets = st.fixed_dictionaries(
    {},
    optional={
        "connections": capped,
        "closed": st.sampled_from((False, False, False, True)),
        "open_profile": st.booleans(),
        "follow_primary": st.booleans(),
        "invitations_from": st.sampled_from(("everyone", "second_degree", "acquainted", "nobody")),
        "requests": st.booleans(),
        "inmail": st.booleans(),
        "introductions": st.booleans(),
        "followers": st.sampled_from(("everyone", "connections")),
        "away_until": maybe_moments,
    },
)
invitations = st.fixed_dictionaries(
    {
        "direction": st.sampled_from(("sent", "received")),
        "state": st.sampled_from(("pending", "withdrawn", "ignored", "unknown", "expired")),
        "at": moments(),
    }
)
OPENED = ("request", "inmail", "introduction")
threads = st.one_of(
    *(
        st.fixed_dictionaries(
            {
                "way": st.sampled_from(ways),
                "state": st.sampled_from(states),
                "last_from": st.sampled_from(("viewer", "target")),
                "last_at": moments(),
                "unanswered": st.integers(0, 3),
            }
        )
        for ways, states in ((OPENED, ("open", "held", "declined")), (("message",), ("open",)))
    )
)
pairs = st.fixed_dictionaries(
    {},
    optional={
        "same": st.sampled_from((False,) * 9 + (True,)),
        "degree": st.sampled_from((None, 1, 2, 3)),
        "connected_at": maybe_moments,
        "mutuals": st.lists(st.sampled_from(("bo", "cy")), max_size=2, unique=True),
        "mutual_count": st.integers(0, 5),
        "blocked": st.sampled_from((False,) * 9 + (True,)),
        "following": st.booleans(),
        "email_known": st.booleans(),
        "imported_contact": st.booleans(),
        "shared_groups": names,
        "shared_events": st.lists(
            st.fixed_dictionaries({"name": st.just("meetup"), "starts_at": moments()}), max_size=2
        ),
        "shared_employers": names,
        "shared_schools": names,
        "invitation": st.none() | invitations,
        "thread": st.none() | threads,
    },
)


@st.composite
def facts_json(draw: st.DrawFn) -> dict[str, Any]:
    """A JSON object of facts that the contract takes."""
    pair = draw(pairs)
    invitation = pair.get("invitation")
    if pair.get("degree") == 1 and invitation and invitation["state"] == "pending":
        pair["degree"] = 2
    now = NOW + timedelta(seconds=draw(st.sampled_from((0, 0, 0, 0.5, 54_000, 10 * 86_400))))
    return {"now": iso(now), "viewer": draw(viewers), "target": draw(targets), "pair": pair}


def facts() -> st.SearchStrategy[Facts]:
    """Facts that the contract takes, near every boundary of the policy."""
    return facts_json().map(Facts.from_json)
