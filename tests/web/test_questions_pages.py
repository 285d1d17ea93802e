"""The pages around questions: asking, answering, the second person, and what nobody else sees."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from openinhuur.accounts.models import Person
from openinhuur.calls import actions as calls
from openinhuur.calls import rounds
from openinhuur.calls.actions import clarifying
from openinhuur.calls.models import Call, Clarification, Correction, Question
from openinhuur.domain.answers import Reply
from tests.apps.house import ANSWERED, CLOSES, PUBLISHED, WHY_LATE, House, build
from tests.web.accounts import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

ASKED = PUBLISHED + timedelta(days=1)
CLOCK = {"at": ASKED}
HOSTILE = '<script>alert("1")</script> {{ 7*7 }}'


def on_the_day() -> datetime:
    """The clock of these pages."""
    return CLOCK["at"]


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    CLOCK["at"] = ASKED
    settings.CLOCK = "tests.web.test_questions_pages.on_the_day"


@pytest.fixture
def house(db: None) -> House:
    return build().publish()


def browser(house: House, name: str) -> Client:
    needs_app = name not in {"Sterk BV", "Rap BV", "Otto"}
    return signed_in(account(Person.objects.get(pk=house[name].person), with_app=needs_app))


def ask(house: House, said: str = "Mag dit?", *, by: str = "Sterk BV", at: datetime = ASKED, **more: bool) -> Question:
    return calls.ask("T-1", said, actor=house[by], at=at, **more)


def address(name: str, *args: object) -> str:
    return reverse(f"web:{name}", args=["T-1", *args])


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def seen_on(client: Client, name: str, *args: object) -> str:
    """The fingerprint that stands on a page."""
    return re.search(r'name="seen" value="(\w+)"', client.get(address(name, *args)).content.decode()).group(1)


def offered(house: House, said: str = "Mag dit?", **more: str) -> Question:
    row = ask(house, said)
    CLOCK["at"] = ANSWERED
    reply = Reply(**{"answer": "Ja, dat mag.", **more})
    calls.answer("T-1", row.pk, reply, seen=rounds.fingerprint([row]), actor=house["Anna"], at=ANSWERED)
    clarifying.offer("T-1", tells_nobody=True, actor=house["Anna"], at=ANSWERED)
    return row


# Asking


def test_a_supplier_that_is_admitted_asks_beside_the_answers(house: House) -> None:
    client = browser(house, "Sterk BV")
    page = client.get(address("questions"))
    assert "Grossmann" in text(page)
    answer = client.post(address("questions"), {"text": "Mag dit?"}, follow=True)
    assert "Mag dit?" in text(answer)
    assert Question.objects.get().supplier == house.suppliers["Sterk BV"]


def test_others_see_no_form_and_who_asked_sees_its_own(house: House) -> None:
    ask(house, "Mag onze kandidaat dit?")
    for client in (Client(), browser(house, "Otto"), browser(house, "Brenda"), browser(house, "Rap BV")):
        assert "Mag onze kandidaat dit?" not in text(client.get(address("questions")))
    assert 'name="text"' not in Client().get(address("questions")).content.decode()
    assert "Mag onze kandidaat dit?" in text(browser(house, "Sterk BV").get(address("questions")))


def test_a_visitor_gets_no_cookie_and_asks_nothing(house: House) -> None:
    client = Client()
    assert not client.get(address("questions")).cookies
    assert client.post(address("questions"), {"text": "Mag dit?"}).status_code == 403
    assert browser(house, "Otto").post(address("questions"), {"text": "Mag dit?"}).status_code == 403
    assert not Question.objects.exists()


@pytest.mark.parametrize("said", ["", "   ", "a" * 4001, "nul\x00"])
def test_what_cannot_be_asked_is_told_at_its_field(house: House, said: str) -> None:
    answer = browser(house, "Sterk BV").post(address("questions"), {"text": said})
    assert answer.status_code == 422
    assert 'href="#id_text"' in answer.content.decode()


def test_r12_who_is_just_too_late_keeps_what_was_typed_and_can_report_an_error(house: House) -> None:
    client = browser(house, "Sterk BV")
    assert "reports_error" not in client.get(address("questions")).content.decode()
    CLOCK["at"] = house.call.questions_close_at
    late = client.post(address("questions"), {"text": "Eis 2 klopt niet."})
    assert late.status_code == 422
    assert "Eis 2 klopt niet." in text(late)
    assert 'name="reports_error"' in late.content.decode()
    assert client.post(address("questions"), {"text": "Eis 2 klopt niet.", "reports_error": "on"}).status_code == 302
    assert Question.objects.get().reports_error


def test_after_the_deadline_and_in_a_withdrawn_call_asking_is_over(house: House) -> None:
    client = browser(house, "Sterk BV")
    CLOCK["at"] = CLOSES
    assert 'name="text"' not in client.get(address("questions")).content.decode()
    assert client.post(address("questions"), {"text": "Nog iets?", "reports_error": "on"}).status_code == 422
    by = house["Anna"].person
    Call.objects.update(withdrawn_at=CLOSES, withdrawn_by=by, withdrawal_reason="Er is geen geld meer.")
    assert "ingetrokken" in text(client.get(address("questions")))
    assert client.post(address("questions"), {"text": "Nog iets?"}).status_code == 409


def test_a_draft_and_an_unknown_call_have_no_questions(house: House) -> None:
    assert Client().get(reverse("web:questions", args=["nergens"])).status_code == 404
    house.number = "T-2"
    calls.write(house.draft(), actor=house["Anna"], at=PUBLISHED)
    assert browser(house, "Sterk BV").get(reverse("web:questions", args=["T-2"])).status_code == 404


# Answering


def test_the_desk_answers_and_offers(house: House) -> None:
    row = ask(house, "Mag Sterk dit?")
    client = browser(house, "Anna")
    page = client.get(address("answer", row.pk))
    assert "Sterk BV" in text(page)
    assert "verraden" in text(page)
    said = {"answer": "Ja.", "group": "Werk", "wording": "Mag dit?", "seen": seen_on(client, "answer", row.pk)}
    assert client.post(address("answer", row.pk), said).headers["Location"] == address("answers")
    assert client.post(address("offer-answers")).status_code == 422  # others can still ask
    CLOCK["at"] = house.call.questions_close_at
    assert client.post(address("offer-answers")).headers["Location"] == address("answers")
    row.refresh_from_db()
    assert (row.answer, row.group, row.wording, row.offered_by.name) == ("Ja.", "Werk", "Mag dit?", "Anna")


def test_r12_what_somebody_else_wrote_meanwhile_stands_beside_what_was_typed(house: House) -> None:
    row = ask(house)
    anna, amir = browser(house, "Anna"), browser(house, "Amir")
    seen = seen_on(anna, "answer", row.pk)
    amir.post(address("answer", row.pk), {"answer": "Nee, nooit.", "seen": seen_on(amir, "answer", row.pk)})
    refused = anna.post(address("answer", row.pk), {"answer": "Ja, altijd.", "seen": seen})
    assert refused.status_code == 422
    assert "Nee, nooit." in text(refused)
    assert "Ja, altijd." in text(refused)
    now = re.search(r'name="seen" value="(\w+)"', refused.content.decode()).group(1)
    assert anna.post(address("answer", row.pk), {"answer": "Ja, altijd.", "seen": now}).status_code == 302
    row.refresh_from_db()
    assert row.answer == "Ja, altijd."


def test_words_that_may_tell_who_asked_are_ticked_before_they_are_offered(house: House) -> None:
    row = ask(house, "Mag Sterk dit?")
    CLOCK["at"] = ANSWERED
    reply = Reply(answer="Ja.")
    calls.answer("T-1", row.pk, reply, seen=rounds.fingerprint([row]), actor=house["Anna"], at=ANSWERED)
    client = browser(house, "Anna")
    refused = client.post(address("offer-answers"))
    assert refused.status_code == 422
    assert 'href="#id_tells_nobody"' in refused.content.decode()
    assert client.post(address("offer-answers"), {"tells_nobody": "on"}).status_code == 302


def test_an_answer_refers_to_a_correction_of_this_call(house: House) -> None:
    row = ask(house)
    by = house["Anna"].person
    Correction.objects.create(call=house.call, number=1, reason="De uren.", written_by_id=by, written_at=ASKED)
    client = browser(house, "Anna")
    seen = seen_on(client, "answer", row.pk)
    for wrong in ("2", "x", "-1", "9" * 30):
        said = {"answer": "Ja.", "correction": wrong, "seen": seen}
        assert client.post(address("answer", row.pk), said).status_code == 422
    assert client.post(address("answer", row.pk), {"answer": "Ja.", "correction": "1", "seen": seen}).status_code == 302
    row.refresh_from_db()
    assert row.correction.number == 1


@pytest.mark.parametrize("question", [0, 999, 2**63])
def test_a_question_that_is_not_there_is_not_found(house: House, question: int) -> None:
    client = browser(house, "Anna")
    assert client.get(address("answer", question)).status_code == 404
    assert client.post(address("answer", question), {"answer": "Ja."}).status_code == 404


# The second person


def test_the_second_person_publishes_what_they_see_with_a_reason_when_it_is_late(house: House) -> None:
    offered(house)
    client = browser(house, "Amir")
    seen = seen_on(client, "check-answers")
    late = client.post(address("check-answers"), {"seen": seen})
    assert late.status_code == 422
    assert 'href="#id_late_reason"' in late.content.decode()
    done = client.post(address("check-answers"), {"seen": seen, "late_reason": WHY_LATE})
    assert done.headers["Location"] == address("questions")
    page = Client().get(address("questions"))
    assert "Ja, dat mag." in text(page)
    assert address("clarification", 1) in page.content.decode()
    paper = Client().get(address("clarification", 1))
    assert (paper.status_code, paper.headers["Content-Type"]) == (200, "application/pdf")
    assert client.get(address("check-answers")).status_code == 409  # nothing waits any more


def test_who_wrote_it_sees_that_somebody_else_publishes_it(house: House) -> None:
    offered(house)
    client = browser(house, "Anna")
    page = client.get(address("check-answers"))
    assert "Publiceer de antwoorden" not in text(page)
    seen = rounds.fingerprint(rounds.waiting(house.call))
    refused = client.post(address("check-answers"), {"seen": seen, "late_reason": WHY_LATE})
    assert refused.status_code == 422
    assert not Clarification.objects.exists()
    assert client.post(address("send-back-answers")).headers["Location"] == address("answers")  # takes it back


@pytest.mark.parametrize("seen", ["", "x" * 100, "0" * 64])
def test_who_saw_something_else_publishes_nothing(house: House, seen: str) -> None:
    offered(house)
    refused = browser(house, "Amir").post(address("check-answers"), {"seen": seen, "late_reason": WHY_LATE})
    assert refused.status_code == 422
    assert not Clarification.objects.exists()


def test_what_is_sent_back_says_why(house: House) -> None:
    offered(house)
    client = browser(house, "Amir")
    assert client.get(address("send-back-answers")).headers["Location"] == address("check-answers")
    assert client.post(address("send-back-answers"), {"reason": " "}).status_code == 422
    assert client.post(address("send-back-answers"), {"reason": "Noem ook de dagen."}).status_code == 302
    assert "Noem ook de dagen." in text(browser(house, "Anna").get(address("answers")))


def test_the_work_list_leads_to_answering_and_to_checking(house: House) -> None:
    row = ask(house)
    CLOCK["at"] = house.call.questions_close_at
    assert f'href="{address("answers")}"' in browser(house, "Anna").get(reverse("web:work")).content.decode()
    row.delete()
    CLOCK["at"] = ASKED
    offered(house)
    client = browser(house, "Amir")
    assert f'href="{address("check-answers")}"' in client.get(reverse("web:work")).content.decode()


# Whatever is typed


def test_hostile_text_is_text_on_every_page(house: House) -> None:
    offered(house, HOSTILE, group=HOSTILE[:90], answer=HOSTILE)
    amir = browser(house, "Amir")
    pages = [amir.get(address("check-answers")), amir.get(address("answers"))]
    amir.post(address("check-answers"), {"seen": seen_on(amir, "check-answers"), "late_reason": WHY_LATE})
    pages += [Client().get(address("questions")), browser(house, "Sterk BV").get(address("questions"))]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "&lt;script&gt;alert" in page.content.decode()
        assert "49" not in re.sub(r"\d{3,}", "", text(page))


def test_a_clarification_that_is_not_there_is_not_found(house: House) -> None:
    for number in (0, 1, 2**63):
        assert Client().get(address("clarification", number)).status_code == 404
