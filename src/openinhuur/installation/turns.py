"""Turns: so many requests are worked on at once, and whoever came first goes first."""

import threading
from collections import deque
from typing import Final

AT_ONCE: Final = 4
"""So many requests each server process works on at the same moment. It has a connection to the database for each, and
one more for who works for others meanwhile (`openinhuur.bids.together`)."""

_mine = threading.local()


class Turns:
    """So many at once: a turn is handed to who waits longest."""

    def __init__(self, at_once: int) -> None:
        self._free, self._at_once = at_once, at_once
        self._waiting, self._lock = deque[threading.Lock](), threading.Lock()

    def __enter__(self) -> None:
        """Wait for a turn."""
        _mine.turns, _mine.has_one = self, True
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # until it is handed over

    def __exit__(self, *_: object) -> None:
        """Hand it over, unless that was done before."""
        let_go()
        _mine.turns = None

    @property
    def are_taken(self) -> bool:
        """Whether anybody has one."""
        return self._free < self._at_once

    def hand_over(self) -> None:
        """Give the turn of this thread to who waits longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


def let_go() -> None:
    """Hand the turn of this thread over, if it has one: from here on it does next to nothing but wait."""
    if getattr(_mine, "has_one", False):
        _mine.has_one = False
        _mine.turns.hand_over()


def others_work() -> bool:
    """Whether others have turns now. This thread has let go of its own."""
    turns: Turns | None = getattr(_mine, "turns", None)
    return turns is not None and turns.are_taken
