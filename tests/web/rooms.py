"""The cast of the played case and the pages each of them may open: one table for all tests of pages."""

from openinhuur.awards.models import AwardDecision, AwardLetter
from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.invoices.models import Invoice
from openinhuur.parties.models import Membership

CAST = ("visitor", "auditor", "buyer", "interviewer", "administrator", "desk", "winner", "rival", "outsider")
ALLOWED = {
    "calls": set(CAST),
    "call": set(CAST),
    "questions": set(CAST),
    "progress": {"auditor", "buyer", "desk"},
    "matrix": {"auditor", "buyer", "desk"},
    "interviews": {"auditor", "buyer", "interviewer", "desk"},
    "letters": {"auditor", "buyer", "desk", "winner", "rival", "outsider"},  # a supplier sees its own, if any
    "contract": {"auditor", "buyer", "desk", "winner"},
    "invoices": {"auditor", "buyer", "desk", "winner"},
    "letter": {"auditor", "buyer", "desk", "winner"},
    "invoice": {"auditor", "buyer", "desk", "winner"},
    "journal": {"auditor", "administrator"},
}
PAPERS = {"letter", "invoice"}


def people_of_the_case() -> dict[str, int | None]:
    """The id of one person per role: the winner, a rival who bid, an outsider (a supplier without a bid)."""
    members = list(Membership.objects.order_by("pk"))
    by_role = {role: [one.person_id for one in members if role in one.roles] for role in CAST}
    only = {role: [one.person_id for one in members if one.roles == [role]] for role in CAST}
    suppliers = {one.organisation_id: one.person_id for one in members if one.roles == ["supplier"]}
    winner = AwardDecision.objects.get().bid.supplier_id
    bidders = set(Bid.objects.values_list("supplier_id", flat=True))
    return {
        "visitor": None,
        "auditor": only["auditor"][0],
        "buyer": by_role["buyer"][0],
        "interviewer": only["interviewer"][0],
        "administrator": only["administrator"][0],
        "desk": only["desk"][0],
        "winner": suppliers[winner],
        "rival": next(person for company, person in suppliers.items() if company in bidders - {winner}),
        "outsider": next((person for company, person in suppliers.items() if company not in bidders), None),
    }


def details_of_the_case() -> dict[str, dict[str, str]]:
    """What each address needs: the number of the call, the winner's letter, the invoice for the work."""
    number = Call.objects.get().number
    return {
        "calls": {},
        "journal": {},
        "letter": {"letter_id": str(AwardLetter.objects.get(letter__kind="award").letter_id)},
        "invoice": {"invoice_id": str(Invoice.objects.get(kind="hire").pk)},
        **{name: {"number": number} for name in set(ALLOWED) - PAPERS - {"calls", "journal"}},
    }
