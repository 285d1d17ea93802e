"""Which pages of a call somebody may open now: a page opens when there is something on it."""

from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.domain.call import Milestones
from openinhuur.domain.roles import Actor, Role, Verb


def tabs(call: Call, done: Milestones, *, actor: Actor) -> frozenset[str]:
    """The codes of the pages beside the call's own."""
    verbs = {
        "opening": (Verb.READ_PROGRESS, call.published_at),
        "assessors": (Verb.DECLARE_INTERESTS, call.published_at),
        "requirements": (Verb.JUDGE, done.opened_at),
        "desk": (Verb.SCORE, done.opened_at),
        "progress": (Verb.READ_PROGRESS, done.opened_at),
        "matrix": (Verb.READ_ASSESSMENT, done.opened_at),
        "interviews": (Verb.READ_INTERVIEWS, done.invited_at),
        "letters": (Verb.READ_LETTERS, done.letters_sent_at),
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


def _theirs(call: Call, actor: Actor) -> set[str] | None:
    """What a supplier can see of its own: letters of its bids, the contract it won. None: no such limit."""
    if not actor.has(Role.SUPPLIER):
        return None if actor.organisation_id in {call.buyer_id, call.desk_id} else set()
    bids = Bid.objects.filter(call=call, supplier_id=actor.organisation_id)
    found = {"letters"} if bids.filter(award_letter__isnull=False).exists() else set()
    if bids.filter(award__contract__isnull=False).exists():
        found |= {"contract", "invoices"}
    return found
