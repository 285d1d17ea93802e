"""What a search can be narrowed to: every region, level, category and buyer of a published call."""

from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef

from openinhuur.calls.models import Call
from openinhuur.parties.models import Category, Organisation

# From one value in the index to the next: as many steps as there are values, however many calls there are.
VALUES: Final = """
WITH RECURSIVE found (value) AS (
    (SELECT {column} FROM calls_call WHERE published_at IS NOT NULL ORDER BY {column} LIMIT 1)
    UNION ALL
    SELECT (SELECT {column} FROM calls_call WHERE published_at IS NOT NULL AND {column} > found.value
            ORDER BY {column} LIMIT 1)
    FROM found WHERE found.value IS NOT NULL
)
SELECT value FROM found WHERE value <> ''
LIMIT 200
"""
REGIONS: Final = VALUES.format(column="region")
LEVELS: Final = VALUES.format(column="education")


@dataclass(frozen=True, slots=True)
class Choices:
    """The values there are, in the order in which they are shown; a buyer by number and name."""

    regions: list[str]
    levels: list[str]
    categories: list[str]
    buyers: list[tuple[int, str]]


def search_choices() -> Choices:
    """Every value that some published call has."""
    published = Call.objects.filter(published_at__isnull=False)
    categories = Category.objects.filter(Exists(published.filter(category=OuterRef("pk"))))
    buyers = Organisation.objects.filter(Exists(published.filter(buyer=OuterRef("pk"))), kind="buyer")
    return Choices(
        regions=_values(REGIONS),
        levels=_values(LEVELS),
        categories=list(categories.order_by("name").values_list("name", flat=True).distinct()),
        buyers=list(buyers.order_by("name").values_list("pk", "name")),
    )


def buyer_name(buyer_id: int | None) -> str:
    """What a buyer that published something is called; empty where there is none of that number."""
    if buyer_id is None:
        return ""
    published = Call.objects.filter(published_at__isnull=False, buyer=OuterRef("pk"))
    found = Organisation.objects.filter(Exists(published), pk=buyer_id)
    return found.values_list("name", flat=True).first() or ""


def _values(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [value for (value,) in cursor.fetchall()]
