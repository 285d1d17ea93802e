"""A CV as assessors see it: pictures with words, for who may judge, and for nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openinhuur.accounts.models import Person
from openinhuur.assessments import interests
from openinhuur.documents.models import PreparedPage
from openinhuur.domain.bid import StillSealed
from openinhuur.domain.interests import ConflictUnresolved, InterestsNotDeclared
from openinhuur.domain.roles import NotAllowed, NotFound, Role
from openinhuur.flow.preparing import prepare_cvs
from openinhuur.flow.queries import cv as queries
from tests.apps.house import AFTER, House, build, person
from tests.web.accounts import account, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    house = build().publish()
    house.bid("Sterk BV", "Pien")
    return house.open()


def shown(house: House, name: str = "Anna", sought: str = "") -> queries.Cv:
    return queries.cv_page(house.bids["Pien"], actor=house[name], at=AFTER, sought=sought).cv


def test_the_pages_are_pictures_with_their_words(house):
    (page,) = shown(house).pages
    words = " ".join(line.text for line in page.lines)
    assert "Ervaren secretaris bij een gemeente" in words
    picture = queries.page_picture(page.address, actor=house["Anna"], at=AFTER)
    assert picture.content[8:12] == b"WEBP"


def test_pages_are_drawn_once(house):
    assert prepare_cvs(at=AFTER) == 1
    (kept,) = PreparedPage.objects.all()
    assert prepare_cvs(at=AFTER) == 0
    assert shown(house).pages
    assert PreparedPage.objects.get() == kept


def test_words_are_found_inside_one_cv(house):
    cv = shown(house, sought="secretaris  bij een GEMEEN")
    assert (cv.hits, [word.text for word in cv.pages[0].found]) == (1, ["secretaris", "bij", "een", "gemeente,"])
    assert shown(house, sought="brandweer").hits == 0


def test_r22_nobody_sees_a_cv_before_they_declared(house):
    dirk = person("Dirk", house.desk, Role.DESK)
    with pytest.raises(InterestsNotDeclared):
        queries.cv_page(house.bids["Pien"], actor=dirk, at=AFTER)
    interests.declare("T-1", has_relation=True, text="Mijn zus werkt er.", actor=dirk, at=AFTER)
    with pytest.raises(ConflictUnresolved):
        queries.cv_page(house.bids["Pien"], actor=dirk, at=AFTER)


@pytest.mark.parametrize(("name", "refusal"), [
    ("Sterk BV", NotAllowed), ("Brenda", NotAllowed), ("Aukje", NotAllowed), ("Bas", NotAllowed), ("Otto", NotAllowed),
])  # fmt: skip
def test_who_does_not_judge_sees_no_cv(house, name, refusal):
    with pytest.raises(refusal):
        shown(house, name)


def test_r19_there_is_no_cv_before_the_opening():
    house = build().publish()
    house.bid("Sterk BV", "Pien")
    with pytest.raises(StillSealed):
        shown(house)


def test_the_address_of_a_picture_is_for_one_reader_and_a_while(house):
    address = shown(house).pages[0].address
    for name, later in (("Amir", 0), ("Sterk BV", 0), ("Anna", 3)):
        with pytest.raises(NotFound):
            queries.page_picture(address, actor=house[name], at=AFTER + timedelta(hours=later))
    assert queries.page_picture(address, actor=house["Anna"], at=AFTER + timedelta(minutes=60)).content
    for wrong in ("1", f"9{address}", address.replace("-", "-1", 1), "x" * 500):
        with pytest.raises(NotFound):
            queries.page_picture(wrong, actor=house["Anna"], at=AFTER)


def test_a_picture_takes_one_query(house):
    address = shown(house).pages[0].address
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.page_picture(address, actor=house["Anna"], at=AFTER)
    assert len(asked) == 1


def test_a_browser_keeps_a_picture_and_nothing_in_between_does(house, settings, built):
    settings.CLOCK = f"{__name__}.on_the_day"
    browser = signed_in(account(Person.objects.get(pk=house["Anna"].person), with_app=True))
    page = browser.get(reverse("web:cv", args=[house.bids["Pien"]]) + "?q=gemeente").content.decode()
    assert 'class="cv-found"' in page
    address = page.partition('<image href="')[2].partition('"')[0]
    answer = browser.get(address)
    assert answer.headers["Content-Type"] == "image/webp"
    kept = answer.headers["Cache-Control"].split(", ")
    assert set(kept) == {"private", "immutable", "max-age=3600"}
    assert "no-store" in browser.get(reverse("web:work")).headers["Cache-Control"]


def on_the_day():
    return AFTER
