"""Purchasing systems as they are shown: what is open, under which terms, and who is admitted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, Q

from openinhuur.domain.admission import State
from openinhuur.domain.calendars import local
from openinhuur.domain.membership import Kind
from openinhuur.domain.passport import Item
from openinhuur.domain.roles import Actor, NotAllowed, Role, Verb
from openinhuur.parties import access, facts
from openinhuur.parties.models import Admission, Category, Organisation, PurchasingSystem, Regime

UNDECIDED = (State.ASKED.value, State.REPAIR_ASKED.value)
ON_THE_LIST = (State.ADMITTED.value, State.SUSPENDED.value)


class Tense(StrEnum):
    """Where something stands in time."""

    PAST = "past"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A purchasing system in a list. ``open_until``: the first day it is closed."""

    id: int
    name: str
    buyer: str
    desk: str
    tense: Tense
    open_from: date
    open_until: date | None
    categories: tuple[str, ...]
    admitted: int
    waiting: int


@dataclass(frozen=True, slots=True)
class RegimeRow:
    """Terms in working days, from a day up to and including another."""

    tense: Tense
    from_on: date
    last_on: date | None
    decision_days: int
    decision_days_extended: int
    declaration_days: int
    repair_days: int
    fee_payer: str


@dataclass(frozen=True, slots=True)
class AdmittedRow:
    """A supplier that is admitted, or suspended."""

    admission_id: int
    supplier: str
    category: str
    system: str
    state: State
    since: datetime | None


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category with who is admitted to it."""

    id: int
    name: str
    waiting: int
    admitted: tuple[AdmittedRow, ...]


@dataclass(frozen=True, slots=True)
class SystemPage:
    """A purchasing system. ``may_change``: for who decides on admissions."""

    id: int
    name: str
    buyer: str
    desk: str
    tense: Tense
    open_from: date
    open_until: date | None
    requires: tuple[Item, ...]
    categories: tuple[CategoryRow, ...]
    regimes: tuple[RegimeRow, ...]
    may_change: bool


def systems(*, actor: Actor, at: datetime) -> list[SystemRow]:
    """The systems that somebody's desk runs, or that are of their buyer.

    Raises:
        NotAllowed.
    """
    _require_reader(actor)
    mine = PurchasingSystem.objects.filter(Q(desk=actor.organisation_id) | Q(buyer=actor.organisation_id))
    counted = mine.annotate(
        admitted=Count("categories__admissions", filter=Q(categories__admissions__state=State.ADMITTED.value)),
        waiting=Count("categories__admissions", filter=Q(categories__admissions__state__in=UNDECIDED)),
    )
    rows = counted.select_related("buyer", "desk").prefetch_related("categories")
    return [_row(one, admitted=one.admitted, waiting=one.waiting, on=local(at).date()) for one in rows]


def system_page(system_id: int, *, actor: Actor, at: datetime) -> SystemPage:
    """One system, with its terms then, now and to come.

    Raises:
        NotFound, NotAllowed.
    """
    _require_reader(actor)
    system = access.system(system_id, actor=actor, to=Verb.READ_ADMISSION)
    today = local(at).date()
    return SystemPage(
        id=system.pk,
        name=system.name,
        buyer=system.buyer.name,
        desk=system.desk.name,
        tense=_tense(system.open_from, system.open_until, on=today),
        open_from=system.open_from,
        open_until=system.open_until,
        requires=tuple(facts.required(system)),
        categories=_categories(system),
        regimes=_regimes(system, on=today),
        may_change=actor.may(Verb.ADMIT),
    )


def admitted(*, actor: Actor) -> list[AdmittedRow]:
    """Who is admitted, or suspended, in the systems where somebody works.

    Raises:
        NotAllowed.
    """
    _require_reader(actor)
    system = "category__purchasing_system__"
    where = Q(**{f"{system}desk": actor.organisation_id}) | Q(**{f"{system}buyer": actor.organisation_id})
    rows = Admission.objects.filter(where, state__in=ON_THE_LIST).select_related(
        "supplier", "category__purchasing_system"
    )
    return [_admitted(one) for one in rows.order_by(f"{system}name", "category__name", "supplier__name")]


def buyers(*, actor: Actor) -> list[tuple[int, str]]:
    """Whose purchasing system can be opened: their ids and names.

    Raises:
        NotAllowed.
    """
    actor.require(Verb.ADMIT)
    return list(Organisation.objects.filter(kind=Kind.BUYER.value).values_list("pk", "name"))


def _require_reader(actor: Actor) -> None:
    """A supplier finds what it can ask for among its own admissions."""
    actor.require(Verb.READ_ADMISSION)
    if actor.has(Role.SUPPLIER):
        raise NotAllowed(verb=Verb.READ_ADMISSION.value)


def _row(system: PurchasingSystem, *, admitted: int, waiting: int, on: date) -> SystemRow:
    return SystemRow(
        id=system.pk,
        name=system.name,
        buyer=system.buyer.name,
        desk=system.desk.name,
        tense=_tense(system.open_from, system.open_until, on=on),
        open_from=system.open_from,
        open_until=system.open_until,
        categories=tuple(one.name for one in system.categories.all()),
        admitted=admitted,
        waiting=waiting,
    )


def _categories(system: PurchasingSystem) -> tuple[CategoryRow, ...]:
    found = Admission.objects.filter(category__purchasing_system=system, state__in=(*ON_THE_LIST, *UNDECIDED))
    rows = list(found.select_related("supplier", "category__purchasing_system").order_by("supplier__name"))
    return tuple(_category(one, rows) for one in system.categories.all())


def _category(category: Category, rows: Sequence[Admission]) -> CategoryRow:
    mine = [one for one in rows if one.category_id == category.pk]
    return CategoryRow(
        id=category.pk,
        name=category.name,
        waiting=sum(one.state in UNDECIDED for one in mine),
        admitted=tuple(_admitted(one) for one in mine if one.state not in UNDECIDED),
    )


def _admitted(row: Admission) -> AdmittedRow:
    return AdmittedRow(
        admission_id=row.pk,
        supplier=row.supplier.name,
        category=row.category.name,
        system=row.category.purchasing_system.name,
        state=State(row.state),
        since=row.decided_at,
    )


def _regimes(system: PurchasingSystem, *, on: date) -> tuple[RegimeRow, ...]:
    """Oldest first; each holds until the next begins."""
    rows = sorted(system.regimes.all(), key=lambda one: one.valid_from)
    ends = [one.valid_from for one in rows[1:]]
    return tuple(_regime(one, until, on=on) for one, until in zip(rows, [*ends, None], strict=True))


def _regime(row: Regime, until: date | None, *, on: date) -> RegimeRow:
    return RegimeRow(
        tense=_tense(row.valid_from, until, on=on),
        from_on=row.valid_from,
        last_on=until - timedelta(days=1) if until else None,
        decision_days=row.decision_days,
        decision_days_extended=row.decision_days_extended,
        declaration_days=row.declaration_days,
        repair_days=row.repair_days,
        fee_payer=row.fee_payer,
    )


def _tense(from_on: date, until_on: date | None, *, on: date) -> Tense:
    if on < from_on:
        return Tense.COMING
    return Tense.PAST if until_on is not None and on >= until_on else Tense.NOW
