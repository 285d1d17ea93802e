"""Who judges a call: what each declared, what was decided on it, and which bids were assigned to whom."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from openinhuur.assessments.models import Assignment, Interest, StepClosing
from openinhuur.calls import access
from openinhuur.calls.models import Call
from openinhuur.domain.roles import Actor, NotAllowed, Role, Verb
from openinhuur.flow.milestones import milestones
from openinhuur.flow.queries.names import BidName, bid_names
from openinhuur.flow.queries.tabs import tabs
from openinhuur.parties.queries import people_with


class Standing(StrEnum):
    """Whether somebody may judge this call."""

    NOT_DECLARED = "not-declared"
    FREE = "free"
    WAITS = "waits"
    ALLOWED = "allowed"
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Declared:
    """One person, and what they declared; its words only for who may read them.

    ``may_decide``: the reader may decide on it.
    """

    person_id: int
    name: str
    standing: Standing
    text: str = ""
    declared_at: datetime | None = None
    resolved_by: str = ""
    resolved_at: datetime | None = None
    reason: str = ""
    may_decide: bool = False


@dataclass(frozen=True, slots=True)
class Assigned:
    """A bid, and per assessor whether it is theirs and whether they finished it."""

    bid_id: UUID
    name: BidName
    people: tuple[tuple[int, bool, bool], ...]

    @property
    def is_assigned(self) -> bool:
        """Whether somebody judges it."""
        return any(is_theirs for _, is_theirs, _ in self.people)


@dataclass(frozen=True, slots=True)
class AssessorsPage:
    """Declarations of everybody the reader may know of; and, after the opening, the assignment of the bids.

    ``own``: of the reader; None when they declare nothing here. ``free``: who can be assigned, person and name.
    """

    number: str
    title: str
    own: Declared | None
    people: tuple[Declared, ...]
    free: tuple[tuple[int, str], ...]
    bids: tuple[Assigned, ...]
    may_assign: bool
    is_opened: bool
    tabs: frozenset[str]


def assessors_page(number: str, *, actor: Actor, at: datetime) -> AssessorsPage:
    """Who may judge, and who judges what.

    Raises:
        NotFound, NotAllowed.
    """
    del at
    call = access.get(number, actor=actor, to=_reads_as(actor))
    people = _people(call, actor)
    done = milestones(call)
    free = tuple((one.person_id, one.name) for one in people if _is_free_at_desk(one, call))
    sees_bids = actor.has(Role.DESK) and done.opened_at is not None
    return AssessorsPage(
        number=call.number,
        title=call.title,
        own=next((one for one in people if one.person_id == actor.person_id), None),
        people=tuple(people),
        free=free,
        bids=_bids(call, [person for person, _ in free]) if sees_bids else (),
        may_assign=sees_bids and not StepClosing.objects.filter(call=call, step=2).exists(),
        is_opened=done.opened_at is not None,
        tabs=tabs(call, done, actor=actor),
    )


def _reads_as(actor: Actor) -> Verb:
    """Who declares reads it, and who audits."""
    verbs = (Verb.DECLARE_INTERESTS, Verb.READ_ASSESSMENT)
    found = next((one for one in verbs if actor.may(one)), None)
    if found is None:
        raise NotAllowed(verb=Verb.DECLARE_INTERESTS.value)
    return found


def _people(call: Call, actor: Actor) -> list[Declared]:
    """Who declared, and who of the reader's side still has to; interviewers see themselves only."""
    rows = Interest.objects.filter(call=call).select_related("person", "resolved_by")
    found = {one.person_id: _declared(one, actor) for one in rows}
    for person, name in _asked(call).items():
        found.setdefault(person, Declared(person, name, Standing.NOT_DECLARED))
    if actor.may(Verb.DECLARE_INTERESTS):
        found.setdefault(actor.person, Declared(actor.person, actor.name, Standing.NOT_DECLARED))
    reads_all = actor.may(Verb.RESOLVE_INTERESTS) or actor.has(Role.AUDITOR)
    known = [one for one in found.values() if reads_all or one.person_id == actor.person_id]
    return sorted(known, key=lambda one: (one.name, one.person_id))


def _asked(call: Call) -> dict[int, str]:
    """Who judges bids and so has to declare."""
    return people_with(Role.DESK, call.desk_id)


def _declared(row: Interest, actor: Actor) -> Declared:
    is_own = row.person_id == actor.person_id
    return Declared(
        person_id=row.person_id,
        name=row.person.name,
        standing=_standing(row),
        text=row.text,
        declared_at=row.declared_at,
        resolved_by=row.resolved_by.name if row.resolved_by else "",
        resolved_at=row.resolved_at,
        reason=row.reason,
        may_decide=_standing(row) is Standing.WAITS and actor.may(Verb.RESOLVE_INTERESTS) and not is_own,
    )


def _standing(row: Interest) -> Standing:
    if not row.has_relation:
        return Standing.FREE
    if row.resolved_at is None:
        return Standing.WAITS
    return Standing.ALLOWED if row.may_assess else Standing.BARRED


def _is_free_at_desk(one: Declared, call: Call) -> bool:
    return one.standing in {Standing.FREE, Standing.ALLOWED} and one.person_id in _asked(call)


def _bids(call: Call, free: Collection[int]) -> tuple[Assigned, ...]:
    assigned: dict[UUID, dict[int, bool]] = defaultdict(dict)
    for bid, person, finished_at in Assignment.objects.filter(bid__call=call).values_list(
        "bid_id", "assessor_id", "finished_at"
    ):
        assigned[bid][person] = finished_at is not None
    return tuple(
        Assigned(bid, name, tuple((one, one in assigned[bid], assigned[bid].get(one, False)) for one in free))
        for bid, name in bid_names(call).items()
    )
