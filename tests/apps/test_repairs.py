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
from openinhuur.flow.queries.requirements import requirements_page
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


def test_r31_the_matrix_shows_what_each_rule_proposes_and_why(opened):
    page = requirements_page("T-1", actor=opened["Anna"], at=AFTER)
    cells = {row.candidate: {cell.number: cell for cell in row.cells} for row in page.rows}
    proposed = {name: [cell.proposed for cell in of_bid.values()] for name, of_bid in cells.items()}
    assert proposed == {
        "Pien": [False, True, True, None], "Robin": [True, None, True, None], "Sam": [True, None, True, None],
    }  # fmt: skip
    assert {fact.code.value for fact in cells["Pien"]["1"].facts} >= {"chain-total", "chain-reach"}
    assert cells["Robin"]["2"].facts[0].fields["finding"] == DEFECT
    assert (page.decided, page.total, page.is_open) == (0, 12, True)
    assert [(one.code, one.bids, one.asked_at) for one in page.defects] == [(DEFECT, 2, None)]


def test_r1_what_a_person_decided_stands_beside_what_the_rule_proposed(opened):
    assessments.judge(opened.bids["Pien"], "1", is_met=False, reason="Drie overeenkomsten van 24 maanden.",
                      evidence="cv, bladzijde 1", actor=opened["Anna"], at=AFTER)  # fmt: skip
    row = next(one for one in requirements_page("T-1", actor=opened["Amir"], at=AFTER).rows if one.candidate == "Pien")
    first = row.cells[0]
    assert (first.proposed, first.met, first.evidence, first.by) == (False, False, "cv, bladzijde 1", "Anna")


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
