"""A call with 500 bids on 6 criteria by 2 assessors, agreed and ranked; made up, but the same each time."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db import transaction

from openinhuur.accounts.models import Person
from openinhuur.assessments import places
from openinhuur.assessments.models import AssessorScore, Assignment, RequirementJudgement, Score, StepClosing
from openinhuur.bids.models import Bid, Offer, Opening
from openinhuur.calls.models import AwardCriterion, Call, Requirement
from openinhuur.documents.models import Document, Vault
from openinhuur.domain.roles import Actor, Role
from openinhuur.domain.scoring import SIX_STEPS, points_of
from openinhuur.parties.models import Candidate, Category, Organisation, PurchasingSystem

NUMBER: Final = "J-1"
BIDS: Final = 500
WEIGHTS: Final = (25, 10, 25, 20, 15, 5)
CLOSED: Final = datetime(2026, 6, 29, 7, tzinfo=UTC)
AT: Final = CLOSED + timedelta(days=1)
REASON: Final = "Zes jaar ervaring bij een gemeente; de kandidaat noemt geen ervaring met een regionale vergadering."


@transaction.atomic
def fill() -> Actor:
    """All of it; returns who reads."""
    dice = random.Random(30534)  # noqa: S311 (made-up points, not secrets)
    buyer, desk = (_organisation(kind, number) for number, kind in enumerate(("buyer", "desk")))
    people = [Person.objects.create(email=f"j{one}@example.org", name=f"Beoordelaar {one}") for one in (1, 2)]
    call = _call(buyer, desk, people)
    criteria = AwardCriterion.objects.bulk_create(
        AwardCriterion(call=call, position=number, number=str(number + 6), text=f"Criterium {number}",
                       maximum=weight, scale=list(points_of(SIX_STEPS, Decimal(weight))))
        for number, weight in enumerate(WEIGHTS, 1)
    )  # fmt: skip
    bids = _bids(call, people[0], dice)
    _score(bids, criteria, people, dice)
    found = places.counted(call)
    places.keep(places.ranked(call, [one.entry for one in found], lots={}), found)
    StepClosing.objects.create(call=call, step=2, closed_at=AT, closed_by=people[0])
    return Actor(people[0].pk, people[0].name, frozenset({Role.DESK}), desk.pk)


def _organisation(kind: str, number: int) -> Organisation:
    return Organisation.objects.create(
        kind=kind, name=f"{kind.capitalize()} {number}", kvk_number=f"{90_000_000 + number}", email="post@example.org"
    )


def _call(buyer: Organisation, desk: Organisation, people: list[Person]) -> Call:
    system = PurchasingSystem.objects.create(buyer=buyer, desk=desk, name="DAS", open_from=date(2020, 1, 1))
    vault = Vault.objects.create(public_key=b"-", wrapped_private_key=b"-", created_at=CLOSED)
    call = Call.objects.create(
        number=NUMBER,
        title="Secretaris",
        buyer=buyer,
        desk=desk,
        category=Category.objects.create(purchasing_system=system, name="Bestuur"),
        vault=vault,
        published_at=CLOSED - timedelta(days=13),
        questions_close_at=CLOSED - timedelta(days=6),
        answers_by_on=CLOSED.date(),
        closes_at=CLOSED,
        invitations_by_on=CLOSED.date(),
        interviews_from_on=CLOSED.date(),
        duration_months=6,
        hours_per_week=36,
        working_days=["mon"],
        shortlist_size=10,
        tie_across_cut="all-pass",
        standstill_days=20,
        g_account_sna=25,
        g_account_other=55,
    )
    Opening.objects.create(call=call, opened_at=CLOSED, first_opener=people[0], second_opener=people[1])
    StepClosing.objects.create(call=call, step=1, closed_at=AT, closed_by=people[0])
    return call


def _bids(call: Call, judge: Person, dice: random.Random) -> list[Bid]:
    suppliers = [_organisation("supplier", number) for number in range(2, 62)]
    requirement = Requirement.objects.create(call=call, position=1, number="1", text="Eis")
    bids = Bid.objects.bulk_create(Bid(call=call, supplier=suppliers[number % 60]) for number in range(BIDS))
    candidates = Candidate.objects.bulk_create(
        Candidate(supplier=bid.supplier, name=f"Kandidaat {number}") for number, bid in enumerate(bids)
    )
    documents = Document.objects.bulk_create(
        Document(name="cv.pdf", media_type="application/pdf", content=b"-", sha256="0" * 64, pages=5, created_at=CLOSED)
        for _ in bids
    )
    Offer.objects.bulk_create(
        Offer(bid=bid, candidate=candidate, hourly_rate=Decimal(dice.randint(9000, 13000)) / 100,
              employment="permanent", available_from=CLOSED.date(), hours_per_week=36, cv=cv)
        for bid, candidate, cv in zip(bids, candidates, documents, strict=True)
    )  # fmt: skip
    RequirementJudgement.objects.bulk_create(
        RequirementJudgement(bid=bid, requirement=requirement, is_met=True, by=judge, at=AT) for bid in bids
    )
    return bids


def _score(bids: list[Bid], criteria: list[AwardCriterion], people: list[Person], dice: random.Random) -> None:
    Assignment.objects.bulk_create(
        Assignment(bid=bid, assessor=one, assigned_by=people[0], assigned_at=AT, finished_at=AT)
        for bid in bids
        for one in people
    )
    cells = [(bid, criterion) for bid in bids for criterion in criteria]
    AssessorScore.objects.bulk_create(
        AssessorScore(bid=bid, criterion=criterion, points=dice.choice(criterion.scale), maximum=criterion.maximum,
                      reason=REASON, by=one, at=AT)
        for bid, criterion in cells
        for one in people
    )  # fmt: skip
    Score.objects.bulk_create(
        Score(bid=bid, criterion=criterion, points=dice.choice(criterion.scale), maximum=criterion.maximum,
              reason=REASON, by=people[0], at=AT)
        for bid, criterion in cells
    )  # fmt: skip
