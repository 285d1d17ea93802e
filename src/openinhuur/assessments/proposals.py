"""What a rule can say about a requirement of one bid, from the facts at hand. It proposes; a person decides."""

from datetime import date
from typing import Final

from openinhuur.bids.looking import OF_THE_CV
from openinhuur.bids.models import Bid
from openinhuur.calls import facts
from openinhuur.calls.models import Requirement
from openinhuur.domain.calendars import local
from openinhuur.domain.chain import Agreement, propose_chain
from openinhuur.domain.passport import shortfalls
from openinhuur.domain.requirements import (
    Employment,
    Proposal,
    propose_cv,
    propose_passport,
    propose_self_employed,
    propose_waadi,
)
from openinhuur.parties import facts as parties

JOINED: Final = ("call__category__purchasing_system", "supplier__passport", "offer")
FETCHED: Final = tuple(f"supplier__passport__{row}" for row in parties.PASSPORT_ROWS)
"""What `proposal` reads of a bid: fetched beforehand, many bids take as many queries as one."""


def proposal(bid: Bid, requirement: Requirement) -> Proposal | None:
    """The proposal of the rule that belongs to the requirement; None when no rule does."""
    match requirement.rule:
        case "chain":
            return _chain(bid)
        case "waadi":
            return _waadi(bid)
        case "self-employed":
            return _self_employed(bid)
        case "cv":
            found = [one for one in bid.offer.findings if one["code"] in OF_THE_CV]
            return propose_cv(found, when_broken=bid.call.cv_rules_broken)
        case "passport":
            return _passport(bid)
    return None


def _chain(bid: Bid) -> Proposal | None:
    rule, reference_on = facts.chain_rule(bid.call), bid.call.chain_reference_on
    if rule is None or reference_on is None:
        return None
    agreements = [
        Agreement(date.fromisoformat(first), date.fromisoformat(last)) for first, last in bid.offer.agreements
    ]
    return propose_chain(
        agreements,
        start_on=reference_on,
        has_permanent_contract=Employment(bid.offer.employment) is Employment.PERMANENT,
        rule=rule,
    )


def _waadi(bid: Bid) -> Proposal:
    return propose_waadi(
        bid.supplier.passport.waadi_registered_on,
        lends_staff=Employment(bid.offer.employment) is not Employment.SELF_EMPLOYED,
        on=local(bid.call.closes_at).date(),
    )


def _passport(bid: Bid) -> Proposal:
    required = parties.required(bid.call.category.purchasing_system)
    lacking = shortfalls(parties.passport(bid.supplier.passport), required, on=local(bid.call.closes_at).date())
    return propose_passport([(one.item.value, one.code.value) for one in lacking])


def _self_employed(bid: Bid) -> Proposal:
    return propose_self_employed(
        Employment(bid.offer.employment),
        is_sole_worker=bid.supplier.passport.is_sole_worker,
        is_under_direction=bid.call.is_under_direction,
    )
