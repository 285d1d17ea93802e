"""Admissions, papers and terms in words."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.domain.calendars import Calendar, local, working_days_left
from openinhuur.parties.lending import LenderNeed
from openinhuur.web.templatetags.parts import code, words

register = template.Library()

ICONS: Final = {
    "asked": "clock",
    "repair-asked": "pen",
    "admitted": "check",
    "refused": "cross",
    "withdrawn": "cross",
    "suspended": "lock",
    "ended": "cross",
}
TONES: Final = {
    "repair-asked": "warning",
    "admitted": "valid",
    "refused": "danger",
    "suspended": "warning",
    "withdrawn": "inactive",
    "ended": "inactive",
}
EVENTS: Final = {
    "ask-repair": "admission.repair-asked",
    "repair": "admission.repaired",
    "extend": "admission.extended",
    "admit": "admission.granted",
    "refuse": "admission.refused",
    "withdraw": "admission.withdrawn",
    "suspend": "admission.suspended",
    "reinstate": "admission.reinstated",
    "end": "admission.ended",
}
"""What a step is called once it was taken: as the journal calls it."""


@register.inclusion_tag("web/parties/admission-state.html")
def admission_state(value: str | Enum) -> dict[str, str]:
    """Where a request for admission stands: a word with an icon."""
    plain = code(value)
    return {"state": plain, "icon_name": ICONS.get(plain, "info"), "tone": TONES.get(plain, "neutral")}


@register.filter
def step_taken(step: str | Enum) -> str:
    """A step of an admission, once it was taken."""
    return words(EVENTS[code(step)], "event")


@register.filter
def working_days(last_on: date, at: datetime) -> str:
    """'2 working days left', 'today', '1 working day late' (R15, R16)."""
    today = local(at).date()
    if today == last_on:
        return _("today")
    count = working_days_left(last_on, on=today, calendar=Calendar.EUROPEAN)
    if today < last_on:
        return ngettext("%(count)s working day left", "%(count)s working days left", count) % {"count": count}
    if count == 0:
        return _("too late")
    return ngettext("%(count)s working day late", "%(count)s working days late", -count) % {"count": -count}


@register.filter
def has_come(value: date, at: datetime) -> bool:
    """Whether it is that day, or later."""
    return value <= local(at).date()


@register.filter
def next_unmet(needs: Iterable[LenderNeed]) -> LenderNeed | None:
    """The first thing that the law asks, or will ask, of a lender and that is not in order yet."""
    return next((need for need in needs if not need.is_met), None)


@register.filter
def lack_of(item: str | Enum, shortfalls: Iterable[object]) -> object | None:
    """What is the matter with something that is required; None: nothing."""
    return next((one for one in shortfalls if getattr(one, "item", None) == item), None)


@register.filter
def yes_no(value: bool) -> str:  # noqa: FBT001 (the shape of a filter)
    """'yes' or 'no'."""
    return _("yes") if value else _("no")
