"""Admission of a supplier to a category of a purchasing system: the steps, the terms and what each step needs.

Directive 2014/24 (http://data.europa.eu/eli/dir/2014/24/oj). R15, art. 34(5): a request is decided within 10
working days after receipt, 15 in a single case with a reason. R16, art. 34(7): a renewed self-declaration is
given within 5 working days. Working days are those of Regulation 1182/71.

    asked ──ask-repair──► repair-asked ──repair──► asked
      ├──admit──► admitted ──suspend──► suspended ──reinstate──► admitted
      ├──refuse──► refused        (also while repair is asked)
      └──withdraw──► withdrawn    (also while repair is asked)
    admitted, suspended ──end──► ended

Asking for repair does not stop the term: the law knows no pause. It is what an extension is for.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openinhuur.domain.calendars import Calendar, add_working_days
from openinhuur.domain.dated import Dated
from openinhuur.domain.errors import Refusal
from openinhuur.domain.passport import Shortfall
from openinhuur.domain.requirements import has_substance


class StepNotPossible(Refusal):
    """The request does not stand where this can be done. Fields: ``step``, ``state`` (codes)."""


class AlreadyExtended(Refusal):
    """The term for a decision is extended once."""


class ExtensionReasonMissing(Refusal):
    """A longer term needs a reason in words (R15). Fields: ``reason``, ``field``."""


class RefusalReasonMissing(Refusal):
    """Who is not admitted is told why, in words. Fields: ``reason``, ``field``."""


class SuspensionReasonMissing(Refusal):
    """Who is suspended is told why, in words. Fields: ``reason``, ``field``."""


class AdmissionIncomplete(Refusal):
    """Something that the purchasing system requires is not there. Fields: ``items`` (codes)."""


class PurchasingSystemClosed(Refusal):
    """Nobody can ask for admission any more. Fields: ``open_until`` (the first day it was closed)."""


class State(StrEnum):
    """Where a request for admission stands."""

    ASKED = "asked"
    REPAIR_ASKED = "repair-asked"
    ADMITTED = "admitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    ENDED = "ended"


class Step(StrEnum):
    """What is done to a request: repair and withdraw by the supplier, the rest by who decides."""

    ASK_REPAIR = "ask-repair"
    REPAIR = "repair"
    EXTEND = "extend"
    ADMIT = "admit"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    END = "end"


# Refused, withdrawn and ended are the end of a request; the supplier may ask anew. While repair is asked,
# nobody is admitted: what was lacking has to come in first.
TRANSITIONS: Mapping[tuple[State, Step], State] = {
    (State.ASKED, Step.ASK_REPAIR): State.REPAIR_ASKED,
    (State.ASKED, Step.EXTEND): State.ASKED,
    (State.ASKED, Step.ADMIT): State.ADMITTED,
    (State.ASKED, Step.REFUSE): State.REFUSED,
    (State.ASKED, Step.WITHDRAW): State.WITHDRAWN,
    (State.REPAIR_ASKED, Step.REPAIR): State.ASKED,
    (State.REPAIR_ASKED, Step.EXTEND): State.REPAIR_ASKED,
    (State.REPAIR_ASKED, Step.REFUSE): State.REFUSED,
    (State.REPAIR_ASKED, Step.WITHDRAW): State.WITHDRAWN,
    (State.ADMITTED, Step.SUSPEND): State.SUSPENDED,
    (State.ADMITTED, Step.END): State.ENDED,
    (State.SUSPENDED, Step.REINSTATE): State.ADMITTED,
    (State.SUSPENDED, Step.END): State.ENDED,
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a purchasing system, in working days. The law sets the first three, the system the last."""

    decision: int = 10
    decision_extended: int = 15
    declaration: int = 5
    repair: int = 5


STANDARD_TERMS: tuple[Dated[Terms], ...] = (
    Dated(
        value=Terms(decision=10, decision_extended=15, declaration=5, repair=5),
        valid_from=date(2016, 7, 1),
        valid_until=None,
        source="Directive 2014/24 art. 34(5) (10 and 15) and 34(7) (5); repair within 5: practice",
    ),
)


class RenewalState(StrEnum):
    """Where a request for a renewed self-declaration stands."""

    ANSWERED = "answered"
    RUNNING = "running"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Renewal:
    """An admitted supplier was asked for a renewed self-declaration (R16)."""

    sent_on: date
    answered_on: date | None = None


def next_state(state: State, step: Step) -> State:
    """Where the request stands after the step.

    >>> next_state(State.REPAIR_ASKED, Step.REPAIR).value
    'asked'

    Raises:
        StepNotPossible.
    """
    if (state, step) not in TRANSITIONS:
        raise StepNotPossible(step=step.value, state=state.value)
    return TRANSITIONS[state, step]


def due_on(received_on: date, terms: Terms, *, is_extended: bool) -> date:
    """The last day to decide on a request (R15). The day of receipt is not counted.

    >>> due_on(date(2026, 6, 22), Terms(), is_extended=False), due_on(date(2026, 6, 22), Terms(), is_extended=True)
    (datetime.date(2026, 7, 6), datetime.date(2026, 7, 13))
    """
    days = terms.decision_extended if is_extended else terms.decision
    return add_working_days(received_on, days, Calendar.EUROPEAN)


def declaration_due_on(sent_on: date, terms: Terms) -> date:
    """The last day to answer with a renewed self-declaration (R16).

    >>> declaration_due_on(date(2026, 6, 22), Terms())
    datetime.date(2026, 6, 29)
    """
    return add_working_days(sent_on, terms.declaration, Calendar.EUROPEAN)


def repair_due_on(sent_on: date, terms: Terms) -> date:
    """The last day to bring what was lacking."""
    return add_working_days(sent_on, terms.repair, Calendar.EUROPEAN)


def renewal_state(renewal: Renewal, terms: Terms, *, on: date) -> RenewalState:
    """Whether the declaration came, can still come in time, or is late. It still counts when it comes late."""
    if renewal.answered_on is not None:
        return RenewalState.ANSWERED
    is_late = on > declaration_due_on(renewal.sent_on, terms)
    return RenewalState.OVERDUE if is_late else RenewalState.RUNNING


def check_asked(open_until: date | None, *, on: date) -> None:
    """Suppliers may ask as long as the system is open (art. 34(5)). ``open_until``: the first day it is closed.

    Raises:
        PurchasingSystemClosed.
    """
    if open_until is not None and on >= open_until:
        raise PurchasingSystemClosed(open_until=open_until)


def check_extension(reason: str, *, is_extended: bool) -> None:
    """The term is extended once, in a single case, with a reason (R15).

    Raises:
        AlreadyExtended, ExtensionReasonMissing.
    """
    if is_extended:
        raise AlreadyExtended
    if not has_substance(reason):
        raise ExtensionReasonMissing(reason=reason, field="reason")


def check_admit(shortfalls: Collection[Shortfall]) -> None:
    """Who is admitted has all that the purchasing system requires, see `openinhuur.domain.passport.shortfalls`.

    Raises:
        AdmissionIncomplete.
    """
    if shortfalls:
        raise AdmissionIncomplete(items=[shortfall.item.value for shortfall in shortfalls])


def check_refusal(reasons: str) -> None:
    """A refusal says why (Directive 2014/24 art. 55).

    Raises:
        RefusalReasonMissing.
    """
    if not has_substance(reasons):
        raise RefusalReasonMissing(reason=reasons, field="reason")


def check_suspension(reason: str) -> None:
    """A suspension says why.

    Raises:
        SuspensionReasonMissing.
    """
    if not has_substance(reason):
        raise SuspensionReasonMissing(reason=reason, field="reason")
