"""Who somebody is: as the library checks it, and read with what they belong to on every page."""

from allauth.account.auth_backends import AuthenticationBackend

from openinhuur.accounts.models import Person
from openinhuur.parties import queries


class Backend(AuthenticationBackend):  # type: ignore[misc] # the library has no types
    """Accounts with an address and a password."""

    def get_user(self, user_id: int) -> Person | None:
        """The person, unless their account is suspended."""
        return queries.person(user_id)
