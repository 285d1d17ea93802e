"""Filters: values of the rules as text in the reader's language."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.domain.money import Money
from openinhuur.domain.time_left import whole_time_left
from openinhuur.wording import formats, language

register = template.Library()


@register.filter
def moment(value: datetime) -> str:
    """Day and clock written out."""
    return _clock_kept_together(formats.moment(value, language.current()))


@register.filter
def exact(value: datetime) -> str:
    """A moment to the millisecond."""
    return _clock_kept_together(formats.exact(value, language.current()))


@register.filter
def until(value: datetime) -> str:
    """The end of a half-open period."""
    return _clock_kept_together(formats.until(value, language.current()))


@register.filter
def day(value: datetime | date) -> str:
    """The day written out."""
    return formats.day(value, language.current())


@register.filter
def money(value: Money | Decimal) -> str:
    """An amount of euros."""
    return formats.money(value, language.current())


@register.filter
def points(value: Decimal | int) -> str:
    """A number without idle zeros."""
    return formats.number(value, language.current())


@register.filter
def in_points(value: Decimal | int) -> str:
    """'25 points', '1 point', '2.5 points'."""
    return ngettext("%(points)s point", "%(points)s points", 1 if value == 1 else 2) % {"points": points(value)}


@register.filter
def hours(value: Decimal) -> str:
    """Hours, two decimals."""
    return formats.hours(value, language.current())


@register.filter
def percentage(value: Decimal | int) -> str:
    """25 is 25%."""
    return formats.percentage(value, language.current())


@register.filter
def iban(value: str) -> str:
    """An account number in groups of four."""
    return formats.iban(value)


@register.filter
def week(value: str) -> str:
    """'2026W32' is 'week 32 of 2026'; '2026W32-W35' names both weeks."""
    first, _dash, last = value.partition("-")
    year, _letter, number = first.partition("W")
    named = {"number": int(number), "year": year, "last": last.rpartition("W")[2]}
    return _("weeks %(number)s to %(last)s of %(year)s") % named if last else _("week %(number)s of %(year)s") % named


@register.filter
def recorded(value: object) -> str:
    """A value of the journal as it was recorded."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@register.filter
def short_day(value: date) -> str:
    """'ma 3 aug'."""
    return formats.short_day(value, language.current())


@register.filter
def time_left(value: datetime | date, at: datetime) -> str:
    """'6 days left', 'tomorrow'; empty once it has come. A day without an hour is counted on the calendar."""
    if not isinstance(value, datetime):
        return _days_ahead((value - formats.local_day(at)).days)
    left = whole_time_left(value, at)
    return _units_ahead(*left, language.current()) if left else ""


@lru_cache(maxsize=1_000)
def _units_ahead(unit: str, count: int, _language: str) -> str:
    if unit == "days":
        return ngettext("%(count)s day left", "%(count)s days left", count) % {"count": count}
    if unit == "hours":
        return ngettext("%(count)s hour left", "%(count)s hours left", count) % {"count": count}
    if count == 0:
        return _("less than a minute left")
    return ngettext("%(count)s minute left", "%(count)s minutes left", count) % {"count": count}


def _clock_kept_together(text: str) -> str:
    return text.replace(" uur", "\u00a0uur")


def _days_ahead(days: int) -> str:
    if days < 0:
        return ""
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
