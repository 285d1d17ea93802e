"""The pages around writing a call: lists, starting, confirming what was read, the check, the second person."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openinhuur.accounts.models import Person
from openinhuur.calls.actions import drafting, offering
from openinhuur.calls.models import Call, Draft
from openinhuur.letters.models import Message
from tests.apps.house import PUBLISHED, House, build
from tests.apps.test_publication import REQUEST, WHOLE, WRITTEN
from tests.web.accounts import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]


def on_the_day() -> datetime:
    """The clock of these pages."""
    return WRITTEN


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.CLOCK = "tests.web.test_drafts_pages.on_the_day"


@pytest.fixture
def house(db: None) -> House:
    return build()


def browser(house: House, name: str) -> Client:
    needs_app = name not in {"Sterk BV", "Rap BV", "Otto"}
    return signed_in(account(Person.objects.get(pk=house[name].person), with_app=needs_app))


def whole(house: House, **changed: object) -> Draft:
    content = json.loads(json.dumps({**WHOLE, **changed}))
    return drafting.start(house.category_id, content=content, actor=house["Anna"], at=WRITTEN)


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def start(client: Client, **said: object):
    return client.post(reverse("web:new-draft"), said)


# Starting


def test_a_draft_starts_from_nothing(house: House) -> None:
    client = browser(house, "Brenda")
    assert client.get(reverse("web:new-draft")).status_code == 200
    answer = start(client, category=house.category_id, start="nothing")
    draft = Draft.objects.get()
    assert answer.headers["Location"] == reverse("web:draft", args=[draft.pk])
    assert (draft.buyer, draft.desk, draft.started_by.name) == (house.buyer, house.desk, "Brenda")


def test_a_draft_starts_from_a_document_that_is_uploaded(house: House) -> None:
    file = SimpleUploadedFile("aanvraag.md", REQUEST.read_bytes())
    answer = start(browser(house, "Anna"), category=house.category_id, start="document", document=file)
    draft = Draft.objects.get()
    assert answer.headers["Location"] == reverse("web:draft-document", args=[draft.pk])
    assert draft.source_name == "aanvraag.md"
    assert draft.content["number"] == "30534"


def test_a_draft_starts_from_a_text_that_is_pasted(house: House) -> None:
    start(browser(house, "Anna"), category=house.category_id, start="text", text=REQUEST.read_text())
    assert Draft.objects.get().content["number"] == "30534"


def test_a_draft_starts_from_an_earlier_call_or_a_template_in_its_own_category(house: House) -> None:
    client = browser(house, "Anna")
    house.publish()
    template = drafting.start_from_draft(whole(house).pk, as_template=True, actor=house["Anna"], at=WRITTEN)
    assert "T-1" in client.get(reverse("web:new-draft")).content.decode()
    assert start(client, start="call", call=" T-1 ").status_code == 302
    assert start(client, start="template", template=template.pk).status_code == 302
    assert {one.origin for one in Draft.objects.filter(is_template=False)} == {"", "call:T-1", template.subject}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"start": "document"}, "document"),
        ({"start": "text", "text": "  "}, "text"),
        ({"start": "call"}, "call"),
        ({"start": "template"}, "template"),
        ({"start": "nothing", "category": "9999"}, "category"),
        ({"start": "elsewhere"}, "start"),
    ],
)
def test_what_lacks_is_told_at_its_field(house: House, said: dict[str, str], field: str) -> None:
    answer = start(browser(house, "Anna"), **{"category": house.category_id, **said})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_text_that_is_no_call_is_told_and_kept(house: House) -> None:
    answer = start(browser(house, "Anna"), category=house.category_id, start="text", text="Beste collega, tot morgen.")
    assert answer.status_code == 422
    assert "Beste collega, tot morgen." in answer.content.decode()


def test_an_unknown_call_is_not_found(house: House) -> None:
    assert start(browser(house, "Anna"), start="call", call="nergens").status_code == 404


# The list


def test_the_list_leads_to_where_each_draft_goes_on(house: House) -> None:
    client = browser(house, "Amir")
    offered = whole(house, number="T-7")
    offering.offer(offered.pk, actor=house["Anna"], at=WRITTEN)
    read = drafting.start_from_document(
        house.category_id, REQUEST.read_bytes(), name="a.md", actor=house["Amir"], at=WRITTEN
    )
    page = client.get(reverse("web:drafts")).content.decode()
    assert reverse("web:publish-draft", args=[offered.pk]) in page
    assert reverse("web:draft-document", args=[read.pk]) in page
    assert client.get(reverse("web:work")).content.decode().count(reverse("web:publish-draft", args=[offered.pk])) == 1


def test_the_list_takes_few_queries_however_long_it_is(house: House, django_assert_max_num_queries) -> None:
    client = browser(house, "Anna")
    for number in range(12):
        whole(house, number=f"T-{number}")
    with django_assert_max_num_queries(14):
        assert client.get(reverse("web:drafts")).status_code == 200


@pytest.mark.parametrize("name", ["Sterk BV", "Aukje", "Ingrid", "Abel"])
def test_who_writes_no_calls_sees_no_drafts(house: House, name: str) -> None:
    draft = whole(house)
    client = browser(house, name)
    assert client.get(reverse("web:drafts")).status_code == 403
    for address in ("draft-document", "draft-check", "publish-draft"):
        assert client.get(reverse(f"web:{address}", args=[draft.pk])).status_code == 404


def test_a_draft_of_another_buyer_is_not_there(house: House) -> None:
    draft = whole(house)
    bas = browser(house, "Bas")
    assert bas.get(reverse("web:draft-check", args=[draft.pk])).status_code == 404
    assert bas.post(reverse("web:discard-draft", args=[draft.pk])).status_code == 404
    assert bas.post(reverse("web:offer-draft", args=[draft.pk])).status_code == 404
    assert bas.post(reverse("web:keep-template", args=[draft.pk])).status_code == 404


def test_a_draft_is_kept_as_a_template_and_put_away(house: House) -> None:
    client, draft = browser(house, "Anna"), whole(house)
    client.post(reverse("web:keep-template", args=[draft.pk]))
    template = Draft.objects.get(is_template=True)
    assert str(template.pk) in client.get(reverse("web:drafts")).content.decode()
    client.post(reverse("web:discard-draft", args=[template.pk]))
    assert str(template.pk) not in client.get(reverse("web:drafts")).content.decode()


# Confirming what was read


def read_draft(house: House) -> Draft:
    return drafting.start_from_document(
        house.category_id, REQUEST.read_bytes(), name=REQUEST.name, actor=house["Anna"], at=WRITTEN
    )


def test_what_was_read_stands_beside_its_lines(house: House) -> None:
    draft = read_draft(house)
    page = browser(house, "Anna").get(reverse("web:draft-document", args=[draft.pk])).content.decode()
    assert 'href="#line-77"' in page
    assert '<li id="line-77" value="77"' in page
    assert "Secretaris Domein Samenleving" in page
    assert f"0 of {len(draft.to_confirm)} confirmed" in page or f"0 van {len(draft.to_confirm)}" in page


def test_one_field_is_confirmed_with_what_was_typed_over_it(house: House) -> None:
    draft, client = read_draft(house), browser(house, "Anna")
    said = {"section": "basics", "right": "title", "title": "Griffier", "was:title": draft.content["title"]}
    answer = client.post(reverse("web:draft-document", args=[draft.pk]), said)
    assert answer.headers["Location"].endswith("#section-basics")
    draft.refresh_from_db()
    assert draft.content["title"] == "Griffier"
    assert "title" not in draft.to_confirm
    assert "number" in draft.to_confirm


def test_a_whole_section_is_confirmed_at_once(house: House) -> None:
    draft, client = read_draft(house), browser(house, "Anna")
    places = [path for path in draft.to_confirm if path.startswith("requirements.")]
    client.post(
        reverse("web:draft-document", args=[draft.pk]), {"section": "requirements", "right": "*", "place": places}
    )
    draft.refresh_from_db()
    assert not [path for path in draft.to_confirm if path.startswith("requirements.")]
    assert "title" in draft.to_confirm


def test_an_item_that_should_not_be_there_is_left_out(house: House) -> None:
    draft, client = read_draft(house), browser(house, "Anna")
    client.post(
        reverse("web:draft-document", args=[draft.pk]), {"section": "description", "leave-out": "description.i28"}
    )
    draft.refresh_from_db()
    assert "description.i28" not in {f"description.{one['id']}" for one in draft.content["description"]}
    assert "description.i28" not in draft.to_confirm
    assert client.get(reverse("web:draft-document", args=[draft.pk])).status_code == 200


def test_enter_in_a_field_keeps_it_and_confirms_nothing_else(house: House) -> None:
    draft, client = read_draft(house), browser(house, "Anna")
    page = client.get(reverse("web:draft-document", args=[draft.pk])).content.decode()
    first = re.search(r'<form method="post" novalidate>.*?<button ([^>]*)>', page, re.DOTALL)
    assert first is not None
    assert "name=" not in first.group(1)
    said = {"section": "basics", "title": "Griffier", "was:title": draft.content["title"]}
    client.post(reverse("web:draft-document", args=[draft.pk]), said)
    after = Draft.objects.get()
    assert set(draft.to_confirm) - set(after.to_confirm) == {"title"}


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_and_what_was_typed_stays(house: House) -> None:
    draft, client = read_draft(house), browser(house, "Anna")
    was = draft.content["title"]
    drafting.put(draft.pk, "title", "Griffier", was=was, actor=house["Amir"], at=WRITTEN)
    said = {"section": "basics", "right": "title", "title": "Adviseur", "was:title": was}
    answer = client.post(reverse("web:draft-document", args=[draft.pk]), said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Adviseur"' in page
    assert "Griffier" in page
    assert 'name="was:title" value="Griffier"' in page
    assert Draft.objects.get().content["title"] == "Griffier"


def test_days_of_the_week_are_kept_as_they_are_ticked(house: House) -> None:
    draft, client = read_draft(house), browser(house, "Anna")
    said = {"right": "working_days", "working_days": ["mon", "fri"], "was:working_days": draft.content["working_days"]}
    client.post(reverse("web:draft-document", args=[draft.pk]), said)
    assert Draft.objects.get().content["working_days"] == "mon,fri"


def test_a_draft_without_a_document_has_no_such_page(house: House) -> None:
    draft = whole(house)
    assert browser(house, "Anna").get(reverse("web:draft-document", args=[draft.pk])).status_code == 404


# The check


def test_the_check_tells_what_is_missing_and_found_each_at_its_place(house: House) -> None:
    draft = whole(house, closes_at="", description=[{"id": "d1", "title": "Team", "text": "Een jong team."}])
    page = browser(house, "Anna").get(reverse("web:draft-check", args=[draft.pk]))
    assert page.status_code == 200
    html = page.content.decode()
    address = reverse("web:draft", args=[draft.pk])
    assert f'href="{address}#closes_at"' in html
    assert f'href="{address}#description.d1.text"' in html
    assert "https://wetten.overheid.nl/" in html
    assert reverse("web:offer-draft", args=[draft.pk]) not in html


def test_an_error_is_let_stand_with_a_reason_by_who_may_publish(house: House) -> None:
    draft = whole(house, description=[{"id": "d1", "title": "Team", "text": "Een jong team."}])
    address = reverse("web:draft-check", args=[draft.pk])
    brenda, anna = browser(house, "Brenda"), browser(house, "Anna")
    assert 'name="about"' not in brenda.get(address).content.decode()
    about = re.search(r'name="about" value="(\w+)"', anna.get(address).content.decode()).group(1)
    assert brenda.post(address, {"about": about, "reason": "Zo is het nu eenmaal."}).status_code == 403
    refused = anna.post(address, {"about": about, "reason": ""})
    assert refused.status_code == 422
    assert 'href="#id_reason"' in refused.content.decode()
    assert refused.content.decode().count('id="id_reason"') == 1
    anna.post(address, {"about": about, "reason": "Een citaat uit de wet."})
    page = anna.get(address).content.decode()
    assert "Een citaat uit de wet." in page
    assert reverse("web:offer-draft", args=[draft.pk]) in page


def test_what_is_not_ready_is_led_back_to_the_check(house: House) -> None:
    draft = whole(house, closes_at="")
    answer = browser(house, "Anna").post(reverse("web:offer-draft", args=[draft.pk]))
    assert answer.headers["Location"] == reverse("web:draft-check", args=[draft.pk])


def test_what_no_reason_can_mend_is_told_on_the_check(house: House) -> None:
    draft = whole(house, interview_weight="20", award_criteria=[{**WHOLE["award_criteria"][0], "maximum": "80"}])
    page = browser(house, "Anna").get(reverse("web:draft-check", args=[draft.pk])).content.decode()
    assert 'id="why-not"' in page
    assert reverse("web:offer-draft", args=[draft.pk]) not in page


# The second person


def test_one_offers_and_another_sees_it_as_it_will_be_and_publishes(house: House, settings) -> None:
    anna, amir = browser(house, "Anna"), browser(house, "Amir")
    draft = whole(house)
    assert anna.post(reverse("web:offer-draft", args=[draft.pk])).status_code == 302
    address = reverse("web:publish-draft", args=[draft.pk])
    own = anna.get(address).content.decode()
    assert 'name="version"' not in own
    page = amir.get(address).content.decode()
    assert "Een diploma op hbo-niveau of gelijkwaardig" in page
    assert "Notuleren en besluiten voorbereiden." in page
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    assert anna.post(address, {"version": version}).status_code == 403
    assert Client().get(reverse("web:call", args=["T-2"])).status_code == 404
    answer = amir.post(address, {"version": version})
    assert answer.headers["Location"] == reverse("web:call", args=["T-2"])
    assert Client().get(reverse("web:call", args=["T-2"])).status_code == 200
    gone = amir.get(address)
    assert gone.status_code == 409
    assert "T-2" in gone.content.decode()


def test_a_version_that_was_not_seen_is_not_published(house: House) -> None:
    draft = whole(house)
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    address, amir = reverse("web:publish-draft", args=[draft.pk]), browser(house, "Amir")
    for version in ("", "0", "99", "-1", "1e3", "²"):
        assert amir.post(address, {"version": version}).status_code == 409
    assert not Call.objects.exists()


def test_the_second_person_sends_it_back_with_a_reason(house: House) -> None:
    draft = whole(house)
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    address, amir = reverse("web:send-back-draft", args=[draft.pk]), browser(house, "Amir")
    refused = amir.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert 'href="#id_reason"' in refused.content.decode()
    assert amir.post(address, {"reason": "De start is te vroeg."}).status_code == 302
    assert "De start is te vroeg." in Message.objects.get(kind="draft-sent-back").text
    work = browser(house, "Anna").get(reverse("web:work")).content.decode()
    assert reverse("web:draft", args=[draft.pk]) in work


def test_who_offered_it_takes_it_back_with_one_click(house: House) -> None:
    draft = whole(house)
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    assert browser(house, "Anna").post(reverse("web:send-back-draft", args=[draft.pk])).status_code == 302
    assert Draft.objects.get().offered_at is None


def test_what_is_not_offered_has_no_page_to_publish(house: House) -> None:
    draft = whole(house)
    assert browser(house, "Amir").get(reverse("web:publish-draft", args=[draft.pk])).status_code == 409


# The proof


def test_the_desk_and_the_auditor_see_to_whom_each_invitation_went(house: House) -> None:
    draft = whole(house)
    offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)
    offering.publish(draft.pk, version=1, actor=house["Amir"], at=PUBLISHED)
    sent, failed = Message.objects.filter(kind="call-invitation").order_by("recipient_name")
    Message.objects.filter(pk=sent.pk).update(sent_at=PUBLISHED + timedelta(seconds=2))
    Message.objects.filter(pk=failed.pk).update(failed_at=PUBLISHED, last_error="550 no such user")
    address = reverse("web:invitations", args=["T-2"])
    for name in ("Anna", "Aukje"):
        page = text(browser(house, name).get(address))
        assert "550 no such user" in page
        assert sent.recipient_email in page
    for name in ("Brenda", "Sterk BV"):
        assert browser(house, name).get(address).status_code == 403


def test_no_page_of_a_draft_is_written_by_looking(house: House) -> None:
    draft = read_draft(house)
    anna = browser(house, "Anna")
    before = (Draft.objects.get().version, Draft.objects.get().to_confirm)
    for name in ("draft-document", "draft-check"):
        assert anna.get(reverse(f"web:{name}", args=[draft.pk])).status_code == 200
    for name in ("keep-template", "discard-draft", "offer-draft"):
        assert anna.get(reverse(f"web:{name}", args=[draft.pk])).status_code == 405
    assert (Draft.objects.get().version, Draft.objects.get().to_confirm) == before
