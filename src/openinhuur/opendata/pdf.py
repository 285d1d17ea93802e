"""A call on paper: everything its page says, archivable and accessible (PDF/A-2a, PDF/UA-1)."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openinhuur.domain.disclosure import OTHER
from openinhuur.domain.timeline import Moment
from openinhuur.letters import render
from openinhuur.opendata.published import Item, Links, Outcome, Question, Written, line, text
from openinhuur.opendata.summary import state
from openinhuur.wording import codes, formats
from openinhuur.wording.prose import blocks

MEDIA_TYPE: Final = "application/pdf"
TEMPLATES: Final = Path(__file__).parent / "templates"
KEPT: Final = 64
"""So many papers stay ready: the same words at the same moment are the same paper."""

Words = dict[str, object]


def words(
    call: Written,
    *,
    facts: Sequence[tuple[str, str]],
    questions: Sequence[Question],
    links: Links,
    language: str,
    changed_at: datetime,
) -> Words:
    """Everything that is on paper, in its reader's language; what the call itself says stays as it was written.

    Args:
        facts: what it is in short: a label and a text each.
        questions: those with a published answer are printed.
        changed_at: when anything on it last changed; it says so.
    """
    with translation.override(language):
        return {
            "language": language,
            "title": line(call.title),
            "author": line(call.buyer),
            "number": line(call.number),
            "page_word": _("page"),
            "version": _("As it was on %(moment)s") % {"moment": formats.moment(changed_at, language)},
            "address": links.page,
            "state": state(call, language=language),
            "sections": [
                *_outcome(call.outcome, language),
                _short(call, facts),
                _timeline(call.timeline, language),
                *_work(call),
                *_judging(call, language),
                *_questions(questions),
            ],
        }


def made(said: Words, *, at: datetime) -> bytes:
    """The paper with these words; ``at`` is the moment it is dated."""
    return _made(json.dumps(said), at)


@lru_cache(maxsize=KEPT)
def _made(said: str, at: datetime) -> bytes:
    return render.pdf("call", json.loads(said), at=at, templates=TEMPLATES)


def _section(title: str, *parts: Words, lead: str = "") -> Words:
    return {"title": title, "lead": lead, "parts": list(parts)}


def _table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbered: bool = False, whole: bool = False
) -> Words:
    return {"kind": "table", "columns": list(columns), "rows": [list(row) for row in rows], "numbered": numbered,
            "whole": whole}  # fmt: skip


def _prose(title: str, said: str) -> Words:
    found = [{"is_list": is_list, "lines": [line(one) for one in lines]} for is_list, lines in blocks(text(said))]
    return {"kind": "prose", "title": line(title), "blocks": found}


def _outcome(outcome: Outcome | None, language: str) -> list[Words]:
    if outcome is None:
        return []
    rows = [(_("Bids received"), str(outcome.received))]
    rows += [(_capital(str(codes.words(code, "public_stop"))), str(count)) for code, count in outcome.stopped]
    if outcome.unmet:
        rows.append((_("The first requirement that was not met"), ", ".join(_unmet(*one) for one in outcome.unmet)))
    if outcome.rate:
        rows.append((_("Hourly rate of the winner, without VAT"), formats.money(outcome.rate, language)))
    lead = _("The buyer decided on %(moment)s.") % {"moment": formats.moment(outcome.decided_at, language)}
    return [_section(_("Awarded to %(winner)s") % {"winner": line(outcome.winner)}, _facts(rows), lead=lead)]


def _unmet(number: str, count: int) -> str:
    if number == OTHER:
        return ngettext("another requirement: %(count)s bid", "another requirement: %(count)s bids", count) % {
            "count": count
        }
    said = {"number": number, "count": count}
    return ngettext("requirement %(number)s: %(count)s bid", "requirement %(number)s: %(count)s bids", count) % said


def _facts(rows: Iterable[tuple[str, str]]) -> Words:
    return {"kind": "facts", "rows": [[label, line(value)] for label, value in rows]}


def _short(call: Written, facts: Sequence[tuple[str, str]]) -> Words:
    days = call.standstill_days
    standstill = ngettext("%(days)s day after the letters", "%(days)s days after the letters", days) % {"days": days}
    rows = [
        (_("Number"), call.number),
        (_("Buyer"), call.buyer),
        (_("Hiring desk"), call.desk),
        (_("Category"), call.category),
        *facts,
        (_("Standstill period"), standstill),
    ]
    return _section(_("In short"), _facts(rows))


def _timeline(moments: Sequence[Moment], language: str) -> Words:
    rows = [(str(codes.words(one.code, "moment")), _when(one, language)) for one in moments]
    return _section(_("Timeline"), _table((_("What"), _("When")), rows, whole=True))


def _when(moment: Moment, language: str) -> str:
    if moment.at is None:
        return formats.day(moment.on, language) if moment.on else ""
    written = formats.until if moment.code == "standstill_ends" else formats.moment
    return written(moment.at, language)


def _work(call: Written) -> list[Words]:
    parts = [_prose(part.title, part.text) for part in call.description]
    return [_section(_("The work"), *parts)] if parts else []


def _judging(call: Written, language: str) -> list[Words]:
    size = call.shortlist_size
    points = sum((one.maximum for one in call.award_criteria), Decimal(0))
    together = ngettext(
        "Together %(together)s points. The best bid goes on the shortlist.",
        "Together %(together)s points. The %(size)s best bids go on the shortlist; with equal points the lowest hourly "
        "rate goes first.",
        size,
    ) % {"size": size, "together": formats.number(points, language)}
    weighed = [
        (one.number, text(one.text), formats.number(one.maximum, language), _scale(one.scale, language))
        for one in call.award_criteria
    ]
    columns = (_("No."), _("Criterion"), _("Points"), _("Scale"))
    found = [
        _numbered(_("Requirements"), _("Requirement"), call.requirements,
                  _("Met or not met. One that is not met ends the bid.")),
        _section(_("Award criteria"), _table(columns, weighed), lead=together) if weighed else None,
        _numbered(_("What the buyer compares the shortlist on"), _("Criterion"), call.selection_criteria,
                  _("No points. At least %(minimum)s candidates are invited for an interview.")
                  % {"minimum": call.min_invited}),
        _numbered(_("Competences in the interview"), _("Competence"), call.competences,
                  _("Scored alone by at least %(minimum)s interviewers. Every competence must be at least sufficient.")
                  % {"minimum": call.min_interviewers}),
    ]  # fmt: skip
    return [one for one in found if one]


def _numbered(title: str, column: str, items: Sequence[Item], lead: str) -> Words | None:
    rows = [(line(one.number), text(one.text)) for one in items]
    return _section(title, _table((_("No."), column), rows, numbered=True), lead=lead) if rows else None


def _scale(steps: Sequence[Decimal], language: str) -> str:
    return " · ".join(formats.number(step, language) for step in steps)


def _questions(questions: Sequence[Question]) -> list[Words]:
    parts = [_prose(f"{one.position}. {line(one.text)}", one.answer) for one in questions if one.answer]
    lead = _("The same for everybody, without names.")
    return [_section(_("Questions and answers"), *parts, lead=lead)] if parts else []


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
