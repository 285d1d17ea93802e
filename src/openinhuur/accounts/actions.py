from datetime import datetime

from django.db import transaction

from openinhuur.accounts.models import Person


@transaction.atomic
def register(*, email: str, name: str, at: datetime) -> Person:
    """Make an account without a password; signing in comes with one."""
    del at  # the journal entry is written by the room that gives the person a role
    person = Person(email=email, name=name)
    person.set_unusable_password()
    person.save()
    return person
