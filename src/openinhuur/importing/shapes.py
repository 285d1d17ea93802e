"""The JSON shape of what was read: plain values only, exact numbers, moments with the offset of Amsterdam."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

from openinhuur.domain.lint import Finding
from openinhuur.domain.written_call import CallFacts, CvRules, Extensions, GAccountShares, HoursRange, ListItem
from openinhuur.wording.findings import finding_message

MONEY = {"max_rate", "broker_fee_per_hour"}
FORM_ONLY = {"selection_weight", "price_formula", "fee_payer", "standstill_days"}
"""Facts that no document is read for: not in the JSON."""


def facts_json(facts: CallFacts) -> dict[str, object]:
    """Every key of a call, in order; absent is None, money is a string with a dot."""
    shape: dict[str, object] = {}
    for one in fields(facts):
        if one.name in FORM_ONLY:
            continue
        value = getattr(facts, one.name)
        if one.name in MONEY and value is not None:
            shape[one.name] = f"{value:.2f}"
        elif one.name == "requirements" and value is not None:
            shape[one.name] = [{"number": item.number, "text": item.text} for item in value]
        else:
            shape[one.name] = plain(value)
    return shape


def finding_json(finding: Finding, language: str) -> dict[str, object]:
    """Code, severity, place (lines and key) and message of a finding."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": {"lines": list(finding.lines), "key": finding.key},
        "message": finding_message(finding, language),
    }


def plain(value: object) -> object:
    """A value of the domain as JSON has it."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)  # JSON has no decimals of its own
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Extensions | HoursRange | GAccountShares | CvRules | ListItem):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return value
