"""Plays the example case from text to paid invoice, through the same actions as everybody uses.

Nothing is written behind the rules' back, and the clock is an argument: the case plays in its own months.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from openinhuur.assessments import actions as assessments
from openinhuur.assessments import assigning, interests, interviews, scoring
from openinhuur.awards import actions as awards
from openinhuur.bids import actions as bids
from openinhuur.bids import ceremony
from openinhuur.bids.contents import Claim, Submission
from openinhuur.calls import actions as calls
from openinhuur.calls import drafted, rounds
from openinhuur.calls.actions import clarifying, drafting, offering
from openinhuur.calls.models import Call, Question
from openinhuur.contracts import actions as contracts
from openinhuur.demo import confirmed as confirmations
from openinhuur.demo.case import Case, CaseBid, CaseQuestion, load
from openinhuur.demo.cv import make_cv
from openinhuur.demo.stage import Stage, set_stage
from openinhuur.domain.answers import Reply
from openinhuur.domain.bid import DeadlinePassed
from openinhuur.domain.chain import Agreement
from openinhuur.domain.draft import value_at
from openinhuur.domain.money import Money
from openinhuur.domain.roles import Actor, Role
from openinhuur.flow import handing_over
from openinhuur.invoices import actions as invoices

ASSESSING = {Role.DESK, Role.BUYER, Role.INTERVIEWER}
NUMBER = "30534"
TEXT = f"aanvraag-{NUMBER}.md"


@dataclass(slots=True)
class Play:
    """The case while it is played."""

    folder: Path
    case: Case
    confirmed: confirmations.Table
    number: str = NUMBER
    bid_ids: dict[str, UUID] = field(default_factory=dict)
    _stage: Stage | None = None

    @classmethod
    def of(cls, folder: Path) -> "Play":
        """The case in a folder, ready to be played."""
        return cls(folder, load(folder), confirmations.load(folder))

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        """Every step: its name, and the function that does it and tells what came of it."""
        return [
            (_("Organisations, people, admissions"), self.register),
            (_("Read the request and publish it"), self.publish),
            (_("Questions and bids"), self.receive),
            (_("Declarations of interest"), self.declare),
            (_("Open the vault"), self.open),
            (_("Step 1: requirements"), self.judge),
            (_("Step 2: points"), self.score),
            (_("Steps 3 and 4: interviews"), self.interview),
            (_("Award and letters"), self.award),
            (_("Agreement and hours"), self.work),
            (_("Invoices"), self.invoice),
        ]

    @property
    def stage(self) -> Stage:
        """Who is who; known after `register`."""
        if self._stage is None:
            raise RuntimeError("the stage is not set yet")
        return self._stage

    def register(self) -> str:
        """The buyer, the desk, the suppliers, their people, and who is admitted."""
        self._stage = set_stage(self.case, self.confirmed)
        return _("%(n)s suppliers admitted") % {"n": len(self.stage.suppliers)}

    def publish(self) -> str:
        """One reads the text, confirms it, adds what it leaves open and offers it; another publishes it."""
        said, text = self.confirmed["published"], self.folder / TEXT
        writer, second, at = self._person(said["written_by"]), self._person(said["by"]), said["written_at"]
        draft = drafting.start_from_document(
            self.stage.category.pk, text.read_bytes(), name=text.name, actor=writer, at=at
        )
        for path, typed in confirmations.typed(draft.content, self.confirmed):
            drafting.put(draft.pk, path, typed, was=value_at(draft.content, path), actor=writer, at=at)
        drafting.confirm(draft.pk, draft.to_confirm, actor=writer, at=at)
        offered = offering.offer(draft.pk, actor=writer, at=at)
        call = offering.publish(draft.pk, version=offered.version, actor=second, at=said["at"])
        found = {"number": call.number, "n": len(drafted.findings(offered, at=at))}
        return _("request %(number)s, %(n)s findings of the check") % found

    def receive(self) -> str:
        """Everything that suppliers send, in the order in which it arrives."""
        said = self.case.clarification
        events: list[tuple[datetime, Callable[[], object]]] = [
            (said.written_at, self._answer),
            (said.published_at, self._publish_answers),
        ]
        events += [(one.asked_at, self._asking(one)) for one in self.case.questions]
        for bid in self.case.bids:
            events += [(one.at, self._sending(bid, version)) for version, one in enumerate(bid.submissions)]
            if bid.withdrawn_at:
                events.append((bid.withdrawn_at, self._withdrawing(bid, bid.withdrawn_at)))
        late = 0
        for _at, happens in sorted(events, key=lambda event: event[0]):
            try:
                happens()
            except DeadlinePassed:
                late += 1
        withdrawn = sum(bid.withdrawn_at is not None for bid in self.case.bids)
        counts = {"sealed": len(self.bid_ids) - withdrawn, "withdrawn": withdrawn, "late": late}
        return _("%(sealed)s in the vault, %(withdrawn)s withdrawn, %(late)s refused as late") % counts

    def _asking(self, question: CaseQuestion) -> Callable[[], object]:
        actor = self.stage.suppliers[question.supplier]
        return lambda: calls.ask(self.number, question.text, actor=actor, at=question.asked_at)

    def _answer(self) -> None:
        """Every answer is written, and all are offered to a second person."""
        said = self.case.clarification
        actor, replies = self._person(said.written_by), {one.text.strip(): one for one in self.case.questions}
        for row in Question.objects.filter(call__number=self.number):
            given = replies[row.text]
            reply = Reply(answer=given.answer, group=given.subject)
            calls.answer(self.number, row.pk, reply, seen=rounds.fingerprint([row]), actor=actor, at=said.written_at)
        clarifying.offer(self.number, actor=actor, at=said.written_at)

    def _publish_answers(self) -> None:
        """A second person publishes the answers to everybody at once."""
        said = self.case.clarification
        seen = rounds.fingerprint(rounds.waiting(Call.objects.get(number=self.number)))
        actor = self._person(said.published_by)
        clarifying.publish(self.number, seen=seen, late_reason=said.late_reason, actor=actor, at=said.published_at)

    def _sending(self, bid: CaseBid, version: int) -> Callable[[], None]:
        sent = bid.submissions[version]
        content = submission(bid, rate=sent.hourly_rate or bid.hourly_rate)
        actor = self.stage.suppliers[bid.supplier]

        def send() -> None:
            if version == 0:
                self.bid_ids[bid.key] = bids.submit(self.number, content, actor=actor, at=sent.at).bid_id
            else:
                bids.replace(self.bid_ids[bid.key], content, actor=actor, at=sent.at)

        return send

    def _withdrawing(self, bid: CaseBid, at: datetime) -> Callable[[], None]:
        return lambda: bids.withdraw(self.bid_ids[bid.key], actor=self.stage.suppliers[bid.supplier], at=at)

    def declare(self) -> str:
        """Who assesses declares their relations with suppliers; on a relation somebody else decides."""
        asked = self.confirmed["interests"]
        relations = {one["by"]: one for one in asked["relations"]}
        assessing = [person.key for person in self.case.people if ASSESSING & set(person.roles)]
        for key in assessing:
            text = relations[key]["text"] if key in relations else ""
            actor, at = self._person(key), asked["declared_at"]
            interests.declare(self.number, has_relation=key in relations, text=text, actor=actor, at=at)
        for key, one in relations.items():
            interests.resolve(
                self.number,
                self._person(key).person,
                may_assess=one["may_assess"],
                reason=one["reason"],
                actor=self._person(one["resolved_by"]),
                at=one["resolved_at"],
            )
        counts = {"n": len(assessing), "relations": len(relations)}
        return _("%(n)s declared, %(relations)s with a relation") % counts

    def open(self) -> str:
        """Two people each take their turn; every bid is decrypted and held against its receipt."""
        opening = self.confirmed["opening"]
        first, second = self._person(opening["by"]), self._person(opening["second"])
        ceremony.take_turn(self.number, actor=first, at=opening["first_turn_at"])
        ceremony.take_turn(self.number, actor=second, at=opening["at"])
        read = bids.read_bids(self.number, actor=second, at=opening["read_at"])
        return _("%(n)s bids opened") % {"n": read}

    def judge(self) -> str:
        """Not met where a person found so; the rest is met; close the step."""
        closing = self.confirmed["step_1"]
        for one in self.case.not_met:
            assessments.judge(
                self.bid_ids[one.bid],
                str(one.requirement),
                is_met=False,
                reason=one.reason,
                evidence=one.evidence,
                actor=self._person(one.by),
                at=one.at,
            )
        failed = {one.bid for one in self.case.not_met}
        desk = self._person(closing["closed_by"])
        for bid in self._standing():
            assessments.judge_rest_met(self.bid_ids[bid.key], actor=desk, at=closing["closed_at"])
        going_on = assessments.close_step_1(self.number, actor=desk, at=closing["closed_at"])
        return _("%(failed)s not met, %(on)s go on") % {"failed": len(failed), "on": going_on}

    def score(self) -> str:
        """Points with reasons; closing the step makes the ranking."""
        step = self.confirmed["step_2"]
        assessors = {self.bid_ids[one.bid]: [self._person(one.by).person] for one in self.case.scores}
        assigning.assign(self.number, assessors, actor=self._person(step["closed_by"]), at=step["scored_at"])
        for position, one in enumerate(self.case.scores):
            at, actor = step["scored_at"] + timedelta(minutes=15 * position), self._person(one.by)
            for number, points in one.points.items():
                said = scoring.Said(points, one.reasons.get(number, ""))
                scoring.keep(self.bid_ids[one.bid], str(number), said, seen=0, actor=actor, at=at)
            scoring.finish(self.bid_ids[one.bid], actor=actor, at=at)
        places = assessments.close_step_2(self.number, actor=self._person(step["closed_by"]), at=step["closed_at"])
        handing_over.hand_over(self.number, actor=self._person(step["closed_by"]), at=step["closed_at"])
        return _("%(n)s ranked, %(passed)s on the shortlist") % {
            "n": len(places),
            "passed": sum(one.passes for one in places),
        }

    def interview(self) -> str:
        """Compare, invite, interview; and again with the rest when nobody was sufficient on everything."""
        first = self.case.rounds[0]
        for selection in self.case.selections:
            interviews.remark(
                self.bid_ids[selection.bid],
                str(selection.criterion),
                selection.text,
                actor=self._person(first.decided_by),
                at=first.decided_at,
            )
        for one in self.case.rounds:
            buyer, invited = self._person(one.decided_by), [self.bid_ids[key] for key in one.invited]
            interviews.invite(self.number, invited, reason=one.reason, actor=buyer, at=one.decided_at)
            for held in (held for held in self.case.interviews if held.round == one.number):
                bid_id = self.bid_ids[held.bid]
                interviews.plan(bid_id, planned_at=held.held_at, actor=buyer, at=one.decided_at)
                after = held.held_at + timedelta(hours=1)
                for given in held.score:
                    interviews.grade(
                        bid_id,
                        str(given.competence),
                        given.grade,
                        given.reason,
                        actor=self._person(given.interviewer),
                        at=after,
                    )
                for agreed in held.consensus:
                    interviews.agree(
                        bid_id,
                        str(agreed.competence),
                        agreed.grade,
                        agreed.reason,
                        actor=buyer,
                        at=after + timedelta(minutes=30),
                    )
        return ", ".join(_("%(n)s invited") % {"n": len(one.invited)} for one in self.case.rounds)

    def award(self) -> str:
        """The decision, and a motivated letter to everybody."""
        award = self.confirmed["award"]
        buyer = self._person(award["by"])
        awards.decide(
            self.bid_ids[award["bid"]],
            award["reason"],
            advantages=award["advantages"],
            actor=buyer,
            at=award["decided_at"],
        )
        letters = awards.send_letters(self.number, actor=buyer, at=award["sent_at"])
        return _("%(n)s motivated letters, and 1 to the winner") % {"n": letters - 1}

    def work(self) -> str:
        """Sign after the standstill; hours written by the supplier, approved by the buyer."""
        terms, hours = self.confirmed["contract"], self.confirmed["hours"]
        contracts.sign(
            self.number,
            contract_number=terms["number"],
            start_on=terms["start_on"],
            actor=self._person(terms["signed_by"]),
            at=terms["signed_at"],
        )
        supplier, approver = self._winner(), self._person(hours["approved_by"])
        total = Decimal(0)
        for monday in hours["weeks_from"]:
            days = {monday + timedelta(days=day): Decimal(hours["hours_a_day"]) for day in range(4)}
            friday = self.confirmed["opening"]["at"].replace(
                year=monday.year, month=monday.month, day=monday.day, hour=16
            ) + timedelta(days=4)
            contracts.write_hours(terms["number"], monday, days, actor=supplier, at=friday)
            total += contracts.approve_hours(terms["number"], monday, actor=approver, at=friday + timedelta(hours=1))
        return _("%(number)s signed, %(hours)s hours approved") % {"number": terms["number"], "hours": total}

    def invoice(self) -> str:
        """The hire to the buyer, the fee to the supplier."""
        asked = self.confirmed["invoices"]
        desk, number = self._person(asked["by"]), self.confirmed["contract"]["number"]
        hire = invoices.issue_hire(number, actor=desk, at=asked["at"])
        fee = invoices.issue_fee(number, actor=desk, at=asked["at"])
        return _("EUR %(hire)s for the work, EUR %(fee)s fee") % {"hire": hire.gross, "fee": fee.gross}

    def _person(self, key: str) -> Actor:
        return self.stage.people[key]

    def _desk(self) -> Actor:
        return self._person(self.confirmed["published"]["by"])

    def _winner(self) -> Actor:
        key = self.confirmed["award"]["bid"]
        return self.stage.suppliers[next(bid.supplier for bid in self.case.bids if bid.key == key)]

    def _standing(self) -> list[CaseBid]:
        return [bid for bid in self.case.bids if bid.key in self.bid_ids and bid.withdrawn_at is None]


def submission(bid: CaseBid, *, rate: Decimal) -> Submission:
    """What a supplier of the case sends for a bid."""
    return Submission(
        candidate=bid.candidate,
        hourly_rate=Money.of(rate),
        employment=bid.employment.value,
        available_from=bid.available_from,
        hours_per_week=Decimal(bid.hours_per_week),
        references=tuple(one.name for one in bid.references),
        agreements=tuple(Agreement(one.from_, one.until) for one in bid.agreements),
        requirement_claims={str(number): text for number, text in bid.requirement_claims.items()},
        criterion_claims={str(one.number): Claim(one.text, one.page) for one in bid.criterion_claims},
        cv=make_cv(bid),
    )
