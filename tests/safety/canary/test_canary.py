"""Random stories of the cast: no private word is ever shown to anybody who may not read it.

Hypothesis throws the dice, and makes a story that fails as short as it can.
"""

from collections import Counter
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import transaction
from django.test import TestCase
from hypothesis import HealthCheck, Phase
from hypothesis import settings as Settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from rapport.kit.clock import now
from rapport.live.hub import HUB
from rapport.notices.jobs.news import mail_notices, make_notices
from rapport.notices.models import Mail
from tests.races import LONG
from tests.safety.canary import groups, keeping, posting, talking
from tests.safety.canary.looks import looks
from tests.safety.canary.story import Story

pytestmark = pytest.mark.django_db
DICE = st.randoms(use_true_random=False)
# Where a word that somebody may read must have been seen in the end: else the test looks past it.
PLACES = (
    "/messages/", "/messages/search/", "/messages/items/", "/messages/files/", "/messages/later/",
    "/messages/drafts/", "/messages/templates/", "/messages/groups/", "/posts/", "/feed/",
    "/members/", "/introductions/", "api files", "api threads", "api messages", "api planned",
    "api drafts", "api posts", "api templates",
)  # fmt: skip


DEEDS = (
    talking.write, talking.write, talking.answer, talking.change, talking.bond, talking.introduce,
    talking.react, posting.post, posting.share, posting.comment, groups.make, groups.say,
    groups.say, groups.come_and_go, keeping.draft, keeping.template, keeping.plan_ahead,
    keeping.moments_come, keeping.attach, keeping.steal,
)  # fmt: skip
BEGINNING = (
    talking.introduce, talking.write, talking.write, groups.bo_makes, groups.say, posting.post,
    posting.post, keeping.draft, keeping.template, keeping.plan_ahead, keeping.attach,
)  # fmt: skip


class Life(RuleBasedStateMachine):
    """What the cast may do; `world` is where the test hands over the cast and counts the places."""

    world = SimpleNamespace()

    def __init__(self):
        super().__init__()
        self.story = Story(self.world.cast, None)
        self.world.lines = self.story.lines
        self.undo = transaction.savepoint()

    @initialize(dice=DICE)
    def so_it_begins(self, dice):
        for deed in BEGINNING:
            self.happens(dice, deed)

    @rule(dice=DICE, deeds=st.lists(st.sampled_from(DEEDS), min_size=1, max_size=6))
    def some_things_happen(self, dice, deeds):
        for deed in deeds:
            self.happens(dice, deed)

    @rule()
    def notices_are_made(self):
        make_notices(now())
        mail_notices(now() + timedelta(days=2))

    def happens(self, dice, deed):
        """One deed, and what follows its commit."""
        self.story.dice = dice
        with TestCase.captureOnCommitCallbacks() as after:
            deed(self.story)
        posting.bonds_changed(self.story)
        for callback in after:
            callback()

    def teardown(self):
        """Everybody looks everywhere, then nothing has happened."""
        try:
            self.notices_are_made()
            self.world.mails += Mail.objects.count()
            self.nobody_reads_what_is_not_theirs()
        finally:
            transaction.savepoint_rollback(self.undo)

    def nobody_reads_what_is_not_theirs(self):
        """Every canary in every place has been found by such as may read it."""
        readers = self.story.readers
        for handle, where, text in looks(self.story):
            for word, who in readers.items():
                if word in text:
                    self.world.seen[place_of(where)] += 1
                    assert handle in who, f"{handle} reads {word} at {where}"


def place_of(where: str) -> str:
    """The place of an address: without what names one thing there."""
    kind, _, path = where.rpartition(" ")
    parts = path.split("?")[0].split("/")
    named = [part for part in parts if part and not _is_id(part)]
    return f"{kind} {named[0]}" if kind else f"/{'/'.join(named)}/"


def _is_id(part: str) -> bool:
    try:
        UUID(part)
    except ValueError:
        return False
    return True


def test_nobody_ever_reads_a_private_word_of_others(cast, monkeypatch, settings):
    # Our own way of mail, not the list in memory of the test runner.
    settings.EMAIL_BACKEND = "rapport.notices.mail.OutboxBackend"
    world = Life.world
    world.cast, world.seen, world.mails = cast, Counter(), 0
    monkeypatch.setattr(HUB, "publish", lambda lines: world.lines.extend(x[:2] for x in lines))
    run_state_machine_as_test(
        Life,
        settings=Settings(
            max_examples=60 if LONG else 4,
            stateful_step_count=20 if LONG else 10,
            derandomize=not LONG,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    seen = {place for place in PLACES if any(one.startswith(place) for one in world.seen)}
    assert seen == set(PLACES)
    assert world.mails
