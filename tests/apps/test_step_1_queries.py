"""The matrix of step 1 costs as many queries for many bids as for a few, whatever rules propose."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openinhuur.bids.models import Bid, Offer
from openinhuur.calls.actions import NewRequirement
from openinhuur.documents.models import Document
from openinhuur.domain.passport import Item
from openinhuur.flow.queries.step_1 import requirements_page
from openinhuur.parties.models import PurchasingSystem
from tests.apps.house import AFTER, House

RULES = ("chain", "waadi", "self-employed", "cv", "passport")


@pytest.fixture
def opened(house: House) -> House:
    """A call in which every rule proposes, with one bid that was read."""
    PurchasingSystem.objects.update(requires=[one.value for one in Item])
    wanted = [NewRequirement(str(place), f"Eis {place}", rule) for place, rule in enumerate(RULES, 1)]
    house.publish(requirements=wanted, cv_rules_broken="not-met")
    house.bid("Sterk BV", "Pien")
    return house.open()


def grow(house: House, count: int) -> None:
    """So many bids in all, each with what the first one says."""
    first = Offer.objects.select_related("bid", "cv").get(bid=house.bids["Pien"])
    for _ in range(count - Bid.objects.filter(call=house.call).count()):
        bid = Bid.objects.create(call=house.call, supplier=first.bid.supplier)
        cv = Document.objects.get(pk=first.cv_id)
        cv.pk, cv._state.adding = uuid4(), True
        cv.save()
        first.pk, first.bid, first.cv, first._state.adding = bid.pk, bid, cv, True
        first.save()


def test_thirty_bids_cost_as_many_queries_as_three(opened: House) -> None:
    costs = []
    for count in (3, 30):
        grow(opened, count)
        with CaptureQueriesContext(connection) as ran:
            found = requirements_page("T-1", actor=opened["Anna"], at=AFTER)
        assert len(found.bids) == count
        costs.append(len(ran))
    assert costs[0] == costs[1]
