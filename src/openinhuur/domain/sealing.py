"""How the key of a vault is kept until the deadline, and who can bring it back.

Two ways, chosen by a desk and frozen with each vault when its call is published (R19):

- *keyholders*: the key is split; so many of the people who hold a part of it, each with a passphrase of their own,
  bring it back together. Fewer learn nothing, whatever else they have a copy of.
- *server*: for a desk that is too small for that. The key is kept in a file beside the database. Two people open, but
  that is a rule of this software and not of the key; so it is chosen with a reason, and the choice is recorded.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum

from openinhuur.domain.errors import Refusal
from openinhuur.domain.requirements import has_substance

NEEDED = 2
HOLDERS = 3
MOST_HOLDERS = 16  # the parts are numbered in four bits (SLIP-39)
SHORTEST_PASSPHRASE = 16
LONGEST_PASSPHRASE = 500
FEWEST_CHARACTERS = 6  # different ones
ATTEMPTS = 5
ATTEMPTS_WITHIN = timedelta(minutes=15)
TURN_HOLDS = timedelta(hours=1)


class SealedBy(Enum):
    """What brings the key of a vault back."""

    KEYHOLDERS = "keyholders"
    SERVER = "server"


class SealingNotChosen(Refusal):
    """A desk publishes after it has chosen who keeps the keys of its vaults. Fields: ``desk``."""


class SplitNotPossible(Refusal):
    """So many of so many is not possible. Fields: ``needed``, ``holders``, ``least``, ``most``."""


class ServerKeyUnexplained(Refusal):
    """That the server keeps the key needs a reason. Fields: ``field``."""


class TooFewKeyholders(Refusal):
    """The key is split over more people than hold one now. Fields: ``now``, ``asked``."""


class PassphraseTooWeak(Refusal):
    """A passphrase that others could guess. Fields: ``least`` (characters)."""


class PassphraseWrong(Refusal):
    """It does not open the key of this person. Fields: ``left`` (attempts)."""


class WordsWrong(Refusal):
    """The words on paper are not those of this key, or one is mistyped. Fields: ``left`` (attempts)."""


class TooManyAttempts(Refusal):
    """Too many wrong passphrases; it goes on later. Fields: ``until_at``."""


class NotAKeyholder(Refusal):
    """This person holds no part of the key of this vault. Fields: ``call``."""


class AlreadyKeyholder(Refusal):
    """They hold a key of this desk already. Fields: ``since_at``."""


class KeyholdersNeeded(Refusal):
    """The key of this vault comes back when so many keyholders give their passphrase. Fields: ``needed``."""


class PartUsedAlready(Refusal):
    """Somebody else brought this part of the key in the meantime. Fields: ``call``."""


def check_choice(sealed_by: SealedBy, *, needed: int, holders: int, reason: str) -> None:
    """What a desk may choose.

    Args:
        needed: how many bring the key back; holders: over how many it is at least split.

    Raises:
        ServerKeyUnexplained, SplitNotPossible.
    """
    if sealed_by is SealedBy.SERVER:
        if not has_substance(reason):
            raise ServerKeyUnexplained(field="reason")
        return
    if not NEEDED <= needed <= holders <= MOST_HOLDERS:
        raise SplitNotPossible(needed=needed, holders=holders, least=NEEDED, most=MOST_HOLDERS)


def check_holders(*, now: int, asked: int) -> None:
    """A call is published only when as many people hold a key as was chosen.

    Raises:
        TooFewKeyholders.
    """
    if now < asked:
        raise TooFewKeyholders(now=now, asked=asked)


def check_passphrase(text: str, *, name: str) -> None:
    """A passphrase that nobody guesses: long, not one thing over and over, and not about its owner.

    Raises:
        PassphraseTooWeak.

    >>> check_passphrase("vier paarden lopen naar Delft", name="Anna")
    """
    said = normal(text)
    parts = [part.casefold() for part in name.split() if len(part) > 2]
    rest = said.casefold()
    for part in parts:
        rest = rest.replace(part, "")
    if len(said) > LONGEST_PASSPHRASE or len(rest) < SHORTEST_PASSPHRASE or len(set(rest)) < FEWEST_CHARACTERS:
        raise PassphraseTooWeak(least=SHORTEST_PASSPHRASE)


def normal(text: str) -> str:
    """A passphrase as it counts: however a keyboard makes a letter, and whatever stands around it.

    >>> normal(" cafe\\u0301 ") == "café"
    True
    """
    return unicodedata.normalize("NFKC", text).strip()


def attempts_left(wrong_at: Sequence[datetime], *, at: datetime) -> int:
    """How many more attempts somebody has.

    Args:
        wrong_at: when they were wrong before.

    Raises:
        TooManyAttempts.
    """
    recent = sorted(moment for moment in wrong_at if moment > at - ATTEMPTS_WITHIN)
    if len(recent) >= ATTEMPTS:
        raise TooManyAttempts(until_at=recent[-ATTEMPTS] + ATTEMPTS_WITHIN)
    return ATTEMPTS - len(recent)


def turn_counts(*, taken_at: datetime, closes_at: datetime, call_closes_at: datetime, at: datetime) -> bool:
    """Whether a turn at the vault still counts: for this very deadline, and not too long ago."""
    return closes_at == call_closes_at and closes_at <= taken_at <= at < taken_at + TURN_HOLDS
