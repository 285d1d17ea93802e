"""Publishing a call: from then on it is frozen, and everybody who is admitted is invited."""

from datetime import datetime

from django.db import transaction

from openinhuur.calls import access, facts, title_words
from openinhuur.calls.actions import inviting
from openinhuur.calls.models import Call
from openinhuur.documents import vaults
from openinhuur.domain import call as domain
from openinhuur.domain.calendars import local
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.parties import queries as parties
from openinhuur.parties.keeping import keeping_of


@transaction.atomic
def publish(number: str, *, actor: Actor, at: datetime) -> Call:
    """Publish a call: from here on it is frozen, and its vault can receive bids.

    Who pays the fee is frozen too: what holds for its purchasing system on this day (R40).

    How its vault is kept is frozen as well: what its desk chose, and who holds a key now (R19). So is the secret for
    lots, of which the hash is published (R13).

    Raises:
        domain.AlreadyPublished, WeightsDoNotAddUp, DatesOutOfOrder, NothingToJudge.
        SealingNotChosen, TooFewKeyholders.
    """
    call = access.get(number, actor=actor, to=Verb.PUBLISH)
    criteria = facts.award_criteria(call)
    weights = [one for one in (call.price_weight, call.interview_weight) if one]
    requirements = call.requirements.count()
    domain.check_publishable(facts.timetable(call), criteria, requirements=requirements, weights=weights, at=at)
    vault = vaults.make(keeping_of(call.desk_id), at=at)
    fee_payer = parties.fee_payer(call.category_id, on=local(at).date())
    drafts = Call.objects.filter(pk=call.pk, published_at__isnull=True)
    if drafts.update(published_at=at, vault=vault, fee_payer=fee_payer.value) != 1:
        raise domain.AlreadyPublished(published_at=at)
    title_words.remember(call.title)
    record("call.published", actor=actor, at=at, subject=call.subject, closes_at=call.closes_at,
           criteria=[f"{one.number}: {one.maximum}" for one in criteria], shortlist_size=call.shortlist_size,
           tie_across_cut=call.tie_across_cut, vault=vault.pk, sealed_by=vault.sealed_by, needed=vault.needed,
           holders=vault.shares.filter(purpose=vaults.Purpose.BIDS).count(), lot_commitment=vault.lot_commitment,
           fee_payer=fee_payer)  # fmt: skip
    published = access.get(number, actor=actor, to=Verb.READ_CALL)
    inviting.invite(published, actor=actor, at=at)
    return published
