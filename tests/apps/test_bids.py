"""Bids into the vault and out of it."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection

from openinhuur.bids import actions as bids
from openinhuur.bids.contents import ContentsDamaged, pack, pieces, unpack
from openinhuur.bids.models import Bid, BidVersion, LateBid, Offer
from openinhuur.documents import sealed_files
from openinhuur.documents.models import SealedContent
from openinhuur.domain.bid import (
    AlreadyOpened,
    AlreadyWithdrawn,
    DeadlinePassed,
    StillSealed,
    TooManyCandidates,
    TwoPeopleNeeded,
)
from openinhuur.domain.chain import Agreement
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.journal.models import Entry
from tests.apps.house import AFTER, CLOSES, CV, IN_TIME, MONDAY, House, sealed_file, submission

LAST_MOMENT = CLOSES - timedelta(milliseconds=1)


def test_a_receipt_names_the_moment_the_fingerprint_and_the_place_in_the_journal(house: House) -> None:
    house.publish()
    receipt = bids.submit("T-1", submission("Pien"), actor=house["Sterk BV"], at=LAST_MOMENT)
    entry = Entry.objects.get(position=receipt.journal_position)
    assert receipt.received_at == LAST_MOMENT
    assert entry.hash == receipt.journal_hash
    assert entry.facts["fingerprint"] == receipt.fingerprint == BidVersion.objects.get(bid=receipt.bid_id).fingerprint


def test_r8_a_late_bid_is_refused_recorded_and_not_kept(house: House) -> None:
    house.publish()
    with pytest.raises(DeadlinePassed):
        bids.submit("T-1", submission("Pien"), actor=house["Sterk BV"], at=CLOSES)
    assert not Bid.objects.filter(call=house.call).exists()
    assert LateBid.objects.get(call=house.call).received_at == CLOSES
    assert Entry.objects.filter(event="bid.refused-late", subject="call:T-1").count() == 1


def test_r19_what_is_stored_before_the_opening_shows_nothing_of_the_bid(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien Herkenbaar", "123.45")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(b)::text || row_to_json(c)::text"
            " FROM bids_bidversion b JOIN documents_sealedcontent c ON c.id = b.content_id"
        )
        stored = "".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT string_agg(e::text, '') FROM journal_entry e WHERE subject = 'call:T-1'")
        stored += cursor.fetchone()[0]
    stored += sealed_file(house.bids["Pien Herkenbaar"]).read_bytes().decode("latin-1")
    assert "Herkenbaar" not in stored
    assert "123.45" not in stored
    assert "%PDF" not in stored


def test_r19_the_same_bid_twice_gives_ciphertexts_that_do_not_look_alike(house: House) -> None:
    house.publish()
    content = submission("Pien")
    for supplier in ("Sterk BV", "Rap BV"):
        bids.submit("T-1", content, actor=house[supplier], at=IN_TIME)
    one, other = BidVersion.objects.filter(bid__call=house.call)
    assert one.fingerprint == other.fingerprint
    assert sealed_files.read(one.content).ciphertext[:64] != sealed_files.read(other.content).ciphertext[:64]


def test_r20_only_the_newest_version_is_opened(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien", "111.00")
    receipt = bids.replace(bid_id, submission("Pien", "108.50"), actor=house["Sterk BV"], at=LAST_MOMENT)
    house.open()
    assert receipt.version == 2
    assert str(Offer.objects.get(bid=bid_id).hourly_rate) == "108.50"


def test_r20_a_withdrawn_bid_is_not_opened_and_cannot_come_back(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    bids.withdraw(bid_id, actor=house["Sterk BV"], at=LAST_MOMENT)
    with pytest.raises(AlreadyWithdrawn):
        bids.replace(bid_id, submission("Pien"), actor=house["Sterk BV"], at=LAST_MOMENT)
    house.open()
    assert not Offer.objects.filter(bid=bid_id).exists()


def test_r20_after_the_deadline_nothing_is_replaced_or_withdrawn(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    with pytest.raises(DeadlinePassed):
        bids.replace(bid_id, submission("Pien"), actor=house["Sterk BV"], at=CLOSES)
    with pytest.raises(DeadlinePassed):
        bids.withdraw(bid_id, actor=house["Sterk BV"], at=CLOSES)


def test_a_supplier_that_is_not_admitted_cannot_bid(house: House) -> None:
    house.publish()
    with pytest.raises(NotAllowed):
        bids.submit("T-1", submission("Pien"), actor=house["Otto"], at=IN_TIME)


def test_another_suppliers_bid_does_not_exist_for_a_rival(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    with pytest.raises(NotFound):
        bids.withdraw(bid_id, actor=house["Rap BV"], at=IN_TIME)


def test_r19_the_vault_opens_at_the_deadline_for_two_people_and_once(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    with pytest.raises(StillSealed):
        bids.open_vault("T-1", actor=house["Anna"], second=house["Amir"], at=LAST_MOMENT)
    with pytest.raises(TwoPeopleNeeded):
        bids.open_vault("T-1", actor=house["Anna"], second=house["Anna"], at=CLOSES)
    with pytest.raises(NotAllowed):
        bids.open_vault("T-1", actor=house["Anna"], second=house["Abel"], at=CLOSES)
    bids.open_vault("T-1", actor=house["Anna"], second=house["Brenda"], at=CLOSES)
    with pytest.raises(AlreadyOpened):
        bids.open_vault("T-1", actor=house["Anna"], second=house["Amir"], at=AFTER)


def test_nothing_is_read_before_the_ceremony(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    with pytest.raises(StillSealed):
        bids.read_bids("T-1", actor=house["Anna"], at=AFTER)


def test_a_bid_that_does_not_open_is_reported_and_kept_while_the_others_are_read(house: House) -> None:
    house.publish()
    broken, whole = house.bid("Sterk BV", "Pien"), house.bid("Rap BV", "Robin")
    damaged = bytearray(sealed_file(broken).read_bytes())
    damaged[100] ^= 1
    sealed_file(broken).write_bytes(bytes(damaged))
    house.open()
    assert list(Offer.objects.filter(bid__call=house.call).values_list("bid", flat=True)) == [whole]
    assert Entry.objects.get(event="bid.not-opened").facts["bid"] == str(broken)
    assert Bid.objects.filter(pk=broken, withdrawn_at__isnull=True).exists()


def test_a_ciphertext_moved_to_another_bid_does_not_open(house: House) -> None:
    house.publish()
    mine, theirs = house.bid("Sterk BV", "Pien"), house.bid("Rap BV", "Robin")
    source = BidVersion.objects.get(bid=theirs)
    content = SealedContent.objects.create(wrapped_key=source.content.wrapped_key)
    sealed_files.path_of(content.pk).parent.mkdir(exist_ok=True)
    sealed_files.path_of(content.pk).write_bytes(sealed_file(theirs).read_bytes())
    BidVersion.objects.filter(bid=mine).update(content=content, fingerprint=source.fingerprint)
    house.open()
    assert not Offer.objects.filter(bid=mine).exists()


def test_reading_goes_on_where_it_stopped(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.open()
    assert bids.read_bids("T-1", actor=house["Anna"], at=AFTER) == 0


def test_r25_one_candidate_offered_by_two_suppliers_is_found(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.bid("Rap BV", "pien")
    house.open()
    found = {offer.bid.supplier.name: offer.findings for offer in Offer.objects.filter(bid__call=house.call)}
    assert found == {
        "Sterk BV": [{"code": "offered-twice", "supplier": "Rap BV"}],
        "Rap BV": [{"code": "offered-twice", "supplier": "Sterk BV"}],
    }


def test_a_cv_that_cannot_be_read_is_a_finding_and_not_an_end(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien", cv=b"geen pdf")
    house.open()
    assert [one["code"] for one in Offer.objects.get(bid=bid_id).findings] == ["cv-not-readable"]


def test_contents_come_out_as_they_went_in() -> None:
    sent = submission("Pien")
    assert unpack(pack(sent)) == sent
    assert pack(sent) == pack(sent)


def test_the_file_that_is_sealed_is_a_whole_zip_in_which_the_cv_was_not_copied() -> None:
    sent = submission("Pien")
    with zipfile.ZipFile(io.BytesIO(pack(sent))) as archive:
        assert archive.testzip() is None  # each has the checksum that stands before it
        assert archive.read("cv.pdf") == sent.cv
    assert any(piece is sent.cv for piece in pieces(sent))


@pytest.mark.parametrize("content", [b"", b"niets", CV])
def test_contents_that_are_no_bid_are_refused(content: bytes) -> None:
    with pytest.raises(ContentsDamaged):
        unpack(content)


def test_agreements_travel_with_the_bid(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien", agreements=(Agreement(MONDAY, MONDAY),))
    house.open()
    assert Offer.objects.get(bid=bid_id).agreements == [["2026-08-03", "2026-08-03"]]


def test_a_supplier_offers_no_more_candidates_than_the_call_says(house: House) -> None:
    house.publish(max_bids_per_supplier=1)
    house.bid("Sterk BV", "Pien")
    with pytest.raises(TooManyCandidates) as refusal:
        house.bid("Sterk BV", "Sam")
    assert refusal.value.fields == {"most": 1}
    house.bid("Rap BV", "Robin")
    bids.withdraw(house.bids["Pien"], actor=house["Sterk BV"], at=IN_TIME)
    house.bid("Sterk BV", "Sam")
