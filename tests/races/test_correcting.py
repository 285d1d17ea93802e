"""Two people at the same moment, around a correction: bids, the opening and a withdrawal each meet it whole."""

from collections.abc import Generator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openinhuur.bids import actions as bids
from openinhuur.bids import confirming
from openinhuur.bids.confirmations import to_confirm
from openinhuur.bids.models import Bid, BidConfirmation, LateBid
from openinhuur.calls import corrected
from openinhuur.calls.models import Correction
from openinhuur.domain.bid import AlreadyOpened, DeadlinePassed, NothingToConfirm, StillSealed
from openinhuur.domain.call import CallWithdrawn
from openinhuur.domain.correction import CorrectionClosed
from openinhuur.domain.four_eyes import ChangedSince
from openinhuur.domain.opening import CorrectionWaits
from openinhuur.domain.roles import Role
from openinhuur.flow import correcting, withdrawing
from openinhuur.journal.queries import verify
from openinhuur.letters.models import Message
from tests.apps.house import AFTER, CLOSES, IN_TIME, PUBLISHED, House, build, person, submission
from tests.apps.test_corrections import HOURS, LATER, WHY
from tests.databases import own_database
from tests.races.test_hurry import while_held

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

NAME = "test_hurry_correcting"
EARLY = PUBLISHED + timedelta(days=2)
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, where things are really committed; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        made = build()
        made.people["Ahmed"] = person("Ahmed", made.desk, Role.DESK)
        yield made


@pytest.fixture
def house(everybody: House, request: pytest.FixtureRequest) -> House:
    """A published call of its own for each test."""
    everybody.number, everybody.bids = f"C-{abs(hash(request.node.name)) % 10**6}", {}
    return everybody.publish()


def written(house: House, said: dict[str, str], *, at=EARLY) -> str:
    return corrected.fingerprint(correcting.write(house.number, said, reason=WHY, actor=house["Anna"], at=at))


def publish(house: House, seen: str, *, who: str = "Amir", at=EARLY) -> Correction:
    return correcting.publish(house.number, seen=seen, actor=house[who], at=at)


def open_vault(house: House, at=AFTER) -> object:
    return bids.open_vault(house.number, actor=house["Anna"], second=house["Ahmed"], at=at)


def test_of_two_who_publish_at_once_one_does_and_everybody_is_told_once(house: House) -> None:
    seen = written(house, HOURS)
    raised = while_held(lambda: publish(house, seen), lambda: publish(house, seen, who="Ahmed"))
    assert [type(one) for one in raised] == [CorrectionClosed]
    about = Message.objects.filter(kind="call-corrected-bids", about=f"call:{house.number}")
    assert about.count() == 2


def test_what_is_rewritten_at_the_moment_of_publication_is_not_published(house: House) -> None:
    seen = written(house, HOURS)
    raised = while_held(lambda: written(house, {"hours_per_week": "8"}), lambda: publish(house, seen))
    assert [type(one) for one in raised] == [ChangedSince]
    assert house.call.hours_per_week == 36


def test_a_bid_that_comes_in_while_a_correction_is_published_has_to_be_confirmed(house: House) -> None:
    seen = written(house, HOURS)
    raised = while_held(
        lambda: publish(house, seen, at=EARLY + HOUR), lambda: house.bid("Sterk BV", "Pien", at=EARLY + HOUR)
    )
    assert raised == []
    assert [one.pk for one in to_confirm(house.call.bids.all())] == [house.bids["Pien"]]


def test_a_correction_that_waits_for_a_bid_is_published_after_it(house: House) -> None:
    seen = written(house, HOURS)
    raised = while_held(
        lambda: house.bid("Sterk BV", "Pien", at=EARLY + 2 * HOUR), lambda: publish(house, seen, at=EARLY + HOUR)
    )
    assert raised == []
    assert Message.objects.filter(kind="bid-to-confirm", about=f"call:{house.number}").count() == 1
    assert [one.pk for one in to_confirm(house.call.bids.all())] == [house.bids["Pien"]]


def test_a_correction_and_the_opening_meet_and_one_of_them_waits(house: House) -> None:
    seen = written(house, LATER, at=CLOSES)
    raised = while_held(lambda: publish(house, seen, at=AFTER), lambda: open_vault(house))
    assert [type(one) for one in raised] == [StillSealed]
    assert house.call.closes_at > CLOSES


def test_a_vault_that_is_being_opened_is_not_reopened(house: House) -> None:
    raised = while_held(lambda: open_vault(house), lambda: written(house, LATER, at=AFTER))
    assert [type(one) for one in raised] == [AlreadyOpened]


def test_a_correction_that_is_being_written_holds_back_the_opening(house: House) -> None:
    raised = while_held(lambda: written(house, LATER, at=CLOSES), lambda: open_vault(house))
    assert [type(one) for one in raised] == [CorrectionWaits]


def test_a_late_bid_of_a_call_that_is_being_reopened_stays_late(house: House) -> None:
    seen = written(house, LATER, at=CLOSES)
    raised = while_held(
        lambda: publish(house, seen, at=AFTER), lambda: house.bid("Sterk BV", "Pien", at=CLOSES + timedelta(minutes=1))
    )
    assert [type(one) for one in raised] == [DeadlinePassed]
    assert LateBid.objects.filter(call=house.call).count() == 1


def test_a_bid_is_confirmed_once_also_by_two_at_once(house: House) -> None:
    bid = house.bid("Sterk BV", "Pien", at=EARLY)
    publish(house, written(house, HOURS), at=EARLY + HOUR)

    def confirm() -> None:
        confirming.confirm(bid, seen=1, actor=house["Sterk BV"], at=IN_TIME)

    assert [type(one) for one in while_held(confirm, confirm)] == [NothingToConfirm]
    assert BidConfirmation.objects.filter(bid=bid).count() == 1


def test_a_bid_that_is_being_confirmed_or_replaced_does_not_lapse(house: House) -> None:
    first, second = house.bid("Sterk BV", "Pien", at=EARLY), house.bid("Rap BV", "Robin", at=EARLY)
    publish(house, written(house, HOURS), at=EARLY + HOUR)
    bids.replace(second, submission("Robin"), actor=house["Rap BV"], at=IN_TIME)
    raised = while_held(
        lambda: confirming.confirm(first, seen=1, actor=house["Sterk BV"], at=IN_TIME), lambda: open_vault(house)
    )
    assert raised == []
    assert not Bid.objects.filter(call=house.call, lapsed_at__isnull=False).exists()
    assert verify().first_broken is None


def test_a_bid_that_lapses_cannot_be_taken_back_any_more_and_nobody_waits_for_ever(house: House) -> None:
    bid = house.bid("Sterk BV", "Pien", at=EARLY)
    publish(house, written(house, HOURS), at=EARLY + HOUR)
    raised = while_held(lambda: open_vault(house), lambda: bids.withdraw(bid, actor=house["Sterk BV"], at=AFTER))
    assert [type(one) for one in raised] == [DeadlinePassed]
    assert Bid.objects.get(pk=bid).lapsed_at == AFTER


def test_a_call_that_is_being_withdrawn_takes_no_bid_and_is_not_opened(house: House) -> None:
    asked = withdrawing.ask(house.number, WHY, actor=house["Brenda"], at=EARLY)
    for attempt in (lambda: house.bid("Sterk BV", "Pien", at=EARLY), lambda: open_vault(house)):
        raised = while_held(
            lambda: (
                house.call.withdrawn_at
                or withdrawing.withdraw(house.number, seen=asked.pk, actor=house["Amir"], at=EARLY)
            ),
            attempt,
        )
        assert [type(one) for one in raised] == [CallWithdrawn]
