"""Lending staff: what the law asks of who does, and from when (R28).

Until 2027 a lender is registered as such in the trade register (Waadi art. 7a). During 2027 it has also notified
the Nederlandse Autoriteit Uitleenmarkt (NAU) before that year, or is admitted; from 2028 it is admitted. Who lends
no staff needs none of this.

>>> for need in lender_needs(date(2026, 7, 13), date(2027, 1, 13)):
...     print(need.rule.value, need.from_on)
waadi 2026-07-13
notified 2027-01-01
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openinhuur.domain.dated import Dated, value_on
from openinhuur.domain.errors import Refusal


class WaadiNotRegistered(Refusal):
    """Not in the trade register as a lender of staff on that day (Waadi art. 7a). Fields: ``on``, ``field``."""


class WttaNotNotified(Refusal):
    """Neither notified in time nor admitted on that day (Wtta). Fields: ``on``, ``field``."""


class WttaNotAdmitted(Refusal):
    """Not admitted as a lender of staff on that day (Wtta). Fields: ``on``, ``field``."""


class WttaStatus(StrEnum):
    """What a lender is to the Nederlandse Autoriteit Uitleenmarkt (NAU)."""

    NONE = "none"
    NOTIFIED = "notified"
    ADMITTED = "admitted"


class LenderRule(StrEnum):
    """What the law asks of who lends staff."""

    WAADI = "waadi"
    NOTIFIED = "notified"
    ADMITTED = "admitted"


_WTTA = "Wet toelating terbeschikkingstelling van arbeidskrachten (Wtta): "
LENDER_RULES: tuple[Dated[LenderRule], ...] = (
    Dated(
        LenderRule.WAADI,
        date(2012, 7, 1),
        date(2027, 1, 1),
        "Waadi art. 7a, https://wetten.overheid.nl/BWBR0009616",
    ),
    Dated(
        LenderRule.NOTIFIED,
        date(2027, 1, 1),
        date(2028, 1, 1),
        _WTTA + "in force from 1 January 2027, for lenders who notified before that day during 2027",
    ),
    Dated(LenderRule.ADMITTED, date(2028, 1, 1), None, _WTTA + "admitted lenders only, from 1 January 2028"),
)


@dataclass(frozen=True, slots=True)
class Lender:
    """What a supplier is as a lender. ``wtta_since_on``: the day it notified, or its first day as admitted."""

    lends_staff: bool
    waadi_registered_on: date | None
    wtta_status: WttaStatus
    wtta_since_on: date | None


@dataclass(frozen=True, slots=True)
class Need:
    """A rule for lenders that applies within a period, and the first day in it on which it does."""

    rule: LenderRule
    from_on: date

    @property
    def rule_from_on(self) -> date:
        """The first day of the rule itself: who has to notify, notifies before that day."""
        return value_on(self.from_on, LENDER_RULES, what="lender-rule").valid_from


def check_lender(lender: Lender, *, on: date) -> None:
    """Who lends staff is what the law asks on that day (R28). Look at admission, award and start.

    Raises:
        WaadiNotRegistered, WttaNotNotified, WttaNotAdmitted.
        ValueUnknown: a day before the first rule.
    """
    if not lender.lends_staff:
        return
    rule = value_on(on, LENDER_RULES, what="lender-rule")
    is_admitted = lender.wtta_status is WttaStatus.ADMITTED and _is_by(lender.wtta_since_on, on)
    if rule.value is LenderRule.ADMITTED:
        if not is_admitted:
            raise WttaNotAdmitted(on=on, field="wtta_status")
        return
    if not _is_by(lender.waadi_registered_on, on):
        raise WaadiNotRegistered(on=on, field="waadi_registered_on")
    if rule.value is LenderRule.NOTIFIED and not is_admitted and not _has_notified(lender, before=rule.valid_from):
        raise WttaNotNotified(on=on, field="wtta_status")


def lender_needs(from_on: date, until_on: date) -> tuple[Need, ...]:
    """The rules for lenders that apply from ``from_on`` up to, not including, ``until_on``, in order.

    Raises:
        ValueUnknown: the period begins before the first rule.
    """
    if until_on <= from_on:
        raise ValueError(f"a period from {from_on} cannot end before {until_on}")
    first = value_on(from_on, LENDER_RULES, what="lender-rule")
    later = (rule for rule in LENDER_RULES if from_on < rule.valid_from < until_on)
    return (Need(first.value, from_on), *(Need(rule.value, rule.valid_from) for rule in later))


def _is_by(since_on: date | None, on: date) -> bool:
    return since_on is not None and since_on <= on


def _has_notified(lender: Lender, *, before: date) -> bool:
    since_on = lender.wtta_since_on
    return lender.wtta_status is WttaStatus.NOTIFIED and since_on is not None and since_on < before
