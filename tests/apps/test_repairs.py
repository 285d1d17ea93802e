"""R1, R31, step 1: computed proposals in a matrix; what can be mended is asked from all alike, in named fields only."""

from datetime import date, timedelta

import pytest

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import repairs
from openinhuur.assessments.models import Repair
from openinhuur.bids.mending import Mended
from openinhuur.bids.models import Offer
from openinhuur.calls import actions as calls
from openinhuur.documents.refusals import DocumentKindNotAccepted
from openinhuur.domain.chain import Agreement
from openinhuur.domain.repair import (
    NothingToRepair,
    NotRepairable,
    RepairAskedAlready,
    RepairFieldsWrong,
    RepairsOpen,
    RepairTermPassed,
    RepairTermWrong,
    RepairUnexplained,
)
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.flow.queries.repairs import mend_page, repairs_page
from openinhuur.flow.queries.step_1 import Checked, State, requirement_page, requirements_page
from openinhuur.letters.models import Message
from tests.apps.house import AFTER, CV, House

DEFECT, TEXT = "too-few-references", "Er staan minder dan twee referenties in uw inschrijving."
DUE, LATER = AFTER + timedelta(hours=20), AFTER + timedelta(hours=2)
TWO = Mended(references=("Gemeente Voorbeeld, afdelingshoofd", "Provincie Voorbeeld, directeur"))
TOO_LONG = (
    Agreement(date(2024, 1, 1), date(2024, 12, 31)),
    Agreement(date(2025, 1, 1), date(2025, 6, 30)),
    Agreement(date(2025, 8, 1), date(2026, 1, 31)),
)


@pytest.fixture
def opened(house: House) -> House:
    """Pien is in order; Robin and Sam have one reference where two are asked."""
    house.publish(requirements=[
        calls.NewRequirement("1", "Niet te veel overeenkomsten achter elkaar", "chain"),
        calls.NewRequirement("2", "Het cv is zoals gevraagd", "cv"),
        calls.NewRequirement("5", "Het paspoort is op orde", "passport"),
        calls.NewRequirement("6", "Spreekt Nederlands"),
    ], cv_rules_broken="repair")  # fmt: skip
    house.bid("Sterk BV", "Pien", employment="temporary", agreements=TOO_LONG)
    house.bid("Rap BV", "Robin", references=("Gemeente A, griffier",))
    house.bid("Sterk BV", "Sam", references=("Gemeente B, griffier",))
    return house.open()


def ask(house: House) -> None:
    repairs.ask("T-1", DEFECT, TEXT, due_at=DUE, actor=house["Anna"], at=AFTER)


def mend(house: House, candidate: str, mended: Mended = TWO, who: str = "Rap BV", at=LATER) -> Repair:
    return repairs.answer(house.bids[candidate], DEFECT, mended, actor=house[who], at=at)


def checked(house: House, candidate: str, who: str = "Anna") -> dict[str, Checked]:
    page = requirement_page("T-1", house.bids[candidate], actor=house[who], at=AFTER)
    return {one.number: one for one in page.checked}


def test_r31_the_matrix_shows_what_each_rule_proposes_and_why(opened):
    page = requirements_page("T-1", actor=opened["Anna"], at=AFTER)
    met, against, look, undecided = State.PROPOSED_MET, State.PROPOSED_NOT_MET, State.LOOK, State.OPEN
    assert {row.name.candidate: row.cells for row in page.bids} == {
        "Pien": (against, met, met, undecided), "Robin": (met, look, met, undecided),
        "Sam": (met, look, met, undecided),
    }  # fmt: skip
    assert {fact.code.value for fact in checked(opened, "Pien")["1"].facts} >= {"chain-total", "chain-reach"}
    assert checked(opened, "Robin")["2"].facts[0].fields["finding"] == DEFECT
    assert (page.judged, page.is_open, page.may_mend) == (0, True, True)


def test_what_can_be_mended_is_shown_with_the_bids_that_have_it(opened):
    (defect,) = repairs_page("T-1", actor=opened["Anna"], at=AFTER).defects
    assert (defect.code, defect.fields, defect.asked) == (DEFECT, ("references",), None)
    assert {one.name.candidate for one in defect.bids} == {"Robin", "Sam"}
    ask(opened)
    mend(opened, "Robin")
    (defect,) = repairs_page("T-1", actor=opened["Amir"], at=LATER).defects
    assert (defect.asked.text, defect.asked.by, defect.answered, defect.of_asked) == (TEXT, "Anna", 1, 2)
    robin = next(one for one in defect.bids if one.name.candidate == "Robin")
    assert (robin.finding, robin.before, robin.after) == (None, ("Gemeente A, griffier",), TWO.references)


def test_a_supplier_reads_what_was_asked_of_its_own_bid_only(opened):
    with pytest.raises(NotFound):
        mend_page(opened.bids["Robin"], actor=opened["Rap BV"], at=AFTER)
    ask(opened)
    page = mend_page(opened.bids["Robin"], actor=opened["Rap BV"], at=LATER)
    (asked,) = page.asked
    assert (asked.text, asked.due_at, asked.is_over, asked.references) == (TEXT, DUE, False, ("Gemeente A, griffier",))
    assert mend_page(opened.bids["Robin"], actor=opened["Rap BV"], at=DUE).asked[0].is_over
    with pytest.raises(NotFound):
        mend_page(opened.bids["Robin"], actor=opened["Sterk BV"], at=LATER)
    for who in ("Anna", "Brenda", "Aukje"):
        with pytest.raises(NotAllowed):
            mend_page(opened.bids["Robin"], actor=opened[who], at=LATER)
    for who in ("Brenda", "Rap BV", "Aukje"):
        with pytest.raises(NotAllowed):
            repairs_page("T-1", actor=opened[who], at=LATER)


def test_r1_what_a_person_decided_stands_beside_what_the_rule_proposed(opened):
    assessments.judge(opened.bids["Pien"], "1", is_met=False, reason="Drie overeenkomsten van 24 maanden.",
                      evidence="cv, bladzijde 1", actor=opened["Anna"], at=AFTER)  # fmt: skip
    first = checked(opened, "Pien", "Amir")["1"]
    assert (first.state, first.evidence, first.by) == (State.NOT_MET, "cv, bladzijde 1", "Anna")
    assert {fact.code.value for fact in first.facts} >= {"chain-total"}


def test_a_defect_is_asked_from_all_bids_with_it_alike_and_from_no_other(opened):
    ask(opened)
    assert set(Repair.objects.values_list("bid", flat=True)) == {opened.bids["Robin"], opened.bids["Sam"]}
    told = Message.objects.filter(kind="repair-asked")
    assert {one.recipient_name for one in told} == {"Saskia", "Ralf"}
    assert all(TEXT in one.text for one in told)


def test_only_the_named_fields_change_and_both_values_are_kept(opened):
    ask(opened)
    before = Offer.objects.values("hourly_rate", "criterion_claims", "cv").get(bid=opened.bids["Robin"])
    repair = mend(opened, "Robin")
    assert repair.before == {"references": ["Gemeente A, griffier"]}
    assert repair.after == {"references": list(TWO.references)}
    offer = Offer.objects.get(bid=opened.bids["Robin"])
    assert Offer.objects.values("hourly_rate", "criterion_claims", "cv").get(bid=opened.bids["Robin"]) == before
    assert offer.findings == []
    for wrong in (Mended(cv=CV), Mended(references=TWO.references, cv=CV), Mended()):
        with pytest.raises(RepairFieldsWrong):
            mend(opened, "Robin", wrong)


def test_it_can_be_mended_again_until_the_term_and_the_first_value_stays(opened):
    ask(opened)
    mend(opened, "Robin", Mended(references=("Een",)))
    repair = mend(opened, "Robin")
    assert (repair.before["references"], len(repair.after["references"])) == (["Gemeente A, griffier"], 2)
    with pytest.raises(RepairTermPassed):
        mend(opened, "Robin", at=DUE)


@pytest.mark.parametrize(
    ("defect", "text", "due_at", "refusal"),
    [
        ("offered-twice", TEXT, DUE, NotRepairable),
        ("cv-too-long", TEXT, DUE, NothingToRepair),
        (DEFECT, "nee", DUE, RepairUnexplained),
        (DEFECT, TEXT, AFTER, RepairTermWrong),
    ],
)
def test_what_cannot_be_asked_is_refused(opened, defect, text, due_at, refusal):
    with pytest.raises(refusal):
        repairs.ask("T-1", defect, text, due_at=due_at, actor=opened["Anna"], at=AFTER)


def test_it_is_asked_once(opened):
    ask(opened)
    with pytest.raises(RepairAskedAlready):
        ask(opened)


def test_where_the_call_said_that_such_a_bid_goes_no_further_nothing_is_mended(house):
    house.publish(cv_rules_broken="not-met")
    house.bid("Rap BV", "Robin", references=("Gemeente A, griffier",))
    house.open()
    with pytest.raises(NotRepairable):
        ask(house)


def test_who_was_not_asked_mends_nothing_and_nobody_mends_anothers_bid(opened):
    ask(opened)
    with pytest.raises(NothingToRepair):
        mend(opened, "Pien", who="Sterk BV")
    with pytest.raises(NotFound):
        mend(opened, "Robin", who="Sterk BV")
    with pytest.raises(NotAllowed):
        mend(opened, "Robin", who="Anna")
    for who in ("Brenda", "Rap BV"):
        with pytest.raises(NotAllowed):
            repairs.ask("T-1", DEFECT, TEXT, due_at=DUE, actor=opened[who], at=AFTER)


def test_step_1_waits_until_the_term_ends_or_everybody_answered(opened):
    ask(opened)
    for name in ("Robin", "Sam"):
        assessments.judge_rest_met(opened.bids[name], actor=opened["Anna"], at=AFTER)
    assessments.judge(opened.bids["Pien"], "1", is_met=False, reason="Drie overeenkomsten van 24 maanden.",
                      actor=opened["Anna"], at=AFTER)  # fmt: skip
    assessments.judge_rest_met(opened.bids["Pien"], actor=opened["Anna"], at=AFTER)
    mend(opened, "Robin")
    with pytest.raises(RepairsOpen):
        assessments.close_step_1("T-1", actor=opened["Anna"], at=LATER)
    assert assessments.close_step_1("T-1", actor=opened["Anna"], at=DUE) == 2


def test_a_mended_cv_is_looked_through_like_any_file_of_a_stranger(house):
    house.publish(cv_rules_broken="repair", cv_language="en")
    house.bid("Rap BV", "Robin")
    house.open()
    repairs.ask("T-1", "cv-other-language", "Het cv is niet in het Engels.", due_at=DUE, actor=house["Anna"], at=AFTER)
    with pytest.raises(DocumentKindNotAccepted):
        repairs.answer(house.bids["Robin"], "cv-other-language", Mended(cv=b"MZ"), actor=house["Rap BV"], at=LATER)
    repair = repairs.answer(house.bids["Robin"], "cv-other-language", Mended(cv=CV), actor=house["Rap BV"], at=LATER)
    assert repair.before["cv"]["document"] != repair.after["cv"]["document"]
