"""What goes on today: an open call with a question and a half-written bid, and one that waits for a second person.

It is made from the played call, through the same actions, with dates that lie ahead of the clock.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _

from openinhuur.bids import access, drafted
from openinhuur.bids.actions import drafting as bidding
from openinhuur.calls import actions as calls
from openinhuur.calls.actions import drafting, offering
from openinhuur.calls.models import Call, Draft
from openinhuur.demo.cv import make_cv
from openinhuur.demo.play import Play
from openinhuur.domain.bid_draft import CriterionAnswer, Part
from openinhuur.domain.calendars import AMSTERDAM, Calendar, local, roll_forward
from openinhuur.domain.draft import Content, items, value_at
from openinhuur.domain.roles import Actor
from openinhuur.domain.typed import typed

NINE: Final = time(9)
DAYS_AHEAD: Final = {
    "questions_close_at": 6, "answers_by_on": 7, "closes_at": 18, "invitations_by_on": 20, "interviews_from_on": 21,
    "chain_reference_on": 60,
}  # fmt: skip
OPEN: Final = {"number": "30561", "title": "Secretaris Fysiek Domein", "region": "Zuid-Holland"}
OFFERED: Final = {"number": "30577", "title": "Secretaris Bedrijfsvoering", "hours_per_week": "24"}
UNDATED: Final[Mapping[str, Mapping[str, str]]] = {
    "requirements": {"6": "Beschikbaar vanaf de start, voor de gevraagde uren"},
    "award_criteria": {"11": "Vanaf de start beschikbaar op maandag en donderdag (vanwege de OR)"},
}
QUESTION: Final = "Mag een deel van de uren thuis worden gewerkt?"


def go_on(play: Play, *, at: datetime) -> str:
    """Publish one, ask something about it, and leave another for whoever looks at the demo."""
    writer, second = play.stage.people["anna"], play.stage.people["amir"]
    yesterday = at - timedelta(days=1)
    offered = _offered(play, OPEN, at=yesterday)
    call = offering.publish(offered.pk, version=offered.version, actor=second, at=yesterday)
    key, supplier = next(iter(play.stage.suppliers.items()))
    calls.ask(call.number, QUESTION, actor=supplier, at=at - timedelta(hours=2))
    _half_written(play, call, of=key, actor=supplier, at=at - timedelta(hours=1))
    draft = _offered(play, OFFERED, at=at - timedelta(hours=1))
    drafting.start_from_draft(draft.pk, as_template=True, actor=writer, at=at - timedelta(minutes=30))
    return _("request %(open)s is open, %(offered)s waits for a second person") % {
        "open": call.number, "offered": OFFERED["number"],
    }  # fmt: skip


def _half_written(play: Play, call: Call, *, of: str, actor: Actor, at: datetime) -> None:
    """A bid for whoever is that supplier to finish: the CV is in it, the rate and more are not."""
    bid = next(one for one in play.case.bids if one.supplier == of)
    draft = bidding.start(call.number, actor=actor, at=at)
    bidding.put_cv(draft.pk, make_cv(bid), name="cv.pdf", actor=actor, at=at)
    claims = {str(one.number): CriterionAnswer(one.text, one.page) for one in bid.criterion_claims[:2]}
    for part, values in (
        (Part.CANDIDATE, {"candidate": bid.candidate, "employment": bid.employment.value}),
        (Part.CRITERIA, {"criteria": claims}),
        (Part.REFERENCES, {"references": tuple(one.name for one in bid.references[:1])}),
    ):
        now = drafted.said(access.get_draft(draft.pk, actor=actor)).answers
        bidding.save(draft.pk, part, values, seen=drafted.seen(now, part), actor=actor, at=at)


def _offered(play: Play, said: Mapping[str, str], *, at: datetime) -> Draft:
    writer = play.stage.people["anna"]
    draft = drafting.start_from_call(play.number, actor=writer, at=at)
    for path, text in {**said, **_dates(at), **_items(draft.content)}.items():
        drafting.put(draft.pk, path, text, was=value_at(draft.content, path), actor=writer, at=at)
    return offering.offer(draft.pk, actor=writer, at=at)


def _items(content: Content) -> dict[str, str]:
    """What the earlier call says of its own summer, said without a date."""
    return {
        f"{name}.{one['id']}.text": texts[one["number"]]
        for name, texts in UNDATED.items()
        for one in items(content, name)
        if one["number"] in texts
    }


def _dates(at: datetime) -> dict[str, str]:
    """Working days ahead; a moment is at nine in the morning."""
    today = local(at).date()
    days = {name: roll_forward(today + timedelta(days=days), Calendar.STATUTORY) for name, days in DAYS_AHEAD.items()}
    moments = {name: datetime.combine(day, NINE, tzinfo=AMSTERDAM) for name, day in days.items()}
    return {name: typed(moments[name] if name.endswith("_at") else day) for name, day in days.items()}
