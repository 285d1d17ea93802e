"""Pages on which a score is corrected after the closing: one writes, a second person decides, everybody sees both."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openinhuur.assessments import interviews
from openinhuur.assessments.models import RankedBid, Score, ScoreCorrection
from openinhuur.calls.models import Call
from openinhuur.domain.interview import Grade
from tests.apps.house import AFTER, House, build
from tests.web.accounts import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

ALL = "/aanvragen/T-1/punten/correcties/"
WHY, REASON = "Het verkeerde cv werd gelezen.", "Het cv laat zes jaar zien."
SAID = {"points": "60.000", "reason": REASON, "why": WHY}


@pytest.fixture(autouse=True)
def _browsers() -> None:
    browser_of.cache_clear()


def on_the_day() -> datetime:
    return AFTER


@pytest.fixture
def house(settings) -> House:
    """Pien 60, Robin 48 and Sam 36 points; two places."""
    settings.CLOCK = f"{__name__}.on_the_day"
    house = build().publish()
    for supplier, candidate, rate in (("Sterk BV", "Pien", "110.00"), ("Rap BV", "Robin", "100.00"),
                                      ("Rap BV", "Sam", "95.00")):  # fmt: skip
        house.bid(supplier, candidate, rate)
    return house.open().judge_all_met().score(Pien=60, Robin=48, Sam=36)


def browser(house: House, name: str) -> Client:
    return browser_of(house[name].person_id)


def correct_address(house: House, candidate: str = "Sam", criterion: str = "3", number: str = "T-1") -> str:
    return reverse("web:correct-score", args=[number, house.bids[candidate], criterion])


def decide_address(correction: ScoreCorrection, number: str = "T-1") -> str:
    return reverse("web:decide-score-correction", args=[number, correction.pk])


@pytest.fixture
def written(house: House) -> ScoreCorrection:
    assert browser(house, "Anna").post(correct_address(house), SAID).status_code == 302
    return ScoreCorrection.objects.get()


def test_the_ranking_leads_to_the_form_with_the_score_as_it_is(house):
    anna = browser(house, "Anna")
    assert ALL in anna.get(reverse("web:matrix", args=["T-1"])).text
    assert correct_address(house) in anna.get(ALL).text
    page = anna.get(correct_address(house)).text
    assert "Wat het cv laat zien." in page
    assert 'value="36.000"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"points": "50.000"}, {"points": ""}, {"points": "NaN"}, {"points": "48.000", "reason": ""}, {"why": ""},
        {"why": "nee"}, {"points": "36.000", "reason": "Wat het cv laat zien."}, {"reason": "x" * 6000},
        {"why": "a\0b"},
    ],
)  # fmt: skip
def test_what_is_no_correction_is_refused_and_what_was_typed_is_kept(house, wrong):
    answer = browser(house, "Anna").post(correct_address(house), SAID | wrong)
    assert answer.status_code == 422
    assert not ScoreCorrection.objects.exists()
    if "points" in wrong:
        assert WHY in answer.text


def test_one_waits_at_a_time_and_its_writer_does_not_decide(house, written):
    anna = browser(house, "Anna")
    assert "wacht op een tweede persoon" in anna.get(correct_address(house)).text
    assert anna.post(correct_address(house), SAID).status_code == 422
    assert "U schreef deze correctie" in anna.get(ALL).text
    assert anna.post(decide_address(written), {"decision": "accept"}).status_code in {403, 409, 422}
    assert Score.objects.get(bid=house.bids["Sam"], criterion__number="3").points == 36


def test_a_second_person_accepts_it_and_everybody_sees_both_values_and_both_places(house, written):
    amir = browser(house, "Amir")
    assert amir.post(decide_address(written), {"decision": "misschien"}).status_code == 302
    written.refresh_from_db()
    assert written.decided_at is None
    assert amir.post(decide_address(written), {"decision": "accept"}).status_code == 302
    assert amir.post(decide_address(written), {"decision": "drop"}).status_code == 409
    for who in ("Brenda", "Aukje", "Anna"):
        for address in (reverse("web:matrix", args=["T-1"]), ALL):
            page = browser(house, who).get(address).text
            for said in ("36 van 60", "60 van 60", WHY, REASON, "komt erop", "valt eraf"):
                assert said in page, (who, address, said)


def test_a_correction_that_makes_a_tie_across_the_cut_cannot_be_accepted_and_says_why(house):
    RankedBid.objects.filter(bid=house.bids["Sam"]).update(hourly_rate=100)
    browser(house, "Anna").post(correct_address(house), SAID | {"points": "48.000"})
    written = ScoreCorrection.objects.get()
    answer = browser(house, "Amir").post(decide_address(written), {"decision": "accept"})
    assert answer.status_code == 409
    assert "er is geen loting gehouden" in answer.text
    assert str(house.bids["Sam"]) not in answer.text.partition("error-summary")[2].partition("</div>")[0]
    assert browser(house, "Amir").post(decide_address(written), {"decision": "drop"}).status_code == 302


def test_who_was_invited_and_would_fall_out_is_named(house, written):
    for name in ("Pien", "Robin"):
        interviews.remark(house.bids[name], "1", "Past goed.", actor=house["Brenda"], at=AFTER)
    both = [house.bids[name] for name in ("Pien", "Robin")]
    interviews.invite("T-1", both, reason="De besten.", actor=house["Brenda"], at=AFTER)
    answer = browser(house, "Amir").post(decide_address(written), {"decision": "accept"})
    assert answer.status_code == 409
    assert "Robin (Rap BV)" in answer.text
    written.refresh_from_db()
    assert written.decided_at is None


def test_a_correction_that_is_dropped_stays_to_be_seen_and_changes_nothing(house, written):
    browser(house, "Amir").post(decide_address(written), {"decision": "drop"})
    page = browser(house, "Anna").get(ALL).text
    assert "niet gecorrigeerd" in page
    assert WHY in page
    assert Score.objects.get(bid=house.bids["Sam"], criterion__number="3").points == 36


def test_it_is_for_the_desk_of_this_call_and_for_a_score_of_it(house, written):
    for who in ("Brenda", "Aukje", "Rap BV"):
        other = browser(house, who)
        assert other.get(correct_address(house)).status_code == 403
        assert other.post(correct_address(house), SAID).status_code == 403
        assert other.post(decide_address(written), {"decision": "accept"}).status_code == 403
    for who in ("Rap BV", "Ingrid"):
        assert browser(house, who).get(ALL).status_code == 403
    assert browser(house, "Bas").get(ALL).status_code in {403, 404}
    anna, amir = browser(house, "Anna"), browser(house, "Amir")
    assert anna.get(correct_address(house, criterion="99")).status_code == 404
    assert anna.get(correct_address(house, number="T-2")).status_code == 404
    assert anna.get(reverse("web:correct-score", args=["T-1", uuid4(), "3"])).status_code == 404
    assert amir.post(decide_address(written, "T-2"), {"decision": "accept"}).status_code == 404
    assert amir.post(reverse("web:decide-score-correction", args=["T-1", 999999]),
                     {"decision": "accept"}).status_code == 404  # fmt: skip
    written.refresh_from_db()
    assert written.decided_at is None


def test_before_the_closing_and_after_the_award_there_is_no_form(settings):
    settings.CLOCK = f"{__name__}.on_the_day"
    house = build().publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.open().judge_all_met()
    anna = browser(house, "Anna")
    assert anna.get(ALL).status_code == 404
    house.score(Pien=60, Robin=48).interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT).award("Pien")
    assert "Er wordt geen score meer gecorrigeerd." in anna.get(ALL).text
    assert anna.get(correct_address(house, "Robin")).status_code == 404
    assert ALL not in anna.get(reverse("web:matrix", args=["T-1"])).text


def test_the_work_list_of_a_colleague_names_it_and_that_of_its_writer_does_not(house, written):
    seen = {who: "correctie van een score" in browser(house, who).get(reverse("web:work")).text
            for who in ("Anna", "Amir", "Brenda")}  # fmt: skip
    assert seen == {"Anna": False, "Amir": True, "Brenda": False}
    browser(house, "Amir").post(decide_address(written), {"decision": "drop"})
    assert "correctie van een score" not in browser(house, "Amir").get(reverse("web:work")).text


def test_a_ranking_without_corrections_says_nothing_of_them(house):
    assert Call.objects.get().number == "T-1"
    assert "Gecorrigeerd na het afsluiten" not in browser(house, "Brenda").get(reverse("web:matrix", args=["T-1"])).text
