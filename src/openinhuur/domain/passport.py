"""A supplier's passport: what it shows once for all calls, and what a purchasing system may miss in it.

    domain/lender.py   whether it may lend staff (R28)        ┐
    domain/paper.py    its papers, and when they expire       ├─ all read from here
    this module        registers, and what is required of it  ┘

What somebody has to look up counts only once they did: a claim in a passport is no evidence. When they did, for
which register, is in `Passport.checked`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openinhuur.domain.dated import value_on
from openinhuur.domain.lender import (
    LENDER_RULES,
    Lender,
    LenderRule,
    Need,
    WaadiNotRegistered,
    WttaNotAdmitted,
    WttaNotNotified,
    WttaStatus,
    check_lender,
    lender_needs,
)
from openinhuur.domain.paper import (
    WARNING_DAYS,
    ExpiresBeforeIssued,
    ExpiryWarning,
    IssuedInFuture,
    Paper,
    PaperKind,
    check_paper,
    expiring,
    warnings_due,
)

__all__ = [
    "LENDER_RULES",
    "WARNING_DAYS",
    "ExpiresBeforeIssued",
    "ExpiryWarning",
    "IssuedInFuture",
    "Item",
    "Lack",
    "Lender",
    "LenderRule",
    "Need",
    "Paper",
    "PaperKind",
    "Passport",
    "Register",
    "Shortfall",
    "WaadiNotRegistered",
    "WttaNotAdmitted",
    "WttaNotNotified",
    "WttaStatus",
    "check_lender",
    "check_paper",
    "expiring",
    "lender_needs",
    "shortfalls",
    "warnings_due",
]


class Register(StrEnum):
    """Where somebody looks a supplier up."""

    TRADE_REGISTER = "trade-register"
    WAADI = "waadi"
    WTTA = "wtta"
    SNA = "sna"


class Item(StrEnum):
    """What a purchasing system can require for admission."""

    TRADE_REGISTER = "trade-register"
    WAADI = "waadi"  # may lend staff, by the rule of the day: the Waadi, then the Wtta
    SNA = "sna"
    G_ACCOUNT = "g-account"
    INSURANCE = "insurance"
    SELF_DECLARATION = "self-declaration"


class Lack(StrEnum):
    """What is the matter with something that is required."""

    MISSING = "missing"
    EXPIRED = "expired"
    NOT_CHECKED = "not-checked"  # somebody still has to look it up in the register


LOOKED_UP: Mapping[LenderRule, tuple[Register, ...]] = {
    LenderRule.WAADI: (Register.WAADI,),
    LenderRule.NOTIFIED: (Register.WAADI, Register.WTTA),
    LenderRule.ADMITTED: (Register.WTTA,),
}


PAPER_OF: Mapping[Item, PaperKind] = {
    Item.INSURANCE: PaperKind.INSURANCE,
    Item.SELF_DECLARATION: PaperKind.SELF_DECLARATION,
}


@dataclass(frozen=True, slots=True)
class Passport:
    """The facts of a passport.

    ``has_g_account_exemption_until`` is the first day an exemption no longer holds; a paper of one counts too.
    ``checked`` holds per register the last day on which somebody looked and it confirmed.
    """

    lender: Lender
    sna_registered: bool
    has_g_account: bool
    has_g_account_exemption_until: date | None
    is_sole_worker: bool
    papers: tuple[Paper, ...]
    checked: Mapping[Register, date]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Something that is required and not there, or not there any more, or not looked up yet."""

    item: Item
    code: Lack


def shortfalls(passport: Passport, required: Collection[Item], *, on: date) -> tuple[Shortfall, ...]:
    """What lacks of what is required on that day, one line per item, in the order of `Item`."""
    found = ((item, _lack(passport, item, on=on)) for item in Item if item in required)
    return tuple(Shortfall(item, lack) for item, lack in found if lack is not None)


def _lack(passport: Passport, item: Item, *, on: date) -> Lack | None:
    match item:
        case Item.TRADE_REGISTER:
            return _unless_checked(passport, Register.TRADE_REGISTER, on=on)
        case Item.WAADI:
            return _lack_as_lender(passport, on=on)
        case Item.SNA if not passport.sna_registered:
            return Lack.MISSING
        case Item.SNA:
            return _unless_checked(passport, Register.SNA, on=on)
        case Item.G_ACCOUNT:
            return None if passport.has_g_account else _lack_of_exemption(passport, on=on)
    return _lack_of_paper(passport, PAPER_OF[item], on=on)


def _lack_as_lender(passport: Passport, *, on: date) -> Lack | None:
    if not passport.lender.lends_staff:
        return None
    try:
        check_lender(passport.lender, on=on)
    except (WaadiNotRegistered, WttaNotNotified, WttaNotAdmitted):
        return Lack.MISSING
    rule = value_on(on, LENDER_RULES, what="lender-rule").value
    return _unless_checked(passport, *LOOKED_UP[rule], on=on)


def _lack_of_exemption(passport: Passport, *, on: date) -> Lack | None:
    until = passport.has_g_account_exemption_until
    if until is not None and on < until:
        return None
    by_paper = _lack_of_paper(passport, PaperKind.G_ACCOUNT_EXEMPTION, on=on)
    return Lack.EXPIRED if by_paper is Lack.MISSING and until is not None else by_paper


def _lack_of_paper(passport: Passport, kind: PaperKind, *, on: date) -> Lack | None:
    issued = [paper for paper in passport.papers if paper.kind is kind and paper.issued_on <= on]
    if not issued:
        return Lack.MISSING
    return None if any(paper.holds_on(on) for paper in issued) else Lack.EXPIRED


def _unless_checked(passport: Passport, *registers: Register, on: date) -> Lack | None:
    is_checked = all(register in passport.checked and passport.checked[register] <= on for register in registers)
    return None if is_checked else Lack.NOT_CHECKED
