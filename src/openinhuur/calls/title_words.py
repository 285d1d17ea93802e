"""The words of the titles of published calls, and which of them somebody may have meant."""

from collections.abc import Collection, Iterable
from typing import Final

from django.db.models.functions import Length
from rapidfuzz import fuzz, process

from openinhuur.calls.models import TitleWord
from openinhuur.domain.search import words

LONGEST: Final = 60
AS_LONG: Final = 2
"""A mistyped word is at most so many letters longer or shorter than what was meant."""

NEAR: Final = 75
"""How alike two words have to be, of 100: one letter in four may differ."""


def remember(title: str) -> None:
    """Keep the words of a title; in the transaction in which everybody may know of it."""
    found = [TitleWord(word=one) for one in words(title) if len(one) <= LONGEST]
    TitleWord.objects.bulk_create(found, ignore_conflicts=True)


def unknown(asked: Collection[str]) -> list[str]:
    """Those of these words that stand in no title."""
    if not asked:
        return []
    known = set(TitleWord.objects.filter(word__in=asked).values_list("word", flat=True))
    return [one for one in asked if one not in known]


def nearest(mistyped: Iterable[str]) -> dict[str, str]:
    """For each of these words the known one that is most like it; a word like nothing we know is left out."""
    asked = list(mistyped)
    if not asked:
        return {}
    lengths = [len(one) for one in asked]
    known = (
        TitleWord.objects.annotate(length=Length("word"))
        .filter(length__gte=min(lengths) - AS_LONG, length__lte=max(lengths) + AS_LONG)
        .order_by("word")
        .values_list("word", flat=True)
    )
    choices = list(known)
    found = {one: process.extractOne(one, choices, scorer=fuzz.ratio, score_cutoff=NEAR) for one in asked}
    return {one: match[0] for one, match in found.items() if match}
