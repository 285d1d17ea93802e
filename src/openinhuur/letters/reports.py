"""What a mail server reports about an e-mail that it could not deliver, or not yet (RFC 3464).

    multipart/report
    ├── text for people                 not read
    ├── message/delivery-status         what happened, and why
    └── the e-mail, or its headers      which one it was: its Message-ID is ours (`letters.message_ids`)

Anybody can send such a report, so it is read with care: no more of it than `LONGEST`, no deeper than its own parts,
and what does not have this shape is no report.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message as Mail
from enum import StrEnum
from typing import Final
from uuid import UUID

from openinhuur.letters import message_ids
from openinhuur.wording.messages import one_line

LONGEST: Final = 512 * 1024
"""Bytes that are read. The e-mail comes last, and may be long; its headers are all that counts."""
MOST_PARTS: Final = 50
LONGEST_REASON: Final = 300
STATUS: Final = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")
ABOUT_THE_MAIL: Final = ("In-Reply-To", "References", "X-Original-Message-ID")
"""Where some servers name the e-mail when they do not send its headers back."""


class Action(StrEnum):
    """What the server did: it gave up, or it goes on trying."""

    FAILED = "failed"
    DELAYED = "delayed"


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``message_id`` and ``sending``: None and 0 when it does not say about which e-mail of ours it is.

    ``status``: ``5.1.1``, or empty; the first digit is 5 for what is permanent. ``reason``: one line, cut.
    """

    message_id: UUID | None
    sending: int
    action: Action
    status: str
    reason: str


def read(content: bytes) -> Report | None:
    """The report that an e-mail is; None: it is none, or it cannot be read."""
    if content[:LONGEST].lower().count(b"boundary") > MOST_PARTS:
        return None
    try:
        return _read(message_from_bytes(content[:LONGEST]))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):  # all that `email` can trip over
        return None


def _read(mail: Mail) -> Report | None:
    if mail.get_content_type() != "multipart/report":
        return None
    parts = _parts(mail)
    told = [one for part in parts if part.get_content_type() == "message/delivery-status" for one in _parts(part)]
    found = next(((action, one) for action in Action for one in told if _action(one) is action), None)
    if found is None:
        return None
    action, one = found
    named = next(filter(None, map(message_ids.read, _names(mail, parts))), None)
    message_id, sending = named or (None, 0)
    status = _status(one)
    return Report(message_id, sending, action, status, _reason(one, status))


def _action(told: Mail) -> Action | None:
    said = _field(told, "Action").strip().lower()
    return Action(said) if said in set(Action) else None


def _status(told: Mail) -> str:
    found = STATUS.match(_field(told, "Status"))
    return found[1] if found else ""


def _reason(told: Mail, status: str) -> str:
    """The status and the server's own words, without the type before them: ``smtp; 550 …``."""
    _type, semicolon, words = _field(told, "Diagnostic-Code").partition(";")
    said = one_line(f"{status} {words if semicolon else _type}") or Action.FAILED.value
    return said if len(said) <= LONGEST_REASON else f"{said[: LONGEST_REASON - 1]}…"


def _names(mail: Mail, parts: Iterable[Mail]) -> Iterator[str]:
    """Where the Message-ID of the e-mail may stand, the surest first."""
    for part in parts:
        if part.get_content_type() == "message/rfc822":
            yield from (_field(one, "Message-ID") for one in _parts(part))
        elif part.get_content_type() == "text/rfc822-headers":
            yield _field(message_from_string(_text(part)), "Message-ID")
    yield from (_field(mail, name) for name in ABOUT_THE_MAIL)


def _parts(mail: Mail) -> list[Mail]:
    inside = mail.get_payload()
    return [one for one in inside if isinstance(one, Mail)] if isinstance(inside, list) else []


def _field(mail: Mail, name: str) -> str:
    return str(mail.get(name, ""))


def _text(part: Mail) -> str:
    inside = part.get_payload(decode=True)
    return inside.decode("ascii", "replace") if isinstance(inside, bytes) else ""
