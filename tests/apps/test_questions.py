"""R12: questions are asked, answered, checked by a second person and published to everybody at once, without names."""

import email
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from openinhuur.calls import actions as calls
from openinhuur.calls import rounds
from openinhuur.calls.actions import clarifying
from openinhuur.calls.models import Call, Clarification, Correction, Question
from openinhuur.documents.reading import read_pdf
from openinhuur.domain.anonymity import AskerTold
from openinhuur.domain.answers import Reply
from openinhuur.domain.call import CallWithdrawn
from openinhuur.domain.four_eyes import ChangedSince, ReasonForSendingBack, SamePerson
from openinhuur.domain.membership import Kind
from openinhuur.domain.questions import (
    AnswerMissing,
    AnswerPublished,
    AnswersLate,
    AnswersTooLate,
    Asking,
    CorrectionFirst,
    NothingToPublish,
    NotTheSame,
    QuestionEmpty,
    QuestionsClosed,
    QuestionsOpen,
)
from openinhuur.domain.roles import ANYONE, NotAllowed, NotFound, Role
from openinhuur.flow import queries
from openinhuur.flow.queries import answers
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import verify
from openinhuur.letters.models import Message
from openinhuur.parties.actions import organisations
from tests.apps.house import (
    AFTER,
    ANSWERED,
    BEFORE,
    CLOSES,
    IN_TIME,
    PUBLISHED,
    START,
    WHY_LATE,
    House,
    person,
    registration,
)

ASKED = PUBLISHED + timedelta(days=1)
QUESTIONS_CLOSE = datetime.fromisoformat("2026-06-23T09:00:00+02:00")
MILLISECOND = timedelta(milliseconds=1)
NAMES = ("Sterk", "Saskia", "Rap BV", "Ralf")


@pytest.fixture
def open_call(house: House) -> House:
    return house.publish()


def ask(house: House, text: str = "Mag dit?", *, by: str = "Sterk BV", at: datetime = ASKED, **more: bool) -> Question:
    return calls.ask(house.number, text, actor=house[by], at=at, **more)


def answer(house: House, row: Question, *, by: str = "Anna", at: datetime = ANSWERED, **said: object) -> Question:
    """Writes on a question as it is now."""
    now = Question.objects.get(pk=row.pk)
    reply = Reply(**{"answer": "Ja.", **said})  # type: ignore[arg-type] # a test's own fields
    return calls.answer(house.number, row.pk, reply, seen=rounds.fingerprint([now]), actor=house[by], at=at)


def offer(house: House, *, by: str = "Anna", at: datetime = ANSWERED, tells_nobody: bool = False) -> int:
    return clarifying.offer(house.number, tells_nobody=tells_nobody, actor=house[by], at=at)


def publish(house: House, *, by: str = "Amir", at: datetime = ANSWERED, late_reason: str = WHY_LATE) -> Clarification:
    seen = rounds.fingerprint(rounds.waiting(house.call))
    return clarifying.publish(house.number, seen=seen, late_reason=late_reason, actor=house[by], at=at)


def seen_by(house: House, name: str = "", at: datetime = ANSWERED) -> queries.questions.QuestionsPage:
    return queries.questions_page(house.number, actor=house[name] if name else ANYONE, at=at)


def correction(house: House) -> Correction:
    return Correction.objects.create(
        call=house.call, number=1, reason="De uren klopten niet.", changes=[], written_by_id=house["Anna"].person,
        written_at=ANSWERED,
    )  # fmt: skip


# Asking


def test_r12_a_question_is_asked_until_the_moment_closed(open_call: House) -> None:
    ask(open_call, at=QUESTIONS_CLOSE - MILLISECOND)
    with pytest.raises(QuestionsClosed):
        ask(open_call, at=QUESTIONS_CLOSE)
    assert Question.objects.count() == 1


def test_r12_an_error_is_reported_until_the_deadline(open_call: House) -> None:
    assert ask(open_call, at=QUESTIONS_CLOSE, reports_error=True).reports_error
    assert ask(open_call, at=CLOSES - MILLISECOND, reports_error=True).reports_error
    with pytest.raises(QuestionsClosed):
        ask(open_call, at=CLOSES, reports_error=True)


def test_r12_an_error_that_is_reported_in_time_is_answered_with_all_others(open_call: House) -> None:
    assert not ask(open_call, reports_error=True).reports_error


def test_only_a_supplier_that_is_admitted_asks(open_call: House) -> None:
    for name in ("Otto", "Anna", "Brenda", "Bas", "Aukje", "Abel"):
        with pytest.raises(NotAllowed):
            ask(open_call, by=name)
    with pytest.raises(NotAllowed):
        calls.ask(open_call.number, "Mag dit?", actor=ANYONE, at=ASKED)


def test_a_draft_and_a_call_that_is_not_there_take_no_questions(house: House) -> None:
    calls.write(house.draft(), actor=house["Anna"], at=BEFORE)
    for number in ("T-1", "nergens"):
        with pytest.raises(NotFound):
            calls.ask(number, "Mag dit?", actor=house["Sterk BV"], at=ASKED)


def test_a_withdrawn_call_takes_no_questions_and_gets_no_answers(open_call: House) -> None:
    row = ask(open_call)
    by = open_call["Anna"].person
    Call.objects.update(withdrawn_at=ANSWERED, withdrawn_by=by, withdrawal_reason="Er is geen geld meer.")
    for refused in (ask, lambda house: answer(house, row), offer, publish):
        with pytest.raises(CallWithdrawn):
            refused(open_call)
    assert seen_by(open_call).asking is Asking.WITHDRAWN
    assert seen_by(open_call, "Sterk BV").may_ask is False


def test_an_empty_question_is_refused(open_call: House) -> None:
    with pytest.raises(QuestionEmpty):
        ask(open_call, " \n\t ")


# Answering


def test_only_the_desk_of_the_call_answers(open_call: House) -> None:
    row = ask(open_call)
    other_desk = organisations.register(registration("Andere desk", 8), kind=Kind.DESK, actor=START, at=BEFORE)
    open_call.people["Dora"] = person("Dora", other_desk, Role.DESK)
    for name in ("Dora", "Sterk BV", "Brenda", "Aukje", "Abel"):
        for refused in (lambda by: answer(open_call, row, by=by), lambda by: offer(open_call, by=by)):
            with pytest.raises(NotAllowed):
                refused(name)
        with pytest.raises(NotAllowed):
            answers.answers_page(open_call.number, actor=open_call[name], at=ANSWERED)


def test_r12_of_two_who_write_at_once_the_second_looks_again(open_call: House) -> None:
    row = ask(open_call)
    seen = rounds.fingerprint([row])
    answer(open_call, row, answer="Ja.")
    with pytest.raises(ChangedSince):
        calls.answer("T-1", row.pk, Reply(answer="Nee."), seen=seen, actor=open_call["Amir"], at=ANSWERED)
    row.refresh_from_db()
    assert row.answer == "Ja."
    answer(open_call, row, answer="Nee.", by="Amir")
    assert {one.name for one in row.writers.all()} == {"Anna", "Amir"}


def test_what_stays_the_same_is_no_change(open_call: House) -> None:
    row = ask(open_call, "Mag dit?\nEn dat?")
    answer(open_call, row, answer="", wording="Mag dit?\r\nEn dat?")
    row.refresh_from_db()
    assert (row.wording, row.writers.count()) == ("", 0)
    assert not Entry.objects.filter(event="question.answered").exists()


def test_a_question_of_another_call_is_not_there(open_call: House) -> None:
    row = ask(open_call)
    open_call.number = "T-2"
    other = ask(open_call.publish())
    for pk in (row.pk, 0, 2**40, -1):
        with pytest.raises(NotFound):
            calls.answer("T-2", pk, Reply(answer="Ja."), seen="", actor=open_call["Anna"], at=ANSWERED)
        with pytest.raises(NotFound):
            answers.answer_page("T-2", pk, actor=open_call["Anna"], at=ANSWERED)
    with pytest.raises(NotTheSame):
        answer(open_call, other, same_as=row.pk)
    with pytest.raises(NotFound):
        answer(open_call, other, correction=7)


def test_r12_the_same_question_in_other_words_gets_the_same_answer(open_call: House) -> None:
    first, second = ask(open_call, "Mag dit?"), ask(open_call, "Is dit toegestaan?", by="Rap BV")
    answer(open_call, first, answer="Ja, dat mag.", group="Werk")
    answer(open_call, second, same_as=first.pk)
    with pytest.raises(NotTheSame):
        answer(open_call, first, same_as=second.pk)
    assert offer(open_call) == 2
    publish(open_call)
    (subject,) = seen_by(open_call).clarifications[0].subjects
    (one,) = subject.questions
    assert (subject.title, one.number, one.text, one.also, one.answer) == (
        "Werk", 1, "Mag dit?", ("Is dit toegestaan?",), "Ja, dat mag.",
    )  # fmt: skip
    assert [(own.number, own.clarification) for own in seen_by(open_call, "Rap BV").own] == [(1, 1)]


# Four eyes


def test_r12_nothing_is_offered_while_others_can_still_ask(open_call: House) -> None:
    answer(open_call, ask(open_call), at=ASKED)
    with pytest.raises(QuestionsOpen):
        offer(open_call, at=QUESTIONS_CLOSE - MILLISECOND)
    assert offer(open_call, at=QUESTIONS_CLOSE) == 1


def test_r12_everybody_gets_all_answers_at_once(open_call: House) -> None:
    answer(open_call, ask(open_call))
    second = ask(open_call, "En dit?", by="Rap BV")
    with pytest.raises(AnswerMissing):
        offer(open_call)
    answer(open_call, second, answer="Nee.")
    offer(open_call)
    assert seen_by(open_call).questions == ()
    publish(open_call)
    assert [one.answer for one in seen_by(open_call).questions] == ["Ja.", "Nee."]


def test_what_was_offered_is_not_offered_again_by_somebody_else(open_call: House) -> None:
    answer(open_call, ask(open_call))
    assert offer(open_call) == offer(open_call, by="Amir") == 1
    assert Question.objects.get().offered_by.name == "Anna"
    publish(open_call, by="Amir")


def test_r12_who_wrote_at_an_answer_or_offered_it_does_not_publish_it(open_call: House) -> None:
    open_call.people["Ahmed"] = person("Ahmed", open_call.desk, Role.DESK)
    row = ask(open_call)
    answer(open_call, row, answer="Ja.", by="Ahmed")
    answer(open_call, row, answer="Ja, dat mag.", by="Anna")
    offer(open_call, by="Anna")
    for name in ("Ahmed", "Anna"):
        with pytest.raises(SamePerson):
            publish(open_call, by=name)
    assert publish(open_call, by="Amir").published_by.name == "Amir"


def test_r12_what_is_published_is_what_was_offered(open_call: House) -> None:
    row = ask(open_call)
    answer(open_call, row)
    offer(open_call)
    seen = rounds.fingerprint(rounds.waiting(open_call.call))
    answer(open_call, row, answer="Nee.")
    with pytest.raises(NothingToPublish):
        clarifying.publish("T-1", seen=seen, late_reason=WHY_LATE, actor=open_call["Amir"], at=ANSWERED)
    offer(open_call)
    with pytest.raises(ChangedSince):
        clarifying.publish("T-1", seen=seen, late_reason=WHY_LATE, actor=open_call["Amir"], at=ANSWERED)
    assert Entry.objects.filter(event="answers.taken-back").count() == 1
    assert not Clarification.objects.exists()


def test_what_is_sent_back_has_a_reason_that_is_told_to_who_offered_it(open_call: House) -> None:
    row = ask(open_call)
    answer(open_call, row)
    offer(open_call)
    with pytest.raises(ReasonForSendingBack):
        clarifying.take_back("T-1", reason="nee", actor=open_call["Amir"], at=ANSWERED)
    clarifying.take_back("T-1", reason="Noem ook de dagen.", actor=open_call["Amir"], at=ANSWERED)
    mail = Message.objects.get(kind="answers-sent-back")
    assert (mail.recipient_name, "Noem ook de dagen." in mail.text) == ("Anna", True)
    page = answers.answers_page("T-1", actor=open_call["Anna"], at=ANSWERED)
    assert (page.sent_back_reason, page.offered_at) == ("Noem ook de dagen.", None)
    with pytest.raises(NothingToPublish):
        publish(open_call)
    offer(open_call)
    assert answers.answers_page("T-1", actor=open_call["Anna"], at=ANSWERED).sent_back_reason == ""


def test_who_offered_takes_it_back_without_a_reason(open_call: House) -> None:
    answer(open_call, ask(open_call))
    offer(open_call)
    clarifying.take_back("T-1", actor=open_call["Anna"], at=ANSWERED)
    assert not Message.objects.filter(kind="answers-sent-back").exists()
    with pytest.raises(NothingToPublish):
        clarifying.take_back("T-1", actor=open_call["Anna"], at=ANSWERED)


def test_r12_published_answers_stand(open_call: House) -> None:
    row = ask(open_call)
    open_call.answer()
    for refused in (
        lambda: answer(open_call, row, answer="Nee."),
        lambda: answers.answer_page("T-1", row.pk, actor=open_call["Anna"], at=ANSWERED),
    ):
        with pytest.raises(AnswerPublished):
            refused()
    with pytest.raises(NothingToPublish):
        offer(open_call)


def test_the_database_wants_an_answer_and_a_second_person_too(open_call: House) -> None:
    row = ask(open_call)
    open_call.answer()
    with pytest.raises(DatabaseError), transaction.atomic():
        Question.objects.filter(pk=row.pk).update(answer="")
    with pytest.raises(DatabaseError), transaction.atomic():
        Clarification.objects.update(published_by=open_call["Anna"].person)


# To everybody at once


def test_r27_everybody_who_could_bid_hears_of_it_at_the_same_moment_with_the_same_paper(open_call: House) -> None:
    ask(open_call)
    open_call.answer()
    mails = Message.objects.filter(kind="answers-published")
    assert {one.recipient_name for one in mails} == {"Saskia", "Ralf"}
    assert {one.queued_at for one in mails} == {ANSWERED}
    assert {one.document_id for one in mails} == {Clarification.objects.get().document_id}
    assert len({one.text.replace("Saskia", "").replace("Ralf", "") for one in mails}) == 1


def test_r12_nobody_is_told_twice(open_call: House) -> None:
    ask(open_call)
    open_call.answer()
    with pytest.raises(NothingToPublish):
        publish(open_call)
    assert Message.objects.filter(kind="answers-published").count() == 2


def test_r12_who_asked_stands_on_no_page_no_paper_and_in_no_e_mail(open_call: House) -> None:
    ask(open_call, "Mag onze kandidaat dit?")
    ask(open_call, "En die van ons?", by="Rap BV")
    assert seen_by(open_call, "Rap BV").own[0].text == "En die van ons?"
    open_call.answer()
    for name in ("", "Otto", "Brenda", "Aukje"):
        assert not [one for one in NAMES if one in repr(seen_by(open_call, name))]
    rival = seen_by(open_call, "Rap BV")
    assert [one.text for one in rival.own] == ["En die van ons?"]
    file = queries.clarification_file("T-1", 1, actor=ANYONE)
    words = " ".join(" ".join(read_pdf(file.content).pages).split())
    assert "Mag onze kandidaat dit?" in words
    assert not [one for one in NAMES if one in words]
    for mail in Message.objects.filter(kind="answers-published"):
        said = mail.text + mail.html + mail.subject
        assert not [one for one in NAMES if one in said.replace(mail.recipient_name, "")]


def test_r12_until_the_opening_the_journal_shows_nobody_who_asked(open_call: House) -> None:
    ask(open_call, "Mag onze Pien dit?")
    open_call.answer()
    seen = queries.journal_page(actor=open_call["Aukje"], at=ANSWERED, number="T-1").entries
    assert "answers.published" in {one.event for one in seen}
    assert "Saskia" not in repr(seen)
    assert "Pien" not in repr([(one.facts, one.subject) for one in Entry.objects.all()])
    open_call.bid("Sterk BV", "Pien")
    open_call.open()
    seen = queries.journal_page(actor=open_call["Aukje"], at=AFTER, number="T-1").entries
    assert "question.asked" in {one.event for one in seen}


def test_r12_words_that_tell_who_asked_are_changed_or_looked_at(open_call: House) -> None:
    row = ask(open_call, "Wij van Sterk zijn gevestigd in Delft; mag dat?")
    answer(open_call, row, answer="Ja, ook Sterk mag dat.")
    with pytest.raises(AskerTold) as refused:
        offer(open_call)
    assert refused.value.fields == {"words": ("Sterk",), "field": "tells_nobody"}
    answer(open_call, row, wording="Mag een bureau buiten de regio dit?", answer="Ja, dat mag.")
    offer(open_call)
    publish(open_call)
    assert [one.text for one in seen_by(open_call).questions] == ["Mag een bureau buiten de regio dit?"]
    assert seen_by(open_call, "Sterk BV").own[0].text == "Wij van Sterk zijn gevestigd in Delft; mag dat?"


def test_r12_words_that_stand_are_recorded_by_their_question_alone(open_call: House) -> None:
    row = ask(open_call, "Is sterk leiderschap een eis?")
    answer(open_call, row)
    offer(open_call, tells_nobody=True)
    facts = Entry.objects.get(event="answers.offered").facts
    assert facts["stands"] == [row.pk]
    assert "sterk" not in repr(facts)


# Late


def test_r12_answers_later_than_the_law_asks_have_a_reason_that_is_kept(open_call: House) -> None:
    answer(open_call, ask(open_call))
    offer(open_call)
    with pytest.raises(AnswersLate) as refused:
        publish(open_call, late_reason="")
    assert refused.value.fields == {"needed": 10, "field": "late_reason"}
    assert publish(open_call).late_reason == WHY_LATE
    assert Entry.objects.get(event="answers.published").facts["late_reason"] == WHY_LATE


def test_r12_too_late_to_be_used_first_the_deadline_moves(open_call: House) -> None:
    answer(open_call, ask(open_call))
    offer(open_call)
    with pytest.raises(AnswersTooLate):
        publish(open_call, at=ANSWERED + timedelta(days=1))
    assert not Message.objects.filter(kind="answers-published").exists()


def test_r12_an_error_reported_late_is_answered_in_a_next_clarification(open_call: House) -> None:
    ask(open_call, "Mag dit?")
    late = ask(open_call, "Eis 2 noemt een jaar dat niet bestaat.", at=QUESTIONS_CLOSE, reports_error=True)
    answer(open_call, Question.objects.get(text="Mag dit?"))
    assert offer(open_call) == 1
    publish(open_call)
    assert open_call.call.answered_at == ANSWERED
    answer(open_call, late, answer="Lees: 2026.", at=IN_TIME)
    offer(open_call, at=IN_TIME)
    publish(open_call, at=IN_TIME)
    page = seen_by(open_call)
    assert [(one.number, one.published_at) for one in page.clarifications] == [(1, ANSWERED), (2, IN_TIME)]
    assert [(one.position, one.answer) for one in page.questions] == [(1, "Ja."), (2, "Lees: 2026.")]
    assert open_call.call.answered_at == ANSWERED
    assert queries.agenda("T-1", at=AFTER).moved["answers"] == [IN_TIME]


def test_r12_what_was_answered_before_refers_to_it(open_call: House) -> None:
    first = ask(open_call, "Mag dit?")
    open_call.answer("Ja, dat mag.")
    late = ask(open_call, "Dit kan toch niet kloppen?", by="Rap BV", at=QUESTIONS_CLOSE, reports_error=True)
    answer(open_call, late, same_as=first.pk)
    offer(open_call)
    publish(open_call)
    one = seen_by(open_call).clarifications[1].subjects[0].questions[0]
    assert (one.number, one.earlier, one.answer) == (1, 1, "Ja, dat mag.")


# With a correction


def test_r12_an_answer_that_changes_the_call_follows_its_correction(open_call: House) -> None:
    made = correction(open_call)
    answer(open_call, ask(open_call), correction=1)
    offer(open_call)
    with pytest.raises(CorrectionFirst):
        publish(open_call)
    amir = open_call["Amir"].person
    Correction.objects.filter(pk=made.pk).update(published_at=ANSWERED, published_by=amir)
    publish(open_call)
    assert seen_by(open_call).clarifications[0].subjects[0].questions[0].correction == 1
    file = queries.clarification_file("T-1", 1, actor=ANYONE)
    assert "zie correctie 1" in " ".join(" ".join(read_pdf(file.content).pages).split())


def test_a_correction_that_was_dropped_is_not_published_with_an_answer(open_call: House) -> None:
    made = correction(open_call)
    row = ask(open_call)
    answer(open_call, row, correction=1)
    offer(open_call)
    amir = open_call["Amir"].person
    Correction.objects.filter(pk=made.pk).update(dropped_at=ANSWERED, dropped_by=amir)
    with pytest.raises(CorrectionFirst):
        publish(open_call)
    with pytest.raises(NotFound):
        answer(open_call, row, answer="Nee.", correction=1)
    answer(open_call, row, correction=None)
    offer(open_call)
    publish(open_call)


# Whatever is typed


HOSTILE = "<script>alert(1)</script> #let x = 1 \\ $ {{ 7*7 }} \u202egnp\ud83d\ude00 'OR 1=1;--".encode(
    "utf-16", "surrogatepass"
).decode("utf-16")


def test_hostile_text_is_text_on_paper_and_in_e_mail(open_call: House) -> None:
    row = ask(open_call, HOSTILE)
    answer(open_call, row, answer=HOSTILE, group="a" * 100)
    offer(open_call, tells_nobody=True)
    publish(open_call)
    (one,) = seen_by(open_call).questions
    assert (one.text, one.answer) == (HOSTILE, HOSTILE)
    words = " ".join(read_pdf(queries.clarification_file("T-1", 1, actor=ANYONE).content).pages)
    assert "<script>" in words
    assert "49" not in words
    mail = Message.objects.filter(kind="answers-published").first()
    assert mail is not None
    assert "script" not in mail.text + email.utils.unquote(mail.subject)


def test_a_paper_that_is_not_there_is_not_found(open_call: House) -> None:
    for number in (0, 1, 2**31 - 1):
        with pytest.raises(NotFound):
            queries.clarification_file("T-1", number, actor=ANYONE)


def test_all_of_it_stands_in_the_journal(open_call: House) -> None:
    ask(open_call)
    open_call.answer()
    events = [one.event for one in Entry.objects.filter(subject="call:T-1").order_by("position")]
    assert events[-4:] == ["question.asked", "question.answered", "answers.offered", "answers.published"]
    offered, published = (Entry.objects.get(event=f"answers.{what}") for what in ("offered", "published"))
    assert offered.facts["sha256"] == published.facts["sha256"]
    assert verify().first_broken is None
