"""From draft to published call with four eyes: one person offers it, another publishes exactly that."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from openinhuur.accounts.models import Person
from openinhuur.calls import access, addresses, drafted
from openinhuur.calls.actions import publishing, writing
from openinhuur.calls.actions.drafting import open_draft
from openinhuur.calls.models import Call, Draft, LintException
from openinhuur.domain import publication as domain
from openinhuur.domain.requirements import has_substance
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient

OFFER = ("offered_by", "offered_at", "offered_version")
SENT_BACK = ("sent_back_by", "sent_back_at", "sent_back_reason")


@transaction.atomic
def offer(draft_id: UUID, *, actor: Actor, at: datetime) -> Draft:
    """Offer a draft for publication by somebody else.

    Raises:
        DraftIncomplete, NotConfirmed, ErrorsFound, OfferedAlready, NumberTaken.
    """
    draft = open_draft(draft_id, actor=actor)
    if draft.is_template:
        raise NotFound(what=draft.subject)
    if draft.offered_at is not None:
        raise domain.OfferedAlready(draft=str(draft.pk))
    drafted.check_ready(draft, at=at)
    draft.offered_by_id, draft.offered_at, draft.offered_version = actor.person, at, draft.version
    draft.sent_back_by = draft.sent_back_at = None
    draft.sent_back_reason = ""
    draft.save(update_fields=[*OFFER, *SENT_BACK])
    record("draft.offered", actor=actor, at=at, subject=draft.subject, version=draft.version,
           sha256=drafted.fingerprint(draft))  # fmt: skip
    return draft


@transaction.atomic
def take_back(draft_id: UUID, *, reason: str = "", actor: Actor, at: datetime) -> Draft:
    """Take one's own offer back, or send a draft back to who offered it, with a reason that is e-mailed to them.

    Raises:
        NotOffered, ReasonNeeded.
    """
    draft = open_draft(draft_id, actor=actor)
    if draft.offered_at is None or draft.offered_by is None:
        raise domain.NotOffered(draft=str(draft.pk))
    offered_by, version = draft.offered_by, draft.offered_version
    draft.offered_by = draft.offered_at = draft.offered_version = None
    if offered_by.pk == actor.person:
        draft.save(update_fields=OFFER)
        record("draft.taken-back", actor=actor, at=at, subject=draft.subject, version=version)
        return draft
    if not has_substance(reason):
        raise domain.ReasonNeeded(field="reason")
    draft.sent_back_by_id, draft.sent_back_at, draft.sent_back_reason = actor.person, at, reason.strip()
    draft.save(update_fields=[*OFFER, *SENT_BACK])
    record("draft.sent-back", actor=actor, at=at, subject=draft.subject, version=version, reason=reason.strip())
    _tell(offered_by, draft, actor=actor, at=at)
    return draft


def _tell(who: Person, draft: Draft, *, actor: Actor, at: datetime) -> None:
    outbox.write(
        "draft-sent-back",
        to=Recipient(who.name, who.email),
        language=who.language,
        about=draft.subject,
        desk=draft.desk_id,
        words={
            "by": actor.name,
            "title": str(draft),
            "reason": draft.sent_back_reason,
            "path": addresses.draft(draft.pk)[who.language],
        },
        at=at,
    )


@transaction.atomic
def let_stand(draft_id: UUID, about: str, *, reason: str, actor: Actor, at: datetime) -> LintException:
    """A person with mandate writes down why an error of the linter stands.

    Raises:
        ReasonNeeded: there is none. NotFound: no such error (any more).
    """
    access.get_draft(draft_id, actor=actor, to=Verb.PUBLISH)
    draft = open_draft(draft_id, actor=actor)
    found = next((one for one in drafted.findings(draft, at=at) if one.about == about and one.is_error), None)
    if found is None:
        raise NotFound(what=f"finding:{about}")
    if not has_substance(reason):
        raise domain.ReasonNeeded(field="reason")
    code, path = found.finding.code, found.path
    kept, _ = LintException.objects.update_or_create(
        draft=draft,
        about=about,
        defaults={"code": code, "path": path, "reason": reason.strip(), "by_id": actor.person, "at": at},
    )
    record("draft.error-stands", actor=actor, at=at, subject=draft.subject, code=code, path=path, reason=reason.strip())
    return kept


@transaction.atomic
def publish(draft_id: UUID, *, version: int, actor: Actor, at: datetime) -> Call:
    """Publish what somebody else offered: it becomes a call, is frozen, and everybody admitted is invited.

    Args:
        version: the version that this person has seen.

    Raises:
        NotOffered, ChangedAfterOffer, SecondPersonNeeded, and all that `offer` raises.
    """
    access.get_draft(draft_id, actor=actor, to=Verb.PUBLISH)
    draft = open_draft(draft_id, actor=actor)
    offered_version = draft.offered_version if draft.version == version else version
    domain.check_second_person(
        offered_by=draft.offered_by_id, offered_version=offered_version, version=draft.version, person=actor.person
    )
    drafted.check_ready(draft, at=at)
    call = publishing.publish(_written(draft, actor=actor, at=at).number, actor=actor, at=at)
    draft.call = call
    draft.save(update_fields=["call"])
    now = {one.about for one in drafted.findings(draft, at=at)}
    stands = [f"{one.code}: {one.reason}" for one in draft.lint_exceptions.all() if one.about in now]
    record("draft.published", actor=actor, at=at, subject=draft.subject, call=call.number, version=draft.version,
           offered_by=draft.offered_by_id, sha256=drafted.fingerprint(draft), stands=stands)  # fmt: skip
    return call


def _written(draft: Draft, *, actor: Actor, at: datetime) -> Call:
    """The call as a row. Of two drafts with one number that are published at once, one is told that it is taken."""
    new = drafted.new_call(draft)
    try:
        return writing.write(new, actor=actor, at=at)
    except IntegrityError:
        if Call.objects.filter(number__iexact=new.number).exists():
            raise domain.NumberTaken(number=new.number) from None
        raise
