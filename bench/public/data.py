"""The calls of the bench: 20,000 open and 200,000 closed, made up but the same each time. Kept between runs."""

import random
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import Final

from django.db import connection, models, transaction

from bench.public import words
from openinhuur.accounts.models import Person
from openinhuur.awards.models import AwardDecision
from openinhuur.bids.models import Bid, Opening
from openinhuur.calls import title_words
from openinhuur.calls.models import AwardCriterion, Call, Competence, Requirement, SelectionCriterion
from openinhuur.documents.models import Vault
from openinhuur.domain.roles import ANYONE
from openinhuur.journal.actions import record
from openinhuur.parties.models import Category, Organisation, PurchasingSystem

NOW: Final = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
"""The clock of the bench begins here, so what is open stays open between runs."""

OPEN: Final = 20_000
CLOSED: Final = 200_000
AWARDED_OF_TEN: Final = 8
SENTENCES: Final = 16
ITEMS: Final[dict[type[models.Model], int]] = {Requirement: 5, AwardCriterion: 5, SelectionCriterion: 2, Competence: 4}


@transaction.atomic
def fill() -> None:
    """All of it, or nothing."""
    dice = random.Random(30534)  # noqa: S311 (made-up calls, not secrets)
    buyers, desk, suppliers = _parties()
    categories = _categories(buyers, desk)
    calls = sorted((_call(number, dice, categories, desk) for number in range(OPEN + CLOSED)), key=_published)
    for number, call in enumerate(calls, 1):
        call.pk, call.number = number, f"B-{number}"
    _copy(
        Vault(id=one.vault_id, public_key=b"-", wrapped_private_key=b"-", created_at=one.published_at) for one in calls
    )
    _copy(calls)
    for model, count in ITEMS.items():
        _copy(_item(model, call, position) for call in calls for position in range(1, count + 1))
    _judge([one for one in calls if one.closes_at <= NOW], dice, suppliers)
    for title in {one.title for one in calls}:
        title_words.remember(title)
    record("call.published", actor=ANYONE, at=NOW, subject=f"call:{calls[-1].number}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('calls_call', 'id'), %s)", [len(calls)])


def ready() -> None:
    """What a server that has been running for a while has done by itself."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _parties() -> tuple[list[Organisation], Organisation, list[Organisation]]:
    kinds = ["buyer"] * len(words.TOWNS) + ["desk"] + ["supplier"] * 60
    made = Organisation.objects.bulk_create(
        Organisation(
            kind=kind,
            name=f"Gemeente {words.TOWNS[number]}" if kind == "buyer" else f"{kind.capitalize()} {number} BV",
            kvk_number=f"{number:08}",
            email=f"post{number}@example.org",
        )
        for number, kind in enumerate(kinds)
    )
    towns = len(words.TOWNS)
    return made[:towns], made[towns], made[towns + 1 :]


def _categories(buyers: list[Organisation], desk: Organisation) -> list[Category]:
    found = []
    for buyer in buyers:
        system = PurchasingSystem.objects.create(buyer=buyer, desk=desk, name="DAS", open_from=date(2020, 1, 1))
        found += [Category.objects.create(purchasing_system=system, name=name) for name in words.CATEGORIES]
    return found


def _call(number: int, dice: random.Random, categories: list[Category], desk: Organisation) -> Call:
    """The open ones close within 60 days, at whole quarters; the closed ones did in the last four years."""
    is_open = number < OPEN
    quarters = dice.randint(1, 60 * 96) if is_open else -dice.randint(1, 1400 * 96)
    closes_at = NOW + timedelta(minutes=15 * quarters)
    asked_until = closes_at - timedelta(days=6)
    category = dice.choice(categories)
    return Call(
        title=f"{dice.choice(words.SENIORITY)}{dice.choice(words.ROLES)} {dice.choice(words.FIELDS)}".capitalize(),
        buyer_id=category.purchasing_system.buyer_id,
        desk_id=desk.pk,
        category_id=category.pk,
        vault_id=uuid.UUID(int=dice.getrandbits(128), version=4),
        description=[["Opdracht", _text(dice)], ["Organisatie", _text(dice)]],
        published_at=min(closes_at, NOW) - timedelta(minutes=dice.randint(1, 60 * 24 * 14)),
        questions_close_at=asked_until,
        answers_by_on=(closes_at - timedelta(days=4)).date(),
        closes_at=closes_at,
        invitations_by_on=(closes_at + timedelta(days=2)).date(),
        interviews_from_on=(closes_at + timedelta(days=3)).date(),
        duration_months=dice.choice((3, 6, 6, 9, 12, 12, 24)),
        hours_per_week=Decimal(dice.choice((8, 12, 16, 20, 24, 24, 28, 32, 32, 36, 36, 36, 40))),
        working_days=["mon", "tue", "wed", "thu"],
        education=dice.choice(words.LEVELS),
        region=dice.choice(words.REGIONS),
        shortlist_size=10,
        standstill_days=20,
        g_account_sna=Decimal(25),
        g_account_other=Decimal(55),
    )


def _published(call: Call) -> datetime:
    return call.published_at or NOW


def _text(dice: random.Random) -> str:
    return "\n".join(_sentence(dice) for _ in range(SENTENCES // 2))


def _sentence(dice: random.Random) -> str:
    parts = (words.SUBJECTS, words.DOINGS, words.FIELDS, words.ENDS)
    return " ".join(dice.choice(one) for one in parts) + "."


def _item(model: type[models.Model], call: Call, position: int) -> models.Model:
    more = {"maximum": Decimal(20), "scale": [Decimal(0), Decimal(20)]} if model is AwardCriterion else {}
    return model(
        call_id=call.pk, position=position, number=str(position), text=f"{call.title}, punt {position}.", **more
    )


def _judge(closed: list[Call], dice: random.Random, suppliers: list[Organisation]) -> None:
    """Opened a day after, and most of them awarded three weeks later."""
    first, second = (Person.objects.create(email=f"p{one}@example.org", name=f"Persoon {one}") for one in (1, 2))
    day = timedelta(days=1)
    opened = [one for one in closed if one.closes_at < NOW - day]
    _copy(Opening(pk=one.pk, call_id=one.pk, opened_at=one.closes_at + day, first_opener=first, second_opener=second)
          for one in opened)  # fmt: skip
    awarded = [one for one in opened if dice.randrange(10) < AWARDED_OF_TEN and one.closes_at < NOW - 21 * day]
    bids = [Bid(uuid.UUID(int=dice.getrandbits(128), version=4), one.pk, dice.choice(suppliers).pk) for one in awarded]
    _copy(bids)
    _copy(
        AwardDecision(pk=call.pk, call_id=call.pk, bid_id=bid.pk, reason="De beste.", decided_by=first,
                      decided_at=call.closes_at + 20 * day, sent_at=call.closes_at + 21 * day,
                      standstill_ends_at=call.closes_at + 41 * day)
        for call, bid in zip(awarded, bids, strict=True)
    )  # fmt: skip


def _copy(rows: Iterable[models.Model]) -> None:
    """Into the table in the quickest way there is."""
    stream = iter(rows)
    first = next(stream)
    fields = [
        one for one in first._meta.concrete_fields if not one.generated and getattr(first, one.attname) is not None
    ]
    nullable = [one for one in first._meta.concrete_fields if one.null and one not in fields]
    columns = ", ".join(f'"{one.column}"' for one in (*fields, *nullable))
    with connection.cursor() as cursor, cursor.copy(f'COPY "{first._meta.db_table}" ({columns}) FROM STDIN') as copy:
        for row in chain([first], stream):
            copy.write_row(
                [one.get_db_prep_save(getattr(row, one.attname), connection) for one in (*fields, *nullable)]
            )
