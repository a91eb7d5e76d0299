"""Grant, spend and refund InMail credits: append-only entries, conditional updates.

Every movement carries a key that its member can use once: a repeated call moves nothing. Each
movement is made under its member's row lock, which a send holds already.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Sum

from rapport.kit.policy import policy
from rapport.members.models import CreditEntry, CreditLot, Member
from rapport.rules.policy import Policy, Tier

EARNED = ("joining", "answer", "acceptance")


def grant_credits(member_id: int, amount: int, why: str, key: str, at: datetime) -> int:
    """Grant up to `amount` credits, as many as the cap leaves room for; return how many."""
    rules = policy()
    with transaction.atomic():
        member = Member.objects.locked([member_id])[0]
        if CreditEntry.objects.filter(member=member, key=key).exists():
            return 0
        room = cap_of(Tier(member.tier), rules) - credit_balance(member_id, at)
        granted = min(amount, room)
        if granted <= 0:
            return 0
        lot = CreditLot.objects.create(
            member=member,
            amount=granted,
            remaining=granted,
            why=why,
            granted_at=at,
            expires_at=at + rules.inmail.expires,
        )
        CreditEntry.objects.create(
            member=member, lot=lot, kind="grant", amount=granted, why=why, key=key, at=at
        )
    return granted


def cap_of(tier: Tier, rules: Policy) -> int:
    """How many credits may gather: by tier, or the cap of earned ones, whichever is higher."""
    earns = rules.inmail.earned_on_joining or rules.inmail.earned_per_answer
    return max(rules.inmail.cap_for(tier), rules.inmail.earned_cap if earns else 0)


def credit_balance(member_id: int, at: datetime) -> int:
    """Credits that can be spent at that moment."""
    lots = CreditLot.objects.filter(member_id=member_id, expires_at__gt=at)
    return lots.aggregate(sum=Sum("remaining"))["sum"] or 0


def spend_credit(member_id: int, key: str, why: str, at: datetime) -> bool:
    """Take one credit from the lot that expires first; False when there is none or key was used."""
    with transaction.atomic():
        Member.objects.locked([member_id])
        if CreditEntry.objects.filter(member_id=member_id, key=key).exists():
            return False
        lots = CreditLot.objects.filter(member_id=member_id, expires_at__gt=at, remaining__gt=0)
        for lot in lots.order_by("expires_at", "pk"):
            # Conditional: whoever comes second to the last credit of a lot changes no row.
            taken = CreditLot.objects.filter(pk=lot.pk, remaining__gt=0).update(
                remaining=F("remaining") - 1
            )
            if taken:
                CreditEntry.objects.create(
                    member_id=member_id, lot=lot, kind="spend", amount=-1, why=why, key=key, at=at
                )
                return True
    return False


def refund_credit(member_id: int, key: str, why: str, at: datetime) -> bool:
    """Give back the credit that was spent under `key`; once, and not after the refund window.

    It returns to its own lot and so keeps that lot's end; from an ended lot it comes back as
    a new one, because the member did not let it lapse.
    """
    rules = policy()
    with transaction.atomic():
        Member.objects.locked([member_id])
        spent = CreditEntry.objects.filter(member_id=member_id, key=key, kind="spend").first()
        back = f"refund:{key}"
        if spent is None or at >= spent.at + rules.inmail.refund_window:
            return False
        if CreditEntry.objects.filter(member_id=member_id, key=back).exists():
            return False
        lot = spent.lot
        if lot.expires_at > at:
            CreditLot.objects.filter(pk=lot.pk).update(remaining=F("remaining") + 1)
        else:
            lot = CreditLot.objects.create(
                member_id=member_id,
                amount=1,
                remaining=1,
                why="refund",
                granted_at=at,
                expires_at=at + rules.inmail.expires,
            )
        CreditEntry.objects.create(
            member_id=member_id, lot=lot, kind="refund", amount=1, why=why, key=back, at=at
        )
    return True


def grant_monthly_credits(at: datetime) -> int:
    """Grant this month's credits to every member whose tier has some; return how many members."""
    granted = 0
    for tier, amount in policy().inmail.grants.items():
        if not amount:
            continue
        key = f"grant:{at:%Y-%m}"
        members = Member.objects.filter(tier=tier.value, is_active=True).exclude(
            credit_entries__key=key
        )
        for member_id in members.values_list("pk", flat=True).iterator(chunk_size=1000):
            granted += bool(grant_credits(member_id, amount, "month", key, at))
    return granted


def expire_credits(at: datetime) -> int:
    """Book what is left in ended lots as expired, so that entries always sum to what remains."""
    ended = CreditLot.objects.filter(expires_at__lte=at, remaining__gt=0)
    for lot in ended.iterator(chunk_size=1000):
        with transaction.atomic():
            fresh = CreditLot.objects.select_for_update().get(pk=lot.pk)
            if not fresh.remaining:
                continue
            CreditEntry.objects.create(
                member_id=fresh.member_id,
                lot=fresh,
                kind="expiry",
                amount=-fresh.remaining,
                why="expired",
                key=f"expiry:{fresh.pk}",
                at=at,
            )
            CreditLot.objects.filter(pk=fresh.pk).update(remaining=0)
    return ended.count()
