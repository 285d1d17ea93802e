"""Admission of suppliers to the categories of a purchasing system: asked by them, decided by people of the desk (R15).

Every step is made in one way: the admission is held, the domain says whether the step is possible where it stands,
and the new state, a row of the step, an entry in the journal and the e-mails to the supplier are one transaction.
"""

from datetime import date, datetime

from django.db import transaction

from openinhuur.domain import admission as domain
from openinhuur.domain import passport as passports
from openinhuur.domain.admission import State, Step
from openinhuur.domain.calendars import local
from openinhuur.domain.errors import Refusal
from openinhuur.domain.requirements import has_substance
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.letters import actions as letters
from openinhuur.letters import admission_words
from openinhuur.letters.models import Letter
from openinhuur.parties import access, addresses, facts, interests, notices
from openinhuur.parties.models import Admission, AdmissionStep, Organisation, Passport, Renewal
from openinhuur.parties.models.admissions import OVER


class PassportMissing(Refusal):
    """Who asks for admission has a passport to show."""


class PurchasingSystemNotOpen(Refusal):
    """Suppliers can ask for admission from a day on that is still to come. Fields: ``open_from``."""


class AlreadyAsked(Refusal):
    """A request of this supplier for this category stands. Fields: ``admission``."""


class StepReasonMissing(Refusal):
    """The supplier is told why, or what is lacking. Fields: ``step`` (code), ``reason``, ``field``."""


class NotAdmitted(Refusal):
    """Only who is admitted is asked for a renewed self-declaration. Fields: ``state`` (code)."""


class RenewalRunning(Refusal):
    """A renewed self-declaration was asked before, and has not come yet. Fields: ``due_on``."""


@transaction.atomic
def ask(category_id: int, *, actor: Actor, at: datetime) -> Admission:
    """A supplier asks to join a category. The term to decide runs from the day of receipt (R15).

    Raises:
        NotFound, NotAllowed, PassportMissing, PurchasingSystemNotOpen, PurchasingSystemClosed, AlreadyAsked.
    """
    category = access.category(category_id, actor=actor, to=Verb.ASK_ADMISSION)
    passport = Passport.objects.select_for_update().filter(supplier_id=actor.organisation).first()
    if passport is None:
        raise PassportMissing
    system, today = category.purchasing_system, _today(at)
    if today < system.open_from:
        raise PurchasingSystemNotOpen(open_from=system.open_from)
    domain.check_asked(system.open_until, on=today)
    live = Admission.objects.filter(category=category, supplier_id=passport.supplier_id).exclude(state__in=OVER)
    if before := live.first():
        raise AlreadyAsked(admission=before.pk)
    admission = Admission.objects.create(
        category=category,
        supplier_id=passport.supplier_id,
        received_at=at,
        due_on=domain.due_on(today, facts.terms_on(system, today), is_extended=False),
    )
    record("admission.asked", actor=actor, at=at, subject=_subject(admission), category=category.pk,
           supplier=admission.supplier_id, due_on=admission.due_on)  # fmt: skip
    return admission


@transaction.atomic
def ask_repair(admission_id: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Ask the supplier for what is lacking. The term to decide goes on meanwhile.

    Raises:
        NotFound, NotAllowed, OwnCompany, StepNotPossible, StepReasonMissing.
    """
    admission = _held(admission_id, Step.ASK_REPAIR, actor=actor)
    _require_reason(Step.ASK_REPAIR, reason)
    due_on = domain.repair_due_on(_today(at), _terms(admission))
    _take(admission, Step.ASK_REPAIR, reason=reason, actor=actor, at=at, repair_due_on=due_on)
    record("admission.repair-asked", actor=actor, at=at, subject=_subject(admission), repair_due_on=due_on)
    _tell(admission, "admission-repair-asked", at=at, reason=reason, repair_due_on=due_on)


@transaction.atomic
def repair(admission_id: int, note: str, *, actor: Actor, at: datetime) -> None:
    """The supplier says that what was lacking is there now; the request goes back to who decides.

    Raises:
        NotFound, NotAllowed, StepNotPossible.
    """
    admission = _held_own(admission_id, Step.REPAIR, actor=actor)
    _take(admission, Step.REPAIR, reason=note, actor=actor, at=at, repair_due_on=None)
    record("admission.repaired", actor=actor, at=at, subject=_subject(admission))


@transaction.atomic
def extend(admission_id: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """Take the longer term to decide, once, counted from receipt (R15).

    Raises:
        NotFound, NotAllowed, OwnCompany, StepNotPossible, AlreadyExtended, ExtensionReasonMissing.
    """
    admission = _held(admission_id, Step.EXTEND, actor=actor)
    domain.check_extension(reason, is_extended=admission.is_extended)
    due_on = domain.due_on(_received_on(admission), _terms(admission), is_extended=True)
    _take(admission, Step.EXTEND, reason=reason, actor=actor, at=at, is_extended=True, due_on=due_on)
    record("admission.extended", actor=actor, at=at, subject=_subject(admission), due_on=due_on)
    _tell(admission, "admission-extended", at=at, reason=reason, due_on=due_on)


@transaction.atomic
def admit(admission_id: int, *, actor: Actor, at: datetime) -> None:
    """Admit a supplier that has, today, all that the purchasing system requires.

    Raises:
        NotFound, NotAllowed, OwnCompany, StepNotPossible, AdmissionIncomplete.
    """
    admission = _held(admission_id, Step.ADMIT, actor=actor)
    domain.check_admit(_shortfalls(admission, on=_today(at)))
    _take(admission, Step.ADMIT, actor=actor, at=at, decided_at=at, decided_by=actor.person)
    record("admission.granted", actor=actor, at=at, subject=_subject(admission))
    _tell(admission, "admission-granted", at=at)


@transaction.atomic
def refuse(admission_id: int, reasons: str, *, actor: Actor, at: datetime) -> Letter:
    """Do not admit a supplier, and write to them why. They may ask again as long as the system is open.

    Args:
        reasons: as the supplier reads them, a line each.

    Raises:
        NotFound, NotAllowed, OwnCompany, StepNotPossible, RefusalReasonMissing.
    """
    admission = _held(admission_id, Step.REFUSE, actor=actor)
    domain.check_refusal(reasons)
    letter = _refusal_letter(admission, reasons, actor=actor, at=at)
    _take(
        admission, Step.REFUSE, reason=reasons, letter=letter, actor=actor, at=at,
        decided_at=at, decided_by=actor.person, repair_due_on=None,
    )  # fmt: skip
    record("admission.refused", actor=actor, at=at, subject=_subject(admission), letter=letter.pk)
    _tell(admission, "admission-refused", at=at, letter=letter)
    return letter


@transaction.atomic
def withdraw(admission_id: int, *, actor: Actor, at: datetime) -> None:
    """The supplier takes its request back.

    Raises:
        NotFound, NotAllowed, StepNotPossible.
    """
    admission = _held_own(admission_id, Step.WITHDRAW, actor=actor)
    _take(admission, Step.WITHDRAW, actor=actor, at=at, repair_due_on=None)
    record("admission.withdrawn", actor=actor, at=at, subject=_subject(admission))


@transaction.atomic
def suspend(admission_id: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """From now on the supplier sends no bids in the category, until it is reinstated. Bids it sent stay sealed.

    Raises:
        NotFound, NotAllowed, OwnCompany, StepNotPossible, SuspensionReasonMissing.
    """
    admission = _held(admission_id, Step.SUSPEND, actor=actor)
    domain.check_suspension(reason)
    _take(admission, Step.SUSPEND, reason=reason, actor=actor, at=at)
    record("admission.suspended", actor=actor, at=at, subject=_subject(admission), reason=reason.strip())
    _tell(admission, "admission-suspended", at=at, reason=reason)


@transaction.atomic
def reinstate(admission_id: int, reason: str = "", *, actor: Actor, at: datetime) -> None:
    """A suspended supplier is admitted again. What still lacks stands in the journal: a person decides.

    Raises:
        NotFound, NotAllowed, OwnCompany, StepNotPossible.
    """
    admission = _held(admission_id, Step.REINSTATE, actor=actor)
    lacking = _shortfalls(admission, on=_today(at))
    _take(admission, Step.REINSTATE, reason=reason, actor=actor, at=at)
    record("admission.reinstated", actor=actor, at=at, subject=_subject(admission),
           lacking=[one.item for one in lacking])  # fmt: skip
    _tell(admission, "admission-reinstated", at=at)


@transaction.atomic
def end(admission_id: int, reason: str, *, actor: Actor, at: datetime) -> None:
    """An admission ends for good; the supplier may ask anew.

    Raises:
        NotFound, NotAllowed, OwnCompany, StepNotPossible, StepReasonMissing.
    """
    admission = _held(admission_id, Step.END, actor=actor)
    _require_reason(Step.END, reason)
    _take(admission, Step.END, reason=reason, actor=actor, at=at)
    record("admission.ended", actor=actor, at=at, subject=_subject(admission), reason=reason.strip())
    _tell(admission, "admission-ended", at=at, reason=reason)


@transaction.atomic
def ask_renewal(admission_id: int, *, actor: Actor, at: datetime) -> Renewal:
    """Ask an admitted supplier for a renewed self-declaration (R16). A new one in its passport is the answer.

    Raises:
        NotFound, NotAllowed, OwnCompany, NotAdmitted, RenewalRunning.
    """
    admission = access.admission(admission_id, actor=actor, to=Verb.ADMIT, locked=True)
    interests.require_not_own(admission.supplier, actor=actor)
    if admission.state != State.ADMITTED.value:
        raise NotAdmitted(state=admission.state)
    if running := admission.renewals.filter(answered_at__isnull=True).first():
        raise RenewalRunning(due_on=running.due_on)
    today = _today(at)
    due_on = domain.declaration_due_on(today, facts.terms_on(admission.category.purchasing_system, today))
    renewal = Renewal.objects.create(admission=admission, asked_by_id=actor.person, asked_at=at, due_on=due_on)
    record("renewal.asked", actor=actor, at=at, subject=_subject(admission), due_on=due_on)
    _tell(admission, "declaration-asked", at=at, due_on=due_on)
    return renewal


def _held(admission_id: int, step: Step, *, actor: Actor) -> Admission:
    """The admission, held until the transaction ends, for who decides on it."""
    admission = access.admission(admission_id, actor=actor, to=Verb.ADMIT, locked=True)
    interests.require_not_own(admission.supplier, actor=actor)
    domain.next_state(State(admission.state), step)
    return admission


def _held_own(admission_id: int, step: Step, *, actor: Actor) -> Admission:
    """The admission, held until the transaction ends, for the supplier that asked."""
    admission = access.admission(admission_id, actor=actor, to=Verb.ASK_ADMISSION, locked=True)
    domain.next_state(State(admission.state), step)
    return admission


def _take(
    admission: Admission,
    step: Step,
    *,
    reason: str = "",
    letter: Letter | None = None,
    actor: Actor,
    at: datetime,
    **changed: object,
) -> None:
    before = State(admission.state)
    after = domain.next_state(before, step)
    still_there = Admission.objects.filter(pk=admission.pk, state=before.value)
    if still_there.update(state=after.value, **changed) != 1:
        raise domain.StepNotPossible(step=step.value, state=before.value)
    AdmissionStep.objects.create(
        admission=admission, step=step.value, reason=reason.strip(), letter=letter, by_id=actor.person, at=at
    )


def _require_reason(step: Step, reason: str) -> None:
    if not has_substance(reason):
        raise StepReasonMissing(step=step.value, reason=reason, field="reason")


def _shortfalls(admission: Admission, *, on: date) -> tuple[passports.Shortfall, ...]:
    passport = facts.passport(admission.supplier.passport)
    return passports.shortfalls(passport, facts.required(admission.category.purchasing_system), on=on)


def _terms(admission: Admission) -> domain.Terms:
    """A request is dealt with under the terms of the day on which it was received."""
    return facts.terms_on(admission.category.purchasing_system, _received_on(admission))


def _refusal_letter(admission: Admission, reasons: str, *, actor: Actor, at: datetime) -> Letter:
    system, supplier = admission.category.purchasing_system, admission.supplier
    refusal = admission_words.Refused(
        category=admission.category.name,
        system=system.name,
        buyer=system.buyer.name,
        asked_on=_received_on(admission),
        reasons=tuple(line.strip() for line in reasons.splitlines() if line.strip()),
        open_until=system.open_until,
        objection_address=system.desk.email,
    )
    sender = admission_words.Sender(system.desk.name, _address(system.desk), actor.name)
    return letters.queue(
        "admission",
        subject=admission_words.subject(refusal),
        to=letters.Recipient(supplier.name, supplier.email),
        words=admission_words.words(refusal, sender=sender, recipient=(supplier.name, *_address(supplier)), at=at),
        name=f"brief-toelating-{admission.pk}.pdf",
        at=at,
    )


def _tell(admission: Admission, kind: str, *, at: datetime, letter: Letter | None = None, **words: object) -> None:
    system = admission.category.purchasing_system
    notices.tell(
        admission.supplier,
        kind,
        about=_subject(admission),
        desk=system.desk_id,
        page=addresses.admission(admission.pk),
        words={"category": admission.category.name, "system": system.name, "buyer": system.buyer.name,
               "supplier": admission.supplier.name, **words},
        at=at,
        document=letter.document if letter else None,
    )  # fmt: skip


def _address(organisation: Organisation) -> tuple[str, ...]:
    return (organisation.street, f"{organisation.postcode} {organisation.city}")


def _received_on(admission: Admission) -> date:
    return _today(admission.received_at)


def _today(at: datetime) -> date:
    return local(at).date()


def _subject(admission: Admission) -> str:
    return f"admission:{admission.pk}"
