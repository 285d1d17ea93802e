"""What an e-mail of one kind consists of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Action(NamedTuple):
    """What the reader can do: the words on the button, and the path of its page, which begins with a stroke."""

    label: "StrPromise"
    path: str = "%(path)s"


class Listed(NamedTuple):
    """One of a list of things in an e-mail: its words, and where its page stands."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class MessageText:
    """What an e-mail of one kind says. One with a secret (a link that opens something) is forgotten once it is sent."""

    subject: "StrPromise"
    paragraphs: tuple["StrPromise", ...]
    action: Action | None = None
    has_secret: bool = False
