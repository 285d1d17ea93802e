"""Who assesses first declares their relations with who bids; a relation blocks until somebody decides (R22)."""

from datetime import datetime

from django.db import transaction

from openinhuur.assessments.models import Interest
from openinhuur.calls import access as calls
from openinhuur.calls.models import Call
from openinhuur.domain import interests as domain
from openinhuur.domain.call import NotPublished
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record


class AlreadyDeclared(Refusal):
    """A declaration stands; only a relation that is found later is added to it. Fields: ``declared_at``."""


@transaction.atomic
def declare(number: str, *, has_relation: bool, text: str, actor: Actor, at: datetime) -> Interest:
    """Somebody of the desk or the buyer says whether they have a relation with a bidder, and which.

    Once, before they assess. Who discovers a relation later adds it, and is blocked (again) until it is decided.

    Raises:
        NotPublished, RelationUnexplained, AlreadyDeclared.
        ConflictStands: it was decided that they do not assess, so there is nothing to add.
    """
    call = calls.get(number, actor=actor, to=Verb.DECLARE_INTERESTS, locked=True)
    if call.published_at is None:
        raise NotPublished(number=number)
    domain.check_declaration(text, has_relation=has_relation)
    before = Interest.objects.filter(call=call, person_id=actor.person).first()
    if before and not has_relation:
        raise AlreadyDeclared(declared_at=before.declared_at)
    if before and before.may_assess is False:
        raise domain.ConflictStands(resolved_at=before.resolved_at)
    declared, _ = Interest.objects.update_or_create(
        call=call,
        person_id=actor.person,
        defaults={
            "has_relation": has_relation,
            "text": "\n\n".join(filter(None, (before.text if before else "", text.strip()))),
            "declared_at": at,
            "resolved_at": None,
            "resolved_by": None,
            "may_assess": None,
            "reason": "",
        },
    )
    record("interest.declared", actor=actor, at=at, subject=call.subject, has_relation=has_relation,
           text=text.strip())  # fmt: skip
    return declared


@transaction.atomic
def resolve(number: str, person_id: int, *, may_assess: bool, reason: str, actor: Actor, at: datetime) -> None:
    """Somebody else decides whether who declared a relation may assess all the same.

    Raises:
        OwnConflict, NothingToResolve, AlreadyResolved, ResolutionReasonMissing.
    """
    call = calls.get(number, actor=actor, to=Verb.RESOLVE_INTERESTS, locked=True)
    interest = Interest.objects.filter(call=call, person_id=person_id).first()
    if interest is None:
        raise NotFound(what=f"interest:{person_id}")
    domain.check_resolution(_declaration(interest), by=actor.person, reason=reason)
    Interest.objects.filter(pk=interest.pk).update(
        resolved_at=at, resolved_by_id=actor.person, may_assess=may_assess, reason=reason.strip()
    )
    record("interest.resolved", actor=actor, at=at, subject=call.subject, person=person_id, may_assess=may_assess,
           reason=reason.strip())  # fmt: skip


def check_may_assess(call: Call, *, actor: Actor) -> None:
    """Who judges, scores, compares or grades bids of this call has declared, and nothing stands in the way.

    Raises:
        InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    interest = Interest.objects.filter(call=call, person_id=actor.person).first()
    domain.check_may_assess(_declaration(interest) if interest else None)


def _declaration(row: Interest) -> domain.Declaration:
    return domain.Declaration(
        person_id=row.person_id,
        has_relation=row.has_relation,
        text=row.text,
        declared_at=row.declared_at,
        resolved_at=row.resolved_at,
        resolved_by=row.resolved_by_id,
        may_assess=row.may_assess,
    )
