"""What is made of a draft: the findings of the linter at their fields, and the call that will be published."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from openinhuur.calls.actions.writing import NewCall, NewRequirement
from openinhuur.calls.models import Call, Draft
from openinhuur.domain import publication
from openinhuur.domain.calendars import local
from openinhuur.domain.call import AwardCriterion, Timetable, check_publishable
from openinhuur.domain.chain import ChainRule
from openinhuur.domain.draft import LISTS, Item, items
from openinhuur.domain.draft_facts import FACT_OF_LIST, Values, Written, values, written
from openinhuur.domain.draft_problems import Problem
from openinhuur.domain.draft_scales import points, steps
from openinhuur.domain.lint import Finding, Severity, lint
from openinhuur.domain.money import Money
from openinhuur.domain.ranking import TieAcrossCut
from openinhuur.importing.dates import written_dates
from openinhuur.parties import queries as parties
from openinhuur.parties.keeping import keeping_of

FIELD_OF_FACT: Mapping[str, str] = {
    "extensions": "extension_count",
    "start": "start_on",
    "broker_fee_per_hour": "fee_per_hour",
    "g_account": "g_account_sna",
    "vog": "vog_required",
    "cv": "cv_max_pages",
    "self_employed_allowed": "is_under_direction",
    "answers_by": "answers_by_on",
    "invitations_by": "invitations_by_on",
    "interviews_from": "interviews_from_on",
    **{fact: name for name, fact in FACT_OF_LIST.items()},
}
"""The field of a draft for a fact that has another name there."""

TAKEN = "taken"
"""The problem of a number that another call has."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding at its place in the draft. ``about`` is its fingerprint; ``path`` is empty when it has no one place."""

    finding: Finding
    path: str
    about: str

    @property
    def is_error(self) -> bool:
        """Whether it holds publication back."""
        return self.finding.severity is Severity.ERROR


def findings(draft: Draft, *, at: datetime) -> list[Found]:
    """Every finding of the linter, as if the draft were published at that moment."""
    payer = parties.fee_payer(draft.category_id, on=local(at).date())
    view = written(draft.content, buyer=draft.buyer.name, fee_payer=payer)
    call = replace(view.call, dates=written_dates(view.call.lines))
    return [_placed(one, view, draft) for one in lint(call, at=at)]


def problems(draft: Draft) -> list[Problem]:
    """What keeps the draft from being a call, with a number that another call has."""
    known = values(draft.content)
    number = known.get("number", str)
    is_taken = bool(number) and Call.objects.filter(number__iexact=number).exclude(draft=draft).exists()
    return [*known.problems, *([Problem("number", TAKEN)] if is_taken else [])]


def check_ready(draft: Draft, *, at: datetime) -> None:
    """Whether it can be offered, and published: complete, confirmed, without errors, and possible as a call.

    Raises:
        DraftIncomplete, NotConfirmed, ErrorsFound, NumberTaken, InterviewWeightNotJudged.
        domain.call.WeightsDoNotAddUp, DatesOutOfOrder, ScaleWrong.
        domain.sealing.SealingNotChosen, TooFewKeyholders: bids could not be sealed.
    """
    wrong = problems(draft)
    errors = without_reason(draft, findings(draft, at=at))
    publication.check_ready(
        problems=[one.path for one in wrong if one.code != TAKEN],
        unconfirmed=list(draft.to_confirm),
        errors=[one.finding.code for one in errors],
    )
    new = new_call(draft)
    if any(one.code == TAKEN for one in wrong):
        raise publication.NumberTaken(number=new.number)
    if new.interview_weight:
        raise publication.InterviewWeightNotJudged(weight=new.interview_weight)
    weights = [new.price_weight] if new.price_weight else []
    check_publishable(new.timetable, new.award_criteria, requirements=len(new.requirements), weights=weights, at=at)
    keeping_of(draft.desk_id)


def fingerprint(draft: Draft) -> str:
    """The SHA-256 of everything it says: of what was offered, and of what was published."""
    said = json.dumps(draft.content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def without_reason(draft: Draft, found: Iterable[Found]) -> list[Found]:
    """The errors for which nobody wrote down why they stand."""
    explained = set(draft.lint_exceptions.values_list("about", flat=True))
    return [one for one in found if one.is_error and one.about not in explained]


def _placed(finding: Finding, view: Written, draft: Draft) -> Found:
    paths = [view.path_of_line[line] for line in finding.lines if line in view.path_of_line]
    path = next((one for one in paths if one.endswith(".text")), paths[0] if paths else "")
    if finding.key and (not path or "[" not in finding.key):
        name, _, rest = finding.key.partition("[")
        name = FIELD_OF_FACT.get(name, name)
        place = int(rest.rstrip("]")) if rest.rstrip("]").isdigit() else None
        listed = items(draft.content, name)
        path = f"{name}.{listed[place]['id']}.text" if place is not None and place < len(listed) else path or name
    said = "\n".join([finding.code, path, *(f"{name}={value}" for name, value in sorted(finding.fields.items()))])
    return Found(finding, path, hashlib.sha256(said.encode()).hexdigest())


def new_call(draft: Draft) -> NewCall:
    """The call that the draft says. Every required field has been read (see `draft_facts.values`)."""
    known = values(draft.content)
    said: dict[str, Any] = {
        one.name: known.of[one.name] for one in fields(NewCall) if known.of.get(one.name) is not None
    }
    content = draft.content
    said |= {
        "buyer_id": draft.buyer_id,
        "category_id": draft.category_id,
        "timetable": _timetable(known.of),
        "requirements": [_requirement(one) for one in items(content, "requirements")],
        "award_criteria": [_criterion(one, known) for one in items(content, "award_criteria")],
        "selection_criteria": _numbered(items(content, "selection_criteria")),
        "competences": _numbered(items(content, "competences")),
        "description": [(one.get("title", ""), one.get("text", "")) for one in items(content, "description")],
        "working_days": list(known.get("working_days", tuple) or ()),
        "fee_per_hour": Money.of(known.get("fee_per_hour", Decimal) or Decimal(0)),
        "tie_across_cut": TieAcrossCut(known.get("tie_across_cut", str) or TieAcrossCut.LOT.value),
        "chain_rule": _chain_rule(known),
    }
    return NewCall(**said)


def _timetable(said: Mapping[str, Any]) -> Timetable:
    return Timetable(
        published_at=None,
        **{one.name: said[one.name] for one in fields(Timetable) if one.name != "published_at"},
    )


def _requirement(item: Item) -> NewRequirement:
    return NewRequirement(**{name: item.get(name, "") for name in LISTS["requirements"]})


def _criterion(item: Item, known: Values) -> AwardCriterion:
    maximum = known.of[f"award_criteria.{item['id']}.maximum"]
    if not isinstance(maximum, Decimal):
        raise publication.DraftIncomplete(paths=(f"award_criteria.{item['id']}.maximum",))
    return AwardCriterion(item["number"], item["text"], maximum, points(item, maximum), steps(item))


def _numbered(listed: Iterable[Item]) -> list[tuple[str, str]]:
    return [(str(position), one.get("text", "")) for position, one in enumerate(listed, 1)]


def _chain_rule(known: Values) -> ChainRule | None:
    said = [known.get(f"chain_{name}", int) for name in ("agreements", "months", "gap_months")]
    numbers = [one for one in said if one is not None]
    return ChainRule(*numbers) if len(numbers) == len(said) else None
