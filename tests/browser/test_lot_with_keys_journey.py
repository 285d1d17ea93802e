"""Keyholders draw a lot, with a passphrase and with words on paper; a lot that is not needed; points taken up again."""

from collections.abc import Generator
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connections

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import agreeing, lots
from openinhuur.assessments.models import LotDraw
from openinhuur.bids import actions as bids
from openinhuur.domain import lot
from tests.apps.house import AFTER, build
from tests.apps.keyholding import PASSPHRASES, KeyholdingHouse, with_keyholders
from tests.apps.test_lots import give, to_tie
from tests.browser.looking import AXE, CHROMIUM, browser
from tests.browser.test_questions_journey import There
from tests.browser.test_tie_journey import DRAWS, DRAWS_AT, PRIMARY, Somebody
from tests.conftest import serving
from tests.databases import own_database

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: npm ci"),
]
CLOCK = {"at": AFTER}


def on_the_day() -> datetime:
    """The clock of the site."""
    return CLOCK["at"]


@pytest.fixture(scope="module")
def kept(django_db_setup: None, built: object, django_db_blocker: "DjangoDbBlocker") -> Generator[KeyholdingHouse]:
    """Really committed, since the server has connections of its own; thrown away afterwards."""
    with own_database("test_lot_with_keys_journey", django_db_blocker):
        yield with_keyholders(build())


@pytest.fixture(scope="module")
def there(kept: KeyholdingHouse) -> Generator[There]:
    before, settings.CLOCK = settings.CLOCK, f"{__name__}.on_the_day"
    with serving() as address:
        yield There(address, kept.house)
    settings.CLOCK = before


def tied(kept: KeyholdingHouse, number: str) -> None:
    """Opened by two keyholders; Robin and Sam are equal across the cut line."""
    CLOCK["at"], kept.house.number, kept.house.bids = AFTER, number, {}
    to_tie(kept.house)
    for name in ("Anna", "Amir"):
        kept.take_turn(name)
    bids.read_bids(number, actor=kept.house["Anna"], at=AFTER)
    give(kept.house, Pien=60, Robin=48, Sam=48)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_keyholders_draw_with_a_passphrase_and_with_words_on_paper(
    kept: KeyholdingHouse, there: There, language: str
) -> None:
    tied(kept, f"K-{language}")
    paper = kept.papers["Ahmed"]
    with browser() as started:
        anna, amir, rap = cast = [Somebody(started, there, name, language, 1280) for name in ("Anna", "Amir", "Rap BV")]
        anna.open("lot").send(PRIMARY, **{"invite-draws_at": DRAWS})
        CLOCK["at"] = DRAWS_AT
        anna.open("lot").send(PRIMARY, passphrase="een heel andere wachtzin")  # noqa: S106 (a wrong one)
        assert anna.page.locator(".error-summary").count() == 1
        anna.send(PRIMARY, passphrase=PASSPHRASES["Anna"])
        assert anna.says("1 van 2", "1 of 2")
        amir.open("lot").page.locator("main details summary").first.click()
        amir.look()
        amir.page.locator("main [name=holder]").select_option(str(paper.holder.pk))
        amir.page.fill("main [name=words]", paper.words.reveal().decode())
        with amir.page.expect_navigation():
            amir.page.locator("main form:has([name=words]) button").click()
        amir.look()
        assert amir.says("met het papier van Ahmed", "with the paper of Ahmed")
        rap.open("lot")
        assert [one.wrong for one in cast] == [[], [], []]
    connections.close_all()
    draw = LotDraw.objects.get(call=kept.house.call)
    assert lot.problems(lot.read(bytes(draw.proof.content))) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_lot_that_is_not_needed_any_more_says_so(kept: KeyholdingHouse, there: There, language: str) -> None:
    tied(kept, f"N-{language}")
    house = kept.house
    lots.invite(house.number, draws_at=DRAWS_AT, actor=house["Anna"], at=AFTER)
    agreeing.agree(house.bids["Sam"], "3", Decimal(36), "Toch minder.", actor=house["Amir"], at=AFTER)
    assessments.close_step_2(house.number, actor=house["Anna"], at=AFTER)
    with browser() as started:
        rap, anna = cast = [Somebody(started, there, name, language, 1280) for name in ("Rap BV", "Anna")]
        rap.open("lot")
        assert rap.says("Er is geen loting meer nodig", "No lot is needed any more")
        assert not anna.open("lot").page.locator("main form").count()
        assert [one.wrong for one in cast] == [[], []]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_points_that_were_finished_are_taken_up_again(kept: KeyholdingHouse, there: There, language: str) -> None:
    CLOCK["at"], kept.house.number, kept.house.bids = AFTER, f"R-{language}", {}
    house = kept.house
    house.publish()
    house.bid("Sterk BV", "Pien")
    for name in ("Anna", "Amir"):
        kept.take_turn(name)
    bids.read_bids(house.number, actor=house["Anna"], at=AFTER)
    house.judge_all_met().assign("Anna").give("Anna", "Pien", 60).finish("Anna", "Pien")
    with browser() as started:
        anna = Somebody(started, there, "Anna", language, 1280)
        anna.open("judge", bid_id=house.bids["Pien"], criterion="3")
        assert not anna.page.locator("[name=points]").count()
        anna.send("main form[action*='pen'] button")
        anna.open("judge", bid_id=house.bids["Pien"], criterion="3")
        assert anna.page.locator("[name=points]").count() > 1
        assert anna.wrong == []
