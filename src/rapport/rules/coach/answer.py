"""A Review as JSON, in the exact form of the contract."""

from dataclasses import fields
from typing import Any

from rapport.rules.coach.findings import Alternative, Claim, Finding, Review, Signals

DECIMALS = 4


def as_json(review: Review) -> dict[str, Any]:
    """The Review as JSON values: spans are lists, what is missing is null, numbers are rounded."""
    return {
        "id": review.id,
        "verdict": review.verdict.value,
        "score": review.score,
        "findings": [_finding(one) for one in review.findings],
        "signals": _signals(review.signals),
        "alternatives": [_alternative(one) for one in review.alternatives],
        "send_at": review.send_at.isoformat() if review.send_at else None,
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "check": one.check.value,
        "level": one.level.value,
        "in": one.where,
        "span": list(one.span) if one.span else None,
        "evidence": one.evidence,
        "message": one.message,
        "fix": one.fix,
        "source": one.source,
    }


def _signals(signals: Signals) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for part in fields(signals):
        value = getattr(signals, part.name)
        told[part.name] = round(value, DECIMALS) if isinstance(value, float) else value
    told["claims"] = [_claim(one) for one in signals.claims]
    return told


def _claim(one: Claim) -> dict[str, Any]:
    return {
        "text": one.text,
        "span": list(one.span),
        "kind": one.kind,
        "supported": one.supported,
    }


def _alternative(one: Alternative) -> dict[str, Any]:
    return {"act": one.act.value, "on": one.on, "why": one.why}
