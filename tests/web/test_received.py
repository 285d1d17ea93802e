"""Requests that were received take their turns: so many at once, and whoever came first goes first."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from openinhuur.installation.turns import Turns, let_go, others_work


@pytest.mark.parametrize("at_once", [1, 3])
def test_whoever_came_first_goes_first_and_never_more_at_once_than_there_are_turns(at_once: int) -> None:
    turns, went, inside, most = Turns(at_once), list[int](), 0, 0
    lock, may_go = threading.Lock(), threading.Event()

    def go(number: int) -> None:
        nonlocal inside, most
        with turns:
            with lock:
                went.append(number)
                inside += 1
                most = max(most, inside)
            may_go.wait(10)
            with lock:
                inside -= 1

    threads = [threading.Thread(target=go, args=(number,)) for number in range(12)]
    for number, one in enumerate(threads):
        one.start()
        while len(turns._waiting) + len(went) <= number:  # it stands in line before the next one comes
            time.sleep(0.001)
    may_go.set()
    for one in threads:
        one.join()
    assert most == at_once
    assert went == sorted(went) or at_once > 1  # of those who go together, any may be seen first


def test_a_turn_of_who_fails_is_not_lost() -> None:
    turns = Turns(1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns:
            1 / 0  # noqa: B018 (it fails)
    with turns:
        assert turns._free == 0
    assert turns._free == 1


def test_who_only_waits_hands_its_turn_over_once_and_others_see_who_works() -> None:
    turns = Turns(1)
    with turns:
        let_go()
        assert not others_work()
        let_go()
        assert turns._free == 1
        with ThreadPoolExecutor(1) as pool:  # which gets the turn that was let go
            worked, may_end = threading.Event(), threading.Event()

            def work() -> None:
                with turns:
                    worked.set()
                    may_end.wait(10)

            pool.submit(work)
            worked.wait(10)
            assert others_work()
            may_end.set()
    assert turns._free == 1
    assert not others_work()
