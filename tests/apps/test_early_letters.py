"""Letters to who is not on the shortlist: prepared at the handing over, sent as the call says, never as the award."""

import hashlib
from decimal import Decimal

import pytest

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import correcting
from openinhuur.awards import actions as awards
from openinhuur.awards.models import AwardLetter, PreparedLetter
from openinhuur.bids.double_offers import doubles_of
from openinhuur.documents.reading import read_pdf
from openinhuur.domain.interview import Grade
from openinhuur.domain.roles import NotFound
from openinhuur.flow import handing_over, queries
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.firm import shortlist_report
from openinhuur.flow.queries.work import supplier_work
from openinhuur.flow.queries.work.supplier import BidState
from openinhuur.journal.models import Entry
from openinhuur.letters.models import Message
from tests.apps.house import ADVANTAGES, AFTER, DECIDED, House, sealed_file

AT_ONCE = "at-handing-over"
WHY = "De assessor las het verkeerde cv."


def judged(house: House, **changed: object) -> House:
    """Pien and Robin are on the shortlist, Sam is third, Kim falls at requirement 1."""
    house.publish(**changed)
    for supplier, candidate in (("Sterk BV", "Pien"), ("Rap BV", "Robin"), ("Rap BV", "Sam"), ("Sterk BV", "Kim")):
        house.bid(supplier, candidate)
    house.open()
    assessments.judge(
        house.bids["Kim"], "1", is_met=False, reason="Kim werkt als zelfstandige.", evidence="", actor=house["Anna"],
        at=AFTER,
    )  # fmt: skip
    return house.judge_all_met().score(Pien=60, Robin=48, Sam=36)


@pytest.fixture
def closed(house: House) -> House:
    return judged(house)


@pytest.fixture
def told(house: House) -> House:
    judged(house, rejections_sent=AT_ONCE)
    handing_over.hand_over("T-1", actor=house["Anna"], at=AFTER)
    return house


def correct(house: House, candidate: str, points: int, number: str = "3") -> None:
    made = correcting.propose(
        house.bids[candidate], number, Decimal(points), "Toch iets anders.", why=WHY, actor=house["Anna"], at=AFTER
    )
    handing_over.decide_correction(made.pk, accept=True, actor=house["Amir"], at=AFTER)


def current(house: House, candidate: str) -> PreparedLetter:
    return PreparedLetter.objects.get(bid=house.bids[candidate], superseded_at__isnull=True)


def text_of(letter: PreparedLetter | AwardLetter) -> str:
    return " ".join(" ".join(read_pdf(bytes(letter.letter.document.content)).pages).split())


def mails() -> list[str]:
    return sorted(Message.objects.filter(kind="early-rejection").values_list("recipient_name", flat=True))


def test_a_score_that_is_corrected_after_the_handing_over_makes_the_report_anew_and_the_buyer_hears_it(closed):
    handing_over.hand_over("T-1", actor=closed["Anna"], at=AFTER)
    before = shortlist_report("T-1", actor=closed["Brenda"], at=AFTER).content
    correct(closed, "Sam", 60)
    after = shortlist_report("T-1", actor=closed["Brenda"], at=AFTER).content
    texts = [" ".join(" ".join(read_pdf(one).pages).split()) for one in (before, after)]
    assert ["Sam" in one for one in texts] == ["komt in de plaats van die van daarvoor" in one for one in texts]
    assert ["Sam" in one for one in texts] == [False, True]
    told = Message.objects.filter(kind="shortlist-corrected")
    assert [(one.recipient_name, bytes(one.document.content)) for one in told] == [("Brenda", after)]
    entry = Entry.objects.get(event="shortlist.corrected")
    assert entry.facts["replaces"] == hashlib.sha256(before).hexdigest()


def test_before_the_handing_over_a_corrected_score_tells_the_buyer_nothing(closed):
    correct(closed, "Sam", 60)
    assert not Message.objects.filter(kind="shortlist-corrected").exists()


def test_the_letters_are_prepared_at_the_handing_over_and_wait_for_the_award(closed):
    handing_over.hand_over("T-1", actor=closed["Anna"], at=AFTER)
    assert {one.bid_id for one in PreparedLetter.objects.filter(sent_at__isnull=True)} == {
        closed.bids["Sam"], closed.bids["Kim"],
    }  # fmt: skip
    page = queries.letters_page("T-1", actor=closed["Anna"], at=AFTER)
    assert ([one.candidate for one in page.prepared], page.letters) == (["Sam", "Kim"], [])
    assert mails() == []
    assert "letters" in page.tabs


def test_r23_it_says_place_points_and_the_reason_of_each_point_lost_as_far_as_known(closed):
    handing_over.hand_over("T-1", actor=closed["Anna"], at=AFTER)
    text = text_of(current(closed, "Sam"))
    for said in ("76 van de 100 punten op plaats 3 van 3", "3. Ervaring 60 36 Wat het cv laat zien.",
                 "4. Notuleren 40 40", "plaats 2, had 88 punten", "Concept", "opschortende termijn"):  # fmt: skip
        assert said in text
    assert "Eis 1" in (of_kim := text_of(current(closed, "Kim")))
    assert "Kim werkt als zelfstandige." in of_kim
    assert "Uw punten" not in of_kim


def test_r7_before_the_award_a_letter_names_nobody_else(told):
    for candidate in ("Sam", "Kim"):
        text = text_of(current(told, candidate))
        for other in {"Pien", "Robin", "Sam", "Kim"} - {candidate}:
            assert other not in text
        assert "nog niet de gunningsbeslissing" in text
    assert "Sterk BV" not in text_of(current(told, "Sam"))


def test_a_supplier_sees_nothing_of_a_letter_that_is_only_prepared(closed):
    handing_over.hand_over("T-1", actor=closed["Anna"], at=AFTER)
    letter = current(closed, "Sam").letter_id
    with pytest.raises(NotFound):
        queries.letter_file(letter, actor=closed["Rap BV"], at=AFTER)
    page = queries.letters_page("T-1", actor=closed["Rap BV"], at=AFTER)
    assert (page.letters, page.prepared, "letters" in page.tabs) == ([], [], False)
    assert queries.letter_file(letter, actor=closed["Anna"], at=AFTER).content.startswith(b"%PDF")
    assert {one.state for one in supplier_work(actor=closed["Rap BV"], at=AFTER).stands} == {BidState.JUDGING}


def test_where_the_call_says_so_they_are_sent_at_the_handing_over(told):
    assert mails() == ["Ralf", "Saskia"]
    page = queries.letters_page("T-1", actor=told["Rap BV"], at=AFTER)
    assert [one.candidate for one in page.letters] == ["Sam"]
    assert queries.letter_file(page.letters[0].id, actor=told["Rap BV"], at=AFTER).content.startswith(b"%PDF")
    with pytest.raises(NotFound):
        queries.letter_file(page.letters[0].id, actor=told["Sterk BV"], at=AFTER)
    stands = {one.candidate: one.state for one in supplier_work(actor=told["Rap BV"], at=AFTER).stands}
    assert stands == {"Sam": BidState.STOPPED, "": BidState.JUDGING}


def test_a_corrected_score_makes_the_prepared_letters_anew_that_it_changes(closed):
    handing_over.hand_over("T-1", actor=closed["Anna"], at=AFTER)
    of_kim, of_sam = current(closed, "Kim"), current(closed, "Sam")
    correct(closed, "Sam", 24)
    assert "24 Toch iets anders." in text_of(current(closed, "Sam"))
    assert current(closed, "Kim") == of_kim
    of_sam.refresh_from_db()
    assert of_sam.superseded_at == AFTER
    assert mails() == []


def test_who_comes_on_the_shortlist_by_a_correction_has_no_prepared_letter_any_more_and_who_falls_has_one(closed):
    handing_over.hand_over("T-1", actor=closed["Anna"], at=AFTER)
    correct(closed, "Sam", 60)
    assert not PreparedLetter.objects.filter(bid=closed.bids["Sam"], superseded_at__isnull=True).exists()
    assert "88 van de 100 punten op plaats 3 van 3" in text_of(current(closed, "Robin"))


def test_a_correction_after_a_letter_was_sent_sends_one_that_replaces_it(told):
    correct(told, "Sam", 60)
    text = text_of(current(told, "Sam"))
    assert "vervangt onze brief van maandag 29 juni 2026" in text
    assert "alsnog aan de opdrachtgever voorgelegd" in text
    stands = {one.candidate: one.state for one in supplier_work(actor=told["Rap BV"], at=AFTER).stands}
    assert stands == {"Sam": BidState.JUDGING, "Robin": BidState.STOPPED}
    assert mails() == ["Ralf", "Ralf", "Ralf", "Saskia"]
    rows = queries.letters_page("T-1", actor=told["Rap BV"], at=AFTER).letters
    assert sorted(one.is_replaced for one in rows) == [False, False, True]


def test_what_is_corrected_before_the_handing_over_prepares_nothing(closed):
    correct(closed, "Sam", 24)
    assert not PreparedLetter.objects.exists()


def test_a_correction_that_changes_no_letter_makes_none(told):
    correct(told, "Pien", 32, "4")
    assert Entry.objects.filter(event="letters.prepared").count() == 1


@pytest.mark.parametrize("when", ["with-award", AT_ONCE])
def test_r14_the_standstill_starts_with_the_complete_letters_only(house, when):
    judged(house, rejections_sent=when)
    handing_over.hand_over("T-1", actor=house["Anna"], at=AFTER)
    assert milestones(house.call).standstill_ends_at is None
    house.interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT)
    awards.decide(house.bids["Pien"], "De beste.", advantages=ADVANTAGES, actor=house["Brenda"], at=DECIDED)
    assert awards.send_letters("T-1", actor=house["Brenda"], at=DECIDED) == 4
    text = text_of(AwardLetter.objects.get(bid=house.bids["Sam"]))
    assert "De relatieve voordelen van Sterk BV" in text
    page = queries.letters_page("T-1", actor=house["Anna"], at=DECIDED)
    assert (page.prepared, len(page.letters)) == ([], 4 if when == "with-award" else 6)


def test_r25_a_bid_that_was_set_aside_gets_a_letter_with_the_reason(house):
    house.publish(rejections_sent=AT_ONCE)
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "pien")
    house.bid("Rap BV", "Robin")
    house.open()
    [double] = doubles_of(house.call)
    assessments.decide_double(
        "T-1", double.key, set_aside=house.bids["pien"], reason="Pien koos een ander bureau.", actor=house["Anna"],
        at=AFTER,
    )  # fmt: skip
    aside = house.bids.pop("pien")
    house.judge_all_met().score(Pien=60, Robin=48)
    handing_over.hand_over("T-1", actor=house["Anna"], at=AFTER)
    text = text_of(PreparedLetter.objects.get(bid=aside))
    for said in ("terzijde gelegd", "Pien koos een ander bureau.", "nog niet de gunningsbeslissing"):
        assert said in text
    assert "Sterk BV" not in text
    house.interview(Pien=Grade.GOOD, Robin=Grade.GOOD).award("Pien")
    text = text_of(AwardLetter.objects.get(bid=aside))
    for said in ("terzijde gelegd", "Pien koos een ander bureau.", "De relatieve voordelen van Sterk BV"):
        assert said in text
    stand = next(one for one in supplier_work(actor=house["Rap BV"], at=DECIDED).stands if one.candidate == "pien")
    assert (stand.state, stand.standstill_ends_at is None) == (BidState.SET_ASIDE, False)
    awards.object_to(aside, "Wij hadden een machtiging.", actor=house["Rap BV"], at=DECIDED)


def test_a_bid_that_did_not_open_gets_a_letter_too(house):
    house.publish()
    house.bid("Sterk BV", "Pien")
    broken = house.bid("Rap BV", "Robin")
    sealed_file(broken).write_bytes(b"kapot")
    house.open()
    assessments.set_aside(broken, "Het bestand is beschadigd.", actor=house["Anna"], at=AFTER)
    del house.bids["Robin"]
    house.judge_all_met().score(Pien=60)
    handing_over.hand_over("T-1", actor=house["Anna"], at=AFTER)
    assert "U hebt ingeschreven op" in text_of(PreparedLetter.objects.get(bid=broken))
    house.interview(Pien=Grade.GOOD).award("Pien")
    assert "Het bestand is beschadigd." in text_of(AwardLetter.objects.get(bid=broken))
