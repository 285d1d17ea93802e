"""Where the searches stand that differ from one in a field or two."""

from functools import cache

from django.urls import reverse

from openinhuur.domain.search import Search, joined, part
from openinhuur.wording import language


class Nearby:
    """The addresses around a search, each on its first page, in the reader's language."""

    def __init__(self, search: Search) -> None:
        self._list = _list(language.current())
        self._parts = search.first().parts()

    def address(self, **changed: object) -> str:
        """Where the search stands in which these fields are so."""
        return self._list + self.query(**changed)

    def query(self, **changed: object) -> str:
        """What comes after the path of it."""
        query = joined({**self._parts, **{name: part(name, value) for name, value in changed.items()}})
        return f"?{query}" if query else ""

    def around(self, fields: tuple[str, ...]) -> tuple[str, str]:
        """What stands before and after these fields, which follow each other, in an address that has them."""
        names, parts = list(self._parts), list(self._parts.values())
        first = names.index(fields[0])
        before = "".join(f"{one}&" for one in parts[:first] if one)
        after = "".join(f"&{one}" for one in parts[first + len(fields) :] if one)
        return f"{self._list}?{before}", after


def address_of(search: Search) -> str:
    """Where this very page of a search stands."""
    query = search.query()
    return _list(language.current()) + (f"?{query}" if query else "")


@cache
def _list(_: str) -> str:
    return reverse("web:calls")
