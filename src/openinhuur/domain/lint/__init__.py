"""What a linter finds in a call before it is published: a list of small checks with one signature.

A check takes a `WrittenCall` (the facts, and the words they came from) and yields every `Finding` it sees.
A finding has a code, a severity, a place and plain fields; its text, and how to mend it, live at the edge
(`wording.findings`, `wording.mending`); where its rule comes from is in `SOURCES`.
A fact that is absent is None and is never guessed, so a check says nothing about what it cannot know.

>>> from decimal import Decimal
>>> from openinhuur.domain.written_call import CallFacts, ListItem
>>> call = WrittenCall(facts=CallFacts(criteria=(ListItem("1", "Experience", Decimal(60)),)))
>>> [finding.code for finding in lint(call)]
['weights-sum']
"""

from dataclasses import replace
from datetime import datetime

from openinhuur.domain.lint.agreement import header_body_mismatch, hours_mismatch
from openinhuur.domain.lint.dates import answers_late, date_order, start_in_past, tender_period, weekday_mismatch
from openinhuur.domain.lint.demands import missing_equivalence, not_computable, suitability_in_call_off
from openinhuur.domain.lint.fairness import discrimination_direct, discrimination_indirect
from openinhuur.domain.lint.finding import Check, Finding, Severity
from openinhuur.domain.lint.overlap import overlap_requirement_criterion
from openinhuur.domain.lint.points import criteria_without_points, unweighted_stage, weights_sum
from openinhuur.domain.lint.price import fee_on_participant, relative_price
from openinhuur.domain.lint.sources import SOURCES, Source
from openinhuur.domain.lint.standstill import standstill_after_start, standstill_length
from openinhuur.domain.lint.words import duplicate_word, missing_heading, template_text
from openinhuur.domain.written_call import WrittenCall

__all__ = ["CHECKS", "SOURCES", "Check", "Finding", "Severity", "Source", "code_of", "lint"]

CHECKS: tuple[Check, ...] = (
    weights_sum,
    criteria_without_points,
    unweighted_stage,
    relative_price,
    date_order,
    weekday_mismatch,
    start_in_past,
    tender_period,
    answers_late,
    standstill_length,
    standstill_after_start,
    header_body_mismatch,
    hours_mismatch,
    overlap_requirement_criterion,
    suitability_in_call_off,
    missing_equivalence,
    not_computable,
    fee_on_participant,
    discrimination_direct,
    discrimination_indirect,
    missing_heading,
    template_text,
    duplicate_word,
)


def lint(call: WrittenCall, *, at: datetime | None = None) -> list[Finding]:
    """Every finding of every check, in the order of the checks.

    Args:
        call: the facts and words.
        at: when the call is sent, or would be; without it (and without `WrittenCall.at`) the checks that count
            from that day say nothing.
    """
    if at is not None:
        call = replace(call, at=at)
    return [finding for check in CHECKS for finding in check(call)]


def code_of(check: Check) -> str:
    """The code of the findings that a check gives.

    >>> code_of(weights_sum)
    'weights-sum'
    """
    return check.__name__.replace("_", "-")
