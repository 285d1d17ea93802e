"""The example case gives the figures it was made for, through the actions alone."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from openinhuur.assessments.models import RankedBid, RequirementJudgement
from openinhuur.awards.models import AwardLetter
from openinhuur.bids.models import Bid, BidVersion, LateBid
from openinhuur.invoices.models import Invoice
from openinhuur.journal.queries import verify

if TYPE_CHECKING:
    from openinhuur.demo.play import Play

pytestmark = pytest.mark.django_db


def test_23_bids_stand_at_the_deadline_one_is_withdrawn_and_one_is_late(played: "Play") -> None:
    of_call = Bid.objects.filter(call__number=played.number)
    assert of_call.filter(withdrawn_at__isnull=True).count() == 23
    assert of_call.filter(withdrawn_at__isnull=False).count() == 1
    assert [late.received_at.isoformat() for late in LateBid.objects.all()] == ["2026-06-29T07:00:00+00:00"]


def test_one_of_them_replaced_an_earlier_version(played: "Play") -> None:
    assert BidVersion.objects.filter(version=2).count() == 1


def test_four_bids_fail_a_requirement_each_confirmed_by_a_person_with_a_reason(played: "Play") -> None:
    unmet = RequirementJudgement.objects.filter(is_met=False).order_by("requirement__number")
    assert [one.requirement.number for one in unmet] == ["1", "2", "4", "5"]
    assert all(one.reason and one.by_id for one in unmet)


def test_places_10_and_11_are_parted_by_the_rate(played: "Play") -> None:
    tenth, eleventh = RankedBid.objects.filter(place__in=[10, 11])
    assert (tenth.total, tenth.hourly_rate, tenth.passes) == (72, Decimal("108.50"), True)
    assert (eleventh.total, eleventh.hourly_rate, eleventh.passes) == (72, Decimal("110.00"), False)
    assert tenth.broken_by == eleventh.broken_by == "hourly_rate"


def test_22_motivated_letters_go_out_beside_the_winners(played: "Play") -> None:
    kinds = [one.letter.kind for one in AwardLetter.objects.select_related("letter")]
    assert kinds.count("rejection") == 22
    assert kinds.count("award") == 1


def test_the_invoices_have_the_amounts_of_the_case(played: "Play") -> None:
    hire, fee = Invoice.objects.get(kind="hire"), Invoice.objects.get(kind="fee")
    assert [str(amount) for amount in (hire.net, hire.vat, hire.gross, hire.to_g_account, hire.to_free_account)] == [
        "15840.00", "3326.40", "19166.40", "4791.60", "14374.80",
    ]  # fmt: skip
    assert [str(amount) for amount in (fee.net, fee.vat, fee.gross)] == ["324.00", "68.04", "392.04"]


def test_the_journal_of_the_whole_case_is_whole(played: "Play") -> None:
    assert verify().first_broken is None
