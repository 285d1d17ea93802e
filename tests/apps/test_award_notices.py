"""Recording that awards were made public."""

from datetime import timedelta

import pytest

from openinhuur.contracts import actions as contracts
from openinhuur.contracts import notices
from openinhuur.contracts.models import Contract
from openinhuur.domain.award_notice import NotifiedAlready
from openinhuur.domain.calendars import local
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.domain.worklist import Task
from openinhuur.flow import queries
from openinhuur.journal.models import Entry
from tests.apps.house import MONDAY, SIGNED, House

LATER = SIGNED + timedelta(days=3)


@pytest.fixture
def signed(house: House) -> Contract:
    house.to_award()
    contracts.sign("T-1", contract_number="ZTM-1", start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    return Contract.objects.get()


def test_r17_a_signed_agreement_waits_for_its_notice_on_the_work_list_of_the_desk(
    house: House, signed: Contract
) -> None:
    waits = [one for one in queries.desk_work(actor=house["Anna"], at=LATER).todos if one.task is Task.NOTIFY_AWARDS]
    assert [(one.key, one.due_on) for one in waits] == [
        ("T-1", queries.notices_page(actor=house["Anna"], at=LATER).to_notify[0].grouped_by)
    ]
    _note(house, signed)
    assert not [one for one in queries.desk_work(actor=house["Anna"], at=LATER).todos if one.task is Task.NOTIFY_AWARDS]


def test_a_notice_is_recorded_once_and_stands_in_the_journal(house: House, signed: Contract) -> None:
    _note(house, signed)
    with pytest.raises(NotifiedAlready):
        _note(house, signed)
    assert Entry.objects.filter(event="awards.notified").count() == 1
    page = queries.notices_page(actor=house["Anna"], at=LATER)
    assert not page.to_notify
    assert [(one.reference, one.contracts) for one in page.notified] == [("TN 512345", (signed.number,))]


def test_only_a_desk_notifies_and_only_its_own_awards(house: House, signed: Contract) -> None:
    with pytest.raises(NotAllowed):
        queries.notices_page(actor=house["Brenda"], at=LATER)
    with pytest.raises(NotFound):
        notices.note(["ELSE-1"], reference="TN 1", published_on=local(LATER).date(), actor=house["Anna"], at=LATER)


def _note(house: House, contract: Contract) -> None:
    notices.note(
        [contract.number], reference="TN 512345", published_on=local(LATER).date(), actor=house["Anna"], at=LATER
    )
