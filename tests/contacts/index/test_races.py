import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from functools import partial
from itertools import combinations
from random import Random

import pytest
from django.db import connection, transaction

from rapport.contacts import actions
from rapport.contacts.actions.departures import deactivate_member, reactivate_member
from rapport.contacts.index import PROCESS
from rapport.contacts.index.loading import load_copy
from rapport.contacts.models import ConnectionChange
from rapport.contacts.queries import graph
from rapport.kit.clock import now
from tests.contacts.index.memory import kept, pairs_in, pairs_in_database
from tests.contacts.queries.networks import crowd
from tests.place import ROOT
from tests.races import LONG, at_once
from tests.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CHANGES = 600 if LONG else 40


class Halt(Exception):
    """The transaction is rolled back."""


def change_at_random(ids, seed):
    """Connect, part, leave and return in transactions that take their time before the commit."""
    draw = Random(seed)
    pairs = list(combinations(ids, 2))
    for _ in range(CHANGES):
        a, b = draw.choice(pairs)
        doing = draw.choices(
            (
                partial(actions.connect_members, [(a, b, now())]),
                partial(actions.disconnect, a, b),
                partial(deactivate_member, a),
                partial(reactivate_member, a),
            ),
            (8, 4, 1, 2),
        )[0]
        try:
            with transaction.atomic():
                time.sleep(draw.random() * 0.004)
                doing()
                time.sleep(draw.random() * 0.008)
                if draw.random() < 0.2:
                    raise Halt
        except Halt:
            pass


def test_four_writers_with_late_commits_lose_nothing(transactional_db):
    ids, _ = crowd(14, 30)
    with kept():
        # Another process's copy, which nobody tells: it reads on whenever it can.
        other, done = load_copy(None), threading.Event()

        def follow():
            while not done.is_set():
                other.catch_up()
            connection.close()

        follower = threading.Thread(target=follow)
        follower.start()
        try:
            at_once(*[partial(change_at_random, ids, seed) for seed in range(4)])
        finally:
            done.set()
            follower.join()
        wait_until(lambda: PROCESS.copy.position == ConnectionChange.objects.newest())
        other.catch_up()

        assert ConnectionChange.objects.count() > CHANGES
        assert pairs_in(PROCESS.copy) == pairs_in(other) == pairs_in_database()
        assert PROCESS.copy.repaired == 0
        assert PROCESS.copy.sweep(1, PROCESS.copy.rows.members) == 0


def test_everybody_sees_their_own_change_at_once_while_others_write(transactional_db):
    ids, _ = crowd(24, 0)

    def befriend(mine):
        for other in mine[1:]:
            actions.connect_members([(mine[0], other, now())])
            assert graph.degrees_for(mine[0], [other]) == {other: 1}
            actions.disconnect(mine[0], other)
            assert graph.degrees_for(mine[0], [other]) == {other: None}

    with kept():
        at_once(*[partial(befriend, ids[n::4]) for n in range(4)])


KILLED = """
import sys, django
django.setup()
from django.db import connection, transaction
from django.conf import settings
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
from rapport.contacts import actions
from rapport.kit.clock import now
a, b, c = map(int, sys.argv[2:])
actions.connect_members([(a, b, now())])
with transaction.atomic():
    actions.connect_members([(b, c, now())])
    print("written", flush=True)
    sys.stdin.readline()
"""


def test_a_writer_that_is_killed_before_its_commit_leaves_no_trace_and_no_lock(transactional_db):
    ids, _ = crowd(3, 0)
    name = str(connection.settings_dict["NAME"])
    with kept():
        writer = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(KILLED), name, *map(str, ids)],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "rapport.config.settings"},
            cwd=ROOT / "src",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert writer.stdout.readline() == "written\n"
            # What it committed is known without asking; what it is about to is not.
            wait_until(lambda: pairs_in(PROCESS.copy) == {(ids[0], ids[1])})
        finally:
            writer.send_signal(signal.SIGKILL)
            writer.communicate()

        assert actions.connect_members([(ids[0], ids[2], now())]) == 1
        assert graph.degrees_for(ids[1], ids[2:]) == {ids[2]: 2}
        assert pairs_in(PROCESS.copy) == pairs_in_database() == {tuple(ids[:2]), (ids[0], ids[2])}
