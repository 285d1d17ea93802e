"""Rows of suppliers and purchasing systems as the domain wants to know them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from openinhuur.domain import admission, paper
from openinhuur.domain import passport as domain
from openinhuur.domain.calendars import local
from openinhuur.domain.dated import ValueUnknown
from openinhuur.domain.lender import Lender, WttaStatus
from openinhuur.domain.passport import Item, Register
from openinhuur.parties.models import Organisation, Paper, Passport, PurchasingSystem, Regime, RegisterCheck, Renewal

PASSPORT_ROWS = ("papers", "supplier__register_checks")
"""What `passport` reads besides the row itself, to be fetched beforehand for many at once."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a supplier says about itself in its passport."""

    lends_staff: bool
    waadi_registered_on: date | None
    wtta_status: WttaStatus
    wtta_since_on: date | None
    sna_registered: bool
    is_sole_worker: bool
    has_allocation_function: bool
    g_account_iban: str


def declared(row: Passport) -> Declared:
    """What stands in the passport, as the supplier declared it."""
    return Declared(
        lends_staff=row.lends_staff,
        waadi_registered_on=row.waadi_registered_on,
        wtta_status=WttaStatus(row.wtta_status),
        wtta_since_on=row.wtta_since_on,
        sna_registered=row.sna_registered,
        is_sole_worker=row.is_sole_worker,
        has_allocation_function=row.has_allocation_function,
        g_account_iban=row.g_account_iban,
    )


def passport(row: Passport) -> domain.Passport:
    """The passport with its papers and what was looked up. Reads `PASSPORT_ROWS`.

    What somebody looked up and did not find does not count, whatever the supplier declared.
    """
    looks = last_checks(row.supplier)
    denied = {register for register, look in looks.items() if not look.is_confirmed}
    return domain.Passport(
        lender=_without(lender(row), denied),
        sna_registered=row.sna_registered and Register.SNA not in denied,
        has_g_account=bool(row.g_account_iban),
        has_g_account_exemption_until=None,
        is_sole_worker=row.is_sole_worker,
        papers=tuple(as_paper(one) for one in papers(row)),
        checked={register: local(one.checked_at).date() for register, one in looks.items() if register not in denied},
    )


def lender(row: Passport) -> Lender:
    """The supplier as a lender of staff."""
    return Lender(row.lends_staff, row.waadi_registered_on, WttaStatus(row.wtta_status), row.wtta_since_on)


def papers(row: Passport) -> list[Paper]:
    """The papers that were not removed."""
    return [one for one in row.papers.all() if one.removed_at is None]


def as_paper(row: Paper) -> paper.Paper:
    """A paper with the days between which it holds."""
    return paper.Paper(paper.PaperKind(row.kind), row.issued_on, row.expires_on, key=row.pk)


def not_followed_up(rows: list[Paper]) -> list[paper.Paper]:
    """The papers whose expiry matters: of each kind the one that holds longest; of papers of another kind, all."""
    longest: dict[object, paper.Paper] = {}
    for one in map(as_paper, rows):
        kind = one.key if one.kind is paper.PaperKind.OTHER else one.kind
        if kind not in longest or _holds_until(one) > _holds_until(longest[kind]):
            longest[kind] = one
    return list(longest.values())


def last_checks(supplier: Organisation) -> dict[Register, RegisterCheck]:
    """The last time somebody looked, per register; an earlier look no longer counts."""
    rows = sorted(supplier.register_checks.all(), key=lambda one: (one.checked_at, one.pk))
    return {Register(one.register): one for one in rows}


def required(system: PurchasingSystem) -> list[Item]:
    """What the system requires for admission."""
    return [Item(code) for code in system.requires]


def regime_on(system: PurchasingSystem, day: date) -> Regime:
    """The parameters of the system that hold on that day.

    Raises:
        ValueUnknown: the day lies before the first of them.
    """
    past = [one for one in system.regimes.all() if one.valid_from <= day]
    if not past:
        raise ValueUnknown(what="regime", on=day)
    return max(past, key=lambda one: one.valid_from)


def terms_on(system: PurchasingSystem, day: date) -> admission.Terms:
    """The terms of the system that hold on that day."""
    regime = regime_on(system, day)
    return admission.Terms(
        decision=regime.decision_days,
        decision_extended=regime.decision_days_extended,
        declaration=regime.declaration_days,
        repair=regime.repair_days,
    )


def renewal_state(row: Renewal, system: PurchasingSystem, *, on: date) -> admission.RenewalState:
    """Where a request for a renewed self-declaration stands, under the terms of the day on which it was asked."""
    asked_on = local(row.asked_at).date()
    answered_on = local(row.answered_at).date() if row.answered_at else None
    return admission.renewal_state(admission.Renewal(asked_on, answered_on), terms_on(system, asked_on), on=on)


def _without(lender: Lender, denied: Collection[Register]) -> Lender:
    if Register.WAADI in denied:
        lender = replace(lender, waadi_registered_on=None)
    if Register.WTTA in denied:
        lender = replace(lender, wtta_status=WttaStatus.NONE, wtta_since_on=None)
    return lender


def _holds_until(one: paper.Paper) -> date:
    return one.expires_on or date.max
