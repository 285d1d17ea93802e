from django.db import transaction

from openinhuur.accounts.models import Person
from openinhuur.domain.roles import Actor, Verb


@transaction.atomic
def register(*, email: str, name: str, actor: Actor) -> Person:
    """Make an account without a password; signing in comes with one. The journal tells when it gets a role."""
    actor.require(Verb.MANAGE)
    person = Person(email=email, name=name)
    person.set_unusable_password()
    person.save()
    return person
