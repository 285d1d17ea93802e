"""In which thirty days a call closes, as a word in the search index.

Nine in ten calls have closed. With this word beside those that somebody looks for, a search among open calls does not
even read the closed ones. It narrows down only: whether a call is open is still asked of its deadline.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.contrib.postgres.search import SearchVectorCombinable, SearchVectorField
from django.db.models import Func

PERIOD: Final = timedelta(days=30)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MOST: Final = 60


class ClosingPeriod(SearchVectorCombinable, Func):
    """The word of a deadline, to add to a search vector of the same configuration."""

    template = (
        "array_to_tsvector(ARRAY['closes' || (extract(epoch from (%(expressions)s - TIMESTAMPTZ "
        "'1970-01-01 00:00:00+00'))::bigint / 2592000)::text])"
    )
    output_field = SearchVectorField()
    config = "dutch"


def query(first: datetime, last: datetime) -> str | None:
    """The raw query for the words of all periods between two moments; None: too many of them to be of use.

    One more than there are: the index rounds to whole seconds, and may round a deadline into the next period.

    >>> query(datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC))
    'closes689 | closes690 | closes691 | closes692'
    """
    numbers = range((first - EPOCH) // PERIOD, (last - EPOCH) // PERIOD + 2)
    return " | ".join(f"closes{number}" for number in numbers) if len(numbers) <= MOST else None
