"""The words of the paper on which a keyholder's key stands: to print once, and to keep in a closed envelope."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from openinhuur.wording import formats

COLUMNS: Final = 3
SAID: Final = {
    "subject": ("Sleutel op papier van {name}", "Key on paper of {name}"),
    "desk": ("Inhuurdesk", "Hiring desk"),
    "holder": ("Sleutelhouder", "Keyholder"),
    "number": ("Nummer", "Number"),
    "made": ("Gemaakt", "Made"),
    "what": (
        "Deze woorden openen hetzelfde als de wachtzin van {name}: voor als die vergeten is, of als {name} weg is.",
        "These words open the same as the passphrase of {name}: for when it is forgotten, or when {name} has left.",
    ),
    "keep": (
        "Print dit één keer en bewaar het in een gesloten envelop met de naam erop, in een kluis.",
        "Print this once and keep it in a closed envelope with the name on it, in a safe.",
    ),
    "apart": (
        "Leg het niet bij de papieren van andere sleutelhouders. Bewaar geen bestand en maak geen foto.",
        "Do not put it with the papers of other keyholders. Keep no file and take no picture.",
    ),
    "lost": (
        "Is de envelop open of weg? Dan stopt {name} als sleutelhouder van {desk} en begint opnieuw.",
        "Is the envelope open or gone? Then {name} stops as a keyholder of {desk} and starts again.",
    ),
    "words_heading": ("De woorden, in deze volgorde", "The words, in this order"),
    "page_word": ("bladzijde", "page"),
}


def words(
    key_words: Sequence[str], *, name: str, desk: str, number: int, language: str, at: datetime
) -> dict[str, object]:
    """Everything the template puts on paper."""

    def said(code: str) -> str:
        return SAID[code][language != "nl"].format(name=name, desk=desk)

    height = -(-len(key_words) // COLUMNS)
    starts = range(0, len(key_words), height)
    return {
        "language": language,
        "subject": said("subject"),
        "reference": f"{said('number')} {number}",
        "page_word": said("page_word"),
        "sender": desk,
        "facts": [
            [said("holder"), name],
            [said("desk"), desk],
            [said("number"), str(number)],
            [said("made"), formats.moment(at, language)],
        ],
        "opening": [said("what"), said("keep"), said("apart"), said("lost")],
        "words_heading": said("words_heading"),
        "columns": [{"start": start + 1, "words": list(key_words[start : start + height])} for start in starts],
    }
