"""A virus scanner that speaks the protocol of clamd: it takes the file in pieces and answers what it was told to.

It stands on the far side of a real socket, in a thread. What it took is kept, to see that it was the whole file.
"""

import socket
import struct
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless file that every scanner calls a virus (eicar.org)."""


@dataclass
class Clamd:
    """``says`` instead of its own judgement; ``breaks_off`` without an answer."""

    says: bytes = b""
    breaks_off: bool = False
    took: list[bytes] = field(default_factory=list)

    def answer(self, line: socket.socket) -> None:
        with line, line.makefile("rb") as heard, suppress(OSError):
            assert heard.read(len(b"zINSTREAM\0")) == b"zINSTREAM\0"
            content = b""
            while size := struct.unpack("!L", heard.read(4))[0]:
                content += heard.read(size)
            self.took.append(content)
            if not self.breaks_off:
                line.sendall(self.says or self.judgement(content))

    def judgement(self, content: bytes) -> bytes:
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@contextmanager
def listening(clamd: Clamd, listener: socket.socket) -> Generator[None]:
    """Answers until the end, one file at a time."""

    def serve() -> None:
        with suppress(OSError):
            while True:
                clamd.answer(listener.accept()[0])

    listener.listen()
    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
