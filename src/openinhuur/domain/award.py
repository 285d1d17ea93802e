"""The award: what a letter must hold before it may be sent, and the standstill before signing.

R7, R23: Aanbestedingswet 2012 art. 2.130 and 2.138. A letter without sufficient reasons does not start the
standstill, so it cannot be sent. R14: Aw 2.127; for a call-off in a purchasing system the standstill is
voluntary (2.127(4)), so the buyer sets the days and the letter states the exact end.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from openinhuur.domain.calendars import Calendar, end_of_day, is_working_day, last_day
from openinhuur.domain.errors import Refusal

LONGEST_ORDINARY = 3


class AwardReasonMissing(Refusal):
    """Why this bid was judged the best must be written down. Fields: ``bid``."""


class AdvantagesMissing(Refusal):
    """Each criterion that gave the winner points needs a text of its advantage. Fields: ``criteria``."""


class CandidateNamed(Refusal):
    """The winning candidate's name stands in a text that every bidder reads (R7). Fields: ``word``."""


class AlreadyAwarded(Refusal):
    """The call has an award decision. Fields: ``decided_at``."""


class LetterIncomplete(Refusal):
    """The letter lacks something the law asks for (Aw 2.130). Fields: ``missing`` (codes)."""


class StandstillRunning(Refusal):
    """Nothing is signed before the standstill has ended. Fields: ``ends_at``."""


class LettersNotSent(Refusal):
    """The standstill starts with sending the letters; they have not been sent. Fields: ``number``."""


class ObjectionPending(Refusal):
    """An objection in time freezes signing: until it is decided, for good when upheld. Fields: ``objections``."""


class ObjectionTooLate(Refusal):
    """The standstill had ended. Fields: ``ended_at``, ``received_at``."""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """Points on one criterion, with the reason given for them."""

    number: str
    text: str
    points: Decimal
    maximum: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a bid came, and the reasons in words, one per point of decision.

    The code is where it stopped ("not-confirmed", "set-aside", "requirements", "shortlist", "selection", "not-held",
    "interview"), "not-chosen" when it passed everything, or "awarded".
    """

    code: str
    reasons: tuple[str, ...]

    @property
    def is_scored(self) -> bool:
        """Whether the bid got points (it was opened, not set aside, and met all requirements)."""
        return self.code not in {"not-confirmed", "set-aside", "requirements"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What an award letter tells one bidder. It never names the winning candidate (R7).

    ``own`` and ``place`` are empty for a bid that was not scored; ``candidate`` too when it was not opened.
    """

    number: str
    title: str
    buyer: str
    supplier: str
    candidate: str
    outcome: Outcome
    place: int | None
    places: int
    own_total: Decimal | None
    own: tuple[CriterionResult, ...]
    winner: str
    winner_total: Decimal
    winner_results: tuple[CriterionResult, ...]
    advantages: tuple[str, ...]
    standstill_ends_at: datetime
    objection_address: str


def check_letter(letter: Letter) -> None:
    """Refuse a letter that would not start the standstill (R23).

    Raises:
        LetterIncomplete: with every code that is missing: ``reasons``, ``place``, ``own-scores``,
            ``lost-points``, ``winner``, ``winner-scores``, ``advantages``, ``objection-address``.
    """
    needed = {
        **own_part(letter.outcome, letter.place, letter.own, letter.objection_address),
        "winner": bool(letter.winner.strip()),
        "winner-scores": bool(letter.winner_results),
        "advantages": bool(letter.advantages) or letter.outcome.code == "awarded",
    }
    missing = [code for code, present in needed.items() if not present]
    if missing:
        raise LetterIncomplete(missing=", ".join(missing))


def own_part(outcome: Outcome, place: int | None, own: Sequence[CriterionResult], address: str) -> dict[str, bool]:
    """What every letter must say about the bid itself: code → whether it is there."""
    lost = [result for result in own if result.points < result.maximum]
    return {
        "reasons": any(reason.strip() for reason in outcome.reasons),
        "place": place is not None or not outcome.is_scored,
        "own-scores": bool(own) or not outcome.is_scored,
        "lost-points": all(result.reason.strip() for result in lost),
        "objection-address": bool(address.strip()),
    }


def check_advantages(winner: Sequence[CriterionResult], texts: Mapping[str, str]) -> None:
    """Whoever decides writes the winner's advantage on each criterion that gave it points (R23).

    In words of its own: the reasons of the assessors tell of a candidate's life, and stay inside (R7).

    Raises:
        AdvantagesMissing.
    """
    missing = [one.number for one in winner if one.points and not texts.get(one.number, "").strip()]
    if missing:
        raise AdvantagesMissing(criteria=", ".join(missing))


def check_unnamed(candidate: str, texts: Iterable[str]) -> None:
    """No part of the winning candidate's name stands in what others will read (R7).

    Parts of up to three letters are passed over: "de", "van" and "Wit" are ordinary words.

    Raises:
        CandidateNamed.
    """
    said = {word for text in texts for word in re.findall(r"\w+", text.casefold())}
    for part in re.findall(r"\w+", candidate.casefold()):
        if len(part) > LONGEST_ORDINARY and part in said:
            raise CandidateNamed(word=part)


def advantages(
    own: Sequence[CriterionResult], winner: Sequence[CriterionResult], texts: Mapping[str, str]
) -> tuple[str, ...]:
    """The winner's relative advantages: the text for each criterion where it has more points.

    Against a bid that was not scored, every criterion counts.
    """
    mine = {result.number: result.points for result in own}
    return tuple(
        f"{one.number}. {texts[one.number]}"
        for one in winner
        if one.points > mine.get(one.number, Decimal(0)) and one.number in texts
    )


@dataclass(frozen=True, slots=True)
class Standstill:
    """The days before signing: the last day, and the first moment after it ("24:00", exclusive)."""

    days: int
    last_on: date
    ends_at: datetime
    is_voluntary: bool


def statutory_standstill(sent_on: date, *, days: int = 20) -> Standstill:
    """R14: starts the day after sending; the last day rolls to a working day (Atw art. 1).

    >>> statutory_standstill(date(2026, 7, 6)).last_on
    datetime.date(2026, 7, 27)
    """
    last = last_day(sent_on, days, calendar=Calendar.STATUTORY)
    return Standstill(days, last, end_of_day(last), is_voluntary=False)


def voluntary_standstill(sent_on: date, *, days: int) -> Standstill:
    """R14: the buyer's own term for a call-off in a purchasing system: nothing rolls.

    >>> voluntary_standstill(date(2026, 7, 6), days=20).last_on
    datetime.date(2026, 7, 26)
    """
    last = sent_on + timedelta(days=days)
    return Standstill(days, last, end_of_day(last), is_voluntary=True)


def proposed_days(sent_on: date, *, days: int) -> int:
    """The shortest term of at least ``days`` that ends on a working day, to propose to the buyer (R14)."""
    while not is_working_day(sent_on + timedelta(days=days), Calendar.STATUTORY):
        days += 1
    return days


def check_objection(*, standstill_ends_at: datetime, received_at: datetime) -> None:
    """An objection counts when it is received before the standstill ends.

    Raises:
        ObjectionTooLate.
    """
    if received_at >= standstill_ends_at:
        raise ObjectionTooLate(ended_at=standstill_ends_at, received_at=received_at)


def check_signing(*, number: str, standstill_ends_at: datetime | None, objections_pending: int, at: datetime) -> None:
    """A contract may be signed once the standstill has ended and no objection is undecided (R14).

    Raises:
        LettersNotSent, StandstillRunning, ObjectionPending.
    """
    if standstill_ends_at is None:
        raise LettersNotSent(number=number)
    if at < standstill_ends_at:
        raise StandstillRunning(ends_at=standstill_ends_at)
    if objections_pending:
        raise ObjectionPending(objections=objections_pending)
