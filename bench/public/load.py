"""Visitors: so many connections that stay open, each asking its next page as soon as it has the last one whole.

Bare sockets and one `select` loop, so that asking costs little beside answering; how much is measured.
"""

import re
import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from resource import RUSAGE_SELF, getrusage
from statistics import median, quantiles
from typing import Final

LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
REQUEST: Final = "GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n"


class UnexpectedAnswer(Exception):
    """An answer that is not 200, or has no length."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out: seconds per request, over so many seconds, and the share of a processor that asking took."""

    seconds: list[float]
    over: float
    asking: float

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return len(self.seconds) / self.over

    @property
    def median(self) -> float:
        """Of the waiting times, in seconds."""
        return median(self.seconds)

    @property
    def p99(self) -> float:
        """Of a hundred requests, 99 are quicker."""
        return quantiles(self.seconds, n=100)[98]


@dataclass(slots=True)
class Visitor:
    """One connection, and what of its answer has come."""

    connection: socket.socket
    began: float = 0.0
    whole: int = 0
    come: bytearray = field(default_factory=bytearray)

    def ask(self, address: str) -> None:
        """Send the next request."""
        self.come.clear()
        self.whole = 0
        self.began = time.perf_counter()
        self.connection.sendall(REQUEST.format(address=address).encode())

    def hear(self) -> bool:
        """Take what has come; whether that is all of it."""
        self.come += self.connection.recv(1 << 18)
        if not self.whole and (head := self.come.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self.come, 0, head)
            if not self.come.startswith(b"HTTP/1.1 200") or length is None:
                raise UnexpectedAnswer(bytes(self.come[:300]))
            self.whole = head + 4 + int(length[1])
        return bool(self.whole) and len(self.come) >= self.whole


def visit(port: int, addresses: Iterator[str], *, visitors: int, seconds: float, least: int = 0) -> Measured:
    """Ask for these addresses for so long, and at least so often."""
    times: list[float] = []
    used, started = _used(), time.perf_counter()
    with selectors.DefaultSelector() as waiting:
        everybody = [Visitor(socket.create_connection(("127.0.0.1", port))) for _ in range(visitors)]
        for one in everybody:
            one.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            waiting.register(one.connection, selectors.EVENT_READ, one)
            one.ask(next(addresses))
        until = started + seconds
        while (now := time.perf_counter()) < until or len(times) < least:
            for key, _ in waiting.select(timeout=10):
                one = key.data
                if one.hear():
                    now = time.perf_counter()
                    times.append(now - one.began)
                    one.ask(next(addresses))
        for one in everybody:
            one.connection.close()
    over = now - started
    return Measured(times, over, (_used() - used) / over)


def _used() -> float:
    spent = getrusage(RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime
