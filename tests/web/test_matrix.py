"""Everybody of the cast at every address of the site: `tests/examples/rights.csv`, a row a test.

A cell says what happens: ``ok`` (a page, or a form that asks for more), ``sign in`` and ``factor`` (led to where that
is done), ``403``, ``404``. Everything that is asked for belongs to Sterk BV, to Gemeente A or to Inhuurdesk, so that
the rival, the other buyer and the other desk meet what is somebody else's. A POST is sent empty; where no POST is
possible for anybody, there is no row for it.

After a change of the addresses or the rights, ``python -m pytest tests/web/test_matrix.py --rights`` writes the table
anew. Then read what changed.
"""

import csv
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http.cookies import SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from openinhuur.accounts.models import Person
from openinhuur.assessments import blinding
from openinhuur.assessments.models import LotDraw, Repair, RepairRequest, Score, ScoreCorrection
from openinhuur.calls import actions as calls
from openinhuur.calls import rounds
from openinhuur.calls.actions import clarifying, drafting, offering
from openinhuur.calls.models import Draft, Question
from openinhuur.contracts import actions as contracts
from openinhuur.documents.actions import keep
from openinhuur.documents.shares import Secret
from openinhuur.domain.answers import Reply
from openinhuur.domain.membership import Kind
from openinhuur.domain.paper import PaperKind
from openinhuur.domain.roles import Role
from openinhuur.invoices import actions as invoices
from openinhuur.letters.models import Message
from openinhuur.parties.actions import keyholders, organisations, passports, people
from openinhuur.parties.models import Admission, Invitation, Membership, RegisterCheck
from tests.apps import bidding
from tests.apps.house import (
    AFTER,
    ANSWERED,
    BEFORE,
    CV,
    DECIDED,
    MONDAY,
    PUBLISHED,
    SIGNED,
    START,
    House,
    build,
    person,
    registration,
)
from tests.apps.test_publication import WHOLE
from tests.web.accounts import account, forget_used_codes, signed_in

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

TABLE = Path(__file__).parents[1] / "examples" / "rights.csv"
CAST = (
    "visitor", "newcomer", "suspended", "no second factor", "supplier", "rival", "outsider", "desk", "other desk",
    "administrator", "buyer", "buyer's administrator", "interviewer", "auditor", "other buyer",
)  # fmt: skip
OF_ONE_SUPPLIER = {
    "bid", "bid-part", "bid-cv-page", "bid-sent-file", "discard-bid", "withdraw-bid", "receipt", "receipt-file",
    "admission", "paper", "supplier-passport", "letter", "invoice", "evidence", "mend-bid",
}  # fmt: skip
SEPTEMBER = datetime(2026, 9, 7, 14, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ground:
    """The cookies of the cast, and what each address needs."""

    cookies: dict[str, SimpleCookie]
    details: dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[Ground]:
    """A house in which one call came to its invoice, and another has answers to check; rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _ground()
        transaction.set_rollback(True)


def _ground() -> Ground:
    house = build().to_award()
    sterk = house.suppliers["Sterk BV"]
    contracts.sign("T-1", contract_number="ZTM-1", start_on=MONDAY, actor=house["Brenda"], at=SIGNED)
    worked = {MONDAY + timedelta(days=day): Decimal(9) for day in range(4)}
    contracts.write_hours("ZTM-1", MONDAY, worked, actor=house["Sterk BV"], at=SEPTEMBER)
    contracts.approve_hours("ZTM-1", MONDAY, actor=house["Brenda"], at=SEPTEMBER)
    invoice = invoices.issue_hire("ZTM-1", actor=house["Anna"], at=SEPTEMBER)
    paper = passports.add_paper(
        sterk.pk, kind=PaperKind.INSURANCE, content=CV, name="polis.pdf", issued_on=BEFORE.date(), expires_on=None,
        actor=house["Sterk BV"], at=BEFORE,
    )  # fmt: skip
    check = RegisterCheck.objects.create(
        supplier=sterk, register="waadi", is_confirmed=True, found="Staat erin.", source="person",
        evidence=paper.document, checked_by_id=house["Anna"].person, checked_at=BEFORE,
    )  # fmt: skip
    people.invite(sterk.pk, email="tweede@example.org", roles=frozenset({Role.SUPPLIER}), actor=house["Sterk BV"],
                  at=BEFORE)  # fmt: skip
    other_desk = organisations.register(registration("Andere desk", 8), kind=Kind.DESK, actor=START, at=BEFORE)
    admission = Admission.objects.get(supplier=sterk)
    member = Membership.objects.get(person_id=house["Sterk BV"].person)
    who = {
        "suspended": person("Sander", sterk, Role.SUPPLIER),
        "no second factor": person("Half", house.desk, Role.DESK),
        "supplier": house["Sterk BV"],
        "rival": house["Rap BV"],
        "outsider": house["Otto"],
        "desk": house["Anna"],
        "other desk": person("Dora", other_desk, Role.DESK),
        "administrator": house["Abel"],
        "buyer": house["Brenda"],
        "buyer's administrator": house["Berend"],
        "interviewer": house["Ingrid"],
        "auditor": house["Aukje"],
        "other buyer": house["Bas"],
    }
    correction = _judged(house)
    draft = _draft(house)
    letter = house.call.award.letters.get(bid__supplier=sterk).letter_id
    mail = Message.objects.filter(desk_id=house.desk.pk).latest("queued_at")
    Message.objects.filter(pk=mail.pk).update(failed_at=SEPTEMBER, last_error="550 5.1.1")
    number, asked = {"number": "T-1"}, {"number": "T-2"}
    question = _asked(house)
    written = bidding.written(house)
    receipt = bidding.sent(written, house)
    details: dict[str, dict[str, object]] = {
        **_all(
            ("call", "call-calendar", "call-pdf", "call-card", "questions", "opening", "read-bids", "double-offer",
             "progress", "matrix", "interviews", "letters", "contract", "invoices", "correct-call", "correction",
             "send-back-correction", "withdraw-call", "decide-withdrawal", "confirm-bids", "start-bid"),
            number,
        ),
        **_all(("answers", "offer-answers", "check-answers", "send-back-answers"), asked),
        "clarification": {**asked, "clarification": 1},
        "answer": {**asked, "question_id": question.pk},
        "sitemap-part": {"number": 1},
        "invitations": number,
        "minutes": number | {"of": 1},
        "end-keyholder": {"holder_id": _keyholder(house)},
        **_all(
            ("draft", "save-draft", "draft-history", "keep-template", "discard-draft", "draft-document", "draft-check",
             "offer-draft", "send-back-draft", "publish-draft"),
            {"draft_id": draft},
        ),
        "draft-version": {"draft_id": draft, "version": 1},
        **_all(("bid", "bid-sent-file", "discard-bid"), {"draft_id": written.pk}),
        "bid-part": {"draft_id": written.pk, "part": "rate"},
        "bid-cv-page": {"draft_id": written.pk, "number": 1},
        "withdraw-bid": {"bid_id": receipt.bid_id},
        **_all(("receipt", "receipt-file"), {"bid_id": receipt.bid_id, "version": 1}),
        "letter": {"letter_id": letter},
        "invoice": {"invoice_id": invoice.pk},
        **_all(("party", "change-organisation", "invite"), {"organisation_id": sterk.pk}),
        **_all(("member", "end-membership"), {"membership_id": member.pk}),
        **_all(("suspend-person", "reinstate-person"), {"person_id": member.person_id}),
        "withdraw-invitation": {"invitation_id": Invitation.objects.get().pk},
        **_all(("outbox-message", "send-again", "see-to"), {"message_id": mail.pk}),
        "invitation": {"secret": "geraden"},
        **_all(("alert", "stop-alert"), {"token": "geraden"}),
        **_all(("paper", "remove-paper"), {"key": paper.key}),
        **_all(("supplier-passport", "check-register"), {"supplier_id": sterk.pk}),
        "evidence": {"check_id": check.pk},
        "cv": {"bid_id": house.bids["Pien"]},
        **_all(("assessors", "declare-interests", "assign", "desk", "together", "close-step-2", "firm", "hand-over",
                "shortlist-report",
                "requirements", "close-step-1", "repairs", "score-corrections", "lot", "invite-lot", "lot-minutes",
                "lot-proof"), number),
        "decide-score-correction": {**number, "correction_id": correction.pk},
        "correct-score": {**number, "bid_id": house.bids["Robin"], "criterion": "3"},
        "mend-bid": {"bid_id": house.bids["Pien"]},
        "resolve-interest": {**number, "person_id": house["Ingrid"].person},
        "judge": {**number, "bid_id": house.bids["Pien"], "criterion": "3"},
        **_all(
            ("judge-bid", "judge-rest", "consensus", "finish-bid", "reopen-bid"),
            {**number, "bid_id": house.bids["Pien"]},
        ),
        "blind": {"number": "T-3"},
        **_all(("blind-cv", "take-blind"), {"number": "T-3", "bid_id": _blind(house)}),
        "cv-picture": {"address": "geraden"},
        "admission": {"admission_id": admission.pk},
        "admission-step": {"admission_id": admission.pk, "step": "suspend"},
        "ask-admission": {"category_id": house.category_id},
        **_all(
            ("system", "regime", "add-category"), {"system_id": admission.category.purchasing_system_id}
        ),
        "account_confirm_email": {"key": "geraden"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "geraden"},
        **_all(("mfa_remove_webauthn", "mfa_edit_webauthn"), {"pk": 1}),
        **_all(("openid_connect_login", "openid_connect_callback"), {"provider_id": "gemeente"}),
    }  # fmt: skip
    browsers = {"visitor": Client()}
    for name, actor in who.items():
        one = Person.objects.get(pk=actor.person)
        needs = name not in {"suspended", "no second factor", "supplier", "rival", "outsider"}
        browsers[name] = signed_in(account(one, with_app=needs))
        forget_used_codes()
    browsers["newcomer"] = signed_in(account(Person.objects.create(email="nieuw@example.org", name="Nienke")))
    Person.objects.filter(pk=who["suspended"].person).update(is_active=False)
    return Ground({name: browser.cookies for name, browser in browsers.items()}, details)


def _judged(house: House) -> ScoreCorrection:
    """Of Pien something was asked to mend, and a lot was drawn; a correction of a score of Robin waits."""
    pien, person = house.bids["Pien"], house["Anna"].person
    asked = RepairRequest.objects.create(
        call=house.call, defect="too-few-references", fields=["references"], text="Noem er twee.", due_at=DECIDED,
        asked_at=AFTER, asked_by_id=person,
    )  # fmt: skip
    Repair.objects.create(request=asked, bid_id=pien)
    proof, minutes = (keep(CV, name=name, media_type="application/pdf", at=AFTER, pages=1) for name in ("a", "b"))
    LotDraw.objects.create(
        call=house.call, tied=[str(pien)], draws_at=AFTER, invited_at=AFTER, invited_by_id=person, drawn_at=AFTER,
        secret="0" * 64, proof=proof, minutes=minutes,
    )  # fmt: skip
    score = Score.objects.get(bid=house.bids["Robin"], criterion__number="3")
    return ScoreCorrection.objects.create(
        score=score, points_before=score.points, points_after=score.points, why="Anders gelezen.",
        proposed_by_id=person, proposed_at=AFTER,
    )  # fmt: skip


def _keyholder(house: House) -> int:
    """Amir holds a key of the desk."""
    passphrase = Secret.typed("elf groene stoelen in de regen")
    return keyholders.register(house.desk.pk, passphrase, actor=house["Amir"], at=SEPTEMBER).holder.pk


def _asked(house: House) -> Question:
    """Another call with published answers, and an error that was reported later, whose answer Anna offered."""
    house.number = "T-2"
    calls.ask("T-2", "Mag dit?", actor=house.publish()["Sterk BV"], at=PUBLISHED)
    late = house.answer().call.questions_close_at
    row = calls.ask("T-2", "Klopt dit?", reports_error=True, actor=house["Rap BV"], at=late)
    calls.answer("T-2", row.pk, Reply(answer="Nee."), seen=rounds.fingerprint([row]), actor=house["Anna"], at=ANSWERED)
    clarifying.offer("T-2", actor=house["Anna"], at=ANSWERED)
    return row


def _blind(house: House) -> UUID:
    """A bid on a call that is judged blind; Anna took up the check of its CV."""
    house.number, house.bids = "T-3", {}
    house.publish(is_judged_blind=True)
    bid_id = house.bid("Sterk BV", "Pien")
    house.open()
    blinding.take(bid_id, actor=house["Anna"], at=AFTER)
    return bid_id


def _draft(house: House) -> UUID:
    """Read in a document, confirmed, and offered by somebody who is not of the cast."""
    content = {**WHOLE, "number": "T-9", "closes_at": "2026-09-29T09:00", "questions_close_at": "2026-09-18T09:00",
               "answers_by_on": "2026-09-19", "invitations_by_on": "2026-10-01", "interviews_from_on": "2026-10-02",
               }  # fmt: skip
    draft = drafting.start(house.category_id, content=content, actor=house["Amir"], at=SEPTEMBER)
    offering.offer(draft.pk, actor=house["Amir"], at=SEPTEMBER)
    Draft.objects.filter(pk=draft.pk).update(source_name="a.md", source_lines=["Secretaris"], read_from={"title": [1]})
    return draft.pk


def _all(names: tuple[str, ...], details: dict[str, object]) -> dict[str, dict[str, object]]:
    return {name: details for name in names}  # noqa: C420 (nobody changes them)


def addresses(resolver: URLResolver | None = None, space: str = "") -> list[str]:
    """The name of every address of the site."""
    found: list[str] = []
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found += addresses(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and one.name:
            found.append(f"{space}{one.name}")
    return found


def _outcome(ground: Ground, who: str, name: str, method: str) -> str:
    kwargs = ground.details.get(name.removeprefix("web:"), {})
    browser = Client()
    browser.cookies = ground.cookies[who].copy()
    with transaction.atomic():
        response = getattr(browser, method.lower())(reverse(name, kwargs=kwargs))
        transaction.set_rollback(True)
    match response.status_code:
        case 200 | 422:
            return "ok"
        case 302:
            to = response.headers["Location"]
            leads = {reverse("account_login"): "sign in", reverse("mfa_index"): "factor"}
            return leads.get(to.partition("?")[0], "ok")
        case refused:
            return str(refused)


def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader(TABLE.read_text().splitlines())) if TABLE.exists() else []


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['method']} {row['address']}")
def test_everybody_gets_exactly_what_the_table_says(row, ground, settings):
    settings.DEMO = False
    found = {who: _outcome(ground, who, row["address"], row["method"]) for who in CAST}
    assert found == {who: row[who] for who in CAST}


def test_the_table_names_every_address_and_no_other():
    assert {row["address"] for row in _rows()} == set(addresses())


def test_what_is_not_theirs_is_not_there_for_anybody_else():
    for row in _rows():
        if row["address"].removeprefix("web:") in OF_ONE_SUPPLIER:
            for stranger in ("rival", "outsider", "other desk", "other buyer"):
                assert row[stranger] in {"403", "404"}, (row["address"], stranger)


def test_writes_the_table_when_asked(ground, request, settings):
    if not request.config.getoption("--rights"):
        pytest.skip("only with --rights")
    settings.DEMO = False
    with TABLE.open("w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("address", "method", *CAST))
        for name in addresses():
            for method in ("GET", "POST"):
                outcomes = [_outcome(ground, who, name, method) for who in CAST]
                if set(outcomes) - {"405", "factor"}:
                    table.writerow((name, method, *outcomes))
