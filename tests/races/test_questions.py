"""Two people at the same moment, about answers: written once, published once, and never something nobody has seen."""

from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

from openinhuur.calls import actions as calls
from openinhuur.calls import rounds
from openinhuur.calls.actions import clarifying
from openinhuur.calls.models import Clarification, Question
from openinhuur.domain.answers import Reply
from openinhuur.domain.four_eyes import ChangedSince
from openinhuur.domain.questions import AnswerPublished, NothingToPublish
from openinhuur.domain.roles import Role
from openinhuur.letters.models import Message
from tests.apps.house import ANSWERED, PUBLISHED, WHY_LATE, House, build, person
from tests.databases import own_database
from tests.races.test_hurry import while_held

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

NAME = "test_hurry_questions"


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, where things are really committed; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        made = build()
        made.people["Ahmed"] = person("Ahmed", made.desk, Role.DESK)
        yield made


def asked(house: House, number: str) -> Question:
    house.number = number
    return calls.ask(number, "Mag dit?", actor=house.publish()["Sterk BV"], at=PUBLISHED)


def answer(house: House, row: Question, text: str, *, seen: str, name: str = "Anna") -> Question:
    return calls.answer(house.number, row.pk, Reply(answer=text), seen=seen, actor=house[name], at=ANSWERED)


def offered(house: House, number: str) -> tuple[Question, str]:
    row = asked(house, number)
    answer(house, row, "Ja.", seen=rounds.fingerprint([row]))
    clarifying.offer(number, actor=house["Anna"], at=ANSWERED)
    return row, rounds.fingerprint(rounds.waiting(house.call))


def publish(house: House, seen: str, name: str) -> Clarification:
    return clarifying.publish(house.number, seen=seen, late_reason=WHY_LATE, actor=house[name], at=ANSWERED)


def test_of_two_who_publish_at_once_one_does_and_everybody_is_told_once(house: House) -> None:
    _, seen = offered(house, "V-1")
    raised = while_held(lambda: publish(house, seen, "Amir"), lambda: publish(house, seen, "Ahmed"))
    assert [type(one) for one in raised] == [NothingToPublish]
    assert Clarification.objects.filter(call__number="V-1").count() == 1
    assert Message.objects.filter(kind="answers-published", about="call:V-1").count() == 2


def test_of_two_who_write_at_once_neither_is_overwritten(house: House) -> None:
    row = asked(house, "V-2")
    seen = rounds.fingerprint([row])
    raised = while_held(
        lambda: answer(house, row, "Ja.", seen=seen), lambda: answer(house, row, "Nee.", seen=seen, name="Amir")
    )
    assert [type(one) for one in raised] == [ChangedSince]
    assert Question.objects.get(pk=row.pk).answer == "Ja."


def test_what_is_changed_at_the_moment_of_publication_is_not_published(house: House) -> None:
    row, seen = offered(house, "V-3")
    raised = while_held(lambda: answer(house, row, "Nee.", seen=seen), lambda: publish(house, seen, "Amir"))
    assert [type(one) for one in raised] == [NothingToPublish]
    assert not Clarification.objects.filter(call__number="V-3").exists()


def test_what_is_published_is_not_changed_at_the_same_moment(house: House) -> None:
    row, seen = offered(house, "V-4")
    raised = while_held(lambda: publish(house, seen, "Amir"), lambda: answer(house, row, "Nee.", seen=seen))
    assert [type(one) for one in raised] == [AnswerPublished]
    assert Question.objects.get(pk=row.pk).answer == "Ja."
