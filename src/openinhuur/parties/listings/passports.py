"""The passport of a supplier, as it and the desk see it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q

from openinhuur.documents.models import Document
from openinhuur.domain import paper as domain
from openinhuur.domain.calendars import add_months, local
from openinhuur.domain.paper import PaperKind
from openinhuur.domain.passport import Register, Shortfall, shortfalls
from openinhuur.domain.roles import Actor, NotFound, Role, Verb
from openinhuur.parties import access, facts, lending
from openinhuur.parties.facts import Declared
from openinhuur.parties.lending import LenderNeed
from openinhuur.parties.models import Paper, Passport, PurchasingSystem, RegisterCheck

MONTHS_AHEAD = 24


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper. ``days_left`` runs to its last day: 0 is today, below 0 it has expired; None: it does not expire.

    ``is_followed_up``: another paper of its kind holds longer, so nobody is warned of this one.
    """

    key: UUID
    kind: PaperKind
    name: str
    issued_on: date
    expires_on: date | None
    days_left: int | None
    is_expired: bool
    is_expiring: bool
    is_followed_up: bool


@dataclass(frozen=True, slots=True)
class CheckRow:
    """The last time somebody looked in a register."""

    id: int
    register: Register
    is_confirmed: bool
    found: str
    source: str
    checked_by: str
    checked_at: datetime
    has_evidence: bool


@dataclass(frozen=True, slots=True)
class SystemShortfalls:
    """What a purchasing system that is open now requires and this passport does not have."""

    system_id: int
    system: str
    buyer: str
    shortfalls: tuple[Shortfall, ...]


@dataclass(frozen=True, slots=True)
class PassportPage:
    """Everything in a passport.

    Attributes:
        expiring: the papers that have expired or soon do, most urgent first.
        needs: what the law asks of a lender now, and what it will ask, with whether that is met.
        checks: a row per register; None where nobody has looked yet.
        systems: of a supplier all that are open; for others those where they work.
    """

    supplier_id: int
    supplier: str
    kvk_number: str
    declared: Declared
    version: int
    papers: tuple[PaperRow, ...]
    expiring: tuple[PaperRow, ...]
    needs: tuple[LenderNeed, ...]
    checks: dict[Register, CheckRow | None]
    systems: tuple[SystemShortfalls, ...]
    may_write: bool
    may_check: bool


def passport_page(supplier_id: int, *, actor: Actor, at: datetime) -> PassportPage:
    """The passport of one's own company, or of a supplier that asked for admission where one works.

    Raises:
        NotFound, NotAllowed.
    """
    supplier = access.passport(supplier_id, actor=actor, to=Verb.READ_PASSPORT).supplier
    row = _with_everything(supplier_id)
    today = local(at).date()
    papers = _papers(row, on=today)
    by_key = {one.pk: one.key for one in row.papers.all()}
    urgent = [by_key[one.paper.key] for one in domain.expiring(facts.not_followed_up(facts.papers(row)), on=today)]
    return PassportPage(
        supplier_id=supplier.pk,
        supplier=supplier.name,
        kvk_number=supplier.kvk_number,
        declared=facts.declared(row),
        version=row.version,
        papers=papers,
        expiring=tuple(one for key in urgent for one in papers if one.key == key),
        needs=tuple(lending.needs(supplier_id, today, add_months(today, MONTHS_AHEAD))),
        checks=_checks(row),
        systems=_systems(row, actor=actor, on=today),
        may_write=actor.may(Verb.WRITE_PASSPORT),
        may_check=actor.may(Verb.CHECK_REGISTER),
    )


def paper(key: UUID, *, actor: Actor, at: datetime) -> Document:
    """The file of a paper, also of one that was removed from the list: what was based on it can be looked up.

    Raises:
        NotFound, NotAllowed.
    """
    del at
    return access.paper(key, actor=actor, to=Verb.READ_PASSPORT).document


def evidence(check_id: int, *, actor: Actor, at: datetime) -> Document:
    """What somebody kept when they looked in a register.

    Raises:
        NotFound, NotAllowed.
    """
    del at
    actor.require(Verb.READ_PASSPORT)
    check = RegisterCheck.objects.select_related("evidence").filter(pk=check_id, evidence__isnull=False).first()
    if check is None or check.evidence is None:
        raise NotFound(what=f"register-check:{check_id}")
    access.passport(check.supplier_id, actor=actor, to=Verb.READ_PASSPORT)
    return check.evidence


def _with_everything(supplier_id: int) -> Passport:
    named = Prefetch("papers", Paper.objects.select_related("document").defer("document__content"))
    looked = Prefetch("supplier__register_checks", RegisterCheck.objects.select_related("checked_by"))
    return Passport.objects.select_related("supplier").prefetch_related(named, looked).get(supplier_id=supplier_id)


def _papers(row: Passport, *, on: date) -> tuple[PaperRow, ...]:
    rows = facts.papers(row)
    needed = {one.key for one in facts.not_followed_up(rows)}
    expiring = {one.paper.key for one in domain.expiring(map(facts.as_paper, rows), on=on)}
    return tuple(
        PaperRow(
            key=one.key,
            kind=PaperKind(one.kind),
            name=one.document.name,
            issued_on=one.issued_on,
            expires_on=one.expires_on,
            days_left=(one.expires_on - on).days if one.expires_on else None,
            is_expired=one.expires_on is not None and one.expires_on < on,
            is_expiring=one.pk in expiring,
            is_followed_up=one.pk not in needed,
        )
        for one in rows
    )


def _checks(row: Passport) -> dict[Register, CheckRow | None]:
    looks = facts.last_checks(row.supplier)
    return {register: _check(looks[register]) if register in looks else None for register in Register}


def _check(look: RegisterCheck) -> CheckRow:
    return CheckRow(
        id=look.pk,
        register=Register(look.register),
        is_confirmed=look.is_confirmed,
        found=look.found,
        source=look.source,
        checked_by=look.checked_by.name,
        checked_at=look.checked_at,
        has_evidence=look.evidence_id is not None,
    )


def _systems(row: Passport, *, actor: Actor, on: date) -> tuple[SystemShortfalls, ...]:
    found = PurchasingSystem.objects.filter(open_now(on)).select_related("buyer")
    if not actor.has(Role.SUPPLIER):
        found = found.filter(Q(desk=actor.organisation_id) | Q(buyer=actor.organisation_id))
    passport = facts.passport(row)
    return tuple(
        SystemShortfalls(one.pk, one.name, one.buyer.name, shortfalls(passport, facts.required(one), on=on))
        for one in found
    )


def open_now(on: date, prefix: str = "") -> Q:
    """The systems in which suppliers can ask for admission on that day."""
    return Q(**{f"{prefix}open_from__lte": on}) & (
        Q(**{f"{prefix}open_until": None}) | Q(**{f"{prefix}open_until__gt": on})
    )
