"""What is measured in a text by small models and rules: request, advice, politeness …"""

from rapport.rules.coach.signals.measure import (
    Measured,
    advice,
    formality,
    health,
    measure,
    milestone,
    news,
    politeness,
    praise,
    request,
    thanks,
    urgency,
    warmth,
)

__all__ = [
    "Measured",
    "advice",
    "formality",
    "health",
    "measure",
    "milestone",
    "news",
    "politeness",
    "praise",
    "request",
    "thanks",
    "urgency",
    "warmth",
]
