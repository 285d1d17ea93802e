"""Who somebody is: as the library checks it, and read in the quickest way on every page."""

from allauth.account.auth_backends import AuthenticationBackend

from openinhuur.accounts.models import Person
from openinhuur.installation import rows


class Backend(AuthenticationBackend):  # type: ignore[misc] # the library has no types
    """Accounts with an address and a password."""

    def get_user(self, user_id: int) -> Person | None:
        """The person, unless their account is suspended."""
        found = rows.one(Person, "id = %s", [user_id])
        return found if found is not None and self.user_can_authenticate(found) else None
