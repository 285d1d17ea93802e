"""A draft is sent: one bid with one receipt, however often; in time or late; and the call as it was looked at."""

from datetime import timedelta
from decimal import Decimal

import pytest

from openinhuur.bids import actions as bids
from openinhuur.bids import drafted
from openinhuur.bids.actions import drafting
from openinhuur.bids.contents import pack, unpack
from openinhuur.bids.models import Bid, BidDraft, BidVersion, LateBid, Offer
from openinhuur.documents.refusals import DocumentKindNotAccepted, DocumentTooBig
from openinhuur.domain.bid import BidIncomplete, DeadlinePassed, TooManyCandidates
from openinhuur.domain.bid_draft import BidChangedSince, CorrectedMeanwhile
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from openinhuur.letters.models import Message
from openinhuur.parties.models import Admission
from tests.apps.bidding import put, sent, written
from tests.apps.house import AFTER, CLOSES, CV, IN_TIME, House
from tests.apps.jobs import tell_what_was_received
from tests.apps.test_corrections import EARLY, HOUR, HOURS, correct

LAST_MOMENT = CLOSES - timedelta(milliseconds=1)
SOON = IN_TIME + timedelta(minutes=1)


def test_what_was_written_is_what_comes_out_of_the_vault(house: House) -> None:
    draft = written(house.publish())
    receipt = sent(draft, house, at=LAST_MOMENT)
    house.open()
    offer = Offer.objects.get(bid=receipt.bid_id)
    assert (offer.candidate.name, str(offer.hourly_rate)) == ("Pien Herkenbaar", "123.45")
    assert offer.rate_basis == "Met reiskosten en de vergoeding voor de desk."
    assert offer.requirement_claims == {"1": "In dienst bij ons.", "2": "Eerste keer."}
    assert offer.requirement_evidence["1"] == {"is_met": True, "page": 1, "item": ""}
    assert offer.criterion_claims["3"] == {"text": "Zes jaar ervaring.", "page": 1}
    assert offer.declarations == ["candidate-agrees", "conditions", "still-holds", "truthful"]
    assert bytes(offer.cv.content) == CV


def test_the_same_draft_sent_again_is_one_bid_with_one_receipt(house: House) -> None:
    draft = written(house.publish())
    first = sent(draft, house)
    assert sent(draft, house, at=SOON) == first
    assert sent(draft, house, at=AFTER) == first  # the answer was lost, and the button pressed after the deadline
    assert BidVersion.objects.count() == Entry.objects.filter(event="bid.received").count() == 1
    tell_what_was_received()
    assert (LateBid.objects.count(), Message.objects.filter(kind="bid-received").count()) == (0, 1)


def test_the_same_file_sent_along_twice_is_one_bid(house: House) -> None:
    draft = written(house.publish(), cv=None)
    version = BidDraft.objects.get(pk=draft.pk).version
    first, second = (sent(draft, house, version=version, cv=CV) for _ in range(2))
    assert first == second
    assert drafted.file(draft, drafted.CV) is None  # it is sealed, and kept nowhere else


def test_a_changed_draft_replaces_the_bid(house: House) -> None:
    draft = written(house.publish())
    first = sent(draft, house)
    put(draft, house, hourly_rate=Decimal(99))
    second = sent(draft, house, at=SOON)
    assert (second.bid_id, second.version) == (first.bid_id, 2)
    house.open()
    assert str(Offer.objects.get(bid=first.bid_id).hourly_rate) == "99.00"


def test_what_a_colleague_changed_meanwhile_is_not_sent_unseen(house: House) -> None:
    draft = written(house.publish())
    version = BidDraft.objects.get(pk=draft.pk).version
    put(draft, house, hourly_rate=Decimal(99))
    with pytest.raises(BidChangedSince) as refused:
        sent(draft, house, version=version)
    assert (refused.value.fields["part"], refused.value.fields["by"]) == ("rate", "Saskia")
    assert not Bid.objects.exists()


def test_a_correction_that_was_not_seen_holds_the_bid_back_and_loses_nothing(house: House) -> None:
    draft = written(house.publish())
    correct(house, HOURS)
    with pytest.raises(CorrectedMeanwhile):
        sent(draft, house)
    assert sent(draft, house, correction=1).version == 1


def test_sent_again_after_a_correction_that_matters_it_is_a_newer_version(house: House) -> None:
    draft = written(house.publish())
    sent(draft, house, at=EARLY)
    correct(house, HOURS, at=EARLY + HOUR)
    again = sent(draft, house, correction=1)
    assert again.version == 2
    assert sent(draft, house, correction=1, at=LAST_MOMENT) == again


@pytest.mark.parametrize(
    ("lacking", "what"),
    [
        ({"candidate": ""}, "candidate"),
        ({"employment": ""}, "employment"),
        ({"available_from": None}, "available-from"),
        ({"hours_per_week": None}, "hours-per-week"),
        ({"hourly_rate": None}, "hourly-rate"),
        ({"hourly_rate": Decimal(0)}, "hourly-rate"),
        ({"cv": None}, "file"),
    ],
)
def test_without_what_makes_it_a_bid_it_is_not_sent(house: House, lacking: dict[str, object], what: str) -> None:
    draft = written(house.publish(), **lacking)  # type: ignore[arg-type] # a test's own fields
    with pytest.raises(BidIncomplete) as refused:
        sent(draft, house)
    assert refused.value.fields["what"] == [what]
    assert not Bid.objects.exists()


def test_a_file_sent_along_is_looked_at_from_outside_only(house: House) -> None:
    draft = written(house.publish())
    with pytest.raises(DocumentKindNotAccepted):
        sent(draft, house, cv=b"MZ" * 100)
    with pytest.raises(DocumentTooBig):
        sent(draft, house, cv=b"%PDF-1.7" + bytes(10 * 2**20))
    receipt = sent(draft, house, cv=b"%PDF-1.7 but not one that opens")
    house.open()
    assert [one["code"] for one in Offer.objects.get(bid=receipt.bid_id).findings] == ["cv-not-readable"]


def test_r8_a_late_one_is_refused_and_recorded_with_its_fingerprint(house: House) -> None:
    draft = written(house.publish())
    with pytest.raises(DeadlinePassed):
        sent(draft, house, at=CLOSES)
    late = LateBid.objects.get()
    assert late.received_at == CLOSES
    assert late.fingerprint == sent(draft, house, at=LAST_MOMENT).fingerprint


def test_r8_late_and_incomplete_is_late_and_recorded_too(house: House) -> None:
    draft = written(house.publish(), candidate="")
    with pytest.raises(DeadlinePassed):
        sent(draft, house, at=CLOSES)
    assert LateBid.objects.count() == 1


def test_r20_after_a_withdrawal_the_draft_can_be_sent_as_a_new_bid(house: House) -> None:
    draft = written(house.publish())
    version = BidDraft.objects.get(pk=draft.pk).version
    first = sent(draft, house)
    bids.withdraw(first.bid_id, actor=house["Sterk BV"], at=SOON)
    with pytest.raises(BidChangedSince):  # a second press that arrives after the withdrawal brings nothing back
        sent(draft, house, version=version, at=SOON)
    second = sent(draft, house, at=SOON)
    assert second.bid_id != first.bid_id
    assert second.fingerprint != first.fingerprint


def test_a_call_with_a_limit_takes_no_more_candidates(house: House) -> None:
    house.publish(max_bids_per_supplier=1)
    sent(written(house), house)
    with pytest.raises(TooManyCandidates):
        sent(written(house, candidate="Robin"), house)


def test_a_rival_sends_nobody_elses_draft_and_a_suspended_supplier_none(house: House) -> None:
    draft = written(house.publish())
    with pytest.raises(NotFound):
        sent(draft, house, "Rap BV")
    Admission.objects.filter(supplier=house.suppliers["Sterk BV"]).update(state="suspended")
    with pytest.raises(NotAllowed):
        sent(draft, house)


def test_a_draft_of_a_bid_that_was_sent_otherwise_replaces_it(house: House) -> None:
    bid_id = house.publish().bid("Sterk BV", "Pien")
    draft = drafting.start("T-1", bid_id=bid_id, actor=house["Sterk BV"], at=IN_TIME)
    assert draft.bid_id == bid_id
    with pytest.raises(NotFound):
        drafting.start("T-1", bid_id=bid_id, actor=house["Rap BV"], at=IN_TIME)


def test_a_clock_that_goes_back_breaks_nothing(house: House) -> None:
    """Moments of later entries may lie before those of earlier ones: the order is that of the positions."""
    draft = written(house.publish())
    first = sent(draft, house, at=LAST_MOMENT)
    put(draft, house, hourly_rate=Decimal(99))
    second = sent(draft, house, at=LAST_MOMENT - timedelta(minutes=5))
    assert second.received_at < first.received_at
    assert (second.version, second.journal_position) == (2, first.journal_position + 1)
    assert verify().first_broken is None
    with pytest.raises(DeadlinePassed):
        sent(written(house, "Rap BV"), house, "Rap BV", at=CLOSES)
    assert sent(written(house, "Rap BV"), house, "Rap BV", at=LAST_MOMENT).version == 1  # its clock says: in time
    house.open()
    assert str(Offer.objects.get(bid=first.bid_id).hourly_rate) == "99.00"


def test_what_is_packed_says_all_of_it_and_is_the_same_each_time(house: House) -> None:
    draft = written(house.publish())
    one, other = (pack(drafted.submission(drafted.said(draft), CV)) for _ in range(2))
    assert one == other
    assert unpack(one) == drafted.submission(drafted.said(draft), CV)
