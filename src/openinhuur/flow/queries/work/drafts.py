"""Drafts of calls that wait for somebody: to be published by a second person, or to be mended."""

from django.db.models import Q

from openinhuur.calls import access
from openinhuur.calls.models import Draft
from openinhuur.domain.roles import Actor, Verb
from openinhuur.domain.worklist import Task, Todo
from openinhuur.flow.queries.keyholding import what_waits


def drafts_to_do(actor: Actor) -> list[Todo]:
    """What others offered and this person may publish, and what was sent back to them; nothing for who writes none."""
    if not actor.may(Verb.WRITE_CALL):
        return []
    waits = Q(sent_back_at__isnull=False) | Q(offered_at__isnull=False)
    drafts = access.drafts_of(actor).filter(waits, call__isnull=True, is_template=False)
    return [todo for one in drafts.defer("source_lines", "read_from") for todo in _of_draft(one, actor)]


def sealing_to_do(desk_id: int) -> list[Todo]:
    """That somebody has to keep the keys of sealed bids before a call can be published which waits for that."""
    title = what_waits(desk_id)
    return [Todo(Task.CHOOSE_SEALING, title, "")] if title else []


def _of_draft(draft: Draft, actor: Actor) -> list[Todo]:
    if draft.sent_back_at is not None and actor.person in {draft.started_by_id, draft.changed_by_id}:
        return [Todo(Task.MEND_DRAFT, str(draft), str(draft.pk), since_at=draft.sent_back_at)]
    if draft.offered_at is not None and draft.offered_by_id != actor.person and actor.may(Verb.PUBLISH):
        return [Todo(Task.PUBLISH_DRAFT, str(draft), str(draft.pk), since_at=draft.offered_at)]
    return []
