"""Members by the domain of their address: how a demo finds its own people again."""

from collections.abc import Collection

from rapport.members.models import Member


def ids_at_domain(domain: str) -> list[int]:
    """The ids of members whose address is in exactly this domain, in order."""
    found = Member.objects.filter(email__endswith=f"@{domain.lower()}")
    return list(found.order_by("pk").values_list("pk", flat=True))


def member_count() -> int:
    """How many members there are."""
    return int(Member.objects.count())


def taken_handles(handles: Collection[str], *, but_of: str) -> list[str]:
    """Which of these handles belong to members whose address is outside the domain `but_of`."""
    wanted = set(handles)
    others = Member.objects.exclude(email__endswith=f"@{but_of.lower()}")
    return sorted(wanted.intersection(others.values_list("handle", flat=True)))
