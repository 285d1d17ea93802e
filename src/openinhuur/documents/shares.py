"""A secret of 32 bytes split into parts, of which so many together give it back, and fewer tell nothing (Shamir).

A part is 33 words of SLIP-39, with a checksum in it. The same words, as one of one, are how a keyholder's key is
written on paper. Secrets are kept out of what is raised here: nothing of them may reach a log or a traceback.
"""

from collections.abc import Collection
from typing import Final

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from openinhuur.documents.sealing import KEY_BYTES
from openinhuur.domain.errors import Refusal

LONGEST_WORDS: Final = 2000
PAPER: Final = (1, 1)


class PartsDoNotFit(Refusal):
    """These parts do not make the secret: too few, changed, or of another one. Fields: ``parts`` (how many)."""


class Secret:
    """A secret that never shows itself: a passphrase, words on paper, a part or a key."""

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = value

    @classmethod
    def typed(cls, text: str) -> "Secret":
        """What somebody typed."""
        return cls(text.encode("utf-8", "replace"))

    def reveal(self) -> bytes:
        """The secret itself, for where it is used."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"


def split(secret: Secret, *, needed: int, parts: int) -> list[Secret]:
    """The parts, each for somebody else."""
    [words] = generate_mnemonics(1, [(needed, parts)], secret.reveal(), iteration_exponent=0)
    return [Secret.typed(one) for one in words]


def combine(parts: Collection[Secret]) -> Secret:
    """The secret.

    Raises:
        PartsDoNotFit.
    """
    found = _combined(parts)
    if found is None:
        raise PartsDoNotFit(parts=len(parts))
    return found


def on_paper(secret: Secret) -> Secret:
    """A secret as words to write down or print: all of it."""
    [[words]] = generate_mnemonics(1, [PAPER], secret.reveal(), iteration_exponent=0)
    return Secret.typed(words)


def from_paper(words: Secret) -> Secret | None:
    """What `on_paper` wrote, however it was typed over; None when that cannot be right."""
    text = words.reveal()
    if len(text) > LONGEST_WORDS:
        return None
    return _combined([Secret(b" ".join(text.lower().split()))])


def _combined(parts: Collection[Secret]) -> Secret | None:
    """None instead of what the library raises: its frames hold the words."""
    try:
        found = combine_mnemonics([part.reveal().decode() for part in parts])
    except (MnemonicError, ValueError, IndexError, KeyError):
        return None
    return Secret(found) if len(found) == KEY_BYTES else None
