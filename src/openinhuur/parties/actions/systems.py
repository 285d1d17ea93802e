"""Purchasing systems: opened by the desk that runs them, with parameters that hold from a day on."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from openinhuur.domain.admission import STANDARD_TERMS, Terms
from openinhuur.domain.calendars import local
from openinhuur.domain.call import FeePayer
from openinhuur.domain.dated import value_on
from openinhuur.domain.errors import Refusal
from openinhuur.domain.membership import Kind
from openinhuur.domain.passport import Item
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record
from openinhuur.parties import access
from openinhuur.parties.models import Category, Organisation, PurchasingSystem, Regime

LONGEST_NAME = 200


class NotADesk(Refusal):
    """Only a hiring desk opens a purchasing system."""


class NameNotUsable(Refusal):
    """A name is not empty, and not longer than can be kept. Fields: ``limit``, ``field``."""


class CategoryExists(Refusal):
    """The purchasing system has a category of this name. Fields: ``name``, ``field``."""


class ClosesBeforeOpening(Refusal):
    """A purchasing system closes after it opens. Fields: ``open_from``, ``open_until``, ``field``."""


class TermsNotPossible(Refusal):
    """A term is at least one working day, and an extended term is not shorter. Fields: ``field``."""


class RegimeInPast(Refusal):
    """Parameters change from today on at the earliest. Fields: ``valid_from``, ``field``."""


class RegimeExists(Refusal):
    """Parameters that hold from that day stand already, and are never changed. Fields: ``valid_from``, ``field``."""


@transaction.atomic
def open_system(  # noqa: PLR0913 (what a system is, said at once)
    buyer_id: int,
    *,
    name: str,
    open_from: date,
    open_until: date | None,
    categories: Sequence[str],
    requires: Collection[Item],
    terms: Terms | None,
    fee_payer: str,
    actor: Actor,
    at: datetime,
) -> PurchasingSystem:
    """The desk of the actor opens a purchasing system of a buyer.

    Args:
        open_until: the first day on which nobody can ask for admission any more; None: not known yet.
        terms: None for those of the law.
        fee_payer: one of `FeePayer` (R40).

    Raises:
        NotAllowed, NotADesk, NotFound, NameNotUsable, CategoryExists, ClosesBeforeOpening, TermsNotPossible.
    """
    actor.require(Verb.ADMIT)
    if not Organisation.objects.filter(pk=actor.organisation, kind=Kind.DESK.value).exists():
        raise NotADesk
    if not Organisation.objects.filter(pk=buyer_id, kind=Kind.BUYER.value).exists():
        raise NotFound(what=f"organisation:{buyer_id}")
    if open_until is not None and open_until <= open_from:
        raise ClosesBeforeOpening(open_from=open_from, open_until=open_until, field="open_until")
    if not categories:
        raise NameNotUsable(limit=LONGEST_NAME, field="categories")
    system = PurchasingSystem.objects.create(
        buyer_id=buyer_id,
        desk_id=actor.organisation,
        name=_named(name, "name"),
        open_from=open_from,
        open_until=open_until,
        requires=[item.value for item in Item if item in requires],
    )
    standard = value_on(open_from, STANDARD_TERMS, what="terms").value
    regime = _regime(system, open_from, terms or standard, FeePayer(fee_payer))
    added = [_category(system, one, field="categories") for one in categories]
    record("purchasing-system.opened", actor=actor, at=at, subject=_subject(system), name=system.name,
           buyer=buyer_id, categories=[one.name for one in added], requires=system.requires,
           open_from=open_from, open_until=open_until, **_plain(regime))  # fmt: skip
    return system


@transaction.atomic
def add_category(system_id: int, name: str, *, actor: Actor, at: datetime) -> Category:
    """Suppliers can be admitted to one category more.

    Raises:
        NotFound, NotAllowed, NameNotUsable, CategoryExists.
    """
    system = access.system(system_id, actor=actor, to=Verb.ADMIT)
    PurchasingSystem.objects.select_for_update(no_key=True).get(pk=system.pk)
    category = _category(system, name, field="name")
    record("category.added", actor=actor, at=at, subject=_subject(system), category=category.pk, name=category.name)
    return category


@transaction.atomic
def change_regime(
    system_id: int, *, valid_from: date, terms: Terms, fee_payer: str, actor: Actor, at: datetime
) -> Regime:
    """Other parameters from a day on. What was asked before that day keeps those it was asked under.

    Raises:
        NotFound, NotAllowed, RegimeInPast, RegimeExists, TermsNotPossible.
    """
    system = access.system(system_id, actor=actor, to=Verb.ADMIT)
    PurchasingSystem.objects.select_for_update(no_key=True).get(pk=system.pk)
    if valid_from < local(at).date():
        raise RegimeInPast(valid_from=valid_from, field="valid_from")
    if system.regimes.filter(valid_from=valid_from).exists():
        raise RegimeExists(valid_from=valid_from, field="valid_from")
    regime = _regime(system, valid_from, terms, FeePayer(fee_payer))
    record("regime.changed", actor=actor, at=at, subject=_subject(system), valid_from=valid_from, **_plain(regime))
    return regime


def _regime(system: PurchasingSystem, valid_from: date, terms: Terms, fee_payer: FeePayer) -> Regime:
    if min(terms.decision, terms.declaration, terms.repair) < 1 or terms.decision_extended < terms.decision:
        raise TermsNotPossible(field="decision_days")
    return Regime.objects.create(
        purchasing_system=system,
        valid_from=valid_from,
        decision_days=terms.decision,
        decision_days_extended=terms.decision_extended,
        declaration_days=terms.declaration,
        repair_days=terms.repair,
        fee_payer=fee_payer.value,
    )


def _category(system: PurchasingSystem, name: str, *, field: str) -> Category:
    called = _named(name, field)
    if system.categories.filter(name__iexact=called).exists():
        raise CategoryExists(name=called, field=field)
    return Category.objects.create(purchasing_system=system, name=called)


def _named(name: str, field: str) -> str:
    called = " ".join(name.split())
    if not 0 < len(called) <= LONGEST_NAME or not called.isprintable():
        raise NameNotUsable(limit=LONGEST_NAME, field=field)
    return called


def _plain(regime: Regime) -> dict[str, object]:
    return {
        "decision_days": regime.decision_days,
        "decision_days_extended": regime.decision_days_extended,
        "declaration_days": regime.declaration_days,
        "repair_days": regime.repair_days,
        "fee_payer": regime.fee_payer,
    }


def _subject(system: PurchasingSystem) -> str:
    return f"purchasing-system:{system.pk}"
