"""The Message-ID of an e-mail, by which repeats are seen to be one, and reports of mail servers are recognised.

>>> made(UUID("0190a0b0-0000-7000-8000-000000000001"), 2, "example.org")
'<0190a0b0-0000-7000-8000-000000000001.2@example.org>'
>>> read("Re: <0190a0b0-0000-7000-8000-000000000001.2@example.org>")
(UUID('0190a0b0-0000-7000-8000-000000000001'), 2)
>>> read("<CAF@mail.example.net>")
"""

import re
from typing import Final
from uuid import UUID

SHAPE: Final = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.([1-9]\d{0,3}))?@[^\s<>]+>")


def made(message_id: UUID, sending: int, domain: str) -> str:
    """The Message-ID of one sending of a message; every attempt at that sending has the same."""
    again = f".{sending}" if sending > 1 else ""
    return f"<{message_id}{again}@{domain}>"


def read(text: str) -> tuple[UUID, int] | None:
    """The message and the sending that the first Message-ID of ours in a text is of."""
    found = SHAPE.search(text)
    return (UUID(found[1]), int(found[2] or 1)) if found else None
