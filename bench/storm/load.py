"""Suppliers in the last minute: so many connections that stay open, each sending the next submission.

Threads with blocking sockets; sending lets the interpreter go, so it costs little beside receiving.
"""

import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

HEAD: Final = (
    "POST {address} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
    "Content-Type: {kind}\r\nContent-Length: {length}\r\nCookie: {cookie}\r\n\r\n"
)
STATUS: Final = re.compile(rb"HTTP/1\.1 (\d+)")
LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LOCATION: Final = re.compile(rb"\r\nlocation: *([^\r\n]+)", re.IGNORECASE)
TRIES: Final = 8
WAIT_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class Submission:
    """What is posted: where, as whom, and the body with its kind."""

    key: str
    address: str
    cookie: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one submission. Moments in seconds since 1970; ``sent_at``: its last byte was handed over.

    ``status``: 0 when no answer came, however often it was tried.
    """

    key: str
    status: int
    location: str
    body: bytes
    began_at: float
    sent_at: float
    came_at: float
    tries: int


def post(port: int, submissions: Sequence[Submission], *, connections: int, again: bool = False) -> list[Answer]:
    """Send all of them, in this order as far as many connections keep one.

    Args:
        again: send it again when the connection breaks or the server fails, as a person would.
    """
    waiting, answers, lock = iter(submissions), list[Answer](), threading.Lock()

    def send() -> None:
        connection = _Connection(port)
        for one in _taken(waiting, lock):
            answers.append(connection.post(one, again=again))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(connections)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return answers


def _taken(waiting: Iterator[Submission], lock: threading.Lock) -> Iterator[Submission]:
    while True:
        with lock:
            one = next(waiting, None)
        if one is None:
            return
        yield one


class _Connection:
    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def post(self, one: Submission, *, again: bool) -> Answer:
        began_at = sent_at = time.time()
        for tried in range(1, (TRIES if again else 1) + 1):
            try:
                sent_at = self._send(one)
                status, location, body = self._hear()
            except OSError:
                self.close()
            else:
                if status < 500 or not again:
                    return Answer(one.key, status, location, body, began_at, sent_at, time.time(), tried)
            if again:
                time.sleep(WAIT_S)
        return Answer(one.key, 0, "", b"", began_at, sent_at, time.time(), tried)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _send(self, one: Submission) -> float:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        head = HEAD.format(address=one.address, port=self._port, kind=one.kind, length=len(one.body), cookie=one.cookie)
        self._socket.sendall(head.encode() + one.body)
        return time.time()

    def _hear(self) -> tuple[int, str, bytes]:
        assert self._socket is not None  # noqa: S101 (it has just sent)
        come = b""
        while (end := come.find(b"\r\n\r\n")) < 0:
            come += self._more()
        status, length = STATUS.match(come), LENGTH.search(come, 0, end)
        if status is None or length is None:
            raise ConnectionError("not an answer")
        location = LOCATION.search(come, 0, end)
        while len(come) < end + 4 + int(length[1]):
            come += self._more()
        return int(status[1]), location[1].decode() if location else "", come[end + 4 :]

    def _more(self) -> bytes:
        assert self._socket is not None  # noqa: S101 (it has just sent)
        part = self._socket.recv(1 << 16)
        if not part:
            raise ConnectionError("closed")
        return part
