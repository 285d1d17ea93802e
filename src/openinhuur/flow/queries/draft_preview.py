"""A draft as the page of the call will show it, before there is a call."""

from datetime import datetime

from openinhuur.calls import drafted
from openinhuur.calls.actions.writing import NewCall, columns
from openinhuur.calls.models import Call, Draft
from openinhuur.domain.calendars import local
from openinhuur.domain.call import Milestones, Phase
from openinhuur.domain.timeline import timeline
from openinhuur.flow.queries.overview import CallPage, Item, ItemWithPoints, RequirementItem, Section, terms
from openinhuur.parties.queries import fee_payer


def preview(draft: Draft, *, at: datetime) -> CallPage:
    """The page of the call, as if it were published at that moment. Every required field has been read."""
    new = drafted.new_call(draft)
    return CallPage(
        number=new.number,
        title=new.title,
        buyer=draft.buyer.name,
        desk=draft.desk.name,
        category=draft.category.name,
        phase=Phase.DRAFT,
        published_at=None,
        closes_at=new.timetable.closes_at,
        terms=terms(_unsaved(draft, new, at=at)),
        description=[Section(title, text) for title, text in new.description],
        requirements=[RequirementItem(one.number, one.text, one.kind, one.evidence) for one in new.requirements],
        award_criteria=[
            ItemWithPoints(one.number, one.text, one.maximum, one.scale, one.descriptors) for one in new.award_criteria
        ],
        selection_criteria=[Item(number, text) for number, text in new.selection_criteria],
        competences=[Item(number, text) for number, text in new.competences],
        shortlist_size=new.shortlist_size,
        min_invited=new.min_invited,
        min_interviewers=new.min_interviewers,
        standstill_days=new.standstill_days,
        timeline=timeline(new.timetable, Milestones(), at=at),
        tabs=frozenset(),
        received=None,
        outcome=None,
        unchanged_until=at,
    )


def _unsaved(draft: Draft, new: NewCall, *, at: datetime) -> Call:
    payer = fee_payer(draft.category_id, on=local(at).date())
    return Call(desk_id=draft.desk_id, fee_payer=payer.value, **columns(new))
