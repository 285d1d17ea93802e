"""The facts of a call in words: plain values in, one readable line out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.domain.money import Money
from openinhuur.web.templatetags import shown
from openinhuur.wording.codes import FEE_PAYERS, LANGUAGES, WEEKDAYS


class Fact(Protocol):
    """A code of `openinhuur.wording.codes.FACTS` with its value."""

    @property
    def code(self) -> str: ...
    @property
    def value(self) -> object: ...


def worded(fact: Fact) -> str:
    """The value of a fact as a person would write it; a shape that is not known is shown as it is."""
    match fact.code, fact.value:
        case _, bool(wanted):
            text = _("required") if wanted else _("not required")
        case "start", "asap":
            text = _("as soon as possible")
        case _, date() as day:
            text = shown.day(day)
        case "duration", int(months):
            text = _months(months)
        case "extensions", (int(times), int(months)):
            text = _("%(times)s × %(months)s") % {"times": times, "months": _months(months)}
        case "hours", (int() | Decimal()) as hours:
            text = _("%(hours)s hours a week") % {"hours": shown.points(hours)}
        case "working_days", tuple(days):
            text = _days(days)
        case "cv", (int(pages), str(language), int(references)):
            text = _cv(pages, language, references)
        case ("fee", _) | ("g_account", _):
            text = _money(fact)
        case _:
            text = _plain(fact.value)
    return text


def _cv(pages: int, language: str, references: int) -> str:
    return _("at most %(pages)s pages, in %(language)s, at least %(references)s references") % {
        "pages": pages,
        "language": LANGUAGES.get(language, language),
        "references": references,
    }


def _money(fact: Fact) -> str:
    match fact.value:
        case ((int() | Decimal()) as registered, (int() | Decimal()) as other):
            return _("%(registered)s of the invoice when in the SNA register, otherwise %(other)s") % {
                "registered": shown.percentage(registered),
                "other": shown.percentage(other),
            }
        case ((Decimal() | Money()) as amount, str(payer)):
            return str(FEE_PAYERS.get(payer, "%(amount)s")) % {"amount": shown.money(amount)}
    return _plain(fact.value)


def _months(months: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def _days(days: Sequence[str]) -> str:
    week = list(WEEKDAYS)
    names = [str(WEEKDAYS[day]) for day in days]
    is_one_run = len(days) > 2 and list(days) == week[week.index(days[0]) : week.index(days[0]) + len(days)]
    return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]} if is_one_run else ", ".join(names)


def _plain(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(_plain(one) for one in value)
    return shown.points(value) if isinstance(value, int | Decimal) else str(value)
