"""What every view finds on its request."""

from datetime import datetime

from django.http import HttpRequest

from openinhuur.domain.roles import Actor


class Request(HttpRequest):
    """A request with who asks and the moment it came in, both read once by the middleware."""

    actor: Actor
    at: datetime
