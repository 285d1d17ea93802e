"""A small house to test in: the fixed cast, one call, and shortcuts to bring it to any step."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from openinhuur.accounts import actions as accounts
from openinhuur.assessments import actions as assessments
from openinhuur.assessments import assigning, interests, interviews, scoring
from openinhuur.assessments.models import AssessorScore, RankedBid
from openinhuur.assessments.scoring import Said
from openinhuur.awards import actions as awards
from openinhuur.bids import actions as bids
from openinhuur.bids.contents import Claim, Submission
from openinhuur.bids.models import BidVersion
from openinhuur.calls import actions as calls
from openinhuur.calls import rounds
from openinhuur.calls.actions import clarifying
from openinhuur.calls.models import Call, Clarification
from openinhuur.documents import sealed_files
from openinhuur.domain.answers import Reply
from openinhuur.domain.call import AwardCriterion, Timetable
from openinhuur.domain.chain import ChainRule
from openinhuur.domain.interview import Grade
from openinhuur.domain.membership import Kind
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, Role
from openinhuur.domain.scoring import SIX_STEPS, points_of
from openinhuur.domain.sealing import SealedBy
from openinhuur.letters import render
from openinhuur.parties.actions import admissions, keyholders, organisations, people, systems
from openinhuur.parties.models import Organisation
from openinhuur.parties.queries import actor_for

START = Actor(None, "installatie", frozenset({Role.ADMINISTRATOR}), None)
BEFORE = datetime(2026, 1, 5, 8, tzinfo=UTC)
PUBLISHED = datetime(2026, 6, 16, 8, tzinfo=UTC)
ANSWERED = datetime(2026, 6, 25, 12, 30, tzinfo=UTC)
CLOSES = datetime(2026, 6, 29, 7, tzinfo=UTC)
IN_TIME = CLOSES - timedelta(hours=1)
AFTER = CLOSES + timedelta(minutes=5)
DECIDED = datetime(2026, 7, 7, 8, tzinfo=UTC)
SIGNED = datetime(2026, 7, 28, 9, tzinfo=UTC)
MONDAY = date(2026, 8, 3)
WHY_LATE = "De opdrachtgever gaf deze termijn op."
ADVANTAGES = {"3": "Meer jaren ervaring.", "4": "Meer notulen."}
CV = render.pdf(
    "invoice",
    {
        "language": "nl", "title": "CV", "reference": "CV", "page_word": "bladzijde", "sender": "Pien",
        "issuer_lines": ["Ervaren secretaris bij een gemeente, met kennis van bestuurlijke besluitvorming"],
        "recipient_lines": [], "facts": [], "columns": ["a", "b", "c", "d"], "line": ["a", "b", "c", "d"],
        "totals": [], "payments": [], "payment_terms": "Zij notuleerde vergaderingen en hield de actielijst bij.",
    },
    at=BEFORE,
)  # fmt: skip


@dataclass(slots=True)
class House:
    """Everybody, and one call."""

    buyer: Organisation
    other_buyer: Organisation
    desk: Organisation
    suppliers: dict[str, Organisation]
    people: dict[str, Actor]
    category_id: int
    number: str = "T-1"
    bids: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Actor:
        return self.people[name]

    @property
    def call(self) -> Call:
        """The call as it is now."""
        return Call.objects.get(number=self.number)

    def publish(self, **changed: object) -> "House":
        """A published call with two criteria of 60 and 40 points, two places and two requirements.

        Who assesses it has declared no relation with anybody.
        """
        calls.write(replace(self.draft(), **changed), actor=self["Anna"], at=BEFORE)  # type: ignore[arg-type] # a test's own fields
        calls.publish(self.number, actor=self["Anna"], at=PUBLISHED)
        for name in ("Anna", "Amir", "Brenda", "Ingrid"):
            interests.declare(self.number, has_relation=False, text="", actor=self[name], at=PUBLISHED)
        return self

    def draft(self) -> calls.NewCall:
        """What the call says."""
        return calls.NewCall(
            number=self.number,
            title="Secretaris",
            buyer_id=self.buyer.pk,
            category_id=self.category_id,
            timetable=Timetable(
                published_at=None,
                questions_close_at=datetime(2026, 6, 23, 7, tzinfo=UTC),
                answers_by_on=date(2026, 6, 25),
                closes_at=CLOSES,
                invitations_by_on=date(2026, 7, 1),
                interviews_from_on=date(2026, 7, 2),
            ),
            requirements=[
                calls.NewRequirement("1", "Voldoet aan de uitvoeringsvoorwaarde", "self-employed"),
                calls.NewRequirement("2", "Niet te veel overeenkomsten achter elkaar", "chain"),
            ],
            award_criteria=[
                AwardCriterion("3", "Ervaring", Decimal(60), points_of(SIX_STEPS, Decimal(60))),
                AwardCriterion("4", "Notuleren", Decimal(40), points_of(SIX_STEPS, Decimal(40))),
            ],
            selection_criteria=[("1", "Soortgelijke opdrachten")],
            competences=[("1", "Resultaatgericht"), ("2", "Verbindend")],
            duration_months=6,
            hours_per_week=Decimal(36),
            working_days=["mon", "tue", "wed", "thu"],
            shortlist_size=2,
            standstill_days=20,
            g_account_sna=Decimal(25),
            g_account_other=Decimal(55),
            fee_per_hour=Money.of("2.25"),
            extension_count=2,
            extension_months=6,
            cv_max_pages=5,
            cv_language="nl",
            cv_min_references=2,
            chain_rule=ChainRule(),
            chain_reference_on=date(2026, 7, 13),
        )

    def answer(self, text: str = "Ja.", at: datetime = ANSWERED) -> "House":
        """Every question that waits has this answer; Anna wrote and offered it, Amir published it."""
        for row in rounds.unpublished(self.call):
            reply = Reply(answer=row.answer or text, wording=row.wording, group=row.group)
            calls.answer(self.number, row.pk, reply, seen=rounds.fingerprint([row]), actor=self["Anna"], at=at)
        clarifying.offer(self.number, actor=self["Anna"], at=at)
        self.publish_answers(at=at)
        return self

    def publish_answers(self, at: datetime = ANSWERED, late_reason: str = WHY_LATE) -> Clarification:
        """Amir publishes what was offered, as it is now."""
        seen = rounds.fingerprint(rounds.waiting(self.call))
        return clarifying.publish(self.number, seen=seen, late_reason=late_reason, actor=self["Amir"], at=at)

    def bid(
        self, supplier: str, candidate: str, rate: str = "110.00", at: datetime = IN_TIME, **changed: object
    ) -> UUID:
        """A bid of a supplier, by the name of its candidate."""
        content = replace(submission(candidate, rate), **changed)  # type: ignore[arg-type] # a test's own fields
        receipt = bids.submit(self.number, content, actor=self[supplier], at=at)
        self.bids[candidate] = receipt.bid_id
        return receipt.bid_id

    def open(self) -> "House":
        """The vault is open and every bid is read."""
        bids.open_vault(self.number, actor=self["Anna"], second=self["Amir"], at=AFTER)
        bids.read_bids(self.number, actor=self["Anna"], at=AFTER)
        return self

    def judge_all_met(self) -> "House":
        """Step 1 is closed; every bid goes on."""
        for bid_id in self.bids.values():
            assessments.judge_rest_met(bid_id, actor=self["Anna"], at=AFTER)
        assessments.close_step_1(self.number, actor=self["Anna"], at=AFTER)
        return self

    def score(self, **points: int) -> "House":
        """Step 2 is closed; each candidate got these points on criterion 3 and full points on criterion 4."""
        self.assign("Amir", *points)
        for candidate, given in points.items():
            self.give("Amir", candidate, given).finish("Amir", candidate)
        assessments.close_step_2(self.number, actor=self["Amir"], at=AFTER)
        return self

    def assign(self, assessors: str, *candidates: str) -> "House":
        """These bids (or else all) are assigned to these people: "Anna Amir"."""
        people = [self[name].person for name in assessors.split()]
        bid_ids = [self.bids[one] for one in candidates or self.bids]
        assigning.assign(self.number, dict.fromkeys(bid_ids, people), actor=self["Anna"], at=AFTER)
        return self

    def give(
        self, name: str, candidate: str, points: int, other: int = 40, reason: str = "Wat het cv laat zien."
    ) -> "House":
        """An assessor gives a bid points on criterion 3 and on criterion 4, with the same reason."""
        for number, given in (("3", points), ("4", other)):
            self.keep(name, candidate, number, Said(Decimal(given), reason))
        return self

    def keep(self, name: str, candidate: str, number: str, said: Said) -> int:
        """An assessor keeps this, over what they kept before."""
        kept = AssessorScore.objects.filter(
            bid=self.bids[candidate], criterion__number=number, by=self[name].person_id
        ).first()
        seen = kept.revision if kept else 0
        return scoring.keep(self.bids[candidate], number, said, seen=seen, actor=self[name], at=AFTER)

    def finish(self, name: str, *candidates: str) -> "House":
        """An assessor finishes these bids."""
        for candidate in candidates:
            scoring.finish(self.bids[candidate], actor=self[name], at=AFTER)
        return self

    def interview(self, **outcomes: Grade) -> "House":
        """These candidates were invited and interviewed, with this grade on every competence."""
        invited = [self.bids[candidate] for candidate in outcomes]
        for one in RankedBid.objects.filter(bid__call=self.call, passes=True):
            interviews.remark(one.pk, "1", "Werkte eerder aan iets anders.", actor=self["Brenda"], at=AFTER)
        interviews.invite(self.number, invited, reason="De beste twee.", actor=self["Brenda"], at=AFTER)
        for candidate, grade in outcomes.items():
            for competence in ("1", "2"):
                for who in ("Brenda", "Ingrid"):
                    interviews.grade(self.bids[candidate], competence, grade, "Gehoord.", actor=self[who], at=AFTER)
            for competence in ("1", "2"):
                interviews.agree(
                    self.bids[candidate], competence, grade, "Samen besproken.", actor=self["Brenda"], at=AFTER
                )
        return self

    def award(self, candidate: str) -> "House":
        """The decision is taken and the letters are sent."""
        awards.decide(
            self.bids[candidate], "De beste in het gesprek.", advantages=ADVANTAGES, actor=self["Brenda"], at=DECIDED
        )
        awards.send_letters(self.number, actor=self["Brenda"], at=DECIDED)
        return self

    def to_award(self) -> "House":
        """Two bids, the first of which (Pien, Sterk BV) wins."""
        self.publish()
        self.bid("Sterk BV", "Pien")
        self.bid("Rap BV", "Robin", "100.00")
        return (
            self.open()
            .judge_all_met()
            .score(Pien=60, Robin=48)
            .interview(Pien=Grade.GOOD, Robin=Grade.INSUFFICIENT)
            .award("Pien")
        )


def sealed_file(bid_id: UUID) -> Path:
    """The ciphertext of a bid, to damage it."""
    return sealed_files.path_of(BidVersion.objects.get(bid=bid_id).content_id)


def submission(candidate: str, rate: str = "110.00") -> Submission:
    """An offer in order: a permanent employee, two references, a readable CV of one page."""
    return Submission(
        candidate=candidate,
        hourly_rate=Money.of(rate),
        employment="permanent",
        available_from=date(2026, 7, 13),
        hours_per_week=Decimal(36),
        references=("Gemeente Voorbeeld, afdelingshoofd", "Provincie Voorbeeld, directeur"),
        agreements=(),
        requirement_claims={"1": "In dienst bij ons."},
        criterion_claims={"3": Claim("Zes jaar ervaring.", 1)},
        cv=CV,
    )


def build() -> House:
    """The cast: buyers, desk, suppliers and their people; both suppliers are admitted; the server keeps the keys."""
    buyer, other_buyer = _organisation("Gemeente A", Kind.BUYER, 1), _organisation("Gemeente B", Kind.BUYER, 2)
    desk = _organisation("Inhuurdesk", Kind.DESK, 3)
    suppliers = {
        name: _organisation(name, Kind.SUPPLIER, serial)
        for serial, name in ((4, "Sterk BV"), (6, "Rap BV"), (7, "Otto BV"))  # 5 has no check digit
    }
    cast = {
        "Brenda": person("Brenda", buyer, Role.BUYER, Role.INTERVIEWER),
        "Ingrid": person("Ingrid", buyer, Role.INTERVIEWER),
        "Berend": person("Berend", buyer, Role.ORGANISATION_ADMINISTRATOR),
        "Bas": person("Bas", other_buyer, Role.BUYER),
        "Anna": person("Anna", desk, Role.DESK),
        "Amir": person("Amir", desk, Role.DESK),
        "Aukje": person("Aukje", buyer, Role.AUDITOR),
        "Abel": person("Abel", desk, Role.ADMINISTRATOR),
        "Sterk BV": person("Saskia", suppliers["Sterk BV"], Role.SUPPLIER, Role.ORGANISATION_ADMINISTRATOR),
        "Rap BV": person("Ralf", suppliers["Rap BV"], Role.SUPPLIER, Role.ORGANISATION_ADMINISTRATOR),
        "Otto": person("Otto", suppliers["Otto BV"], Role.SUPPLIER, Role.ORGANISATION_ADMINISTRATOR),
    }
    keyholders.choose(desk.pk, SealedBy.SERVER, reason="Hier werken twee mensen.", actor=cast["Abel"], at=BEFORE)
    system = systems.open_system(
        buyer.pk,
        name="DAS",
        open_from=BEFORE.date(),
        open_until=None,
        categories=["Bestuur"],
        requires=[],
        terms=None,
        fee_payer="supplier",
        actor=cast["Anna"],
        at=BEFORE,
    )
    category = system.categories.get()
    for name in ("Sterk BV", "Rap BV"):
        admission = admissions.ask(category.pk, actor=cast[name], at=BEFORE)
        admissions.admit(admission.pk, actor=cast["Anna"], at=BEFORE)
    return House(buyer, other_buyer, desk, suppliers, cast, category.pk)


def registration(name: str, serial: int) -> organisations.Registration:
    """An organisation with numbers that are in order and nobody's."""
    digits = f"{serial:08}"
    check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    return organisations.Registration(
        name=name,
        kvk_number=f"8{serial:07}",
        vat_number=f"NL{digits}{check}B01",
        street="Straat 1",
        postcode="1234 AB",
        city="Stad",
        email=f"post{serial}@example.org",
        iban="NL91ABNA0417164300",
    )


def person(name: str, organisation: Organisation, *roles: Role) -> Actor:
    """Somebody with an account and these roles."""
    account = accounts.register(email=f"{name.lower()}-{organisation.pk}@example.org", name=name, actor=START)
    people.give_roles(account.pk, organisation.pk, frozenset(roles), actor=START, at=BEFORE)
    return actor_for(account.pk, has_second_factor=True)


def _organisation(name: str, kind: Kind, serial: int) -> Organisation:
    passport = organisations.PassportFacts(
        date(2020, 1, 1), sna_registered=True, is_sole_worker=False, g_account_iban="NL66INGB0990001008"
    )
    return organisations.register(
        registration(name, serial),
        kind=kind,
        passport=passport if kind is Kind.SUPPLIER else None,
        actor=START,
        at=BEFORE,
    )
