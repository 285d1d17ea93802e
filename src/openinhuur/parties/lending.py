"""Whether a supplier may lend staff by what is known of it now, and what shows that (R28)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from openinhuur.domain import lender as domain
from openinhuur.domain.errors import Refusal
from openinhuur.domain.ledger import moment_text
from openinhuur.domain.passport import LOOKED_UP, Register
from openinhuur.parties import facts
from openinhuur.parties.models import Passport, RegisterCheck


@dataclass(frozen=True, slots=True)
class LenderNeed:
    """What the law asks of a lender from a day on, and whether this one has it by what is known now."""

    rule: domain.LenderRule
    from_on: date
    is_met: bool

    def __str__(self) -> str:
        return f"{self.rule.value} {self.from_on} {'met' if self.is_met else 'not met'}"


def check(supplier_id: int, *days: date) -> list[str]:
    """The supplier may lend staff on each of these days. Returns the last look in every register that shows it.

    Raises:
        WaadiNotRegistered, WttaNotNotified, WttaNotAdmitted.
    """
    lender, looks = _known(supplier_id)
    for day in days:
        domain.check_lender(lender, on=day)
    if not lender.lends_staff:
        return []
    needed = {register for day in days for register in LOOKED_UP[_rule_on(day)]}
    return [_told(look) for register, look in looks.items() if register in needed]


def needs(supplier_id: int, from_on: date, until_on: date) -> list[LenderNeed]:
    """What the law asks of the supplier in a period; nothing of who lends no staff."""
    lender, _ = _known(supplier_id)
    if not lender.lends_staff:
        return []
    return [
        LenderNeed(need.rule, need.from_on, _is_met(lender, need.from_on))
        for need in domain.lender_needs(from_on, until_on)
    ]


def _known(supplier_id: int) -> tuple[domain.Lender, Mapping[Register, RegisterCheck]]:
    """The supplier as a lender, with the last look in each register.

    What somebody looked up and did not find does not count, whatever the passport says.
    """
    passport = Passport.objects.select_related("supplier").get(supplier_id=supplier_id)
    lender, looks = facts.lender(passport), facts.last_checks(passport.supplier)
    denied = {register for register, look in looks.items() if not look.is_confirmed}
    if Register.WAADI in denied:
        lender = replace(lender, waadi_registered_on=None)
    if Register.WTTA in denied:
        lender = replace(lender, wtta_status=domain.WttaStatus.NONE, wtta_since_on=None)
    return lender, looks


def _is_met(lender: domain.Lender, on: date) -> bool:
    try:
        domain.check_lender(lender, on=on)
    except Refusal:
        return False
    return True


def _rule_on(day: date) -> domain.LenderRule:
    return domain.lender_needs(day, day + timedelta(days=1))[0].rule


def _told(look: RegisterCheck) -> str:
    outcome = "confirmed" if look.is_confirmed else "not confirmed"
    return f"{look.register} {outcome} {moment_text(look.checked_at)} #{look.pk}"
