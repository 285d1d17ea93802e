"""The moments of calls, and when each call last changed: for calendars, feeds and the map of the site.

What stands here is for everybody, whoever asks: a call that is not published is not there.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import Max
from django.db.models.functions import Greatest

from openinhuur.calls import facts
from openinhuur.calls.models import Call, Correction
from openinhuur.domain import call as domain
from openinhuur.domain.calendars import AMSTERDAM
from openinhuur.domain.roles import NotFound
from openinhuur.domain.timeline import Moment, MomentState, timeline

CORRECTED: Final[Mapping[str, str]] = {
    "questions_close_at": "questions_close",
    "answers_by_on": "answers",
    "closes_at": "closes",
    "invitations_by_on": "invitations",
    "interviews_from_on": "interviews",
}
"""Which moment of the timeline a correction of that field moves."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """A published call with all its moments.

    Attributes:
        moved: per moment of the timeline, when published corrections moved it.
        changed_at: when anything on its page last changed, also by the clock.
    """

    number: str
    title: str
    buyer: str
    phase: domain.Phase
    published_at: datetime | None
    closes_at: datetime
    timeline: list[Moment]
    moved: dict[str, list[datetime]]
    withdrawn_at: datetime | None
    changed_at: datetime


def agenda(number: str, *, at: datetime) -> Agenda:
    """The moments of one published call.

    Raises:
        NotFound: no such call, or it is not published.
    """
    found = agendas([number], at=at)
    if not found:
        raise NotFound(what=f"call:{number}")
    return found[0]


def agendas(numbers: Collection[str], *, at: datetime) -> list[Agenda]:
    """The moments of these calls, as far as they are published, in the order of their deadlines."""
    calls = (
        Call.objects.filter(number__in=numbers, published_at__lte=at)
        .select_related("buyer", "opening", "award__contract")
        .prefetch_related("closings", "rounds", "corrections", "clarifications")
        .order_by("closes_at", "number")
    )
    return [_agenda(call, at) for call in calls]


def count_public(*, at: datetime) -> int:
    """How many calls have a page for everybody."""
    return Call.objects.filter(published_at__lte=at).count()


def public_pages(first: int, last: int, *, at: datetime) -> list[tuple[str, datetime]]:
    """Number and last change of the published calls from ``first`` up to ``last``, oldest first."""
    changed = Greatest(
        "published_at",
        "withdrawn_at",
        "award__sent_at",
        Max("corrections__published_at"),
        Max("clarifications__published_at"),
    )
    calls = Call.objects.filter(published_at__lte=at).order_by("pk").annotate(changed=changed)
    return list(calls.values_list("number", "changed")[first:last])


def _agenda(call: Call, at: datetime) -> Agenda:
    done = _done(call)
    moments = timeline(facts.timetable(call), done, at=at)
    published = [one for one in call.corrections.all() if one.published_at]
    return Agenda(
        number=call.number,
        title=call.title,
        buyer=call.buyer.name,
        phase=domain.phase(facts.timetable(call), done, at=at),
        published_at=call.published_at,
        closes_at=call.closes_at,
        timeline=moments,
        moved=_moved(call, published),
        withdrawn_at=call.withdrawn_at,
        changed_at=max(one for one in _changes(call, moments, published) if one and one <= at),
    )


def _done(call: Call) -> domain.Milestones:
    """As `flow.milestones`, from rows that were fetched for many calls at once."""
    opening, award = getattr(call, "opening", None), getattr(call, "award", None)
    contract = getattr(award, "contract", None)
    return domain.Milestones(
        answered_at=call.answered_at,
        opened_at=opening.opened_at if opening else None,
        shortlisted_at=next((one.closed_at for one in call.closings.all() if one.step == 2), None),
        invited_at=min((one.at for one in call.rounds.all()), default=None),
        decided_at=award.decided_at if award else None,
        letters_sent_at=award.sent_at if award else None,
        standstill_ends_at=award.standstill_ends_at if award else None,
        signed_at=contract.signed_at if contract else None,
        starts_on=contract.period.lower if contract else None,
        ends_before=contract.period.upper if contract else None,
        withdrawn_at=call.withdrawn_at,
    )


def _moved(call: Call, corrections: Collection[Correction]) -> dict[str, list[datetime]]:
    """When corrections moved each moment; and each round of answers, but the one with which all was answered."""
    moved: dict[str, list[datetime]] = {}
    for correction in corrections:
        for code in {CORRECTED[change["path"]] for change in correction.changes if change["path"] in CORRECTED}:
            if correction.published_at:
                moved.setdefault(code, []).append(correction.published_at)
    if rounds := [one.published_at for one in call.clarifications.all() if one.published_at != call.answered_at]:
        moved["answers"] = sorted([*moved.get("answers", []), *rounds])
    return moved


def _changes(call: Call, moments: list[Moment], corrections: Collection[Correction]) -> Iterator[datetime | None]:
    """What came changed the page, and so did what passed; a whole day has passed when the next begins."""
    yield from (call.published_at, call.withdrawn_at)
    yield from (one.published_at for one in corrections)
    yield from (one.published_at for one in call.clarifications.all())
    for moment in moments:
        if moment.state is MomentState.PAST:
            yield moment.at or _day_after(moment)


def _day_after(moment: Moment) -> datetime | None:
    return datetime.combine(moment.on + timedelta(days=1), time(), tzinfo=AMSTERDAM) if moment.on else None
