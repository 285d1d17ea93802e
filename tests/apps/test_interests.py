"""Declarations of interest: before anybody assesses, and on a relation somebody else decides (R22)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import interests, interviews, scoring
from openinhuur.assessments.models import Interest
from openinhuur.assessments.scoring import Said
from openinhuur.calls import actions as calls
from openinhuur.domain.call import NotPublished
from openinhuur.domain.interests import (
    AlreadyResolved,
    ConflictStands,
    ConflictUnresolved,
    InterestsNotDeclared,
    NothingToResolve,
    OwnConflict,
    RelationUnexplained,
    ResolutionReasonMissing,
)
from openinhuur.domain.interview import Grade
from openinhuur.domain.roles import Actor, NotAllowed, NotFound, Role
from openinhuur.journal.models import Entry
from tests.apps.house import AFTER, BEFORE, IN_TIME, House, person

RELATION = "Mijn zus werkt bij Rap BV."
REASON = "Zij werkt er op een andere afdeling."
LATER = AFTER + timedelta(hours=1)


@pytest.fixture
def opened(house: House) -> House:
    """Everybody has declared no relation, but for Ada, Iris and Bram, who came later."""
    house.people["Ada"] = person("Ada", house.desk, Role.DESK)
    house.people["Iris"] = person("Iris", house.buyer, Role.INTERVIEWER)
    house.people["Bram"] = person("Bram", house.buyer, Role.BUYER)
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    return house.open()


def declare(actor: Actor, text: str = "") -> None:
    interests.declare("T-1", has_relation=bool(text), text=text, actor=actor, at=AFTER)


def resolve(house: House, whose: str, *, by: str, may_assess: bool = True, reason: str = REASON) -> None:
    interests.resolve("T-1", house[whose].person, may_assess=may_assess, reason=reason, actor=house[by], at=LATER)


def judge(house: House, who: str) -> int:
    return assessments.judge_rest_met(house.bids["Pien"], actor=house[who], at=LATER)


def test_r22_nobody_judges_or_scores_before_they_have_declared(opened: House) -> None:
    pien, ada = opened.bids["Pien"], opened["Ada"]
    for act in (
        lambda: assessments.judge(pien, "1", is_met=True, reason="", actor=ada, at=AFTER),
        lambda: assessments.judge_rest_met(pien, actor=ada, at=AFTER),
        lambda: scoring.keep(pien, "3", Said(Decimal(60)), seen=0, actor=ada, at=AFTER),
    ):
        with pytest.raises(InterestsNotDeclared):
            act()
    declare(ada)
    assert judge(opened, "Ada") == 2


def test_r22_who_compares_invites_and_grades_has_declared_too(opened: House) -> None:
    opened.judge_all_met().score(Pien=60, Robin=48)
    pien, both = opened.bids["Pien"], list(opened.bids.values())
    with pytest.raises(InterestsNotDeclared):
        interviews.remark(pien, "1", "Past goed.", actor=opened["Bram"], at=AFTER)
    with pytest.raises(InterestsNotDeclared):
        interviews.invite("T-1", both, reason="De besten.", actor=opened["Bram"], at=AFTER)
    interviews.invite("T-1", both, reason="De besten.", actor=opened["Brenda"], at=AFTER)
    for act in (interviews.grade, interviews.agree):
        with pytest.raises(InterestsNotDeclared):
            act(pien, "1", Grade.GOOD, "Gehoord.", actor=opened["Iris"], at=AFTER)
    declare(opened["Iris"])
    interviews.grade(pien, "1", Grade.GOOD, "Gehoord.", actor=opened["Iris"], at=AFTER)


def test_r22_a_declared_relation_blocks_until_somebody_else_has_decided(opened: House) -> None:
    with pytest.raises(RelationUnexplained):
        interests.declare("T-1", has_relation=True, text="Ja.", actor=opened["Ada"], at=AFTER)
    declare(opened["Ada"], RELATION)
    with pytest.raises(ConflictUnresolved):
        judge(opened, "Ada")
    with pytest.raises(OwnConflict):
        resolve(opened, "Ada", by="Ada")
    with pytest.raises(ResolutionReasonMissing):
        resolve(opened, "Ada", by="Amir", reason="Mag.")
    resolve(opened, "Ada", by="Amir")
    assert judge(opened, "Ada") == 2
    with pytest.raises(AlreadyResolved):
        resolve(opened, "Ada", by="Brenda", may_assess=False)


def test_r22_who_may_not_assess_stays_out_and_cannot_have_it_decided_again(opened: House) -> None:
    declare(opened["Ada"], RELATION)
    resolve(opened, "Ada", by="Brenda", may_assess=False)
    with pytest.raises(ConflictStands):
        judge(opened, "Ada")
    with pytest.raises(ConflictStands):
        declare(opened["Ada"], "Ook een neef bij Sterk BV.")


def test_r22_a_relation_that_is_discovered_later_blocks_again_beside_the_earlier_one(opened: House) -> None:
    declare(opened["Ada"], RELATION)
    resolve(opened, "Ada", by="Amir")
    declare(opened["Ada"], "En een neef bij Sterk BV.")
    with pytest.raises(ConflictUnresolved):
        judge(opened, "Ada")
    assert Interest.objects.get(person=opened["Ada"].person).text == f"{RELATION}\n\nEn een neef bij Sterk BV."
    resolve(opened, "Ada", by="Brenda", may_assess=False, reason="Twee relaties samen zijn te veel.")
    history = Entry.objects.filter(subject="call:T-1", event__startswith="interest.", at__gte=AFTER)
    assert [one.facts.get("text", one.facts.get("may_assess")) for one in history.order_by("position")] == [
        RELATION, True, "En een neef bij Sterk BV.", False,
    ]  # fmt: skip


def test_r22_what_was_judged_before_stands_and_the_declaration_is_not_taken_back(opened: House) -> None:
    judge(opened, "Anna")
    declare(opened["Anna"], RELATION)
    assert opened.call.bids.filter(judgements__by=opened["Anna"].person).exists()
    with pytest.raises(interests.AlreadyDeclared):
        declare(opened["Anna"])
    with pytest.raises(ConflictUnresolved):
        assessments.judge(opened.bids["Robin"], "1", is_met=True, reason="", actor=opened["Anna"], at=LATER)


def test_without_a_declared_relation_there_is_nothing_to_decide(opened: House) -> None:
    with pytest.raises(NotFound):
        resolve(opened, "Ada", by="Amir")
    with pytest.raises(NothingToResolve):
        resolve(opened, "Anna", by="Amir")


def test_only_who_takes_part_in_the_assessment_declares_and_only_desk_and_buyer_decide(opened: House) -> None:
    for name in ("Bas", "Aukje", "Abel", "Sterk BV"):
        with pytest.raises(NotAllowed):
            declare(opened[name])
    declare(opened["Ada"], RELATION)
    for name in ("Bas", "Ingrid", "Aukje", "Sterk BV"):
        with pytest.raises(NotAllowed):
            resolve(opened, "Ada", by=name)


def test_a_draft_has_no_bidders_to_declare_about(house: House) -> None:
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    with pytest.raises(NotPublished):
        interests.declare("T-1", has_relation=False, text="", actor=house["Anna"], at=IN_TIME)


@pytest.mark.parametrize("has_relation", [True, False])
def test_the_database_too_lets_nobody_decide_on_their_own_relation_or_on_none(
    opened: House, *, has_relation: bool
) -> None:
    declare(opened["Ada"], RELATION)
    own = Interest.objects.filter(person=opened["Ada"].person)
    by = opened["Ada" if has_relation else "Amir"].person
    with pytest.raises(IntegrityError), transaction.atomic():
        own.update(has_relation=has_relation, resolved_at=LATER, resolved_by=by, may_assess=True, reason=REASON)
