"""Which pages of a call somebody may open now: a page opens when there is something on it."""

from django.db.models import Q

from openinhuur.assessments import hidden
from openinhuur.awards.models import PreparedLetter
from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.domain.call import Milestones
from openinhuur.domain.roles import Actor, Role, Verb


def tabs(call: Call, done: Milestones, *, actor: Actor) -> frozenset[str]:
    """The codes of the pages beside the call's own."""
    verbs = {
        "opening": (Verb.READ_PROGRESS, call.published_at),
        "assessors": (Verb.DECLARE_INTERESTS, call.published_at),
        "blind": (Verb.JUDGE, done.opened_at if hidden.is_hidden(call) else None),
        "requirements": (Verb.JUDGE, done.opened_at),
        "desk": (Verb.SCORE, done.opened_at),
        "progress": (Verb.READ_PROGRESS, done.opened_at),
        "matrix": (Verb.READ_ASSESSMENT, done.opened_at),
        "interviews": (Verb.READ_INTERVIEWS, done.invited_at),
        "letters": (Verb.READ_LETTERS, done.letters_sent_at or _has_early_letters(call, done)),
        "contract": (Verb.READ_CONTRACT, done.signed_at),
        "invoices": (Verb.READ_INVOICES, done.signed_at),
        "invitations": (Verb.READ_INVITATIONS, call.published_at),
        "journal": (Verb.READ_JOURNAL, call.published_at),
    }
    own = _theirs(call, actor)
    found = {
        code for code, (verb, since) in verbs.items() if since and actor.may(verb) and (own is None or code in own)
    }
    return frozenset(found | {"questions"})


def _has_early_letters(call: Call, done: Milestones) -> bool:
    return done.shortlisted_at is not None and PreparedLetter.objects.filter(bid__call=call).exists()


def _theirs(call: Call, actor: Actor) -> set[str] | None:
    """What a supplier can see of its own: letters of its bids, the contract it won. None: no such limit."""
    if not actor.has(Role.SUPPLIER):
        return None if actor.organisation_id in {call.buyer_id, call.desk_id} else set()
    bids = Bid.objects.filter(call=call, supplier_id=actor.organisation_id)
    has_letter = Q(award_letter__isnull=False) | Q(prepared_letters__sent_at__isnull=False)
    found = {"letters"} if bids.filter(has_letter).exists() else set()
    if bids.filter(award__contract__isnull=False).exists():
        found |= {"contract", "invoices"}
    return found
