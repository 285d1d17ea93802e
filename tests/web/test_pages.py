"""The pages of the played case: who may open which, in which language, and what travels with them."""

import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation

from openinhuur.journal.models import Entry
from tests.web.rooms import ALLOWED, PAPERS, TAKES_POST, details_of_the_case, people_of_the_case

if TYPE_CHECKING:
    from openinhuur.demo.play import Play

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

NO_MORE_QUERIES_THAN = 30
OF_MORE_THAN_ONE_PAGE = {"call-pdf": 40}  # the call, its questions and its moments on one paper


@pytest.fixture
def people(played: "Play") -> dict[str, int | None]:
    """The id of one person per role."""
    return people_of_the_case()


@pytest.fixture
def details(played: "Play") -> dict[str, dict[str, str]]:
    """What each address needs."""
    return details_of_the_case()


@pytest.fixture(autouse=True)
def _demo(settings) -> None:
    settings.DEMO = True


def _look_as(person: int | None) -> Client:
    client = Client()
    client.post(reverse("play"), {"person": person})
    return client


def _reader(page: str, people: dict[str, int | None]) -> int | None:
    """Somebody of the case for whom the page opens."""
    return people[next(role for role in ("auditor", "desk", "winner", "administrator") if role in ALLOWED[page])]


@pytest.mark.parametrize("page", ALLOWED)
def test_looking_writes_nothing_and_costs_few_queries(page, people, details, django_assert_max_num_queries):
    client = _look_as(_reader(page, people))
    before = Entry.objects.count()
    with django_assert_max_num_queries(OF_MORE_THAN_ONE_PAGE.get(page, NO_MORE_QUERIES_THAN)):
        client.get(reverse(f"web:{page}", kwargs=details[page]))
    assert Entry.objects.count() == before


@pytest.mark.parametrize("page", sorted(set(ALLOWED) - TAKES_POST))
def test_a_page_that_only_shows_answers_head_and_refuses_post(page, people, details):
    client, address = _look_as(_reader(page, people)), reverse(f"web:{page}", kwargs=details[page])
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("page", sorted(set(ALLOWED) - PAPERS))
def test_a_page_leads_to_itself_in_the_other_language(page, people, details):
    client = _look_as(_reader(page, people))
    with translation.override("nl"):
        dutch = reverse(f"web:{page}", kwargs=details[page])
    with translation.override("en"):
        english = reverse(f"web:{page}", kwargs=details[page])
    assert english.startswith("/en/")
    assert f'href="{english}" lang="en"' in client.get(dutch).text
    assert f'href="{dutch}" lang="nl"' in client.get(english).text
    assert '<html lang="nl"' in client.get(dutch).text
    assert '<html lang="en"' in client.get(english).text


@pytest.mark.parametrize("page", sorted(set(ALLOWED) - PAPERS))
def test_a_page_has_one_heading_and_its_landmarks(page, people, details):
    text = _look_as(_reader(page, people)).get(reverse(f"web:{page}", kwargs=details[page])).text
    assert text.count("<h1") == text.count("<main") == text.count("<header") == text.count("<footer") == 1
    identities = re.findall(r'\sid="([^"]+)"', text)
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize(("page", "start"), [("letter", "brief"), ("invoice", "factuur")])
def test_a_document_opens_in_the_browser_under_its_own_name(page, start, people, details):
    response = _look_as(people["winner"]).get(reverse(f"web:{page}", kwargs=details[page]))
    assert response.content.startswith(b"%PDF-")
    assert response.headers["Content-Type"] == "application/pdf"
    assert re.match(rf'inline; filename="?[\w. -]*{start}', response.headers["Content-Disposition"], re.IGNORECASE)
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_from_elsewhere_may_run_on_a_page(played):
    policy = Client().get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_what_somebody_sees_by_role_is_never_kept_by_a_cache(people):
    assert "no-store" in _look_as(people["auditor"]).get("/").headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/aanvragen/nergens/", "/aanvragen/%00/", "/nergens/", "/en/calls/nowhere/"])
def test_an_address_that_is_not_there_has_a_page_of_its_own(address, played):
    response = Client().get(address)
    assert response.status_code == 404
    assert "<h1" in response.text


def test_whatever_breaks_there_is_a_page_without_the_database():
    from openinhuur.web.errors import server_error  # noqa: PLC0415 (needs Django to be set up)

    response = server_error(None)
    assert response.status_code == 500
    assert b"<h1" in response.content


@pytest.mark.parametrize(
    ("query", "status"),
    [("?before=x", 200), ("?before=-1", 200), ("?call=nergens", 404), ("?before=0", 200), ("?call=%00", 200)],
)
def test_the_journal_reads_strange_questions_kindly(query, status, people):
    assert _look_as(people["auditor"]).get(reverse("web:journal") + query).status_code == status


def test_a_monitor_gets_a_plain_answer(played):
    assert Client().get("/healthz/").content == b"ok\n"


def test_only_known_addresses_stand_outside_the_languages():
    assert settings.ROOT_URLCONF
    outside = [str(one.pattern) for one in get_resolver().url_patterns if not hasattr(one, "url_patterns")]
    assert outside == ["healthz/", "play/", "robots.txt", "sitemap.xml", "sitemap-<int:number>.xml"]
