"""Step 1: requirements are met or not met. A rule may propose; a named person decides and writes down why.

R1, and GDPR art. 22 (http://data.europa.eu/eli/reg/2016/679/oj): nobody falls out by machine alone. So every
``propose_*`` returns a `Proposal` with the facts that decide, and only `confirm` makes a `Judgement`.

    facts → propose_*() → Proposal → confirm(), by a person → Judgement → passes()

The chain rule, the longest of the computable ones, has a module of its own: `openinhuur.domain.chain`.
"""

import re
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from openinhuur.domain.errors import Refusal

Key = TypeVar("Key", bound=Hashable)
LEAST_WORDS = 3  # different words in a reason: "nee, voldoet niet" is the least that says anything


class ReasonMissing(Refusal):
    """A judgement needs a written reason and has none of substance. Fields: ``met``, ``reason``."""


class JudgementMissing(Refusal):
    """Requirements without a judgement: no outcome yet, neither way. Fields: ``requirements``."""


class FactCode(StrEnum):
    """What a fact is about; the edge puts it in words."""

    PERMANENT_CONTRACT = "permanent-contract"
    AGREEMENT_COUNTED = "agreement-counted"  # from_on, last_on
    AGREEMENT_LEFT_OUT = "agreement-left-out"  # from_on, last_on
    CHAIN_AGREEMENTS = "chain-agreements"  # applies, agreements, limit
    CHAIN_TOTAL = "chain-total"  # applies, months, days, limit
    CHAIN_REACH = "chain-reach"  # applies, reaches_until_on (None: no agreements), start_on
    NOT_UNDER_DIRECTION = "not-under-direction"
    SELF_EMPLOYED = "self-employed"
    SOLE_WORKER = "sole-worker"
    EMPLOYED = "employed"
    NO_ALLOCATION = "no-allocation-function"
    EXCLUSIVE = "exclusive"
    LENDS_NO_STAFF = "lends-no-staff"
    WAADI_REGISTERED = "waadi-registered"  # registered_on, on
    WAADI_NOT_REGISTERED = "waadi-not-registered"  # registered_on (None: never), on
    CV_IN_ORDER = "cv-in-order"
    CV_BREAKS_RULE = "cv-breaks-rule"  # finding, and the fields of that finding
    PASSPORT_IN_ORDER = "passport-in-order"
    PASSPORT_LACKS = "passport-lacks"  # item, lack


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that weighs in a proposal, with the plain values a letter can quote."""

    code: FactCode
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule proposes: met, not met, or nothing (None: only a person can tell), and the facts why."""

    met: bool | None
    explanation: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided on one requirement of one bid, and the written reason."""

    met: bool
    reason: str


class Employment(StrEnum):
    """How the candidate works for the supplier."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    SELF_EMPLOYED = "self_employed"


def propose_self_employed(employment: Employment, *, is_sole_worker: bool, is_under_direction: bool) -> Proposal:
    """Whether the work can be done without becoming the buyer's employee (R29; Dutch Civil Code 7:610).

    Under the buyer's direction, a self-employed person cannot: not met is proposed. A company whose only
    worker is its owner is shown to a person, without a proposal.
    """
    if not is_under_direction:
        return Proposal(met=True, explanation=(Fact(FactCode.NOT_UNDER_DIRECTION),))
    if employment is Employment.SELF_EMPLOYED:
        return Proposal(met=False, explanation=(Fact(FactCode.SELF_EMPLOYED),))
    if is_sole_worker:
        return Proposal(met=None, explanation=(Fact(FactCode.SOLE_WORKER),))
    return Proposal(met=True, explanation=(Fact(FactCode.EMPLOYED),))


def propose_payroll(*, has_allocation_function: bool, is_exclusive: bool) -> Proposal:
    """Indications of payroll (R30; Dutch Civil Code 7:692): no allocation by the lender, and exclusivity.

    The rule never proposes an outcome here: a person weighs the indications that are shown.
    """
    indications = {FactCode.NO_ALLOCATION: not has_allocation_function, FactCode.EXCLUSIVE: is_exclusive}
    return Proposal(met=None, explanation=tuple(Fact(code) for code, shown in indications.items() if shown))


def propose_waadi(registered_on: date | None, *, lends_staff: bool, on: date) -> Proposal:
    """Whether a lender of staff is registered as such in the trade register on that day (R28; Waadi art. 7a).

    ``registered_on`` is the first day of the registration, None when there is none. Who lends no staff
    needs no registration.
    """
    if not lends_staff:
        return Proposal(met=True, explanation=(Fact(FactCode.LENDS_NO_STAFF),))
    met = registered_on is not None and registered_on <= on
    code = FactCode.WAADI_REGISTERED if met else FactCode.WAADI_NOT_REGISTERED
    return Proposal(met=met, explanation=(Fact(code, {"registered_on": registered_on, "on": on}),))


def propose_cv(findings: Collection[Mapping[str, str]], *, when_broken: str) -> Proposal:
    """Whether a CV keeps to the pages, language and references that the call asks.

    Args:
        findings: of the opening, about the CV only; each with its ``code``.
        when_broken: what the call says of a CV that breaks these rules: "not-met" is proposed, "ignored" is met, and
            what can be mended ("repair") is left to a person.
    """
    if not findings:
        return Proposal(met=True, explanation=(Fact(FactCode.CV_IN_ORDER),))
    facts = tuple(Fact(FactCode.CV_BREAKS_RULE, {**one, "finding": one["code"]}) for one in findings)
    return Proposal(met={"not-met": False, "ignored": True}.get(when_broken), explanation=facts)


def propose_passport(lacking: Collection[tuple[str, str]]) -> Proposal:
    """Whether the supplier's passport held on that day all that the purchasing system requires.

    ``lacking``: what it did not, as (item, lack): codes of `openinhuur.domain.passport`.
    """
    if not lacking:
        return Proposal(met=True, explanation=(Fact(FactCode.PASSPORT_IN_ORDER),))
    facts = (Fact(FactCode.PASSPORT_LACKS, {"item": item, "lack": lack}) for item, lack in lacking)
    return Proposal(met=False, explanation=tuple(facts))


def confirm(proposal: Proposal | None, *, met: bool, reason: str) -> Judgement:
    """A person's decision, with or without a proposal before it (R1; GDPR art. 22).

    Raises:
        ReasonMissing: not met, or other than proposed, without a reason of at least three different words.
    """
    departs = proposal is not None and proposal.met is not None and proposal.met is not met
    if (departs or not met) and not has_substance(reason):
        raise ReasonMissing(met=met, reason=reason)
    return Judgement(met=met, reason=reason.strip())


def passes(judgements: Mapping[Key, Judgement], requirements: Collection[Key]) -> bool:
    """Whether the bid goes on: every published requirement is met (R1). Other judgements do not count.

    Raises:
        JudgementMissing: a requirement is not judged yet. That is never taken as met, nor as not met.
    """
    missing = tuple(one for one in requirements if one not in judgements)
    if missing:
        raise JudgementMissing(requirements=missing)
    return all(judgements[one].met for one in requirements)


def has_substance(reason: str) -> bool:
    """Whether a written reason says anything: at least three different words of two letters or more.

    >>> has_substance("n.v.t."), has_substance("Het diploma staat niet in het cv.")
    (False, True)
    """
    return len(set(re.findall(r"[^\W\d_]{2,}", reason.casefold()))) >= LEAST_WORDS
