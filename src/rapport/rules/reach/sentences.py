"""The English sentence of every reason: a template and the values that fill it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from rapport.rules.reach.gates import Finding
from rapport.rules.reach.moments import after, whole_second
from rapport.rules.reach.numbers import Numbers, numbers_for
from rapport.rules.reach.reading import Reading
from rapport.rules.reach.ways import Reason, Way
from rapport.rules.reach.wording import BY_WAY, FOR_ALL

Values = Mapping[str, str]


def sentence_for(finding: Finding, r: Reading) -> str:
    """The sentence of a finding, with its numbers and dates."""
    template, values = words_for(finding, r)
    return template.format_map(values)


def words_for(finding: Finding, r: Reading) -> tuple[str, Values]:
    """The template of a finding and its values, apart, so that a template can be translated.

    Templates are those of `wording.py`; the numbers are the policy's, dates are written in UTC.
    """
    variant = VARIANTS.get((finding.way, finding.reason))
    key = variant(finding, r) if variant else finding.reason.value
    template = BY_WAY.get((finding.way, key)) or FOR_ALL[key]
    if "{" not in template:
        return template, {}
    return template, _values(finding, r)


def day(moment: datetime) -> str:
    """`21 November 2026`."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def minute(moment: datetime) -> str:
    """`21 November 2026, 09:00 UTC`; rounded up, so that it is never too early."""
    at = whole_second(moment)
    return f"{day(at)}, {at:%H:%M:%S} UTC" if at.second else f"{day(at)}, {at:%H:%M} UTC"


def _values(finding: Finding, r: Reading) -> Values:
    values = dict(_numbers(numbers_for(finding, r)))
    add = DATES.get(finding.reason)
    if add is not None:
        values |= add(r)
    return values


def _numbers(numbers: Numbers | None) -> Values:
    if numbers is None:
        return {}
    limit = f"{numbers.limit:,}"
    return {"limit": limit, "window": str(numbers.window_days)}


def _restriction(r: Reading) -> Values:
    until = r.viewer.restricted_until
    return {"until": minute(until)} if until else {}


def _fan_out(r: Reading) -> Values:
    until = r.viewer.fan_out_closed_until
    return {"until": minute(until)} if until else {}


def _since(r: Reading) -> Values:
    return {"since": day(r.pair.connected_at)} if r.pair.connected_at else {}


def _lock(r: Reading) -> Values:
    lock = r.policy.invite.withdraw_lock
    if r.sent is None:
        return {}
    return {"lock": str(lock.days), "until": minute(after(r.sent.at, lock))}


def _pending(r: Reading) -> Values:
    expires = r.policy.invite.expires
    if r.sent is None:
        return {}
    return {"sent": day(r.sent.at), "expires": day(after(r.sent.at, expires))}


def _waiting(r: Reading) -> Values:
    if r.thread is None:
        return {}
    return {"follow_up": day(after(r.thread.last_at, r.policy.followup.default))}


def _degree_wording(finding: Finding, r: Reading) -> str:
    return "first_degree_since" if r.pair.connected_at else "first_degree"


def _proof_wording(finding: Finding, r: Reading) -> str:
    return "proof_required_marks" if numbers_for(finding, r) else "proof_required"


def _invitation_wording(finding: Finding, r: Reading) -> str:
    return f"recipient_setting_{r.target.invitations_from}"


VARIANTS: Mapping[tuple[Way, Reason], Callable[[Finding, Reading], str]] = {
    (Way.MESSAGE, Reason.FIRST_DEGREE): _degree_wording,
    (Way.CONNECT, Reason.PROOF_REQUIRED): _proof_wording,
    (Way.CONNECT, Reason.RECIPIENT_SETTING): _invitation_wording,
}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATES: Mapping[Reason, Callable[[Reading], Values]] = {
    Reason.SENDER_RESTRICTED: _restriction,
    Reason.FAN_OUT_CLOSED: _fan_out,
    Reason.FIRST_DEGREE: _since,
    Reason.WITHDRAWN_LOCK: _lock,
    Reason.PENDING: _pending,
    Reason.AWAITING_ANSWER: _waiting,
}
