"""The page on which a call is written, with and without scripts, and the pages of its history."""

import re
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from openinhuur.calls.actions import drafting, offering
from openinhuur.calls.models import Draft
from openinhuur.domain.membership import Kind
from openinhuur.domain.roles import Role
from openinhuur.parties.actions import organisations
from tests.apps.house import BEFORE, PUBLISHED, START, House, build, person, registration
from tests.apps.test_publication import WHOLE, WRITTEN
from tests.web.test_drafts_pages import browser, read_draft, text, whole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]
NOBODY = "00000000-0000-4000-8000-000000000000"


def on_the_day() -> datetime:
    """The clock of these pages."""
    return WRITTEN


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.CLOCK = "tests.web.test_writing_page.on_the_day"


@pytest.fixture
def house(db: None) -> House:
    return build()


def page_of(draft: Draft) -> str:
    return reverse("web:draft", args=[draft.pk])


def live(client: Client, draft: Draft, path: str, typed: str, was: str):
    return client.post(reverse("web:save-draft", args=[draft.pk]), {path: typed, f"was:{path}": was})


def changed(draft: Draft) -> Draft:
    return Draft.objects.get(pk=draft.pk)


# Looking


def test_every_field_stands_on_the_page_with_what_was_there(house: House) -> None:
    draft = whole(house)
    html = browser(house, "Brenda").get(page_of(draft)).content.decode()
    assert '<input type="hidden" name="was:title" value="Secretaris">' in html
    assert 'name="award_criteria.c1.scale"' in html
    assert 'name="interview_threshold"' in html
    assert re.search(r'<textarea[^>]*id="description.d1.text"', html)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_opens_in_both_languages(house: House, language: str) -> None:
    draft = whole(house)
    with translation.override(language):
        address = page_of(draft)
    page = text(browser(house, "Anna").get(address))
    assert {"nl": "Hoe het ervoor staat", "en": "Where it stands"}[language] in page


def test_what_is_wrong_and_found_stands_beside_its_field(house: House) -> None:
    draft = whole(house, closes_at="straks", description=[{"id": "d1", "title": "Team", "text": "Een jong team."}])
    html = browser(house, "Anna").get(page_of(draft)).content.decode()
    about_text = html.split('data-notes="description.d1.text"')[1].split("<input")[0]
    assert "note--error" in about_text
    about_close = html.split('data-notes="closes_at"')[1].split("<input")[0]
    assert "note--error" in about_close
    assert re.search(r'id="closes_at" value="straks"[^>]*aria-invalid="true"', html)


def test_a_template_says_that_it_is_one(house: House) -> None:
    client = browser(house, "Anna")
    template = drafting.start_from_draft(whole(house).pk, as_template=True, actor=house["Anna"], at=WRITTEN)
    assert "Dit is een sjabloon." in text(client.get(page_of(template)))


def test_a_draft_that_was_sent_back_says_why_and_by_whom(house: House) -> None:
    draft = whole(house)
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert (
        reverse("web:publish-draft", args=[draft.pk]) in browser(house, "Brenda").get(page_of(draft)).content.decode()
    )
    offering.take_back(draft.pk, reason="De start is te vroeg.", actor=house["Amir"], at=WRITTEN)
    page = text(browser(house, "Anna").get(page_of(draft)))
    assert "Amir stuurde het terug" in page
    assert "De start is te vroeg." in page


def test_a_published_draft_leads_to_its_call_and_keeps_its_history(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    offering.publish(draft.pk, version=1, actor=house["Amir"], at=PUBLISHED)
    assert client.get(page_of(draft)).headers["Location"] == reverse("web:call", args=["T-2"])
    assert live(client, draft, "title", "Griffier", "Secretaris").status_code == 409
    assert (
        reverse("web:call", args=["T-2"]) in client.get(reverse("web:draft-history", args=[draft.pk])).content.decode()
    )


def test_the_page_takes_as_few_queries_for_many_items_and_changes(house: House, django_assert_max_num_queries) -> None:
    client, draft, anna, amir = browser(house, "Anna"), whole(house), house["Anna"], house["Amir"]
    addresses = [page_of(draft), reverse("web:draft-history", args=[draft.pk]),
                 reverse("web:draft-version", args=[draft.pk, 1])]  # fmt: skip
    counts = []
    for _ in range(2):
        for address in addresses:
            with django_assert_max_num_queries(24) as found:
                assert client.get(address).status_code == 200
            counts.append(len(found.captured_queries))
        for number in range(20):
            item = drafting.add_item(draft.pk, "requirements", actor=anna if number % 2 else amir, at=WRITTEN)
            drafting.put(draft.pk, f"requirements.{item}.text", f"Eis {number}", was="", actor=amir, at=WRITTEN)
    assert counts[:3] == counts[3:]


# Saving, section by section


def test_a_section_is_saved_with_a_button(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    said = {"section": "basics", "title": "Griffier", "was:title": "Secretaris", "region": "Utrecht", "was:region": ""}
    answer = client.post(page_of(draft), said)
    assert answer.headers["Location"] == f"{page_of(draft)}?kept=basics#basics"
    assert (changed(draft).content["title"], changed(draft).content["region"]) == ("Griffier", "Utrecht")
    assert "Bewaard" in text(client.get(f"{page_of(draft)}?kept=basics"))


def test_items_are_added_moved_and_taken_out_and_what_was_typed_is_kept(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    was = WHOLE["requirements"][0]["text"]
    said = {"section": "requirements", "add": "requirements",
            "requirements.r1.text": "Een hbo-diploma of gelijkwaardig",
            "was:requirements.r1.text": was}  # fmt: skip
    to = client.post(page_of(draft), said).headers["Location"]
    added = to.rpartition(".")[2]
    assert [one["id"] for one in changed(draft).content["requirements"]] == ["r1", added]
    assert changed(draft).content["requirements"][0]["text"] == "Een hbo-diploma of gelijkwaardig"
    client.post(page_of(draft), {"section": "requirements", "up": f"requirements.{added}"})
    assert [one["id"] for one in changed(draft).content["requirements"]] == [added, "r1"]
    client.post(page_of(draft), {"section": "requirements", "remove": "requirements.r1"})
    assert [one["id"] for one in changed(draft).content["requirements"]] == [added]


def test_what_two_people_type_is_never_lost(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    drafting.put(draft.pk, "title", "Griffier", was="Secretaris", actor=house["Amir"], at=WRITTEN)
    said = {"section": "basics", "title": "Adviseur", "was:title": "Secretaris", "region": "Utrecht", "was:region": ""}
    answer = client.post(page_of(draft), said)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert changed(draft).content["title"] == "Griffier"
    assert changed(draft).content["region"] == "Utrecht"  # the other field was kept
    assert 'value="Adviseur"' in html
    assert 'name="was:title" value="Griffier"' in html
    assert "Amir veranderde dit" in text(answer)
    mine = client.post(page_of(draft), {"section": "basics", "title": "Adviseur", "was:title": "Griffier"})
    assert mine.status_code == 302
    assert changed(draft).content["title"] == "Adviseur"


def test_what_was_typed_in_an_item_that_somebody_took_out_is_shown(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    drafting.remove_item(draft.pk, "description.d1", actor=house["Amir"], at=WRITTEN)
    said = {"section": "description", "description.d1.text": "Vergaderingen leiden.", "was:description.d1.text": "x"}
    answer = client.post(page_of(draft), said)
    assert answer.status_code == 409
    assert "Amir haalde dit eruit" in text(answer)
    assert "Vergaderingen leiden." in text(answer)


def test_emptying_a_field_that_somebody_else_changed_stays_empty_on_the_page(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    drafting.put(draft.pk, "title", "Griffier", was="Secretaris", actor=house["Amir"], at=WRITTEN)
    html = client.post(page_of(draft), {"section": "basics", "title": "", "was:title": "Secretaris"}).content.decode()
    assert re.search(r'id="title" value=""', html)


# Saving while typing


def test_a_field_is_saved_as_it_is_typed_and_the_answer_says_what_is_wrong(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    answer = live(client, draft, "hours_per_week", "veel", "36")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert changed(draft).content["hours_per_week"] == "veel"
    assert re.search(r'data-notes="hours_per_week" data-wrong>', html)
    assert "Nog 1 ding te doen" in html
    assert "<html" not in html
    html = live(client, draft, "hours_per_week", "32", "veel").content.decode()
    assert 'data-notes="hours_per_week"' not in html


def test_a_change_of_somebody_else_is_shown_beside_what_was_typed(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    drafting.put(draft.pk, "title", "Griffier & co", was="Secretaris", actor=house["Amir"], at=WRITTEN)
    answer = live(client, draft, "title", "Adviseur", "Secretaris")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert 'data-unsaved="title" data-now="Griffier &amp; co"' in html
    assert "data-mine" in html
    assert "data-theirs" in html
    assert changed(draft).content["title"] == "Griffier & co"
    assert live(client, draft, "title", "Adviseur", "Griffier & co").status_code == 200


def test_days_of_the_week_are_saved_and_emptied(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    live(client, draft, "working_days", ["mon", "fri"], "")
    assert changed(draft).content["working_days"] == "mon,fri"
    client.post(reverse("web:save-draft", args=[draft.pk]), {"was:working_days": "mon,fri"})
    assert changed(draft).content["working_days"] == ""


def test_typing_in_what_was_read_confirms_it(house: House) -> None:
    draft, client = read_draft(house), browser(house, "Anna")
    live(client, draft, "title", "Griffier", draft.content["title"])
    assert "title" not in changed(draft).to_confirm
    assert "number" in changed(draft).to_confirm


# What nobody should send


@pytest.mark.parametrize(
    "path",
    ["nowhere", "requirements", "requirements.r1", "requirements.r1.id", "requirements.r9.nothing", "id", "content",
     "title.x", "a.b.c.d", "__class__", "", "desk_id", "../title", "x" * 900],
)  # fmt: skip
def test_a_place_that_a_call_does_not_have_changes_nothing(house: House, path: str) -> None:
    draft, client = whole(house), browser(house, "Anna")
    for address in (page_of(draft), reverse("web:save-draft", args=[draft.pk])):
        assert client.post(address, {path: "x", f"was:{path}": ""}).status_code == 409
    assert changed(draft).content == draft.content


@pytest.mark.parametrize("name", ["add", "remove", "up", "down"])
@pytest.mark.parametrize("path", ["nowhere", "", "title", "requirements.zzz", "requirements.r1.text", "x" * 5000])
def test_a_step_with_what_is_not_there_changes_nothing(house: House, name: str, path: str) -> None:
    draft, client = whole(house), browser(house, "Anna")
    answer = client.post(page_of(draft), {"section": "basics", name: path})
    assert answer.status_code == 409
    assert changed(draft).content == draft.content


def test_more_than_a_field_holds_is_told_at_the_field_and_kept_on_the_page(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    answer = client.post(page_of(draft), {"section": "basics", "title": "a" * 201, "was:title": "Secretaris"})
    assert answer.status_code == 422
    assert f'value="{"a" * 201}"' in answer.content.decode()
    assert live(client, draft, "title", "a" * 201, "Secretaris").status_code == 422
    assert changed(draft).content["title"] == "Secretaris"


def test_signs_that_are_no_text_are_taken_out(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    live(client, draft, "title", "Gri\x00ffier\x07 <script>", "Secretaris")
    assert changed(draft).content["title"] == "Griffier <script>"
    assert "Griffier <script>" not in client.get(page_of(draft)).content.decode()


@pytest.mark.parametrize("section", ["//evil.example", "basics#x", "nowhere", "../x", ""])
def test_a_section_that_is_not_there_leads_nowhere_else(house: House, section: str) -> None:
    draft, client = whole(house), browser(house, "Anna")
    assert client.post(page_of(draft), {"section": section}).headers["Location"] == page_of(draft)


def test_the_draft_of_another_is_not_there(house: House) -> None:
    draft = whole(house)
    other = organisations.register(registration("Andere desk", 8), kind=Kind.DESK, actor=START, at=BEFORE)
    house.people["Dora"] = person("Dora", other, Role.DESK)
    for name in ("Bas", "Dora", "Aukje", "Ingrid", "Abel", "Sterk BV"):
        client = browser(house, name)
        assert client.get(page_of(draft)).status_code == 404
        assert client.post(page_of(draft), {"title": "x", "was:title": "Secretaris"}).status_code == 404
        assert client.post(page_of(draft)).status_code == 404
        assert live(client, draft, "title", "x", "Secretaris").status_code == 404
        assert client.get(reverse("web:draft-history", args=[draft.pk])).status_code == 404
        assert client.get(reverse("web:draft-version", args=[draft.pk, 1])).status_code == 404
    assert changed(draft).content == draft.content


def test_a_draft_that_never_was_or_was_put_away_is_not_there(house: House) -> None:
    draft, client = whole(house), browser(house, "Anna")
    drafting.discard(draft.pk, actor=house["Anna"], at=WRITTEN)
    for draft_id in (draft.pk, NOBODY):
        assert client.get(reverse("web:draft", args=[draft_id])).status_code == 404
        assert client.get(reverse("web:draft-history", args=[draft_id])).status_code == 404
        assert client.post(reverse("web:save-draft", args=[draft_id])).status_code == 404


def test_saving_needs_a_form_of_ours(house: House) -> None:
    draft = whole(house)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser(house, "Anna").cookies
    assert live(strict, draft, "title", "x", "Secretaris").status_code == 403
    assert browser(house, "Brenda").get(reverse("web:save-draft", args=[draft.pk])).status_code == 405


# The history


def test_the_history_shows_each_change_with_its_words(house: House) -> None:
    draft, client = whole(house), browser(house, "Brenda")
    drafting.put(draft.pk, "title", "Secretaris van de raad", was="Secretaris", actor=house["Amir"], at=WRITTEN)
    drafting.put(draft.pk, "is_under_direction", "yes", was="", actor=house["Anna"], at=WRITTEN)
    drafting.remove_item(draft.pk, "description.d1", actor=house["Anna"], at=WRITTEN)
    html = client.get(reverse("web:draft-history", args=[draft.pk])).content.decode()
    assert re.search(r"Secretaris<ins>.*? van de raad</ins>", html)
    assert "Notuleren en besluiten voorbereiden." in html
    assert "weggehaald" in html
    assert re.search(r"<ins>.*?Ja</ins>", html)
    then = client.get(reverse("web:draft-version", args=[draft.pk, 1])).content.decode()
    assert "Wat verschilt tussen versie 1 en nu" in then
    assert re.search(r"<dt>Titel</dt><dd[^>]*>Secretaris</dd>", then)


def test_a_long_history_has_pages(house: House) -> None:
    draft, client, was = whole(house), browser(house, "Anna"), "Secretaris"
    for number in range(60):
        name, typed = ("Anna", "Amir")[number % 2], f"Secretaris {number}"
        drafting.put(draft.pk, "title", typed, was=was, actor=house[name], at=WRITTEN)
        was = typed
    address = reverse("web:draft-history", args=[draft.pk])
    first, second = (client.get(address, {"page": page}).content.decode() for page in (1, 2))
    assert (first.count('class="history__head"'), second.count('class="history__head"')) == (50, 10)
    assert 'rel="next" href="?page=2"' in first
    assert 'rel="prev" href="?page=1"' in second
    for page in ("0", "3", "-1", "x", "²", "9" * 40, ""):
        assert client.get(address, {"page": page}).status_code == 404


@pytest.mark.parametrize("version", ["0", "99", "9" * 40])
def test_a_version_that_never_was_has_no_page(house: House, version: str) -> None:
    draft = whole(house)
    address = f"{reverse('web:draft-history', args=[draft.pk])}{version}/"
    assert browser(house, "Anna").get(address).status_code == 404
