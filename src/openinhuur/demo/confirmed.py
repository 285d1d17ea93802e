"""From what was read in a text to a draft: the facts of the text, and what the desk confirmed beside them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from openinhuur.calls.actions import NewCall, NewRequirement
from openinhuur.domain.call import AwardCriterion, Timetable
from openinhuur.domain.chain import ChainRule
from openinhuur.domain.errors import Refusal
from openinhuur.domain.money import Money
from openinhuur.domain.scoring import PRESETS, points_of
from openinhuur.domain.written_call import CallFacts, ListItem
from openinhuur.importing import Reading
from openinhuur.importing.remains import KeptText

Table = Mapping[str, Any]
"""A table of a TOML file: its shape is checked by using it."""

MAY_BE_ABSENT = {
    "end",
    "max_rate",
    "price_weight",
    "interview_weight",
    "extensions",
    "tie_break",
    "payroll_allowed",
    "selection_weight",
    "price_formula",
    "fee_payer",
    "standstill_days",
}


class FactsMissing(Refusal):
    """The text does not say what a call cannot do without; nothing is guessed. Fields: ``facts``."""


def load(folder: Path) -> Table:
    """What the desk confirmed (``confirmed.toml``)."""
    return tomllib.loads((folder / "confirmed.toml").read_text(encoding="utf-8"))


def draft(reading: Reading, text: str, confirmed: Table, *, buyer_id: int, category_id: int) -> NewCall:
    """The draft of a call.

    Args:
        reading: what was read in ``text``.
        confirmed: what the text leaves open.

    Raises:
        FactsMissing: the text lacks a fact that a call needs.
    """
    read: Any = _complete(reading.call)
    chain = confirmed["chain"]
    return NewCall(
        number=read.number,
        title=read.title,
        buyer_id=buyer_id,
        category_id=category_id,
        timetable=Timetable(
            published_at=None,
            questions_close_at=read.questions_close_at,
            answers_by_on=read.answers_by,
            closes_at=read.closes_at,
            invitations_by_on=read.invitations_by,
            interviews_from_on=read.interviews_from,
        ),
        requirements=[_requirement(one, confirmed["rules"]) for one in read.requirements],
        award_criteria=[_criterion(one, confirmed["scales"]) for one in read.criteria],
        selection_criteria=_numbered(read.selection_criteria),
        competences=_numbered(read.competences),
        duration_months=read.duration_months,
        hours_per_week=read.hours_per_week.max,
        working_days=list(read.working_days),
        shortlist_size=read.shortlist_size,
        standstill_days=confirmed["standstill_days"],
        g_account_sna=read.g_account.sna,
        g_account_other=read.g_account.other,
        fee_per_hour=Money.of(read.broker_fee_per_hour),
        description=_description(reading, text),
        start_on=None if read.start == "asap" else read.start,
        extension_count=read.extensions.count if read.extensions else 0,
        extension_months=read.extensions.months if read.extensions else 0,
        education=read.education,
        region=read.region,
        salary_scale=read.salary_scale,
        positions=read.positions,
        vog_required=read.vog,
        cv_max_pages=read.cv.max_pages,
        cv_language=read.cv.language or "",
        cv_min_references=read.cv.min_references or 0,
        min_invited=read.min_invited,
        min_interviewers=read.min_interviewers,
        chain_rule=ChainRule(chain["agreements"], chain["months"], chain["gap_months"]),
        chain_reference_on=chain["reference_on"],
    )


def _complete(facts: CallFacts) -> CallFacts:
    missing = [one.name for one in fields(facts) if getattr(facts, one.name) is None and one.name not in MAY_BE_ABSENT]
    if missing:
        raise FactsMissing(facts=missing)
    return facts


def _requirement(one: ListItem, rules: Table) -> NewRequirement:
    number = one.number or ""
    return NewRequirement(number, one.text, rules.get(number, ""))


def _criterion(one: ListItem, scales: Table) -> AwardCriterion:
    number = one.number or ""
    if one.points is None:
        raise FactsMissing(facts=[f"points {number}"])
    preset = PRESETS[scales.get(number, scales["default"])]
    return AwardCriterion(number, one.text, one.points, points_of(preset, one.points))


def _numbered(texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(position), text) for position, text in enumerate(texts, 1)]


def _description(reading: Reading, text: str) -> list[tuple[str, str]]:
    """The running text that is no fact, under its headings; a heading without text is left out."""
    lines = text.splitlines()
    found = [(one.heading, _paragraphs(one, lines)) for one in reading.kept if one.heading]
    return [(heading, said) for heading, said in found if said]


def _paragraphs(section: KeptText, lines: Sequence[str]) -> str:
    """The lines of a section; a blank line where the source has one, between paragraphs."""
    said: list[str] = []
    before = 0
    for number in section.lines:
        line = lines[number - 1].strip()
        if line.strip(" #*:") == section.heading.strip(" #*:"):
            continue
        if said and number > before + 1:
            said.append("")
        said.append(line)
        before = number
    return "\n".join(said)
