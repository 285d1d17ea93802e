"""A call's rows as the domain wants to know them."""

from openinhuur.calls.models import AwardCriterion, Call
from openinhuur.domain import call as domain
from openinhuur.domain.chain import ChainRule
from openinhuur.domain.price import Formula, PriceRule


def timetable(call: Call) -> domain.Timetable:
    """The moments announced with the call."""
    return domain.Timetable(
        published_at=call.published_at,
        questions_close_at=call.questions_close_at,
        answers_by_on=call.answers_by_on,
        closes_at=call.closes_at,
        invitations_by_on=call.invitations_by_on,
        interviews_from_on=call.interviews_from_on,
    )


def award_criterion(row: AwardCriterion) -> domain.AwardCriterion:
    """An award criterion with its scale."""
    return domain.AwardCriterion(row.number, row.text, row.maximum, tuple(row.scale), tuple(row.descriptors))


def award_criteria(call: Call) -> list[domain.AwardCriterion]:
    """All award criteria in the order of publication."""
    return [award_criterion(row) for row in call.award_criteria.all()]


def price_rule(call: Call) -> PriceRule | None:
    """How the price gives points; None when it has no weight."""
    if not call.price_weight:
        return None
    return PriceRule(Formula(call.price_formula), call.price_weight, call.price_lowest, call.price_highest)


def chain_rule(call: Call) -> ChainRule | None:
    """The parameters of the chain rule that were published with the call, if it has one."""
    if call.chain_agreements is None or call.chain_months is None or call.chain_gap_months is None:
        return None
    return ChainRule(call.chain_agreements, call.chain_months, call.chain_gap_months)
