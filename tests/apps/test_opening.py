"""From a closed vault to its minutes: turns, reading, what a hostile file does, double offers, the paper about it."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from openinhuur.assessments import actions as assessments
from openinhuur.bids import actions as bids
from openinhuur.bids import ceremony, queued
from openinhuur.bids.double_offers import doubles_of
from openinhuur.bids.models import Bid, BidVersion, DoubleOffer, Minutes, Offer, Opening
from openinhuur.documents.reading import read_pdf
from openinhuur.documents.viruses import Scanner
from openinhuur.documents.word import is_possible
from openinhuur.domain.bid import AlreadyOpened, BidReadable, DeadlinePassed, StillSealed
from openinhuur.domain.double_offers import DoubleOfferUndecided, DoubleOfferUnexplained, OtherSupplierNamed
from openinhuur.domain.four_eyes import ChangedSince
from openinhuur.domain.interests import InterestsNotDeclared
from openinhuur.domain.roles import NotAllowed
from openinhuur.domain.scoring import StepClosed
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from tests.apps.house import AFTER, CLOSES, IN_TIME, House, sealed_file, submission
from tests.apps.keyholding import with_keyholders
from tests.documents.hostile_pdfs import ANY, all_cases
from tests.documents.words import good_docx

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

LATER = AFTER + timedelta(minutes=10)
MILLISECOND = timedelta(milliseconds=1)
WHY = "De andere leverancier heeft een getekende machtiging van de kandidaat."


def opened_by_turns(house: House) -> Opening:
    ceremony.take_turn(house.number, actor=house["Anna"], at=AFTER)
    opening = ceremony.take_turn(house.number, actor=house["Amir"], at=AFTER).opening
    assert opening is not None
    return opening


def two_with_one_candidate(house: House) -> House:
    house.publish()
    house.bids = {
        "sterk": house.bid("Sterk BV", "Pien  de Wit"),
        "rap": house.bid("Rap BV", "pien de wit"),
    }
    return house.open()


def seen(house: House) -> str:
    [double] = doubles_of(house.call)
    return double.key


def paper(house: House, number: int = 1) -> str:
    kept = Minutes.objects.get(opening__call=house.call, number=number)
    return "\n".join(read_pdf(bytes(kept.document.content)).pages)


# Who opens, and when


def test_r19_one_person_cannot_open_however_often_they_take_a_turn(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    for minute in range(3):
        turn = ceremony.take_turn("T-1", actor=house["Anna"], at=AFTER + timedelta(minutes=minute))
        assert (turn.taken, turn.opening) == (1, None)
    with pytest.raises(StillSealed):
        bids.read_bids("T-1", actor=house["Anna"], at=LATER)


def test_r8_the_deadline_is_the_same_instant_for_who_bids_and_for_who_opens(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien", at=CLOSES - MILLISECOND)
    with pytest.raises(StillSealed):
        ceremony.take_turn("T-1", actor=house["Anna"], at=CLOSES - MILLISECOND)
    with pytest.raises(DeadlinePassed):
        house.bid("Rap BV", "Robin", at=CLOSES)
    assert ceremony.take_turn("T-1", actor=house["Anna"], at=CLOSES).taken == 1


def test_opening_queues_the_reading_in_the_same_transaction(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    opened_by_turns(house)
    job = ProcrastinateJob.objects.get(task_name="bids.read")
    assert job.args == {
        "number": "T-1", "person_id": house["Amir"].person, "organisation_id": house.desk.pk,
    }  # fmt: skip
    queued.read(**job.args)
    assert Offer.objects.filter(bid__call=house.call).count() == 1


def test_the_job_of_somebody_who_lost_their_role_reads_nothing(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    opened_by_turns(house)
    queued.read(number="T-1", person_id=house["Abel"].person, organisation_id=house.desk.pk)
    queued.read(number="T-1", person_id=0, organisation_id=house.desk.pk)
    assert not Offer.objects.filter(bid__call=house.call).exists()


def test_who_reads_along_does_not_open(house: House) -> None:
    house.publish()
    for name in ("Aukje", "Ingrid", "Abel", "Bas", "Sterk BV"):
        with pytest.raises(NotAllowed):
            ceremony.take_turn("T-1", actor=house[name], at=AFTER)


# Reading


def test_hostile_cvs_are_findings_with_their_reason_and_never_stop_the_others(house: House) -> None:
    house.publish(max_bids_per_supplier=None)
    hostile = [content for _, content, reason in all_cases() if reason != ANY][::6]
    for number, content in enumerate(hostile):
        house.bid("Sterk BV", f"Kandidaat {number}", cv=content)
    house.bid("Rap BV", "Robin")
    house.open()
    offers = Offer.objects.filter(bid__call=house.call).select_related("cv", "candidate")
    assert offers.count() == len(hostile) + 1
    for offer in offers:
        codes = {one["code"]: one for one in offer.findings}
        if offer.candidate.name == "Robin":
            assert not codes
            continue
        assert codes["cv-not-readable"]["reason"]
        assert (offer.cv.media_type, offer.cv.pages) == ("application/octet-stream", None)


@pytest.mark.skipif(not is_possible(), reason="no LibreOffice on this machine")
def test_a_cv_in_word_is_read_and_kept_as_it_was_sent(house: House) -> None:
    house.publish(cv_language="", cv_min_references=0)
    sent = good_docx()
    bid_id = house.bid("Sterk BV", "Pien", cv=sent)
    house.open()
    offer = Offer.objects.get(bid=bid_id)
    assert offer.findings == []
    assert (bytes(offer.cv.content), offer.cv.name, offer.cv.pages) == (sent, f"cv-{bid_id}.docx", 1)


@pytest.mark.skipif(is_possible(), reason="this machine has LibreOffice")
def test_a_cv_in_word_is_a_finding_where_it_cannot_be_read(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien", cv=good_docx())
    house.open()
    [finding] = Offer.objects.get(bid=bid_id).findings
    assert finding == {"code": "cv-not-readable", "reason": "word-not-possible"}


def test_a_scanner_that_is_away_leaves_a_bid_unread_until_it_answers(
    house: House, settings: "SettingsWrapper", tmp_path: Path
) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    settings.VIRUS_SCANNER = Scanner(socket=str(tmp_path / "nobody"))
    house.open()
    assert Bid.objects.get(pk=bid_id).not_opened_code == "scanner-away"
    with pytest.raises(BidReadable):  # it can be read, only not now
        assessments.set_aside(bid_id, "De scanner doet het niet.", actor=house["Anna"], at=LATER)
    settings.VIRUS_SCANNER = None
    assert bids.read_bids("T-1", actor=house["Anna"], at=LATER) == 0
    assert bids.read_bids("T-1", again=True, actor=house["Anna"], at=LATER) == 1
    assert Bid.objects.get(pk=bid_id).not_opened_code == ""


def test_a_bid_that_does_not_open_is_reported_once_however_often_it_is_tried(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    sealed_file(bid_id).write_bytes(b"weg")
    house.open()
    bids.read_bids("T-1", again=True, actor=house["Anna"], at=LATER)
    assert Entry.objects.filter(event="bid.not-opened", subject="call:T-1").count() == 1
    assert Bid.objects.get(pk=bid_id).not_opened_code == "does-not-open"
    assessments.set_aside(bid_id, "Het bestand is beschadigd.", actor=house["Anna"], at=LATER)


def test_a_bid_that_was_exchanged_in_the_database_does_not_fit_its_receipt(house: House) -> None:
    house.publish()
    mine, other = house.bid("Sterk BV", "Pien", "110.00"), house.bid("Rap BV", "Robin")
    cheap = bids.replace(mine, submission("Pien", "60.00"), actor=house["Sterk BV"], at=IN_TIME)
    theirs = BidVersion.objects.get(bid=other)
    BidVersion.objects.filter(bid=mine, version=cheap.version).update(fingerprint=theirs.fingerprint)
    house.open()
    assert Bid.objects.get(pk=mine).not_opened_code == "receipt-differs"
    assert list(Offer.objects.filter(bid__call=house.call).values_list("bid", flat=True)) == [other]


def test_reading_a_few_at_a_time_comes_to_the_same(house: House) -> None:
    house.publish()
    for number in range(5):
        house.bid("Sterk BV", f"Kandidaat {number}")
    opened_by_turns(house)
    read = [bids.read_bids("T-1", most=2, actor=house["Anna"], at=AFTER) for _ in range(4)]
    assert read == [2, 2, 1, 0]
    assert Minutes.objects.filter(opening__call=house.call).count() == 1


def test_twenty_five_bids_are_read_in_one_go(house: House) -> None:
    house.publish()
    for number in range(25):
        house.bid("Sterk BV", f"Kandidaat {number}")
    opened_by_turns(house)
    assert bids.read_bids("T-1", actor=house["Anna"], at=AFTER) == 25


# The minutes


def test_the_minutes_tell_what_was_opened_and_by_whom_and_no_rate_and_no_candidate(house: House) -> None:
    house.publish()
    sterk, rap = house.bid("Sterk BV", "Pien Herkenbaar", "123.45"), house.bid("Rap BV", "Robin Ookzo", "98.76")
    withdrawn = house.bid("Rap BV", "Ranja")
    bids.withdraw(withdrawn, actor=house["Rap BV"], at=IN_TIME)
    with pytest.raises(DeadlinePassed):
        house.bid("Rap BV", "Ruud", at=CLOSES)
    sealed_file(rap).write_bytes(b"weg")
    ceremony.take_turn("T-1", actor=house["Anna"], at=AFTER)
    ceremony.take_turn("T-1", actor=house["Brenda"], at=LATER)
    bids.read_bids("T-1", actor=house["Brenda"], at=LATER)
    said = paper(house)
    version = BidVersion.objects.get(bid=sterk)
    for words in ("Anna", "Brenda", "Sterk BV", "Rap BV", "09.00.00,000", str(version.journal_position),
                  "Er lagen 2 inschrijvingen", "klopt met het ontvangstbewijs", "ging niet open",
                  "Ingetrokken voor de sluiting"):  # fmt: skip
        assert words in said, words
    run = "".join(said.split()).replace("\u200b", "")
    assert version.fingerprint in run
    assert house.call.vault.lot_commitment in run
    for secret in ("Herkenbaar", "Ookzo", "123,45", "123.45", "98,76", "98.76"):  # nothing a fingerprint can hold
        assert secret not in run, secret


def test_the_minutes_say_whose_paper_was_brought(house: House) -> None:
    kept = with_keyholders(house)
    house.publish()
    house.bid("Sterk BV", "Pien")
    kept.take_turn("Anna")
    kept.bring_paper("Brenda", of="Ahmed")
    bids.read_bids("T-1", actor=house["Anna"], at=AFTER)
    said = paper(house)
    assert "Brenda, met het papier van Ahmed" in said
    assert "2 sleutelhouders brachten hem samen terug" in said


def test_a_bid_that_opens_after_all_makes_new_minutes_beside_those_of_before(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    whole = sealed_file(bid_id).read_bytes()
    sealed_file(bid_id).write_bytes(b"weg")
    house.open()
    bids.read_bids("T-1", again=True, actor=house["Anna"], at=LATER)
    assert Minutes.objects.filter(opening__call=house.call).count() == 1
    sealed_file(bid_id).write_bytes(whole)
    assert bids.read_bids("T-1", again=True, actor=house["Anna"], at=LATER) == 1
    assert "ging niet open" in paper(house, 1)
    assert "Dit proces-verbaal vervangt nummer 1" in paper(house, 2)


def test_an_empty_vault_has_minutes_too(house: House) -> None:
    house.publish().open()
    assert "Er lag geen inschrijving in de kluis." in paper(house)


def test_the_journal_holds_the_fingerprint_of_the_minutes(house: House) -> None:
    house.publish().open()
    kept = Minutes.objects.get(opening__call=house.call)
    assert Entry.objects.get(event="minutes.kept").facts["sha256"] == kept.document.sha256
    assert verify().first_broken is None


# One candidate, several suppliers (R25)


def test_r25_step_1_stays_open_until_somebody_decided_on_a_double_offer(house: House) -> None:
    two_with_one_candidate(house)
    for bid_id in house.bids.values():
        assessments.judge_rest_met(bid_id, actor=house["Anna"], at=AFTER)
    with pytest.raises(DoubleOfferUndecided) as refused:
        assessments.close_step_1("T-1", actor=house["Anna"], at=AFTER)
    assert refused.value.fields == {"suppliers": ["Rap BV", "Sterk BV"]}
    assessments.decide_double("T-1", seen(house), set_aside=None, reason=WHY, actor=house["Anna"], at=AFTER)
    assert assessments.close_step_1("T-1", actor=house["Anna"], at=AFTER) == 2


def test_r25_one_of_them_is_set_aside_with_the_reason_and_the_other_is_judged(house: House) -> None:
    two_with_one_candidate(house)
    assessments.decide_double(
        "T-1", seen(house), set_aside=house.bids["sterk"], reason=WHY, actor=house["Anna"], at=AFTER
    )
    assert Bid.objects.get(pk=house.bids["sterk"]).set_aside_reason == WHY
    assert doubles_of(house.call) == []
    assessments.judge_rest_met(house.bids["rap"], actor=house["Anna"], at=AFTER)
    assert assessments.close_step_1("T-1", actor=house["Anna"], at=AFTER) == 1
    decided = Entry.objects.get(event="double-offer.decided").facts
    assert (decided["set_aside"], set(decided["bids"])) == (str(house.bids["sterk"]), {*map(str, house.bids.values())})


def test_r7_a_reason_to_set_a_bid_aside_does_not_say_who_else_bid(house: House) -> None:
    two_with_one_candidate(house)
    with pytest.raises(OtherSupplierNamed):
        assessments.decide_double(
            "T-1", seen(house), set_aside=house.bids["sterk"], reason="Rap BV heeft een machtiging.",
            actor=house["Anna"], at=AFTER,
        )  # fmt: skip
    assert Bid.objects.get(pk=house.bids["sterk"]).set_aside_at is None


def test_r25_a_decision_has_a_reason_is_about_what_was_seen_and_is_taken_once(house: House) -> None:
    two_with_one_candidate(house)
    key = seen(house)
    with pytest.raises(DoubleOfferUnexplained):
        assessments.decide_double("T-1", key, set_aside=None, reason="ja", actor=house["Anna"], at=AFTER)
    with pytest.raises(ChangedSince):
        assessments.decide_double("T-1", "", set_aside=None, reason=WHY, actor=house["Anna"], at=AFTER)
    assessments.decide_double("T-1", key, set_aside=None, reason=WHY, actor=house["Anna"], at=AFTER)
    with pytest.raises(ChangedSince):
        assessments.decide_double("T-1", key, set_aside=None, reason=WHY, actor=house["Amir"], at=AFTER)
    assert DoubleOffer.objects.count() == 1


def test_r25_a_bid_that_is_read_later_opens_the_decision_again(house: House) -> None:
    house.publish()
    sterk, rap, third = house.bid("Sterk BV", "Pien"), house.bid("Rap BV", "Pien"), house.bid("Rap BV", "PIEN")
    whole = sealed_file(third).read_bytes()
    sealed_file(third).write_bytes(b"weg")
    house.open()
    assessments.decide_double("T-1", seen(house), set_aside=None, reason=WHY, actor=house["Anna"], at=AFTER)
    assert [one.is_decided for one in doubles_of(house.call)] == [True]
    sealed_file(third).write_bytes(whole)
    bids.read_bids("T-1", again=True, actor=house["Anna"], at=LATER)
    [double] = doubles_of(house.call)
    assert ({one.pk for one in double.bids}, double.is_decided) == ({sterk, rap, third}, False)


def test_r25_who_may_not_judge_does_not_decide(house: House) -> None:
    two_with_one_candidate(house)
    key = seen(house)
    for name in ("Brenda", "Aukje", "Sterk BV", "Abel"):
        with pytest.raises(NotAllowed):
            assessments.decide_double("T-1", key, set_aside=None, reason=WHY, actor=house[name], at=AFTER)
    kept = with_keyholders(house)
    with pytest.raises(InterestsNotDeclared):
        assessments.decide_double("T-1", key, set_aside=None, reason=WHY, actor=kept.house["Ahmed"], at=AFTER)


def test_r25_after_step_1_nothing_is_decided_any_more(house: House) -> None:
    two_with_one_candidate(house)
    key = seen(house)
    assessments.decide_double("T-1", key, set_aside=None, reason=WHY, actor=house["Anna"], at=AFTER)
    house.judge_all_met()
    with pytest.raises(StepClosed):
        assessments.decide_double("T-1", key, set_aside=None, reason=WHY, actor=house["Anna"], at=LATER)


def test_the_vault_opens_once(house: House) -> None:
    house.publish()
    opened_by_turns(house)
    with pytest.raises(AlreadyOpened):
        ceremony.take_turn("T-1", actor=house["Brenda"], at=LATER)
