"""Asks a ClamAV daemon, when one is set, and lets nothing pass while it does not answer.

The protocol is clamd's INSTREAM: the length of a piece in four bytes and the piece, again and again, then a zero; the
answer is one line (``man clamd``).
"""

import socket
import struct
import time

from django.conf import settings

from openinhuur.documents.refusals import ScannerAway, VirusFound
from openinhuur.installation.scanner import Scanner

PATIENCE_S = 30.0
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
LONGEST_NAME = 100
FINE, FOUND = "stream: OK", " FOUND"


def check(content: bytes) -> None:
    """Nothing is found in it; or no scanner is set.

    Raises:
        VirusFound, ScannerAway.
    """
    scanner: Scanner | None = settings.VIRUS_SCANNER
    if scanner is None:
        return
    try:
        answer = _ask(scanner, content)
    except OSError:  # it is not there, hangs, or breaks off
        raise ScannerAway from None
    if answer.endswith(FOUND):
        raise VirusFound(name=_name(answer))
    if answer != FINE:
        raise ScannerAway


def _ask(scanner: Scanner, content: bytes) -> str:
    until = time.monotonic() + PATIENCE_S
    with _connected(scanner) as line:
        line.settimeout(PATIENCE_S)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0"):
            line.settimeout(max(until - time.monotonic(), 0.001))
            heard = line.recv(LONGEST_ANSWER)
            answer += heard
            if not heard or len(answer) > LONGEST_ANSWER:
                raise ConnectionError
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _connected(scanner: Scanner) -> socket.socket:
    if not scanner.socket:
        return socket.create_connection((scanner.host, scanner.port), timeout=PATIENCE_S)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(PATIENCE_S)
        line.connect(scanner.socket)
    except OSError:
        line.close()
        raise
    return line


def _name(answer: str) -> str:
    """What it is called, in a line that can be shown."""
    name = answer.removeprefix("stream: ").removesuffix(FOUND)
    return "".join(letter for letter in name if letter.isprintable())[:LONGEST_NAME]
