"""What a supplier should look at before it sends a bid. Each finding warns; none decides, and nobody else sees them.

A list of small checks with one signature. What makes sending impossible stands in `openinhuur.domain.bid_draft`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openinhuur.domain.bid import CvRules, cv_findings
from openinhuur.domain.bid_draft import Answers, Declaration, Part
from openinhuur.domain.chain import ChainRule, propose_chain
from openinhuur.domain.passport import Passport
from openinhuur.domain.requirements import Employment, propose_self_employed


@dataclass(frozen=True, slots=True)
class Asked:
    """What the call asks, as far as it can be checked. ``requirements``: number → the rule that computes, or empty."""

    requirements: Mapping[str, str]
    criteria: tuple[str, ...]
    cv: CvRules
    hours_per_week: Decimal
    max_rate: Decimal | None = None
    start_on: date | None = None
    is_under_direction: bool = True
    chain: ChainRule | None = None
    reference_on: date | None = None


@dataclass(frozen=True, slots=True)
class CvText:
    """The CV as it was read: the text of each page, and the language of it (ISO 639-1)."""

    pages: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Written:
    """A bid as far as it was written. ``cv``: None when there is none."""

    answers: Answers
    cv: CvText | None
    passport: Passport
    asked: Asked
    on: date


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at: what it is, in which part, and on which item (a number) of it."""

    code: str
    part: Part
    item: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def remarks(written: Written) -> list[Remark]:
    """Everything to look at, in the order of the parts."""
    found = [remark for check in CHECKS for remark in check(written)]
    return sorted(found, key=lambda one: list(Part).index(one.part))


def _less_than_asked(written: Written) -> Iterable[Remark]:
    said, asked = written.answers, written.asked
    if said.hours_per_week is not None and said.hours_per_week < asked.hours_per_week:
        yield Remark("fewer-hours", Part.CANDIDATE, fields={"asked": f"{asked.hours_per_week.normalize():f}"})
    if said.available_from is not None and asked.start_on is not None and said.available_from > asked.start_on:
        yield Remark("available-later", Part.CANDIDATE, fields={"start_on": asked.start_on.isoformat()})


def _self_employed(written: Written) -> Iterable[Remark]:
    """R29: who works under direction is not self-employed; a company of one person is decided by a person."""
    said = written.answers.employment
    if said not in set(Employment):
        return
    proposal = propose_self_employed(
        Employment(said),
        is_sole_worker=written.passport.is_sole_worker,
        is_under_direction=written.asked.is_under_direction,
    )
    if proposal.met is not True:
        yield Remark("self-employed" if proposal.met is False else "sole-worker", Part.CANDIDATE)


def _cv(written: Written) -> Iterable[Remark]:
    """Pages, text layer, language, and the number of references, as they are measured again at the opening."""
    if written.cv is None:
        return
    found = cv_findings(
        written.cv.pages,
        language=written.cv.language,
        references=len(written.answers.references),
        rules=written.asked.cv,
    )
    for one in found:
        yield Remark(one.code, Part.REFERENCES if one.code == "too-few-references" else Part.CV, fields=one.fields)


def _requirements(written: Written) -> Iterable[Remark]:
    for number in written.asked.requirements:
        answer = written.answers.requirements.get(number)
        if answer is None or answer.is_met is None:
            yield Remark("requirement-unanswered", Part.REQUIREMENTS, number)
        elif not answer.is_met:
            yield Remark("requirement-not-met", Part.REQUIREMENTS, number)
        elif not (answer.text or answer.page or answer.item):
            yield Remark("requirement-without-evidence", Part.REQUIREMENTS, number)
        if answer is not None:
            yield from _page(written, answer.page, Part.REQUIREMENTS, number)


def _criteria(written: Written) -> Iterable[Remark]:
    for number in written.asked.criteria:
        claim = written.answers.criteria.get(number)
        if claim is None or not claim.text:
            yield Remark("criterion-unanswered", Part.CRITERIA, number)
        elif claim.page is None:
            yield Remark("claim-without-page", Part.CRITERIA, number)
        if claim is not None:
            yield from _page(written, claim.page, Part.CRITERIA, number)


def _page(written: Written, page: int | None, part: Part, number: str) -> Iterable[Remark]:
    """A page that the CV does not have."""
    if page is not None and written.cv is not None and not 1 <= page <= len(written.cv.pages):
        yield Remark("page-not-there", part, number, {"page": str(page), "pages": str(len(written.cv.pages))})


def _rate(written: Written) -> Iterable[Remark]:
    rate, highest = written.answers.hourly_rate, written.asked.max_rate
    if rate is not None and highest is not None and rate > highest:
        yield Remark("rate-above-maximum", Part.RATE, fields={"maximum": f"{highest:.2f}"})


def _chain(written: Written) -> Iterable[Remark]:
    """R31, where the call has such a requirement: what was said about it, and what the rule would propose."""
    said, rule, start_on = written.answers, written.asked.chain, written.asked.reference_on
    if rule is None or start_on is None or "chain" not in written.asked.requirements.values():
        return
    if not said.agreements and not said.has_no_agreements:
        yield Remark("agreements-unsaid", Part.REFERENCES)
        return
    is_permanent = said.employment == Employment.PERMANENT
    if propose_chain(said.agreements, start_on=start_on, has_permanent_contract=is_permanent, rule=rule).met is False:
        yield Remark("chain-too-long", Part.REFERENCES)


def _passport(written: Written) -> Iterable[Remark]:
    """Papers that have expired and were not followed up, and the blocked account for wage tax."""
    issued = [paper for paper in written.passport.papers if paper.issued_on <= written.on]
    valid = {paper.kind for paper in issued if paper.holds_on(written.on)}
    for kind in sorted({paper.kind for paper in issued} - valid):
        yield Remark("paper-expired", Part.DECLARATIONS, fields={"paper": kind.value})
    if not written.passport.has_g_account:
        yield Remark("g-account-missing", Part.DECLARATIONS)


def _declarations(written: Written) -> Iterable[Remark]:
    for one in Declaration:
        if one not in written.answers.declarations:
            yield Remark("not-declared", Part.DECLARATIONS, one.value)


CHECKS: tuple[Callable[[Written], Iterable[Remark]], ...] = (
    _less_than_asked,
    _self_employed,
    _cv,
    _requirements,
    _criteria,
    _rate,
    _chain,
    _passport,
    _declarations,
)
