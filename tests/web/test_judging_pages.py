"""The pages of the judging desk: declaring, assigning, giving points, marking evidence, finishing."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from openinhuur.accounts.models import Person
from openinhuur.assessments import actions as assessments
from openinhuur.assessments.models import AssessorScore, Assignment, Interest, RankedBid, Score
from openinhuur.bids.models import Offer
from openinhuur.domain.roles import Role
from tests.apps.house import AFTER, House, build, person
from tests.web.accounts import account, signed_in
from tests.web.test_matrix import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]
Go = Callable[[str], Client]


def on_the_day() -> datetime:
    return AFTER


@pytest.fixture
def house(settings) -> House:
    settings.CLOCK = f"{__name__}.on_the_day"
    house = build().publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", "100.00")
    house.open()
    for bid_id in house.bids.values():
        assessments.judge_rest_met(bid_id, actor=house["Anna"], at=AFTER)
    assessments.close_step_1("T-1", actor=house["Anna"], at=AFTER)
    return house


def browser(house: House, name: str) -> Client:
    return signed_in(account(Person.objects.get(pk=house[name].person), with_app=True))


@pytest.fixture
def anna(house: House) -> Client:
    house.assign("Anna Amir")
    return browser(house, "Anna")


def judge(house: House, candidate: str = "Pien", criterion: str = "3", query: str = "") -> str:
    return reverse("web:judge", args=["T-1", house.bids[candidate], criterion]) + query


def kept(house: House, candidate: str = "Pien", criterion: str = "3") -> AssessorScore:
    return AssessorScore.objects.get(bid=house.bids[candidate], criterion__number=criterion, by=house["Anna"].person)


def test_the_claim_the_page_it_names_and_the_scale_stand_beside_the_cv(house, anna):
    page = anna.get(judge(house)).content.decode()
    assert "Zes jaar ervaring." in page
    assert 'href="#page-1"' in page
    assert [value in page for value in ('value="0.000"', 'value="12.000"', 'value="60.000"')] == [True, True, True]
    assert "Ervaren" in page


def test_points_and_a_reason_are_kept_and_the_next_bid_comes(house, anna):
    said = {"points": "48", "reason": "Twee jaar minder.", "seen": "0", "go": "bid"}
    answer = anna.post(judge(house), said)
    assert (kept(house).points, kept(house).reason) == (Decimal(48), "Twee jaar minder.")
    assert answer.status_code == 302
    assert "/beoordelen/" in answer.headers["Location"]
    assert str(house.bids["Pien"]) not in answer.headers["Location"] or answer.headers["Location"].endswith("/4/")


def test_half_a_judgement_is_kept_as_well(house, anna):
    anna.post(judge(house), {"points": "", "reason": "Eerst de referenties", "seen": "0"})
    assert (kept(house).points, kept(house).reason) == (None, "Eerst de referenties")
    anna.post(judge(house), {"points": "zestig", "reason": "x", "seen": "1"})
    assert kept(house).points is None


def test_what_was_changed_on_another_page_is_not_overwritten(house, anna):
    anna.post(judge(house), {"points": "60", "reason": "", "seen": "0"})
    answer = anna.post(judge(house), {"points": "0", "reason": "Niets gevonden.", "seen": "0"})
    assert answer.status_code == 409
    assert "Niets gevonden." in answer.content.decode()
    assert kept(house).points == Decimal(60)
    anna.post(judge(house), {"points": "0", "reason": "Niets gevonden.", "seen": "1"})
    assert kept(house).points == 0


def test_points_that_are_not_on_the_scale_are_refused(house, anna):
    answer = anna.post(judge(house), {"points": "13", "reason": "Bijna.", "seen": "0"})
    assert answer.status_code == 422
    assert not AssessorScore.objects.exists()


def test_a_phrase_used_before_goes_behind_the_reason_and_nothing_is_saved(house, anna):
    anna.post(judge(house, "Robin"), {"points": "48", "reason": "Geen voorbeeld. Twee jaar.", "seen": "0"})
    page = anna.get(judge(house)).content.decode()
    assert 'value="Geen voorbeeld."' in page
    again = anna.post(judge(house), {"points": "48", "reason": "Kort cv.", "seen": "0", "phrase": "Geen voorbeeld."})
    assert "Kort cv. Geen voorbeeld." in again.content.decode()
    assert AssessorScore.objects.count() == 1


def test_a_colleague_s_phrases_are_not_shown(house, anna):
    house.give("Amir", "Robin", 48, reason="Amir vond dit te weinig.")
    assert "Amir vond dit" not in anna.get(judge(house)).content.decode()


def test_a_passage_is_marked_as_evidence_and_taken_away(house, anna):
    found = anna.get(judge(house, query="?q=gemeente")).content.decode()
    passage = found.partition('name="mark" value="')[2].partition('"')[0]
    anna.post(judge(house), {"points": "60", "reason": "", "seen": "0", "mark": passage})
    (mark,) = kept(house).marks
    assert mark["page"] == 1
    assert "gemeente" in mark["text"]
    page = anna.get(judge(house)).content.decode()
    assert 'class="cv-marked"' in page
    anna.post(judge(house), {"points": "60", "reason": "", "seen": "1", "unmark": "0"})
    assert kept(house).marks == []


@pytest.mark.parametrize("mark", ["9:0:1", "1:5:2", "1:0:999999", "een", "1:0"])
def test_a_mark_outside_the_cv_is_refused(house, anna, mark):
    answer = anna.post(judge(house), {"points": "60", "reason": "", "seen": "0", "mark": mark})
    assert answer.status_code == 422
    assert not AssessorScore.objects.exists()


def test_a_finished_bid_stands_and_can_be_read(house, anna):
    house.give("Anna", "Pien", 60)
    assert anna.post(reverse("web:finish-bid", args=["T-1", house.bids["Pien"]])).status_code == 302
    page = anna.get(judge(house)).content.decode()
    assert 'name="points"' not in page
    assert "Toch mijn punten wijzigen" in page
    assert anna.post(judge(house), {"points": "0", "reason": "Toch niet.", "seen": "1"}).status_code == 422
    anna.post(reverse("web:reopen-bid", args=["T-1", house.bids["Pien"]]))
    assert 'name="points"' in anna.get(judge(house)).content.decode()


def test_once_a_colleague_has_finished_the_bid_there_is_no_way_back(house, anna):
    house.give("Anna", "Pien", 60).finish("Anna", "Pien").give("Amir", "Pien", 48).finish("Amir", "Pien")
    page = anna.get(judge(house)).content.decode()
    assert "Toch mijn punten wijzigen" not in page
    assert "Er verandert niets meer aan" in page


def test_who_has_no_bid_is_told_so_and_cannot_open_one(house):
    house.assign("Amir")
    anna = browser(house, "Anna")
    assert "geen inschrijvingen" in anna.get(reverse("web:desk", args=["T-1"])).content.decode()
    assert anna.get(judge(house)).status_code in {403, 409, 422}


def test_r22_a_declaration_comes_first_and_a_relation_is_decided_by_somebody_else(house):
    house.people["Dirk"] = person("Dirk", house.desk, Role.DESK)
    dirk, anna = browser(house, "Dirk"), browser(house, "Anna")
    assert dirk.get(reverse("web:desk", args=["T-1"])).status_code in {403, 409}
    declare = reverse("web:declare-interests", args=["T-1"])
    assert dirk.post(declare, {"has_relation": "yes", "text": ""}).status_code == 422
    assert dirk.post(declare, {"has_relation": "yes", "text": "Mijn zus werkt bij Rap."}).status_code == 302
    page = anna.get(reverse("web:assessors", args=["T-1"])).content.decode()
    assert "Mijn zus werkt bij Rap." in page
    resolve, dirks = reverse("web:resolve-interest", args=["T-1", house["Dirk"].person]), f"p{house['Dirk'].person}"
    said = {f"{dirks}-may_assess": "yes", f"{dirks}-reason": "Zij werkt er niet meer."}
    assert dirk.post(resolve, said).status_code == 422
    assert anna.post(resolve, {f"{dirks}-may_assess": "yes", f"{dirks}-reason": ""}).status_code == 422
    assert anna.post(resolve, said).status_code == 302
    assert Interest.objects.get(person=house["Dirk"].person).may_assess is True
    assert dirk.get(reverse("web:desk", args=["T-1"])).status_code == 200


def test_what_is_ticked_is_assigned(house):
    anna = browser(house, "Anna")
    who = [house[name].person for name in ("Anna", "Amir")]
    ticked = [f"{house.bids['Pien']}:{one}" for one in who]
    assert anna.post(reverse("web:assign", args=["T-1"]), {"assigned": ticked}).status_code == 302
    assert set(Assignment.objects.values_list("bid", "assessor")) == {(house.bids["Pien"], one) for one in who}
    hostile = [f"{house.bids['Pien']}:{house['Brenda'].person}", "x:1", *ticked]
    anna.post(reverse("web:assign", args=["T-1"]), {"assigned": hostile})
    assert Assignment.objects.count() == len(who)


def test_what_a_colleague_gave_is_hidden_until_one_has_finished(house, anna):
    house.give("Amir", "Pien", 48, reason="Amir mist een jaar.").finish("Amir", "Pien")
    address = reverse("web:consensus", args=["T-1", house.bids["Pien"]])
    assert "Amir mist een jaar." not in anna.get(address).content.decode()
    house.give("Anna", "Pien", 60).finish("Anna", "Pien")
    page = anna.get(address).content.decode()
    assert "Amir mist een jaar." in page
    assert "12 punten verschil" in page


def test_two_assessors_agree_on_one_score_with_one_reason(house, anna):
    for name, points in (("Anna", 60), ("Amir", 48)):
        house.give(name, "Pien", points, reason=f"{name} vindt dit.").finish(name, "Pien")
    address = reverse("web:consensus", args=["T-1", house.bids["Pien"]])
    assert anna.post(address, {"criterion": "3", "points": "48", "reason": ""}).status_code == 422
    again = anna.post(address, {"criterion": "3", "points": "48", "reason": "", "phrase": "Amir vindt dit."})
    assert "Amir vindt dit.</textarea>" in again.content.decode()
    assert not Score.objects.exists()
    assert anna.post(address, {"criterion": "3", "points": "48", "reason": "Een jaar minder."}).status_code == 302
    score = Score.objects.get()
    assert (score.points, score.reason) == (Decimal(48), "Een jaar minder.")
    assert anna.post(address, {"criterion": "99", "points": "48", "reason": "x"}).status_code == 404
    assert anna.get(reverse("web:consensus", args=["T-2", house.bids["Pien"]])).status_code == 404


def test_r2_step_2_closes_when_every_cell_counts(house, anna):
    close, together = reverse("web:close-step-2", args=["T-1"]), reverse("web:together", args=["T-1"])
    assert anna.post(close).status_code in {409, 422}
    house.assign("Amir").give("Amir", "Pien", 60).give("Amir", "Robin", 48).finish("Amir", "Pien", "Robin")
    assert "2 van 2" in anna.get(together).content.decode()
    assert anna.post(close).status_code == 302
    assert RankedBid.objects.count() == len(house.bids)


@pytest.fixture
def opened(settings) -> House:
    settings.CLOCK = f"{__name__}.on_the_day"
    house = build().publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "Robin", employment="self_employed")
    return house.open()


def test_r1_a_rule_proposes_and_a_person_decides_with_a_reason(opened):
    anna = browser(opened, "Anna")
    matrix = reverse("web:requirements", args=["T-1"])
    assert "Een regel stelt voor: niet voldaan" in anna.get(matrix).content.decode()
    robin = reverse("web:judge-bid", args=["T-1", opened.bids["Robin"]])
    assert "zzp" in anna.get(robin).content.decode()
    assert anna.post(reverse("web:judge-rest", args=["T-1", opened.bids["Robin"]])).status_code == 422
    assert anna.post(robin, {"requirement": "1", "r1-is_met": "no", "r1-reason": ""}).status_code == 422
    said = {"requirement": "1", "r1-is_met": "no", "r1-reason": "Zelfstandigen zijn uitgesloten.", "r1-evidence": "Cv"}
    assert anna.post(robin, said).status_code == 302
    assert anna.post(robin, {**said, "requirement": "99", "r99-is_met": "yes"}).status_code == 404
    for bid_id in opened.bids.values():
        assert anna.post(reverse("web:judge-rest", args=["T-1", bid_id])).status_code == 302
    page = anna.get(matrix).content.decode()
    assert [words in page for words in ("gaat niet verder", "gaat verder")] == [True, True]
    assert anna.post(reverse("web:close-step-1", args=["T-1"])).status_code == 302
    assert "Stap 1 afsluiten" not in anna.get(matrix).content.decode()


def test_r22_the_bids_of_step_1_are_for_who_declared(opened):
    opened.people["Dirk"] = person("Dirk", opened.desk, Role.DESK)
    assert browser(opened, "Dirk").get(reverse("web:requirements", args=["T-1"])).status_code in {403, 409}


def test_how_firm_each_place_is_stands_on_a_page_of_its_own(house, anna):
    assert anna.get(reverse("web:firm", args=["T-1"])).status_code == 404
    house.assign("Amir").give("Amir", "Pien", 60).give("Amir", "Robin", 48).finish("Amir", "Pien", "Robin")
    assessments.close_step_2("T-1", actor=house["Amir"], at=AFTER)
    page = anna.get(reverse("web:firm", args=["T-1"])).content.decode()
    assert page.count('class="firm-drawing"') == len(house.bids)
    assert anna.get(reverse("web:shortlist-report", args=["T-1"])).status_code == 404
    assert anna.post(reverse("web:hand-over", args=["T-1"])).status_code == 302
    assert anna.get(reverse("web:shortlist-report", args=["T-1"])).headers["Content-Type"] == "application/pdf"
    assert anna.post(reverse("web:hand-over", args=["T-1"])).status_code == 409
    assert browser(house, "Ingrid").get(reverse("web:firm", args=["T-1"])).status_code == 403


def addresses_of(house: House) -> list[str]:
    """Every page that somebody can open with the number of the call, a bid of it, or nothing at all."""
    bid = {"bid_id": house.bids["Pien"]}
    known = [{}, {"number": "T-1"}, bid, {"number": "T-1", **bid}, {"number": "T-1", **bid, "criterion": "3"}]
    found = []
    for name in addresses():
        for kwargs in known if name.startswith("web:") else []:
            with suppress(NoReverseMatch):
                found.append(reverse(name, kwargs=kwargs))
    return found


@pytest.mark.parametrize("name", ["Anna", "Brenda", "Ingrid", "Aukje"])
def test_r6_no_page_shows_a_rate_before_step_2_is_closed(house, name):
    Offer.objects.update(hourly_rate=Decimal("123.45"))
    house.assign("Anna Amir").give("Anna", "Pien", 60).give("Amir", "Pien", 48).finish("Anna", "Pien")
    reader, opened = browser(house, name), 0
    for address in addresses_of(house):
        answer = reader.get(address)
        opened += answer.status_code == 200
        said = b"".join(answer).decode("utf-8", "replace") if answer.streaming else answer.content.decode("latin-1")
        assert not re.search(r"123[.,]45", said), address
    assert opened > len(house.bids)


def test_r6_after_closing_the_rate_is_shown(house, anna):
    Offer.objects.update(hourly_rate=Decimal("123.45"))
    house.assign("Amir").give("Amir", "Pien", 60).give("Amir", "Robin", 48).finish("Amir", "Pien", "Robin")
    assessments.close_step_2("T-1", actor=house["Amir"], at=AFTER)
    assert "123,45" in anna.get(reverse("web:matrix", args=["T-1"])).content.decode()


def test_an_interviewer_sees_their_own_declaration_only(house):
    page = browser(house, "Ingrid").get(reverse("web:assessors", args=["T-1"])).content.decode()
    assert "Ingrid" in page
    assert "Amir" not in page
