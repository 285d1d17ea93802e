"""A hundred calls, fifty suppliers admitted to all of them, and a draft of each bid: written, and not sent yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.http import HttpRequest

from openinhuur.accounts.models import Person
from openinhuur.bids import drafted
from openinhuur.bids.actions import drafting
from openinhuur.bids.models import BidDraft
from openinhuur.calls.models import AwardCriterion, Call, Requirement
from openinhuur.documents import vaults
from openinhuur.domain.bid_draft import FIELDS, CriterionAnswer, Declaration, Part, RequirementAnswer
from openinhuur.domain.roles import Actor, Role
from openinhuur.domain.sealing import SealedBy
from openinhuur.parties.models import Admission, Category, Membership, Organisation, PurchasingSystem
from openinhuur.parties.queries import actor_for
from openinhuur.web.sign_in import session

CALLS: Final = 100
SUPPLIERS: Final = 50
BIDS_A_CALL: Final = 10
MADE_AT: Final = datetime(2026, 1, 5, 8, tzinfo=UTC)
PUBLISHED_AT: Final = datetime(2026, 1, 6, 8, tzinfo=UTC)
SAID: Final[dict[str, Any]] = {
    "candidate": "Pien Herkenbaar",
    "employment": "permanent",
    "available_from": date(2026, 7, 13),
    "hours_per_week": Decimal(36),
    "requirements": {"1": RequirementAnswer(is_met=True, text="In dienst bij ons.", page=1)},
    "criteria": {"2": CriterionAnswer("Zes jaar ervaring bij een gemeente, als secretaris van twee besturen.", 1)},
    "hourly_rate": Decimal("98.50"),
    "references": ("Gemeente Voorbeeld, afdelingshoofd", "Provincie Voorbeeld, directeur"),
    "declarations": frozenset(Declaration),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A draft that can be sent: of which call, and the session and organisation of who sends it."""

    draft: str
    number: str
    version: int
    session: str


@transaction.atomic
def fill() -> None:
    """Who there is."""
    desk = _organisation("desk", 0)
    buyer = _organisation("buyer", 1)
    suppliers = [_organisation("supplier", number) for number in range(2, SUPPLIERS + 2)]
    admin = Person.objects.create(email="desk@example.org", name="Desk")
    system = PurchasingSystem.objects.create(buyer=buyer, desk=desk, name="DAS", open_from=date(2020, 1, 1))
    category = Category.objects.create(purchasing_system=system, name="Bestuur")
    for supplier in suppliers:
        person = Person.objects.create(email=f"sender@{supplier.kvk_number}.example.org", name=supplier.name)
        Membership.objects.create(person=person, organisation=supplier, roles=[Role.SUPPLIER.value], given_at=MADE_AT)
        Admission.objects.create(
            category=category, supplier=supplier, state="admitted", received_at=MADE_AT, due_on=date(2026, 1, 20),
            decided_at=MADE_AT, decided_by=admin,
        )  # fmt: skip


@transaction.atomic
def publish(run: str) -> list[str]:
    """Calls that all close at the same moment, which is set when it is known (`close_at`); their numbers."""
    category = Category.objects.select_related("purchasing_system").get()
    numbers = [f"{run}-{number}" for number in range(1, CALLS + 1)]
    for number in numbers:
        call = Call.objects.create(**_call(number, category))
        Requirement.objects.create(call=call, number="1", text="In dienst", position=1)
        AwardCriterion.objects.create(
            call=call, number="2", text="Ervaring", position=2, maximum=Decimal(100), scale=["0", "50", "100"]
        )
    return numbers


def close_at(numbers: list[str], moment: datetime) -> None:
    """The moment at which all of them close."""
    Call.objects.filter(number__in=numbers).update(closes_at=moment)


def write(numbers: list[str]) -> list[Written]:
    """A draft of every bid, each by the one person of its supplier, who is signed in."""
    suppliers = list(Organisation.objects.filter(kind="supplier").order_by("pk"))
    sessions = {one.pk: _session(one) for one in suppliers}
    return [_written(number, supplier, sessions[supplier.pk]) for number, supplier in _pairs(numbers, suppliers)]


def _pairs(numbers: list[str], suppliers: list[Organisation]) -> Iterator[tuple[str, Organisation]]:
    """Every call has its ten suppliers, and neighbours in this order are of different calls and suppliers."""
    for turn in range(BIDS_A_CALL):
        for place, number in enumerate(numbers):
            yield number, suppliers[(place + turn * (SUPPLIERS // BIDS_A_CALL)) % len(suppliers)]


def _written(number: str, supplier: Organisation, key: str) -> Written:
    actor = _actor(supplier)
    at = PUBLISHED_AT + timedelta(days=1)
    draft = drafting.start(number, actor=actor, at=at)
    for part in Part:
        own = {name: SAID[name] for name in FIELDS[part] if name in SAID}
        if own:
            now = drafted.said(BidDraft.objects.get(pk=draft.pk)).answers
            draft = drafting.save(draft.pk, part, own, seen=drafted.seen(now, part), actor=actor, at=at)
    return Written(str(draft.pk), number, draft.version, key)


def _actor(supplier: Organisation) -> Actor:
    return actor_for(Person.objects.get(memberships__organisation=supplier).pk, has_second_factor=False)


def _session(supplier: Organisation) -> str:
    """As after signing in, in a browser that does not say what it is."""
    person = Person.objects.get(memberships__organisation=supplier)
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.session[SESSION_KEY] = str(person.pk)
    request.session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    request.session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.begin(request)
    request.session.save()
    return str(request.session.session_key)


def _organisation(kind: str, number: int) -> Organisation:
    return Organisation.objects.create(
        kind=kind, name=f"{kind.capitalize()} {number}", kvk_number=f"{number:08}", email=f"post{number}@example.org"
    )


def _call(number: str, category: Category) -> dict[str, Any]:
    system = category.purchasing_system
    return {
        "number": number, "title": "Secretaris", "buyer_id": system.buyer_id, "desk_id": system.desk_id,
        "category": category, "vault": vaults.make(vaults.Keeping(SealedBy.SERVER), at=PUBLISHED_AT),
        "published_at": PUBLISHED_AT, "questions_close_at": PUBLISHED_AT, "answers_by_on": date(2026, 1, 12),
        "closes_at": datetime(2099, 1, 1, tzinfo=UTC), "invitations_by_on": date(2099, 1, 2),
        "interviews_from_on": date(2099, 1, 3), "duration_months": 6, "hours_per_week": Decimal(36),
        "working_days": ["mon", "tue", "wed", "thu"], "education": "hbo", "region": "Zuid-Holland",
        "shortlist_size": 10, "standstill_days": 20, "g_account_sna": Decimal(25), "g_account_other": Decimal(55),
    }  # fmt: skip


def vacuum() -> None:
    """What a server that has been running for a while has done by itself."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
