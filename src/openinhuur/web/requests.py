"""What every view finds on its request."""

from datetime import datetime

from django.http import HttpRequest

from openinhuur.domain.roles import Actor
from openinhuur.parties.queries import Standing


class Request(HttpRequest):
    """A request with who asks and the moment it came in, both read once by the middleware.

    ``standing``: None for who is not signed in, or belongs to no organisation. ``kept_until`` and
    ``revision`` (only where it was read already): see `web.kept_pages`.
    """

    actor: Actor
    standing: Standing | None
    at: datetime
    kept_until: datetime | None
    revision: str
