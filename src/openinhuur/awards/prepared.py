"""The letters to who is not on the shortlist: prepared when it is handed over, made anew when what they say changes.

    keep_up     called in the transaction that hands the shortlist over, or corrects a score after that (`flow`)

When the call says so they are sent at once; else they wait, and `actions.send_letters` writes the complete ones.
"""

from datetime import datetime
from typing import Final

from openinhuur.awards import results
from openinhuur.awards.models import PreparedLetter
from openinhuur.bids.models import Bid
from openinhuur.calls import addresses
from openinhuur.calls.models import Call
from openinhuur.domain.award import Outcome
from openinhuur.domain.rejection import REINSTATED, Rejection, RejectionsSent, check_rejection
from openinhuur.domain.roles import Actor
from openinhuur.journal.actions import record
from openinhuur.letters import actions as letters
from openinhuur.letters import rejection_words
from openinhuur.letters.award_words import Sender
from openinhuur.letters.models import Letter
from openinhuur.parties import notices

CORRECTED: Final = "Een score is hersteld nadat de voordracht was overgedragen. De punten hieronder zijn de juiste."


def keep_up(call: Call, *, actor: Actor, at: datetime) -> int:
    """Prepare a letter for each bid that is not on the shortlist, unless it has one that says the same.

    A letter that says something else is superseded by a new one. Where letters are sent at once the new one is too,
    and says what it replaces; also when a correction brings the bid on the shortlist after all.

    Returns how many were made.

    Raises:
        LetterIncomplete: then none is made.
    """
    bids = results.everybody(call)
    places = sum(hasattr(one, "ranked") for one in bids)
    current = PreparedLetter.objects.filter(bid__call=call, superseded_at__isnull=True).select_for_update()
    before = {one.bid_id: one for one in current}
    made = [one for bid in bids if (one := _keep_up(bid, before.get(bid.pk), places, actor=actor, at=at))]
    if made:
        record(
            "letters.prepared",
            actor=actor,
            at=at,
            subject=call.subject,
            bids=[one.bid_id for one in made],
            sent=sum(one.sent_at is not None for one in made),
        )
    return len(made)


def _keep_up(
    bid: Bid, before: PreparedLetter | None, places: int, *, actor: Actor, at: datetime
) -> PreparedLetter | None:
    outcome = _outcome(bid, before)
    if outcome is None:
        _supersede(before, at=at)
        return None
    facts = _facts(bid, outcome, before, places)
    says = rejection_words.says(facts)
    if before is not None and before.says == says:
        return None
    check_rejection(facts)
    _supersede(before, at=at)
    made = PreparedLetter.objects.create(
        bid=bid,
        letter=_letter(bid, facts, actor=actor, at=at),
        code=outcome.code,
        says=says,
        sent_at=at if facts.is_sent else None,
    )
    if facts.is_sent:
        _send(bid, made.letter, at=at)
    return made


def _outcome(bid: Bid, before: PreparedLetter | None) -> Outcome | None:
    """Why it stopped; for a bid on the shortlist only when a letter said otherwise."""
    stopped = results.before_shortlist(bid)
    if stopped is None and before is not None and before.sent_at is not None:
        return Outcome(REINSTATED, (CORRECTED,))
    return stopped


def _facts(bid: Bid, outcome: Outcome, before: PreparedLetter | None, places: int) -> Rejection:
    ranked = getattr(bid, "ranked", None)
    return Rejection(
        number=bid.call.number,
        title=bid.call.title,
        buyer=bid.call.buyer.name,
        supplier=bid.supplier.name,
        candidate=results.candidate_of(bid),
        outcome=outcome,
        place=ranked.place if ranked else None,
        places=places,
        own_total=ranked.total if ranked else None,
        own=results.all_results(bid),
        asking_address=bid.call.desk.email,
        is_sent=RejectionsSent(bid.call.rejections_sent) is RejectionsSent.AT_HANDING_OVER,
        replaces_at=before.sent_at if before else None,
    )


def _letter(bid: Bid, facts: Rejection, *, actor: Actor, at: datetime) -> Letter:
    """From the desk when it goes out now; else from the buyer, who signs the letters of the award."""
    call, supplier = bid.call, bid.supplier
    writer = call.desk if facts.is_sent else call.buyer
    sender = Sender(writer.name, results.address(writer), actor.name if facts.is_sent else "")
    recipient = (supplier.name, *results.address(supplier))
    return letters.queue(
        "early-rejection",
        subject=rejection_words.subject(facts),
        to=letters.Recipient(supplier.name, supplier.email),
        words=rejection_words.words(facts, sender=sender, recipient=recipient, at=at),
        name=f"brief-{call.number}-{bid.pk}.pdf",
        at=at,
    )


def _supersede(before: PreparedLetter | None, *, at: datetime) -> None:
    if before is not None:
        PreparedLetter.objects.filter(pk=before.pk).update(superseded_at=at)


def _send(bid: Bid, letter: Letter, *, at: datetime) -> None:
    call = bid.call
    notices.tell(
        bid.supplier,
        "early-rejection",
        about=call.subject,
        desk=call.desk_id,
        page=addresses.letters(call.number),
        words={"number": call.number, "title": call.title, "buyer": call.buyer.name},
        at=at,
        document=letter.document,
        once=f"early-rejection:{letter.pk}",
    )
