"""Admissions as the supplier, the desk and the public see them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from openinhuur.documents.models import Document
from openinhuur.domain.admission import TRANSITIONS, RenewalState, State, Step, Terms
from openinhuur.domain.calendars import local
from openinhuur.domain.passport import Item, Shortfall, shortfalls
from openinhuur.domain.roles import Actor, NotFound, Role, Verb
from openinhuur.parties import access, facts, interests
from openinhuur.parties.listings.passports import open_now
from openinhuur.parties.models import Admission, AdmissionStep, Category, Passport, PurchasingSystem, Renewal
from openinhuur.parties.models.admissions import OVER

UNDECIDED = (State.ASKED, State.REPAIR_ASKED)
OF_THE_SUPPLIER = frozenset({Step.REPAIR, Step.WITHDRAW})


@dataclass(frozen=True, slots=True)
class AdmissionRow:
    """An admission in a list. ``days_left`` runs to ``due_on`` and is there as long as it has to be decided.

    ``shortfalls``: what the system requires and the passport lacks today; empty for what is over.
    """

    id: int
    supplier_id: int
    supplier: str
    category: str
    system: str
    buyer: str
    state: State
    received_at: datetime
    due_on: date
    days_left: int | None
    is_late: bool
    repair_due_on: date | None
    is_repair_late: bool
    decided_at: datetime | None
    shortfalls: tuple[Shortfall, ...]
    renewal_due_on: date | None
    renewal: RenewalState | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing that was done: by whom, when and why, with the letter about it."""

    step: Step
    by: str
    at: datetime
    reason: str
    letter_id: UUID | None


@dataclass(frozen=True, slots=True)
class AdmissionPage:
    """An admission with its history, and the steps that this actor can take now.

    Attributes:
        terms: those of the day on which it was received.
    """

    admission: AdmissionRow
    category_id: int
    system_id: int
    open_until: date | None
    requires: tuple[Item, ...]
    terms: Terms
    is_extended: bool
    decided_by: str
    history: tuple[StepRow, ...]
    steps: tuple[Step, ...]
    may_ask_renewal: bool


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category that a supplier can ask to be admitted to, and what its passport would lack."""

    id: int
    category: str
    system: str
    buyer: str
    requires: tuple[Item, ...]
    open_until: date | None
    shortfalls: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class AdmittedSupplier:
    """A line of the open register: who is admitted to a category, and since when."""

    category: str
    supplier_id: int
    supplier: str
    admitted_at: datetime


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """A renewed self-declaration that was asked and has not come yet (R16)."""

    admission_id: int
    supplier: str
    category: str
    asked_at: datetime
    due_on: date
    state: RenewalState


def admissions_of_supplier(*, actor: Actor, at: datetime) -> list[AdmissionRow]:
    """Everything one's own company asked for, the newest first.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.ASK_ADMISSION)
    own = _rows(Admission.objects.filter(supplier_id=actor.organisation))
    return [_row(one, on=local(at).date()) for one in own.order_by("-received_at", "-pk")]


def open_categories(*, actor: Actor, at: datetime) -> list[CategoryRow]:
    """What one's own company can ask for now: open, and not asked yet.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.ASK_ADMISSION)
    today = local(at).date()
    live = Admission.objects.filter(supplier_id=actor.organisation).exclude(state__in=OVER)
    found = Category.objects.filter(open_now(today, "purchasing_system__")).exclude(pk__in=live.values("category"))
    row = Passport.objects.prefetch_related(*facts.PASSPORT_ROWS).select_related("supplier")
    passport = row.filter(supplier_id=actor.organisation).first()
    known = facts.passport(passport) if passport else None
    return [
        CategoryRow(
            id=one.pk,
            category=one.name,
            system=one.purchasing_system.name,
            buyer=one.purchasing_system.buyer.name,
            requires=tuple(facts.required(one.purchasing_system)),
            open_until=one.purchasing_system.open_until,
            shortfalls=shortfalls(known, facts.required(one.purchasing_system), on=today) if known else (),
        )
        for one in found.select_related("purchasing_system__buyer").order_by("purchasing_system__name", "name")
    ]


def admission_page(admission_id: int, *, actor: Actor, at: datetime) -> AdmissionPage:
    """One admission, of one's own company or where one works.

    Raises:
        NotFound, NotAllowed.
    """
    access.admission(admission_id, actor=actor, to=Verb.READ_ADMISSION)
    row = _rows(Admission.objects.filter(pk=admission_id)).get()
    steps = row.steps.select_related("by").order_by("at", "pk")
    may_decide = actor.may(Verb.ADMIT) and not interests.is_own(row.supplier_id, actor=actor)
    shown = _row(row, on=local(at).date())
    return AdmissionPage(
        admission=shown,
        category_id=row.category_id,
        system_id=row.category.purchasing_system_id,
        open_until=row.category.purchasing_system.open_until,
        requires=tuple(facts.required(row.category.purchasing_system)),
        terms=facts.terms_on(row.category.purchasing_system, local(row.received_at).date()),
        is_extended=row.is_extended,
        decided_by=row.decided_by.name if row.decided_by else "",
        history=tuple(StepRow(Step(one.step), one.by.name, one.at, one.reason, one.letter_id) for one in steps),
        steps=_possible(row, shown, actor=actor, may_decide=may_decide),
        may_ask_renewal=may_decide and shown.state is State.ADMITTED and shown.renewal is None,
    )


def letter(letter_id: UUID, *, actor: Actor, at: datetime) -> Document:
    """The letter about a decision on an admission.

    Raises:
        NotFound, NotAllowed.
    """
    del at
    actor.require(Verb.READ_ADMISSION)
    step = AdmissionStep.objects.select_related("letter__document").filter(letter_id=letter_id).first()
    if step is None or step.letter is None:
        raise NotFound(what=f"letter:{letter_id}")
    access.admission(step.admission_id, actor=actor, to=Verb.READ_ADMISSION)
    return step.letter.document


def admissions_to_decide(*, actor: Actor, at: datetime) -> list[AdmissionRow]:
    """What waits for a decision where somebody works, the most urgent first: so what is late stands on top.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.READ_ADMISSION)
    waiting = Admission.objects.filter(_where_they_work(actor), state__in=[one.value for one in UNDECIDED])
    return [_row(one, on=local(at).date()) for one in _rows(waiting).order_by("due_on", "received_at", "pk")]


def register_of_admitted(system_id: int) -> list[AdmittedSupplier]:
    """Who is admitted, per category: anybody may know. Who is suspended is left out as long as that lasts.

    Raises:
        NotFound.
    """
    if not PurchasingSystem.objects.filter(pk=system_id).exists():
        raise NotFound(what=f"purchasing-system:{system_id}")
    admitted = Admission.objects.filter(category__purchasing_system_id=system_id, state=State.ADMITTED.value)
    rows = admitted.select_related("supplier", "category").order_by("category__name", "supplier__name")
    return [
        AdmittedSupplier(one.category.name, one.supplier_id, one.supplier.name, one.decided_at)
        for one in rows
        if one.decided_at
    ]


def renewals_due(*, actor: Actor, at: datetime) -> list[RenewalRow]:
    """Which renewed self-declarations are awaited, of one's own company or where one works; the oldest first.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.READ_ADMISSION)
    waiting = Renewal.objects.filter(_where_they_work(actor, "admission__"), answered_at__isnull=True)
    rows = waiting.select_related("admission__supplier", "admission__category__purchasing_system")
    return [
        RenewalRow(
            admission_id=one.admission_id,
            supplier=one.admission.supplier.name,
            category=one.admission.category.name,
            asked_at=one.asked_at,
            due_on=one.due_on,
            state=facts.renewal_state(one, one.admission.category.purchasing_system, on=local(at).date()),
        )
        for one in rows.prefetch_related("admission__category__purchasing_system__regimes").order_by("due_on", "pk")
    ]


def _where_they_work(actor: Actor, prefix: str = "") -> Q:
    if actor.has(Role.SUPPLIER):
        return Q(**{f"{prefix}supplier_id": actor.organisation})
    system = f"{prefix}category__purchasing_system__"
    return Q(**{f"{system}desk_id": actor.organisation}) | Q(**{f"{system}buyer_id": actor.organisation})


def _rows(admissions: QuerySet[Admission]) -> QuerySet[Admission]:
    """With everything that `_row` reads, in a fixed number of queries."""
    return admissions.select_related(
        "supplier__passport", "category__purchasing_system__buyer", "decided_by"
    ).prefetch_related(
        "supplier__passport__papers",
        "supplier__register_checks",
        "renewals",
        "category__purchasing_system__regimes",
    )


def _row(row: Admission, *, on: date) -> AdmissionRow:
    system, state = row.category.purchasing_system, State(row.state)
    is_undecided = state in UNDECIDED
    running = next((one for one in row.renewals.all() if one.answered_at is None), None)
    return AdmissionRow(
        id=row.pk,
        supplier_id=row.supplier_id,
        supplier=row.supplier.name,
        category=row.category.name,
        system=system.name,
        buyer=system.buyer.name,
        state=state,
        received_at=row.received_at,
        due_on=row.due_on,
        days_left=(row.due_on - on).days if is_undecided else None,
        is_late=is_undecided and on > row.due_on,
        repair_due_on=row.repair_due_on,
        is_repair_late=row.repair_due_on is not None and on > row.repair_due_on,
        decided_at=row.decided_at,
        shortfalls=() if state.value in OVER else _shortfalls(row, system, on=on),
        renewal_due_on=running.due_on if running else None,
        renewal=facts.renewal_state(running, system, on=on) if running else None,
    )


def _shortfalls(row: Admission, system: PurchasingSystem, *, on: date) -> tuple[Shortfall, ...]:
    passport = row.supplier.passport
    passport.supplier = row.supplier  # the row that has the checks with it
    return shortfalls(facts.passport(passport), facts.required(system), on=on)


def _possible(row: Admission, shown: AdmissionRow, *, actor: Actor, may_decide: bool) -> tuple[Step, ...]:
    """The steps from where it stands that this actor may take; not those that would be refused all the same."""
    is_own = actor.may(Verb.ASK_ADMISSION) and actor.organisation_id == row.supplier_id
    refused = {step for step, is_no_use in (
        (Step.EXTEND, row.is_extended),
        (Step.ADMIT, bool(shown.shortfalls)),
    ) if is_no_use}  # fmt: skip
    return tuple(
        step
        for step in Step
        if (shown.state, step) in TRANSITIONS
        and step not in refused
        and (is_own if step in OF_THE_SUPPLIER else may_decide)
    )
