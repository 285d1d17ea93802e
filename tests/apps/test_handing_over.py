"""The shortlist goes to the buyer with a report: counts, places and reasons; once, and to nobody else."""

import pytest

from openinhuur.assessments import handing_over
from openinhuur.documents.reading import read_pdf
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.domain.scoring import StepClosed, StepNotClosed
from openinhuur.flow.queries.firm import shortlist_report
from openinhuur.flow.queries.lots import lot_proof
from openinhuur.letters.models import Message
from tests.apps.house import AFTER, House


@pytest.fixture
def closed(house: House) -> House:
    house.publish()
    for supplier, candidate in (("Sterk BV", "Pien"), ("Rap BV", "Robin"), ("Rap BV", "Sam")):
        house.bid(supplier, candidate)
    return house.open().judge_all_met().score(Pien=60, Robin=48, Sam=36)


def test_the_report_has_the_counts_the_places_and_the_reasons(closed):
    handing_over.hand_over("T-1", actor=closed["Anna"], at=AFTER)
    file = shortlist_report("T-1", actor=closed["Brenda"], at=AFTER)
    text = " ".join(" ".join(read_pdf(file.content).pages).split())
    for said in ("Voordracht van 2 kandidaten", "Op tijd ontvangen", "Kreeg punten", "Op de voordracht",
                 "2. Robin, Rap BV", "48 van 60", "Wat het cv laat zien."):  # fmt: skip
        assert said in text
    assert "Sam" not in text


def test_the_people_of_the_buyer_get_it_and_nobody_else(closed):
    handing_over.hand_over("T-1", actor=closed["Anna"], at=AFTER)
    told = Message.objects.filter(kind="shortlist-handed-over")
    assert [(one.recipient_name, one.document.name) for one in told] == [("Brenda", "voordracht-T-1.pdf")]
    for who, refusal in (("Rap BV", NotAllowed), ("Bas", NotAllowed)):
        with pytest.raises(refusal):
            shortlist_report("T-1", actor=closed[who], at=AFTER)


def test_it_is_handed_over_once_and_after_step_2(house, closed):
    with pytest.raises(NotFound):
        shortlist_report("T-1", actor=closed["Brenda"], at=AFTER)
    with pytest.raises(NotFound):
        lot_proof("T-1", actor=closed["Brenda"], at=AFTER)
    handing_over.hand_over("T-1", actor=closed["Anna"], at=AFTER)
    with pytest.raises(StepClosed):
        handing_over.hand_over("T-1", actor=closed["Amir"], at=AFTER)
    with pytest.raises(NotAllowed):
        handing_over.hand_over("T-1", actor=closed["Brenda"], at=AFTER)


def test_before_step_2_is_closed_there_is_nothing_to_hand_over(house):
    house.publish()
    with pytest.raises(StepNotClosed):
        handing_over.hand_over("T-1", actor=house["Anna"], at=AFTER)
