"""What the visitors ask for: the list, pages of calls, and searches of which some come back."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, repeat
from typing import Final

from bench.public import words
from openinhuur.domain.search import Search, State

CALLS: Final = 100
"""So many different calls are read: those that visitors read in these seconds."""

DISTINCT: Final = 20_000
STEEPNESS: Final = 0.8
"""So many different searches there are; the n-th comes 1/n**0.8 times as often as the first."""

NUMBERS: Final = (24, 32, 36)


def bare() -> Iterator[str]:
    """The floor."""
    return repeat("/bare/")


def front() -> Iterator[str]:
    """The list as it opens."""
    return repeat("/")


def pages(numbers: list[str]) -> Iterator[str]:
    """Pages of open calls."""
    dice = random.Random(1)  # noqa: S311 (a choice of pages, not a secret)
    chosen = dice.sample(numbers, CALLS)
    while True:
        yield f"/aanvragen/{dice.choice(chosen)}/"


def searches(seed: int) -> Iterator[str]:
    """Searches as people ask them: some again and again, most hardly ever.

    How often each comes follows a power law, as in the logs of search engines (Xie and O'Hallaron, Locality in search
    engine queries and its implications for caching, 2002). Of some thousands a bit less than half came before.
    """
    dice = random.Random(seed)  # noqa: S311 (a choice of words, not a secret)
    known = [f"/?{_search(dice).query()}" for _ in range(DISTINCT)]
    heights = list(accumulate(1 / rank**STEEPNESS for rank in range(1, DISTINCT + 1)))
    while True:
        yield from dice.choices(known, cum_weights=heights, k=100)


def _search(dice: random.Random) -> Search:
    """A word or two, and mostly a filter or two; one in ten looks back at what closed, one in twenty mistypes."""
    text = dice.choice(words.ROLES)
    if dice.random() < 0.6:
        text += f" {dice.choice(words.FIELDS)}"
    if dice.random() < 0.05:
        text = text[:3] + text[4:]
    search = Search(text=text)
    if dice.random() < 0.5:
        search = replace(search, region=dice.choice(words.REGIONS))
    if dice.random() < 0.4:
        search = replace(search, hours_from=dice.choice(NUMBERS), hours_to=36)
    if dice.random() < 0.3:
        search = replace(search, category=dice.choice(words.CATEGORIES))
    if dice.random() < 0.3:
        search = replace(search, level=dice.choice(words.LEVELS))
    if dice.random() < 0.1:
        return replace(search, state=State.CLOSED)
    return replace(search, within=dice.randint(3, 40)) if dice.random() < 0.2 else search
