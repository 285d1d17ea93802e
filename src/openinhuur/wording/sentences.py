"""A refusal as a sentence, with the facts of the case filled in, for a page, a terminal or an answer."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import translation

from openinhuur.domain.errors import Refusal
from openinhuur.domain.money import Money
from openinhuur.wording import formats
from openinhuur.wording.import_refusals import IMPORT_REFUSALS
from openinhuur.wording.refusals import TEXTS


def sentence(refusal: Refusal, language: str) -> str:
    """The text of a refusal in a language ("nl", "en")."""
    shown = {name: readable(value, language) for name, value in refusal.fields.items()}
    if refusal.code in IMPORT_REFUSALS:
        return IMPORT_REFUSALS[refusal.code][language != "nl"].format(**shown)
    with translation.override(language):
        return str(TEXTS[refusal.code]) % shown


def readable(value: object, language: str) -> str:
    """A field of a refusal as a person would write it."""
    match value:
        case datetime():
            return formats.moment(value, language)
        case date():
            return formats.day(value, language)
        case Money():
            return formats.money(value, language)
        case Decimal():
            return formats.number(value, language)
        case list() | tuple():
            return ", ".join(readable(one, language) for one in value)
    return str(value)
