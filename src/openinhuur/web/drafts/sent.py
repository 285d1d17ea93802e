"""What a page about a draft sends: each field under its path, and beside it what stood there when the page was made."""

from django.http import QueryDict

from openinhuur.calls.actions.drafting import Typed
from openinhuur.domain.draft import field_at
from openinhuur.domain.draft_edits import tidy

WAS = "was:"
"""Before the name of a field: what stood in it when the page was made."""


def typed(said: QueryDict) -> list[Typed]:
    """What somebody changed on the page.

    Raises:
        NoSuchField: a call has no such place.
    """
    found = []
    for path in (name.removeprefix(WAS) for name in said if name.startswith(WAS)):
        kind, was, now = field_at(path).kind, one(said, WAS + path), ",".join(said.getlist(path))
        if tidy(now, kind) != tidy(was, kind):
            found.append(Typed(path, now, was))
    return found


def one(said: QueryDict, name: str) -> str:
    """The first value of that name; empty when there is none."""
    return next(iter(said.getlist(name)), "")
