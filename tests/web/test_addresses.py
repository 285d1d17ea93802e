"""The links in e-mails lead to their pages."""

from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import translation

from openinhuur.bids import addresses as bids
from openinhuur.calls import addresses as calls
from openinhuur.parties import addresses


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_links_in_e_mails_are_the_addresses_of_the_pages(language: str) -> None:
    with translation.override(language):
        assert addresses.admission(12)[language] == reverse("web:admission", args=[12])
        assert addresses.passport()[language] == reverse("web:passport")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_links_in_e_mails_about_a_bid_lead_to_what_is_asked(language: str) -> None:
    bid_id = UUID(int=7)
    with translation.override(language):
        assert bids.mend(bid_id)[language] == reverse("web:mend-bid", args=[bid_id])
        assert calls.lot("T-1")[language] == reverse("web:lot", args=["T-1"])
