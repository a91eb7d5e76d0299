"""Kill -9 while members send: what was acknowledged is there, once, in order."""

import json
import random
import time

import pytest

from tests.kill.clients import audit, begin, end
from tests.place import fresh_place
from tests.races import LONG

# A start takes some seconds where other programs want the processors, too.
pytestmark = [pytest.mark.kill, pytest.mark.timeout(3600 if LONG else 900)]
KILLS = 200 if LONG else 12


def test_no_acknowledged_message_is_lost_doubled_or_out_of_order(tmp_path):
    dice = random.Random(12)
    with fresh_place(tmp_path) as place:
        place.run("rapport", "migrate")
        talks = json.loads(place.run("tests.kill.people"))
        place.start()
        clients = begin(place, talks)
        for _ in range(KILLS):
            time.sleep(dice.uniform(0.2, 1.2))
            place.kill()
            place.start()
        time.sleep(0.5)
        end(clients)
        place.kill()
        found = json.loads(place.run("tests.kill.audit"))
    audit(found, clients, KILLS)
