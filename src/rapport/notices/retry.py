"""When a mail that was not taken is tried again, and when to stop: decided by age, not by count."""

from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
GIVE_UP_AFTER = timedelta(days=3)


def next_try_at(tries: int, created_at: datetime, at: datetime) -> datetime | None:
    """The moment of the next try after `tries` failed ones, or None when it is time to give up.

    Pauses double from one minute to six hours; three days after the mail was written it stops
    (RFC 5321, section 4.5.4.1, asks for a give-up time of at least 4-5 days of mail *servers*;
    this is a client whose server does that waiting, and news of three days ago is stale).
    """
    if at - created_at >= GIVE_UP_AFTER:
        return None
    pause = min(FIRST_PAUSE * 2 ** min(tries - 1, 20), LONGEST_PAUSE)
    return at + pause
