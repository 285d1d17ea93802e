"""Two people at the same moment, about publication: one call, one number, and never something nobody has seen."""

from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

from openinhuur.calls.actions import drafting, offering
from openinhuur.calls.models import Call, Draft, InvitationToBid
from openinhuur.domain.publication import NotOffered, NumberTaken, PublishedAlready
from openinhuur.domain.roles import Role
from openinhuur.journal.queries import verify
from tests.apps.house import PUBLISHED, House, build, person
from tests.apps.test_publication import WHOLE, WRITTEN
from tests.databases import own_database
from tests.races.test_hurry import while_held

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

NAME = "test_hurry_publishing"


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, where things are really committed; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        made = build()
        made.people["Ahmed"] = person("Ahmed", made.desk, Role.DESK)
        yield made


def offered(house: House, number: str) -> Draft:
    content = {**WHOLE, "number": number}
    draft = drafting.start(house.category_id, content=content, actor=house["Anna"], at=WRITTEN)
    return offering.offer(draft.pk, actor=house["Anna"], at=WRITTEN)


def publish(house: House, draft: Draft, name: str) -> Call:
    return offering.publish(draft.pk, version=draft.version, actor=house[name], at=PUBLISHED)


def test_of_two_who_publish_at_once_one_does_and_everybody_is_invited_once(house: House) -> None:
    draft = offered(house, "P-1")
    raised = while_held(lambda: publish(house, draft, "Amir"), lambda: publish(house, draft, "Ahmed"))
    assert [type(one) for one in raised] == [PublishedAlready]
    assert InvitationToBid.objects.filter(call__number="P-1").count() == 2


def test_of_two_drafts_with_one_number_one_becomes_the_call(house: House) -> None:
    first, second = offered(house, "P-2"), offered(house, "p-2")
    second = Draft.objects.get(pk=second.pk)
    raised = while_held(lambda: publish(house, first, "Amir"), lambda: publish(house, second, "Ahmed"))
    assert [type(one) for one in raised] == [NumberTaken]
    assert Call.objects.filter(number__iexact="P-2").count() == 1
    assert verify().first_broken is None


def test_what_is_changed_at_the_moment_of_publication_is_not_published(house: House) -> None:
    draft = offered(house, "P-3")
    raised = while_held(
        lambda: drafting.put(draft.pk, "title", "Anders", was="Secretaris", actor=house["Anna"], at=PUBLISHED),
        lambda: publish(house, draft, "Amir"),
    )
    assert [type(one) for one in raised] == [NotOffered]
    assert not Call.objects.filter(number="P-3").exists()


def test_what_is_published_is_not_changed_at_the_same_moment(house: House) -> None:
    draft = offered(house, "P-4")
    raised = while_held(
        lambda: publish(house, draft, "Amir"),
        lambda: drafting.put(draft.pk, "title", "Anders", was="Secretaris", actor=house["Anna"], at=PUBLISHED),
    )
    assert [type(one) for one in raised] == [PublishedAlready]
    assert Call.objects.get(number="P-4").title == "Secretaris"
