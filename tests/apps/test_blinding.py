"""Judging blind: nobody who assesses sees whose a bid is; somebody else checks the CV; after step 2 names are back."""

from dataclasses import replace
from datetime import timedelta

import pytest
import typst
from django.db import IntegrityError, transaction

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import assigning, blinding, interests
from openinhuur.assessments.blind_models import BlindCheck, BlindChecker
from openinhuur.assessments.repairs import ask
from openinhuur.bids.contents import Claim
from openinhuur.bids.models import Bid, Offer
from openinhuur.documents import strangers
from openinhuur.documents.actions import keep
from openinhuur.documents.models import BlindPage, Document
from openinhuur.domain.assessors import MarkWrong
from openinhuur.domain.bid import StillSealed
from openinhuur.domain.blind_check import (
    AssessesThisBid,
    BlindCvApproved,
    BlindCvChangedElsewhere,
    BlindCvNotApproved,
    BoxWrong,
    CheckedThisBid,
    CoveredWordsWrong,
    NotJudgedBlind,
    UncoveringUnexplained,
)
from openinhuur.domain.blinding import COVER, Box, Why
from openinhuur.domain.draft import FROZEN
from openinhuur.domain.interests import InterestsNotDeclared
from openinhuur.domain.roles import NotAllowed, NotFound, Role
from openinhuur.domain.scoring import StepClosed
from openinhuur.domain.worklist import Task
from openinhuur.flow.queries import blind as blind_queries
from openinhuur.flow.queries import cv as cvs
from openinhuur.flow.queries import desk_work
from openinhuur.flow.queries.judging import judging_page
from openinhuur.flow.queries.marks import mark_of
from openinhuur.flow.queries.matrix import matrix_page
from openinhuur.flow.queries.names import bid_names
from openinhuur.flow.queries.progress import progress_page
from openinhuur.flow.queries.step_1 import requirement_page, requirements_page
from openinhuur.journal.models import Entry
from openinhuur.letters.models import Message
from tests.apps.house import AFTER, House, build, person

pytestmark = pytest.mark.django_db
WHY = "Dit is een gewoon woord."
HERE = Box(10, 10, 60, 40, Why.PERSON)


def cv(name: str) -> bytes:
    """A CV that tells whose it is on every line."""
    return typst.compile(
        f"""
= {name}
Adres: Dorpsstraat 12, 1234 AB Utrecht. Bel 06-12345678 of mail pien\\@example.org.
Geboortedatum: 12 maart 1980 \\
Ervaren secretaris bij een gemeente. {name} werkt bij Sterk BV.
#rect(width: 2cm, height: 2cm)
""".encode()
    )


@pytest.fixture
def house() -> House:
    house = build()
    house.people["Dirk"] = person("Dirk", house.desk, Role.DESK)
    house.publish(is_judged_blind=True)
    interests.declare("T-1", has_relation=False, text="", actor=house["Dirk"], at=AFTER)
    claims = {"3": Claim("Pien Herkenbaar deed dit zes jaar.", 1)}
    house.bid("Sterk BV", "Pien Herkenbaar", cv=cv("Pien Herkenbaar"), criterion_claims=claims,
              requirement_claims={"1": "In dienst bij Sterk BV."})  # fmt: skip
    house.bid("Rap BV", "Robin Vindbaar", "100.00", cv=cv("Robin Vindbaar"))
    return house.open()


def check(house: House, candidate: str = "Pien Herkenbaar") -> BlindCheck:
    return BlindCheck.objects.get(bid=house.bids[candidate])


def taken(house: House, candidate: str = "Pien Herkenbaar", by: str = "Dirk") -> House:
    blinding.take(house.bids[candidate], actor=house[by], at=AFTER)
    return house


def approved(house: House, *candidates: str) -> House:
    for one in candidates or house.bids:
        taken(house, one)
        seen = check(house, one).revision
        blinding.approve(house.bids[one], seen=seen, actor=house["Dirk"], at=AFTER)
    return house


def seen_by(house: House, name: str = "Anna", candidate: str = "Pien Herkenbaar", sought: str = "") -> cvs.CvAlone:
    return cvs.cv_page(house.bids[candidate], actor=house[name], at=AFTER, sought=sought)


def words(page: cvs.CvPage) -> str:
    return " ".join(line.text for line in page.lines)


def to_check(house: House) -> list[int | None]:
    return [one.total for one in desk_work(actor=house["Anna"], at=AFTER).todos if one.task is Task.CHECK_BLIND]


def test_cvs_that_nobody_checked_stand_on_the_work_list_of_the_desk(house: House) -> None:
    assert to_check(house) == [2]
    approved(taken(house), "Robin Vindbaar")
    assert to_check(house) == [1]
    approved(house, "Pien Herkenbaar")
    assert to_check(house) == []


@pytest.mark.skipif(not strangers.is_possible(), reason="deduce is not installed")
def test_names_of_others_in_a_cv_are_proposed_to_who_checks_it(house: House) -> None:
    cv_of_both = typst.compile(
        "Referentie: de heer Jan de Vries, hoofd Financiën bij de gemeente. Jan de Vries belt u graag.".encode()
    )
    Document.objects.filter(pk=Offer.objects.get(bid=house.bids["Robin Vindbaar"]).cv_id).update(content=cv_of_both)
    taken(house, "Robin Vindbaar")
    assert "de heer Jan de Vries" in check(house, "Robin Vindbaar").words


# What an assessor sees


def test_r46_nobody_sees_a_cv_before_it_was_checked(house: House) -> None:
    assert (seen_by(house).cv.pages, seen_by(house).cv.waits) == ((), True)
    assert seen_by(taken(house)).cv.waits


def test_r46_an_assessor_sees_the_cv_without_whose_it_is(house: House) -> None:
    (page,) = seen_by(approved(house)).cv.pages
    text = words(page)
    assert "Ervaren secretaris bij een gemeente." in text
    for told in ("Pien", "Herkenbaar", "Dorpsstraat", "1234", "06-", "example", "1980", "Sterk"):
        assert told not in text
    assert cvs.page_picture(page.address, actor=house["Anna"], at=AFTER).content == bytes(
        BlindPage.objects.get(page__document=check(house).cv_id).content
    )


def test_r46_searching_and_marking_work_on_what_may_be_read(house: House) -> None:
    approved(house)
    assert seen_by(house, sought="herkenbaar").cv.hits == 0
    assert seen_by(house, sought="secretaris").cv.hits == 1
    assert mark_of(house.bids["Pien Herkenbaar"], 1, 0, 1, actor=house["Anna"]).text == f"{COVER * 4} {COVER * 10}"


def test_r46_nothing_is_marked_on_a_cv_that_nobody_checked(house: House) -> None:
    with pytest.raises(MarkWrong):
        mark_of(house.bids["Pien Herkenbaar"], 1, 0, 1, actor=house["Anna"])


def test_r46_what_the_supplier_says_is_blind_too(house: House) -> None:
    page = requirement_page("T-1", house.bids["Pien Herkenbaar"], actor=house["Anna"], at=AFTER)
    assert page.checked[0].claim == f"In dienst bij {COVER * 5} {COVER * 3}"


def test_r46_bids_have_letters_that_stay_the_same(house: House) -> None:
    before = {bid: one.candidate for bid, one in bid_names(house.call).items()}
    assert set(before.values()) == {"Kandidaat A", "Kandidaat B"}
    assert [before[one] for one in sorted(before)] == ["Kandidaat A", "Kandidaat B"]
    assert {one.supplier for one in bid_names(house.call).values()} == {""}
    Bid.objects.filter(pk=min(before)).update(lapsed_at=AFTER)
    assert [one.candidate for one in bid_names(house.call).values()] == ["Kandidaat B"]


@pytest.mark.parametrize("name", ["Anna", "Brenda", "Aukje"])
def test_r46_reads_give_no_name_to_anybody_while_points_are_given(house: House, name: str) -> None:
    approved(house).judge_all_met().assign("Anna Amir")
    for read in (progress_page, matrix_page, *([requirements_page, judging_page] if name == "Anna" else [])):
        said = repr(read("T-1", actor=house[name], at=AFTER))
        assert "Kandidaat A" in said
        for told in ("Pien", "Herkenbaar", "Sterk", "Rap BV"):
            assert told not in said


def test_r46_after_step_2_names_and_the_cv_as_sent_are_there_again(house: House) -> None:
    approved(house).judge_all_met().assign("Amir")
    for one, points in (("Pien Herkenbaar", 60), ("Robin Vindbaar", 48)):
        house.give("Amir", one, points).finish("Amir", one)
    assessments.close_step_2("T-1", actor=house["Amir"], at=AFTER)
    found = seen_by(house)
    assert found.name == "Pien Herkenbaar"
    assert "Pien Herkenbaar" in words(found.cv.pages[0])
    assert [(row.supplier, row.candidate) for row in matrix_page("T-1", actor=house["Anna"], at=AFTER).rows] == [
        ("Sterk BV", "Pien Herkenbaar"), ("Rap BV", "Robin Vindbaar"),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        blind_queries.blind_page("T-1", actor=house["Dirk"], at=AFTER)
    with pytest.raises(StepClosed):
        taken(house)


def test_a_mark_on_a_blind_cv_shows_the_same_words_once_names_are_there(house: House) -> None:
    (page,) = seen_by(approved(house), sought="Ervaren").cv.pages
    mark = mark_of(house.bids["Pien Herkenbaar"], 1, page.hits[0].first, page.hits[0].first, actor=house["Anna"])
    whole = cvs.whole_pages(check(house).bid, actor=house["Dirk"], at=AFTER)[0]
    assert words(whole)[mark.start : mark.start + len(mark.text)] == mark.text


def test_mail_that_names_a_candidate_is_in_no_outbox_of_the_desk(house: House) -> None:
    lacking = [{"code": "too-few-references", "references": "0", "required": "2"}]
    Offer.objects.filter(bid=house.bids["Pien Herkenbaar"]).update(findings=lacking)
    ask("T-1", "too-few-references", "Stuur twee referenties.", due_at=AFTER + timedelta(days=2),
        actor=house["Anna"], at=AFTER)  # fmt: skip
    assert {one.desk_id for one in Message.objects.filter(text__contains="Pien Herkenbaar")} == {None}


# Who checks


def test_r46_who_checks_sees_the_cv_as_it_was_sent_with_its_boxes(house: House) -> None:
    page = blind_queries.blind_cv_page("T-1", house.bids["Pien Herkenbaar"], actor=taken(house)["Dirk"], at=AFTER)
    (one,) = page.pages
    assert "Pien Herkenbaar" in words(one.page)
    assert {box.box.why for box in one.boxes} >= {Why.NAME, Why.COMPANY, Why.ADDRESS, Why.CONTACT, Why.BIRTH}
    assert any(box.under == "Pien Herkenbaar" for box in one.boxes)
    assert dict(page.claims)["3"] == f"{COVER * 4} {COVER * 10} deed dit zes jaar."
    assert cvs.page_picture(one.page.address, actor=house["Dirk"], at=AFTER).content


def test_r46_who_assesses_a_bid_does_not_check_it(house: House) -> None:
    approved(house, "Robin Vindbaar")
    house.judge_all_met().assign("Anna", "Pien Herkenbaar")
    with pytest.raises(AssessesThisBid):
        taken(house, by="Anna")
    assert taken(house, by="Amir")


def test_r46_who_checked_a_bid_gives_it_no_points(house: House) -> None:
    taken(house, by="Amir")
    with pytest.raises(CheckedThisBid) as refused:
        house.assign("Anna Amir")
    assert refused.value.fields["names"] == "Amir"
    assigning.assign("T-1", {house.bids["Robin Vindbaar"]: [house["Amir"].person]}, actor=house["Anna"], at=AFTER)


def test_r46_nobody_else_sees_what_is_being_checked(house: House) -> None:
    taken(house)
    for name, refusal in (("Anna", NotFound), ("Amir", NotFound), ("Brenda", NotAllowed), ("Aukje", NotAllowed),
                          ("Sterk BV", NotAllowed), ("Bas", NotAllowed)):  # fmt: skip
        with pytest.raises(refusal):
            blind_queries.blind_cv_page("T-1", house.bids["Pien Herkenbaar"], actor=house[name], at=AFTER)
        with pytest.raises(refusal):
            blinding.approve(house.bids["Pien Herkenbaar"], seen=1, actor=house[name], at=AFTER)


def test_r22_who_checks_declared_their_interests_first(house: House) -> None:
    house.people["Dora"] = person("Dora", house.desk, Role.DESK)
    with pytest.raises(InterestsNotDeclared):
        taken(house, by="Dora")


def test_nothing_is_checked_in_a_call_that_is_not_judged_blind() -> None:
    house = build().publish()
    house.bid("Sterk BV", "Pien")
    with pytest.raises(StillSealed):
        blinding.take(house.bids["Pien"], actor=house["Anna"], at=AFTER)
    house.open()
    with pytest.raises(NotJudgedBlind):
        blinding.take(house.bids["Pien"], actor=house["Anna"], at=AFTER)
    with pytest.raises(NotFound):
        blind_queries.blind_page("T-1", actor=house["Anna"], at=AFTER)


def test_r21_whether_a_call_is_judged_blind_is_fixed_at_publication() -> None:
    assert "is_judged_blind" in FROZEN


# What can be changed


def test_words_are_covered_everywhere(house: House) -> None:
    taken(house)
    bid = house.bids["Pien Herkenbaar"]
    assert blinding.cover_words(bid, "secretaris", seen=1, actor=house["Dirk"], at=AFTER) == 1
    assert blinding.cover_words(bid, "zes  jaar", seen=2, actor=house["Dirk"], at=AFTER) == 0
    page = blind_queries.blind_cv_page("T-1", bid, actor=house["Dirk"], at=AFTER)
    assert dict(page.claims)["3"].endswith(f"deed dit {COVER * 3} {COVER * 5}")
    blinding.approve(bid, seen=3, actor=house["Dirk"], at=AFTER)
    assert "secretaris" not in words(seen_by(house).cv.pages[0])


def test_a_place_is_covered_and_a_box_taken_away_with_a_reason(house: House) -> None:
    bid = house.bids["Pien Herkenbaar"]
    before = len(check(taken(house)).boxes)
    blinding.cover(bid, 1, HERE, seen=1, actor=house["Dirk"], at=AFTER)
    with pytest.raises(UncoveringUnexplained):
        blinding.uncover(bid, 0, "nee", seen=2, actor=house["Dirk"], at=AFTER)
    blinding.uncover(bid, before, WHY, seen=2, actor=house["Dirk"], at=AFTER)
    assert len(check(house).boxes) == before
    assert check(house).revision == 3


def test_what_was_taken_away_can_be_read(house: House) -> None:
    bid = house.bids["Pien Herkenbaar"]
    boxes = check(taken(house)).boxes
    company = next(index for index, one in enumerate(boxes) if one["why"] == "company")
    blinding.uncover(bid, company, WHY, seen=1, actor=house["Dirk"], at=AFTER)
    blinding.approve(bid, seen=2, actor=house["Dirk"], at=AFTER)
    assert "Sterk" in words(seen_by(house).cv.pages[0])


@pytest.mark.parametrize(("page", "box"), [
    (9, HERE), (1, replace(HERE, left=-1)), (1, replace(HERE, right=10)), (1, replace(HERE, bottom=10**6)),
])  # fmt: skip
def test_a_box_lies_on_a_page(house: House, page: int, box: Box) -> None:
    with pytest.raises(BoxWrong):
        blinding.cover(taken(house).bids["Pien Herkenbaar"], page, box, seen=1, actor=house["Dirk"], at=AFTER)


@pytest.mark.parametrize("said", ["", "  ", ".", "a", "x" * 201])
def test_a_word_that_is_none_is_not_covered(house: House, said: str) -> None:
    with pytest.raises(CoveredWordsWrong):
        blinding.cover_words(taken(house).bids["Pien Herkenbaar"], said, seen=1, actor=house["Dirk"], at=AFTER)


def test_what_was_changed_elsewhere_is_not_overwritten(house: House) -> None:
    bid = taken(house).bids["Pien Herkenbaar"]
    blinding.cover(bid, 1, HERE, seen=1, actor=house["Dirk"], at=AFTER)
    with pytest.raises(BlindCvChangedElsewhere):
        blinding.approve(bid, seen=1, actor=house["Dirk"], at=AFTER)
    with pytest.raises(NotFound):
        blinding.uncover(bid, 999, WHY, seen=2, actor=house["Dirk"], at=AFTER)


def test_what_was_approved_stands_until_it_is_taken_back(house: House) -> None:
    bid = approved(house).bids["Pien Herkenbaar"]
    with pytest.raises(BlindCvApproved):
        blinding.cover(bid, 1, HERE, seen=1, actor=house["Dirk"], at=AFTER)
    blinding.reopen(bid, "Er staat nog een naam.", actor=house["Dirk"], at=AFTER)
    assert seen_by(house).cv.waits
    with pytest.raises(BlindCvNotApproved):
        blinding.reopen(bid, "Er staat nog een naam.", actor=house["Dirk"], at=AFTER)
    blinding.approve(bid, seen=2, actor=house["Dirk"], at=AFTER)
    assert seen_by(house).cv.pages


def test_somebody_else_can_take_over_and_both_saw_whose_it_is(house: House) -> None:
    taken(taken(house), by="Amir")
    taken(house)
    assert BlindChecker.objects.filter(check_of=check(house)).count() == 2


def test_a_cv_that_was_mended_is_checked_anew(house: House) -> None:
    bid = approved(house).bids["Pien Herkenbaar"]
    mended = keep(cv("Pien Herkenbaar") + b"\n", name="cv.pdf", media_type="application/pdf", at=AFTER, pages=1)
    Offer.objects.filter(bid=bid).update(cv=mended)
    assert seen_by(house).cv.waits
    with pytest.raises(NotFound):
        blinding.cover(bid, 1, HERE, seen=1, actor=house["Dirk"], at=AFTER)
    row = next(one for one in blind_queries.blind_page("T-1", actor=house["Dirk"], at=AFTER).rows if one.bid_id == bid)
    assert (row.state, row.may_take) == (blind_queries.State.WAITS, True)
    taken(house)
    assert (check(house).cv_id, check(house).approved_at, check(house).revision) == (mended.pk, None, 2)
    assert Entry.objects.filter(event="blind-cv.taken").count() == 3


def test_each_decision_stands_in_the_journal_without_a_word_of_the_cv(house: House) -> None:
    bid = taken(house).bids["Pien Herkenbaar"]
    blinding.cover_words(bid, "Pientje", seen=1, actor=house["Dirk"], at=AFTER)
    blinding.cover(bid, 1, HERE, seen=2, actor=house["Dirk"], at=AFTER)
    blinding.uncover(bid, 0, WHY, seen=3, actor=house["Dirk"], at=AFTER)
    blinding.approve(bid, seen=4, actor=house["Dirk"], at=AFTER)
    blinding.reopen(bid, "Er staat nog een naam.", actor=house["Dirk"], at=AFTER)
    found = Entry.objects.filter(event__startswith="blind-cv.").order_by("pk")
    assert [one.event.partition(".")[2] for one in found] == [
        "taken", "words-covered", "covered", "uncovered", "approved", "reopened",
    ]  # fmt: skip
    assert not any("Pien" in repr(one.facts) for one in found)


def test_an_approval_has_somebody(house: House) -> None:
    taken(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        BlindCheck.objects.update(approved_at=AFTER)
