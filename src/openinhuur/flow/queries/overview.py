"""One call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from openinhuur.calls import access, facts
from openinhuur.calls.models import Call, Numbered
from openinhuur.domain import call as domain
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, Verb
from openinhuur.domain.time_left import unchanged_until
from openinhuur.domain.timeline import Moment, timeline
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.bid_possible import why_not
from openinhuur.flow.queries.outcome import Outcome, outcome, received
from openinhuur.flow.queries.said import NOTHING, Said, said
from openinhuur.flow.queries.tabs import tabs


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a call: a code and a plain value, worded by whoever shows it."""

    code: str
    value: object


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the description."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class RequirementItem:
    """A requirement; whom it is about and what shows that it is met, as codes of `domain.draft.LISTS` (or empty)."""

    number: str
    text: str
    kind: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ItemWithPoints:
    """An award criterion with the points it can give, and what each of them means (empty: not described)."""

    number: str
    text: str
    maximum: Decimal
    scale: tuple[Decimal, ...]
    descriptors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallPage:
    """A call as its page shows it."""

    number: str
    title: str
    buyer: str
    desk: str
    category: str
    phase: domain.Phase
    published_at: datetime | None
    closes_at: datetime
    terms: list[Fact]
    description: list[Section]
    requirements: list[RequirementItem]
    award_criteria: list[ItemWithPoints]
    selection_criteria: list[Item]
    competences: list[Item]
    shortlist_size: int
    min_invited: int
    min_interviewers: int
    standstill_days: int
    timeline: list[Moment]
    tabs: frozenset[str]
    received: int | None
    outcome: Outcome | None
    unchanged_until: datetime
    said: Said = NOTHING
    why_no_bid: str | None = None
    """Why this reader cannot bid now, as a code; empty: they can. None: it is not theirs to do."""


def call_page(number: str, *, actor: Actor, at: datetime) -> CallPage:
    """Everything a visitor may know about a call."""
    call = access.get(number, actor=actor, to=Verb.READ_CALL)
    done = milestones(call)
    moments = timeline(facts.timetable(call), done, at=at)
    return CallPage(
        number=call.number,
        title=call.title,
        buyer=call.buyer.name,
        desk=call.desk.name,
        category=call.category.name,
        phase=domain.phase(facts.timetable(call), done, at=at),
        published_at=call.published_at,
        closes_at=call.closes_at,
        terms=terms(call),
        description=[Section(title, text) for title, text in call.description],
        requirements=[RequirementItem(one.number, one.text, one.kind, one.evidence) for one in call.requirements.all()],
        award_criteria=criteria(call),
        selection_criteria=_items(call.selection_criteria.all()),
        competences=_items(call.competences.all()),
        shortlist_size=call.shortlist_size,
        min_invited=call.min_invited,
        min_interviewers=call.min_interviewers,
        standstill_days=call.standstill_days,
        timeline=moments,
        tabs=tabs(call, done, actor=actor),
        received=received(call) if done.opened_at else None,
        outcome=outcome(call),
        unchanged_until=unchanged_until((one.at for one in moments if one.at), at=at),
        said=said(call, actor=actor, at=at),
        why_no_bid=_why_no_bid(call, actor=actor, at=at),
    )


def _why_no_bid(call: Call, *, actor: Actor, at: datetime) -> str | None:
    """Of a call that is open: a visitor may be a supplier that did not sign in."""
    is_open = call.published_at is not None and call.withdrawn_at is None and at < call.closes_at
    may_ask = actor.may(Verb.BID) or actor.person_id is None
    return why_not(call, actor=actor, at=at) if is_open and may_ask else None


def criteria(call: Call) -> list[ItemWithPoints]:
    """The award criteria in the order of publication."""
    return [
        ItemWithPoints(one.number, one.text, one.maximum, one.scale, one.descriptors)
        for one in facts.award_criteria(call)
    ]


def _items(rows: Iterable[Numbered]) -> list[Item]:
    return [Item(one.number, one.text) for one in rows]


def terms(call: Call) -> list[Fact]:
    """The facts of a call beside its criteria and dates."""
    known = [*_work(call), *_money(call), *_choice(call)]
    return [Fact(code, value) for code, value in known if value not in (None, "", ())]


def _work(call: Call) -> list[tuple[str, object]]:
    has_cv_rules = call.cv_max_pages or call.cv_language or call.cv_min_references
    return [
        ("start", call.start_on or "asap"),
        ("duration", call.duration_months),
        ("extensions", (call.extension_count, call.extension_months) if call.extension_count else None),
        ("hours", call.hours_per_week),
        ("working_days", tuple(call.working_days)),
        ("region", call.region),
        ("education", call.education),
        ("scale", call.salary_scale),
        ("positions", call.positions),
        ("direction", call.is_under_direction),
        ("incumbent", True if call.has_incumbent else None),
        ("vog", call.vog_required),
        ("cv", (call.cv_max_pages, call.cv_language, call.cv_min_references) if has_cv_rules else None),
        ("cv_rules_broken", call.cv_rules_broken if has_cv_rules else None),
    ]


def _money(call: Call) -> list[tuple[str, object]]:
    is_alone = not call.price_weight
    return [
        ("rate", (call.max_rate, call.rate_includes_travel, call.rate_includes_fee)),
        ("rate_is_published", call.rate_is_published),
        ("price", None if is_alone else (call.price_weight, call.price_formula, call.price_lowest, call.price_highest)),
        ("price_in_ties", True if is_alone else None),
        ("fee", (Money.of(call.fee_per_hour), call.fee_payer) if call.fee_per_hour else None),
        ("g_account", (call.g_account_sna, call.g_account_other)),
    ]


def _choice(call: Call) -> list[tuple[str, object]]:
    chain = (call.chain_agreements, call.chain_months, call.chain_gap_months, call.chain_reference_on)
    return [
        ("candidates", call.max_bids_per_supplier),
        ("scores", call.scores_by),
        ("blind", True if call.is_judged_blind else None),
        ("tie", call.tie_across_cut),
        ("rejections", call.rejections_sent),
        ("bid_count", True if call.bid_count_is_shown else None),
        ("interview", (call.interview_weight, call.interview_threshold) if call.interview_weight else None),
        ("rounds", call.max_rounds),
        ("chain", None if None in chain else chain),
    ]
