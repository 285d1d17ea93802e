"""What waits at the same moment is done together: whoever finds nobody at work does it for all who wait.

At a deadline everybody waits for the end of the journal, and each transaction for the disk. So while one works, the
next ones queue up, and the first of them then works for all: one transaction, written to the disk once.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from typing import Final, Generic, TypeVar

PATIENCE: Final = 0.1  # seconds
A_MOMENT: Final = 0.01  # seconds
One = TypeVar("One")
Outcome = TypeVar("Outcome")


class _Waiting(Generic[One, Outcome]):
    def __init__(self, one: One) -> None:
        self.one = one
        self.woken = threading.Event()
        self.outcome: list[Outcome] = []
        self.is_alone = False


class Together(Generic[One, Outcome]):
    """One function for many threads of this process, which does what they bring a few at a time.

    Args:
        do: does some, and returns what came of each. When it raises, each is done again, alone and in its own thread:
            one that goes wrong spoils it for nobody else.
        apart: two of which this is the same are not done together.
        most: so many together, at most.
        before_waiting: called by a thread before it waits for another.
        others_come: whether it is worth while to wait a moment for others before beginning.
    """

    def __init__(
        self,
        do: Callable[[Sequence[One]], Sequence[Outcome]],
        *,
        apart: Callable[[One], Hashable],
        most: int,
        before_waiting: Callable[[], None],
        others_come: Callable[[], bool],
    ) -> None:
        self._do, self._apart, self._most, self._before_waiting = do, apart, most, before_waiting
        self._others_come = others_come
        self._queue, self._is_busy, self._lock = deque[_Waiting[One, Outcome]](), False, threading.Lock()
        self._all_came = threading.Event()

    def __call__(self, one: One) -> Outcome:
        """Do one, together with what waits; returns what came of it, or raises as ``do`` does."""
        mine = _Waiting[One, Outcome](one)
        with self._lock:
            self._queue.append(mine)
            is_first, self._is_busy = not self._is_busy, True
        if not is_first:
            if len(self._queue) >= self._most or not self._others_come():
                self._all_came.set()
            self._before_waiting()
            mine.woken.wait()
        if not mine.outcome and not mine.is_alone:
            self._lead()
        return mine.outcome[0] if mine.outcome else self._do([one])[0]

    def _lead(self) -> None:
        """Work for the first that wait, of which this thread brought the very first; then wake who comes next."""
        self._wait_for_others()
        with self._lock:
            some = self._take()
        try:
            outcomes = self._do([waiting.one for waiting in some])
            for waiting, outcome in zip(some, outcomes, strict=True):
                waiting.outcome.append(outcome)
        except Exception:
            if len(some) == 1:
                raise
        finally:
            with self._lock:
                following = self._queue[0] if self._queue else None
                self._is_busy = following is not None
            for waiting in some:
                waiting.is_alone = not waiting.outcome
                waiting.woken.set()
            if following:
                following.woken.set()

    def _wait_for_others(self) -> None:
        """Not long: who is at work now mostly comes here next, and each one more costs next to nothing."""
        ends = time.monotonic() + PATIENCE
        self._all_came.clear()
        while self._others_come() and len(self._queue) < self._most and time.monotonic() < ends:
            self._all_came.wait(A_MOMENT)  # not longer: who does something else may be the last at work

    def _take(self) -> list[_Waiting[One, Outcome]]:
        """The first that wait and may be done together; the others stay, in their order."""
        taken: dict[Hashable, _Waiting[One, Outcome]] = {}
        left = []
        while self._queue and len(taken) < self._most:
            waiting = self._queue.popleft()
            if (key := self._apart(waiting.one)) in taken:
                left.append(waiting)
            else:
                taken[key] = waiting
        self._queue.extendleft(reversed(left))
        return list(taken.values())
