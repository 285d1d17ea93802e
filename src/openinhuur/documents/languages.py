"""Which language a text is in."""

from typing import Final

LOOKED_AT: Final = 20_000
"""Letters of a text from which its language is told."""


def language_of(text: str) -> str:
    """ISO 639-1, such as "nl"."""
    from py3langid import classify  # noqa: PLC0415 (its model takes a while to load; few commands need it)

    return str(classify(text[:LOOKED_AT])[0])
