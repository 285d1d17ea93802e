"""The pages of judging blind: who checks, what they change, and that no room tells whose a bid is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from openinhuur.assessments import interests
from openinhuur.assessments.blind_models import BlindCheck
from openinhuur.domain.roles import Role
from openinhuur.flow.queries import cv as cvs
from tests.apps.house import AFTER, House, build, person
from tests.apps.test_blinding import approved, check, cv, taken
from tests.web.accounts import browser_of
from tests.web.test_judging_pages import addresses_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]
PIEN, TOLD = "Pien Herkenbaar", re.compile("herkenbaar|vindbaar|pien|robin", re.IGNORECASE)


def on_the_day() -> object:
    return AFTER


@pytest.fixture
def house(settings) -> House:
    browser_of.cache_clear()
    settings.CLOCK = f"{__name__}.on_the_day"
    house = build()
    house.people["Dirk"] = person("Dirk", house.desk, Role.DESK)
    house.publish(is_judged_blind=True)
    interests.declare("T-1", has_relation=False, text="", actor=house["Dirk"], at=AFTER)
    house.bid("Sterk BV", PIEN, cv=cv(PIEN), requirement_claims={"1": f"{PIEN} is in dienst."})
    house.bid("Rap BV", "Robin Vindbaar", "100.00", cv=cv("Robin Vindbaar"))
    house.bids["Pien"] = house.bids[PIEN]
    return house.open()


def browser(house: House, name: str) -> Client:
    return browser_of(house[name].person)


def address(house: House, name: str = "blind-cv", candidate: str = PIEN) -> str:
    return reverse(f"web:{name}", args=["T-1", *([] if name == "blind" else [house.bids[candidate]])])


def sent(house: House, do: str, form: str, **fields: object) -> dict[str, object]:
    """A form as it stands on the page now."""
    return {"do": do, "form": form, f"{form}-seen": check(house).revision} | {
        f"{form}-{name}": value for name, value in fields.items()
    }


@pytest.mark.parametrize("name", ["Anna", "Brenda", "Ingrid", "Aukje", "Abel"])
def test_r46_no_page_tells_whose_a_bid_is_before_step_2_is_closed(house: House, name: str) -> None:
    del house.bids["Pien"]
    approved(house).judge_all_met().assign("Anna Amir").give("Anna", PIEN, 60).finish("Anna", PIEN)
    house.bids["Pien"] = house.bids[PIEN]
    reader, opened = browser(house, name), 0
    for one in addresses_of(house):
        if "/logboek/" in one:
            continue  # the journal is for who audits, and names ids only
        answer = reader.get(one)
        opened += answer.status_code == 200
        said = b"".join(answer).decode("utf-8", "replace") if answer.streaming else answer.content.decode("latin-1")
        assert not TOLD.search(said), one
    assert opened > 2


def test_r46_the_original_is_not_found_for_who_assesses(house: House) -> None:
    taken(house)
    whole = cvs.whole_pages(check(house).bid, actor=house["Dirk"], at=AFTER)[0]
    picture = reverse("web:cv-picture", args=[whole.address])
    assert browser(house, "Dirk").get(picture).status_code == 200
    anna = browser(house, "Anna")
    assert anna.get(picture).status_code == 404
    assert anna.get(address(house)).status_code == 404
    assert anna.post(address(house), sent(house, "approve", "approve")).status_code == 404


def test_a_cv_is_taken_up_changed_and_approved_without_a_script(house: House) -> None:
    dirk = browser(house, "Dirk")
    assert dirk.get(address(house, "blind")).content.decode().count("wacht op iemand") == 2
    assert dirk.post(address(house, "take-blind")).status_code == 302
    page = dirk.get(address(house)).content.decode()
    assert "Kandidaat" in page.partition("<h1")[2][:200]
    assert page.count('class="cv-box"') == len(check(house).boxes)
    before = len(check(house).boxes)
    line = {"on_page": 1, "line": 0}
    assert dirk.post(address(house), sent(house, "line", "line1", **line)).status_code == 302
    edges = {"on_page": 1, "left": "10", "top": "10.5", "right": "20", "bottom": "15"}
    assert dirk.post(address(house), sent(house, "place", "place1", **edges)).status_code == 302
    assert dirk.post(address(house), sent(house, "words", "words", words="secretaris")).status_code == 302
    assert len(check(house).boxes) == before + 3
    gone = {"index": before, "reason": "Dit is al afgedekt."}
    assert dirk.post(address(house), sent(house, "uncover", f"box{before}", **gone)).status_code == 302
    assert len(check(house).boxes) == before + 2
    waiting = browser(house, "Anna").get(reverse("web:cv", args=[house.bids[PIEN]])).content.decode()
    assert ("cv-drawing" in waiting, "Nog niemand heeft dit cv gecontroleerd" in waiting) == (False, True)
    assert dirk.post(address(house), sent(house, "approve", "approve")).status_code == 302
    shown = browser(house, "Anna").get(reverse("web:cv", args=[house.bids[PIEN]])).content.decode()
    assert 'class="cv-drawing"' in shown
    assert not TOLD.search(shown)
    assert "Goedkeuring intrekken" in dirk.get(address(house)).content.decode()
    why = {"reason": "Er staat nog een naam."}
    assert dirk.post(address(house), sent(house, "reopen", "reopen", **why)).status_code == 302
    assert check(house).approved_at is None


@pytest.mark.parametrize(("do", "form", "fields"), [
    ("place", "place1", {"on_page": 1, "left": "50", "top": "10", "right": "20", "bottom": "15"}),
    ("place", "place1", {"on_page": 7, "left": "5", "top": "10", "right": "20", "bottom": "15"}),
    ("place", "place1", {"on_page": 1, "left": "NaN", "top": "10", "right": "200", "bottom": "15"}),
    ("line", "line1", {"on_page": 1, "line": 999}),
    ("line", "line1", {"on_page": 1}),
    ("words", "words", {"words": "."}),
    ("words", "words", {"words": "x" * 999}),
    ("uncover", "box0", {"index": 0, "reason": "nee"}),
    ("approve", "approve", {"seen": 99}),
    ("nothing", "x", {}),
    ("approve", "x" * 300, {"seen": 1}),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_changes_nothing(
    house: House, do: str, form: str, fields: dict[str, object]
) -> None:
    before = BlindCheck.objects.values().get(pk=check(taken(house)).pk)
    answer = browser(house, "Dirk").post(address(house), sent(house, do, form, **fields))
    assert answer.status_code == 422
    assert BlindCheck.objects.values().get(pk=check(house).pk) == before


def test_a_box_that_is_not_there_is_not_found(house: House) -> None:
    gone = sent(taken(house), "uncover", "box99", index=99, reason="Dit is een gewoon woord.")
    assert browser(house, "Dirk").post(address(house), gone).status_code == 404


def test_who_assesses_a_bid_is_told_so(house: House) -> None:
    del house.bids["Pien"]
    house.judge_all_met().assign("Anna", PIEN)
    anna = browser(house, "Anna")
    assert "u beoordeelt deze inschrijving" in anna.get(address(house, "blind")).content.decode()
    assert anna.post(address(house, "take-blind")).status_code == 403


def test_the_opening_page_does_not_link_a_supplier_to_a_letter(house: House) -> None:
    said = browser(house, "Anna").get(reverse("web:opening", args=["T-1"])).content.decode()
    assert "Sterk BV" in said
    assert not any(str(bid) in said for bid in house.bids.values())


def test_other_calls_have_no_such_page(house: House) -> None:
    house.number = "T-2"
    house.publish()
    house.bid("Sterk BV", "Pien")
    house.open()
    assert browser(house, "Anna").get(reverse("web:blind", args=["T-2"])).status_code == 404
