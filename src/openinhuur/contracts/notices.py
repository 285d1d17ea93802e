"""Recording that awards were notified to the public (R17)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from openinhuur.contracts.models import AwardNotice, Contract
from openinhuur.domain.award_notice import check_notice
from openinhuur.domain.calendars import local
from openinhuur.domain.roles import Actor, NotTheirs, Verb
from openinhuur.journal.actions import record


@transaction.atomic
def note(numbers: Collection[str], *, reference: str, published_on: date, actor: Actor, at: datetime) -> AwardNotice:
    """Record the notice in which these agreements of the actor's desk were made public.

    Args:
        reference: the number of the publication, for instance of TED or TenderNed.

    Raises:
        NothingToNotify, NotifiedAlready, NoticeBeforeConclusion.
        NotFound: an agreement that is not of this desk.
    """
    actor.require(Verb.NOTIFY_AWARDS)
    contracts = list(
        Contract.objects.select_for_update(no_key=True, of=("self",))
        .filter(number__in=set(numbers), award__call__desk=actor.organisation)
        .order_by("number")
    )
    if missing := set(numbers) - {one.number for one in contracts}:
        raise NotTheirs(what=f"contract:{min(missing)}")
    check_notice(
        [(one.number, local(one.signed_at).date()) for one in contracts],
        notified=[one.number for one in contracts if one.notice_id is not None],
        reference=reference,
        published_on=published_on,
    )
    notice = AwardNotice.objects.create(
        desk_id=actor.organisation,
        reference=reference.strip(),
        published_on=published_on,
        recorded_by_id=actor.person,
        recorded_at=at,
    )
    Contract.objects.filter(pk__in=[one.pk for one in contracts]).update(notice=notice)
    record("awards.notified", actor=actor, at=at, subject=f"notice:{notice.pk}", reference=notice.reference,
           published_on=published_on, contracts=[one.number for one in contracts])  # fmt: skip
    return notice
