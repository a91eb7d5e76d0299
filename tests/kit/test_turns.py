import subprocess
import sys
import threading
import time

from rapport.kit.turns import turn_at

HOLDS = """
import pathlib, sys, time
from rapport.kit.turns import turn_at
with turn_at(pathlib.Path(sys.argv[1])):
    print("inside", flush=True)
    time.sleep(60)
"""


def test_one_thread_is_inside_at_a_time_and_all_come_in(tmp_path):
    inside, most, came = 0, 0, 0

    def come() -> None:
        nonlocal inside, most, came
        with turn_at(tmp_path / "folder" / "lock"):
            inside += 1
            most = max(most, inside)
            time.sleep(0.002)
            inside -= 1
            came += 1

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (most, came) == (1, 8)


def test_a_process_that_is_killed_inside_gives_its_turn_back(tmp_path):
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "inside\n"
        entered = threading.Event()

        def come() -> None:
            with turn_at(path):
                entered.set()

        waiting = threading.Thread(target=come)
        waiting.start()
        assert not entered.wait(0.2)
        other.kill()
        assert entered.wait(20)
        waiting.join(20)


def test_an_accident_inside_gives_the_turn_back(tmp_path):
    try:
        with turn_at(tmp_path / "lock"):
            raise ValueError
    except ValueError:
        pass
    with turn_at(tmp_path / "lock"):
        pass
