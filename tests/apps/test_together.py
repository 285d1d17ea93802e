"""What waits at the same moment is done together, and nobody pays for what somebody else brought."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from openinhuur.bids import together as module
from openinhuur.bids.together import Together


def together(
    do: Callable[[Sequence[int]], Sequence[int]], *, most: int = 100, apart: Callable[[int], int] = lambda one: one
) -> tuple[Together[int, int], list[int]]:
    """Of numbers; and which thread began to wait, each time that one did."""
    waited: list[int] = []
    return Together(
        do,
        apart=apart,
        most=most,
        before_waiting=lambda: waited.append(threading.get_ident()),
        others_come=lambda: False,
    ), waited


class Busy:
    """Doubles numbers; the first time, not before it is told to go on."""

    def __init__(self, failing: frozenset[int] = frozenset()) -> None:
        self.done: list[list[int]] = []
        self.began, self.may_end, self.failing = threading.Event(), threading.Event(), failing

    def __call__(self, some: Sequence[int]) -> list[int]:
        self.done.append(list(some))
        self.began.set()
        self.may_end.wait(10)
        if self.failing & set(some):
            raise ZeroDivisionError
        return [2 * one for one in some]


def while_busy(busy: Busy, numbers: Sequence[int], **more: object) -> list[Future[int]]:
    """The first begins; the others come while it is done, each after the one before it waits."""
    doubled, waited = together(busy, **more)  # type: ignore[arg-type]
    with ThreadPoolExecutor(len(numbers)) as pool:
        asked = [pool.submit(doubled, numbers[0])]
        busy.began.wait(10)
        for place, one in enumerate(numbers[1:], 1):
            asked.append(pool.submit(doubled, one))
            while len(waited) < place:
                time.sleep(0.001)
        busy.may_end.set()
    return asked


def test_one_alone_is_done_at_once() -> None:
    doubled, waited = together(lambda some: [2 * one for one in some])
    assert (doubled(4), waited) == (8, [])


def test_what_comes_meanwhile_is_done_together_in_the_order_in_which_it_came() -> None:
    busy = Busy()
    asked = while_busy(busy, [1, 2, 3, 4, 5])
    assert [one.result() for one in asked] == [2, 4, 6, 8, 10]
    assert busy.done == [[1], [2, 3, 4, 5]]


def test_never_more_together_than_may_be() -> None:
    busy = Busy()
    asked = while_busy(busy, [1, 2, 3, 4, 5, 6], most=2)
    assert [one.result() for one in asked] == [2, 4, 6, 8, 10, 12]
    assert busy.done == [[1], [2, 3], [4, 5], [6]]


def test_two_that_depend_on_one_another_are_done_one_after_the_other() -> None:
    busy = Busy()
    asked = while_busy(busy, [1, 12, 22, 13, 32], apart=lambda one: one % 10)
    assert [one.result() for one in asked] == [2, 24, 44, 26, 64]
    assert busy.done == [[1], [12, 13], [22], [32]]


def test_what_goes_wrong_goes_wrong_for_who_brought_it_alone() -> None:
    busy = Busy(failing=frozenset({3}))
    first, second, third, fourth = while_busy(busy, [1, 2, 3, 4])
    assert [one.result() for one in (first, second, fourth)] == [2, 4, 8]
    assert isinstance(third.exception(), ZeroDivisionError)
    assert busy.done[:2] == [[1], [2, 3, 4]]
    assert sorted(busy.done[2:]) == [[2], [3], [4]]


def test_who_comes_after_something_went_wrong_is_helped() -> None:
    busy = Busy(failing=frozenset({1}))
    busy.may_end.set()
    doubled, _ = together(busy)
    with pytest.raises(ZeroDivisionError):
        doubled(1)
    assert doubled(2) == 4


def test_many_threads_each_get_what_came_of_their_own_and_only_one_works_at_a_time() -> None:
    inside, most = 0, 0

    def do(some: Sequence[int]) -> list[int]:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.0005)
        inside -= 1
        return [2 * one for one in some]

    doubled, _ = together(do, most=5, apart=lambda one: one % 7)
    numbers = range(400)
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(doubled, numbers)) == [2 * one for one in numbers]
    assert most == 1


def test_the_first_waits_for_who_is_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 10)
    busy, on_the_way = Busy(), threading.Event()
    busy.may_end.set()
    on_the_way.set()
    doubled = Together(
        busy, apart=lambda one: one, most=9, before_waiting=on_the_way.clear, others_come=on_the_way.is_set
    )
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(doubled, 1)
        while not doubled._queue:
            time.sleep(0.001)
        second = pool.submit(doubled, 2)
    assert (first.result(), second.result(), busy.done) == (2, 4, [[1, 2]])


def test_it_does_not_wait_long_for_who_does_not_come() -> None:
    busy = Busy()
    busy.may_end.set()
    doubled = Together(busy, apart=lambda one: one, most=9, before_waiting=lambda: None, others_come=lambda: True)
    assert doubled(1) == 2
