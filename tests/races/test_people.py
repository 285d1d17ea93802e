"""Two people at the same moment, about who belongs where: never two of one thing, never nobody in charge."""

from collections.abc import Generator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from openinhuur.domain.membership import InvitationUsed, InvitationWithdrawn, LastAdministrator
from openinhuur.domain.roles import NotFound, Role
from openinhuur.letters.models import Message
from openinhuur.parties.actions import organisations, people
from openinhuur.parties.models import Invitation, Membership, Organisation
from tests.apps.house import House, build, person, registration
from tests.apps.test_people import AT, BOTH, LATER, account, membership_of, secret_in
from tests.databases import own_database
from tests.races.test_hurry import while_held

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

NAME = "test_hurry_people"


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, where things are really committed; it is thrown away afterwards."""
    with own_database(NAME, django_db_blocker):
        yield build()


def invite(house: House, email: str) -> str:
    buyer = house.buyer.pk
    people.invite(buyer, email=email, roles=frozenset({Role.INTERVIEWER}), actor=house["Berend"], at=AT)
    return secret_in(Message.objects.get(recipient_email=email))


def test_of_two_who_accept_at_once_one_joins(house: House) -> None:
    joost, secret = account("twice@example.org"), invite(house, "twice@example.org")
    raised = while_held(
        lambda: people.accept(secret, actor=joost, at=LATER), lambda: people.accept(secret, actor=joost, at=LATER)
    )
    assert [type(one) for one in raised] == [InvitationUsed]
    assert Membership.objects.filter(person_id=joost.person).count() == 1


def test_what_is_being_withdrawn_is_not_accepted_and_the_other_way_round(house: House) -> None:
    for email, first_withdraws in (("first@example.org", True), ("second@example.org", False)):
        joost, secret = account(email), invite(house, email)
        invitation = Invitation.objects.get(email=email)

        def withdraw(key=invitation.pk) -> object:
            return people.withdraw_invitation(key, actor=house["Berend"], at=LATER)

        def accept(secret=secret, joost=joost) -> object:
            return people.accept(secret, actor=joost, at=LATER)

        raised = while_held(withdraw, accept) if first_withdraws else while_held(accept, withdraw)
        assert [type(one) for one in raised] == [InvitationWithdrawn if first_withdraws else InvitationUsed]
        invitation.refresh_from_db()
        assert (invitation.accepted_at is None) == first_withdraws == (invitation.withdrawn_at is not None)


def test_two_administrators_who_leave_at_once_do_not_leave_nobody(house: House) -> None:
    company = organisations.found(registration("Twee BV", 21), actor=account("a@example.org", "Ada"), at=AT)
    first = Membership.objects.get(organisation=company)
    second = membership_of(person("Bo", company, *BOTH))
    raised = while_held(
        lambda: people.end_membership(first.pk, actor=house["Abel"], at=LATER),
        lambda: people.end_membership(second.pk, actor=house["Abel"], at=LATER),
    )
    assert [type(one) for one in raised] == [LastAdministrator]


def test_who_demote_each_other_at_once_do_not_leave_nobody(house: House) -> None:
    company = organisations.found(registration("Drie BV", 27), actor=account("c@example.org", "Cor"), at=AT)
    first = Membership.objects.get(organisation=company)
    second = membership_of(person("Dio", company, *BOTH))
    only = frozenset({Role.SUPPLIER})
    raised = while_held(
        lambda: people.change_roles(first.pk, only, actor=house["Abel"], at=LATER),
        lambda: people.change_roles(second.pk, only, actor=house["Abel"], at=LATER),
    )
    assert [type(one) for one in raised] == [LastAdministrator]


def test_roles_are_not_handed_to_who_is_leaving(house: House) -> None:
    company = organisations.found(registration("Vier BV", 23), actor=account("e@example.org", "Eva"), at=AT)
    first = Membership.objects.get(organisation=company)
    second = membership_of(person("Fay", company, Role.SUPPLIER))
    raised = while_held(
        lambda: people.end_membership(second.pk, actor=house["Abel"], at=LATER),
        lambda: people.hand_over(first.pk, second.pk, actor=house["Abel"], at=LATER + timedelta(seconds=1)),
    )
    assert [type(one) for one in raised] == [NotFound]
    first.refresh_from_db()
    assert first.ended_at is None


def test_who_is_just_handed_the_roles_cannot_leave_any_more(house: House) -> None:
    company = organisations.found(registration("Vijf BV", 24), actor=account("g@example.org", "Gea"), at=AT)
    first = Membership.objects.get(organisation=company)
    second = membership_of(person("Han", company, Role.SUPPLIER))
    raised = while_held(
        lambda: people.hand_over(first.pk, second.pk, actor=house["Abel"], at=LATER),
        lambda: people.end_membership(second.pk, actor=house["Abel"], at=LATER),
    )
    assert [type(one) for one in raised] == [LastAdministrator]


def test_one_person_founds_one_company_and_one_company_is_known_once(house: House) -> None:
    joost, jet = account("joost2@example.org"), account("jet@example.org", "Jet")
    raised = while_held(
        lambda: organisations.found(registration("Zes BV", 25), actor=joost, at=AT),
        lambda: organisations.found(registration("Zeven BV", 26), actor=joost, at=AT),
    )
    assert [type(one) for one in raised] == [organisations.AlreadyMember]
    raised = while_held(
        lambda: organisations.found(registration("Acht BV", 28), actor=jet, at=AT),
        lambda: organisations.found(registration("Acht BV", 28), actor=account("kim@example.org", "Kim"), at=AT),
    )
    assert [type(one) for one in raised] == [organisations.AlreadyRegistered]
    assert Organisation.objects.filter(name__in=["Zeven BV", "Acht BV"]).count() == 1


def test_of_two_invitations_at_once_one_link_works(house: House) -> None:
    def invite_again() -> None:
        people.invite(
            house.buyer.pk, email="nu@example.org", roles=frozenset({Role.AUDITOR}), actor=house["Berend"], at=AT
        )

    assert while_held(invite_again, invite_again) == []
    made = Invitation.objects.filter(email="nu@example.org")
    assert made.filter(withdrawn_at__isnull=True).count() == made.filter(withdrawn_at__isnull=False).count() == 1
