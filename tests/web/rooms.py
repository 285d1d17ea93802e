"""The cast of the played case and the pages each of them may open, from the one table of rights."""

import csv
from pathlib import Path

from openinhuur.awards.models import AwardDecision, AwardLetter
from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.invoices.models import Invoice
from openinhuur.letters.models import Message
from openinhuur.parties.models import Admission, Membership, Paper

TABLE = Path(__file__).parents[1] / "examples" / "rights.csv"
COLUMNS = {
    "visitor": "visitor",
    "auditor": "auditor",
    "buyer": "buyer",
    "interviewer": "interviewer",
    "administrator": "administrator",
    "desk": "desk",
    "winner": "supplier",
    "rival": "rival",
    "outsider": "outsider",
}
"""Who of the played case stands in which column of the table."""

CAST = tuple(COLUMNS)
GIVEN = {"call-calendar", "call-pdf", "call-card", "calls-feed", "calls-calendar"}
PAPERS = {"letter", "invoice", "minutes", "paper", "evidence", "clarification", *GIVEN}
ANSWERS = {"answer", "check-answers", "offer-answers", "send-back-answers"}
CORRECTIONS = {
    "correct-call", "correction", "send-back-correction", "withdraw-call", "decide-withdrawal", "confirm-bids",
}  # fmt: skip
DRAFTS = {
    "draft", "save-draft", "draft-history", "draft-version", "draft-document", "draft-check", "publish-draft",
    "send-back-draft",
}  # fmt: skip
JUDGING = {
    "cv", "cv-picture", "assessors", "desk", "judge", "together", "consensus", "requirements", "judge-bid",
    "judge-rest", "blind", "blind-cv", "take-blind", "shortlist-report", "declare-interests", "resolve-interest",
    "repairs", "mend-bid", "correct-score", "lot", "invite-lot", "lot-minutes", "lot-proof",
}  # fmt: skip
BIDS = {
    "start-bid", "bid", "bid-part", "bid-cv-page", "bid-sent-file", "discard-bid", "withdraw-bid", "receipt",
    "receipt-file",
}  # fmt: skip
KEYS = {"end-keyholder", "double-offer"}
ALERTS = {"new-alert", "alert", "stop-alert"}
ELSEWHERE = {
    "post", "found", "invitation", "ask-admission", "admission-step", "evidence", *ALERTS, *ANSWERS, *BIDS,
    *CORRECTIONS, *DRAFTS, *JUDGING, *KEYS,
}  # fmt: skip
"""Pages that have no fixed place in the played case; they have tests of their own."""

ROWS = [row for row in csv.DictReader(TABLE.read_text().splitlines()) if row["address"].startswith("web:")]
TAKES_POST = {row["address"].removeprefix("web:") for row in ROWS if row["method"] == "POST"}
ALLOWED: dict[str, set[str]] = {
    page: {role for role, column in COLUMNS.items() if row[column] == "ok"}
    for row in ROWS
    if row["method"] == "GET" and (page := row["address"].removeprefix("web:")) not in ELSEWHERE
    and set(row.values()) & {"sign in", "ok"}
}  # fmt: skip
ALLOWED["letters"].add("outsider")  # every supplier of the case has bid, so each has a letter


def people_of_the_case() -> dict[str, int | None]:
    """The id of one person per role: the winner, a rival who bid, an outsider (a supplier without a bid)."""
    members = list(Membership.objects.order_by("pk"))
    by_role = {role: [one.person_id for one in members if role in one.roles] for role in CAST}
    only = {role: [one.person_id for one in members if one.roles == [role]] for role in CAST}
    suppliers = {one.organisation_id: one.person_id for one in members if "supplier" in one.roles}
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
    """What each address needs: the number of the call, and what is the winner's."""
    winner = AwardDecision.objects.get().bid.supplier_id
    member = Membership.objects.get(organisation=winner)
    admission = Admission.objects.get(supplier=winner)
    party, membership = {"organisation_id": str(winner)}, {"membership_id": str(member.pk)}
    system = {"system_id": str(admission.category.purchasing_system_id)}
    known = {
        "letter": {"letter_id": str(AwardLetter.objects.get(letter__kind="award").letter_id)},
        "invoice": {"invoice_id": str(Invoice.objects.get(kind="hire").pk)},
        "paper": {"key": str(Paper.objects.filter(passport__supplier=winner).first().key)},
        "supplier-passport": {"supplier_id": str(winner)},
        "check-register": {"supplier_id": str(winner)},
        "admission": {"admission_id": str(admission.pk)},
        "suspend-person": {"person_id": str(member.person_id)},
        "minutes": {"number": Call.objects.get().number, "of": "1"},
        "clarification": {"number": Call.objects.get().number, "clarification": "1"},
        "outbox-message": {"message_id": str(Message.objects.filter(desk_id__isnull=False).latest("queued_at").pk)},
        **_all(("party", "change-organisation", "invite"), party),
        **_all(("member", "end-membership"), membership),
        **_all(("system", "regime", "add-category"), system),
        **_all(
            (
                "call",
                "call-calendar",
                "call-pdf",
                "call-card",
                "questions",
                "answers",
                "invitations",
                "opening",
                "progress",
                "matrix",
                "firm",
                "score-corrections",
                "interviews",
                "letters",
                "contract",
                "invoices",
            ),
            {"number": Call.objects.get().number},
        ),
    }
    return {page: known.get(page, {}) for page in ALLOWED}


def _all(names: tuple[str, ...], details: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: details for name in names}  # noqa: C420 (nobody changes them)
