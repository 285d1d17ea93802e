from typing import ClassVar

from django.db import models
from django.db.models import Q

from openinhuur.accounts.models import Person
from openinhuur.assessments import blind_models as _  # noqa: F401 (so that Django knows these tables too)
from openinhuur.bids.models import Bid
from openinhuur.calls.models import (
    AwardCriterion,
    Call,
    Competence,
    Requirement,
    SelectionCriterion,
)
from openinhuur.documents.models import Document
from openinhuur.domain.interview import Grade
from openinhuur.parties.models import Keyholder

GRADES = [(grade.value, grade.value) for grade in Grade]


class Decided(models.Model):
    """By whom and when something was decided, and in what words."""

    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} of {self.at}"


class Interest(models.Model):
    """What somebody declared about relations with who bids on a call, and what somebody else decided about it (R22)."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="interests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    has_relation = models.BooleanField()
    text = models.TextField(blank=True)
    declared_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    may_assess = models.BooleanField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "person"], name="one_declaration_per_person"),
            models.CheckConstraint(condition=Q(has_relation=False) | ~Q(text=""), name="relation_is_explained"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True, may_assess__isnull=True, reason="")
                | (Q(resolved_at__isnull=False, resolved_by__isnull=False, may_assess__isnull=False) & ~Q(reason="")),
                name="resolved_at_once_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True) | ~Q(resolved_by=models.F("person")),
                name="nobody_resolves_their_own_interest",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | Q(has_relation=True), name="only_a_relation_is_resolved"
            ),
        ]

    def __str__(self) -> str:
        return f"declaration of {self.person} on {self.call_id}"


class RequirementJudgement(Decided):
    """Met or not met, decided by a person; ``proposed`` is what a rule said before (None: nothing)."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="judgements")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="+")
    is_met = models.BooleanField()
    proposed = models.BooleanField(null=True)
    explanation = models.JSONField(default=list)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bid", "requirement"], name="one_judgement_per_requirement"),
            models.CheckConstraint(condition=Q(is_met=True) | ~Q(reason=""), name="not_met_has_a_reason"),
        ]


class RepairRequest(models.Model):
    """A defect that all bids with it were asked to mend: in which fields, in which words, and until when."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="repair_requests")
    defect = models.CharField(max_length=40)
    fields = models.JSONField()
    text = models.TextField()
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "defect"], name="one_repair_request_per_defect"),
            models.CheckConstraint(condition=Q(due_at__gt=models.F("asked_at")), name="repair_has_a_term"),
        ]

    def __str__(self) -> str:
        return f"{self.defect} in {self.call_id}"


class Repair(models.Model):
    """One bid that was asked to mend a defect; what stood in the named fields before, and what stands there now."""

    request = models.ForeignKey(RepairRequest, on_delete=models.PROTECT, related_name="repairs")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="repairs")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "bid"], name="one_repair_per_bid"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, after={})
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="repair_answered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"repair of {self.bid_id}"


class Assignment(models.Model):
    """A bid to be given points by somebody of the desk; from ``finished_at`` on, what they gave stands."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="assignments")
    assessor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bid", "assessor"], name="one_assignment_per_assessor"),
        ]

    def __str__(self) -> str:
        return f"{self.bid_id} to {self.assessor_id}"


class AssessorScore(Decided):
    """What one assessor, alone, gives on one criterion of one bid. ``marks``: as `domain.assessors.Mark`."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="assessor_scores")
    criterion = models.ForeignKey(AwardCriterion, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    maximum = models.DecimalField(max_digits=7, decimal_places=3)
    marks = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bid", "criterion", "by"], name="one_score_per_assessor"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=models.F("maximum")),
                name="assessor_points_within_maximum",
            ),
        ]


class Score(Decided):
    """The points that count on one award criterion of one bid, with the one reason for the letter."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(AwardCriterion, on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=7, decimal_places=3)
    maximum = models.DecimalField(max_digits=7, decimal_places=3)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bid", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=models.F("maximum")), name="points_within_maximum"
            ),
            models.CheckConstraint(
                condition=Q(points=models.F("maximum")) | ~Q(reason=""), name="lost_points_have_a_reason"
            ),
        ]


class StepClosing(models.Model):
    """A step of the assessment was closed: what was decided in it stands. ``report``: the shortlist, for the buyer."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="closings")
    step = models.PositiveSmallIntegerField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "step"], name="one_closing_per_step"),
            models.CheckConstraint(condition=Q(step__in=[1, 2, 4]), name="closing_of_a_known_step"),
        ]

    def __str__(self) -> str:
        return f"step {self.step} of {self.call_id}"


class RankedBid(models.Model):
    """The place of a bid when step 2 was closed: a snapshot, with what decided it."""

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="ranked", primary_key=True)
    place = models.PositiveSmallIntegerField()
    total = models.DecimalField(max_digits=7, decimal_places=3)
    price_points = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    """Part of the total, where the price has weight; computed then, and never again."""
    hourly_rate = models.DecimalField(max_digits=8, decimal_places=2)
    passes = models.BooleanField()
    tied_with = models.JSONField(default=list)
    broken_by = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("place",)

    def __str__(self) -> str:
        return f"{self.place}: {self.bid_id}"


class LotDraw(models.Model):
    """The lot between bids that are equal across the cut: who was invited for when, and what came out (R13).

    ``lots``: bid → its place in the draw, of every bid of step 2. ``secret``: in hexadecimals, from the draw on.
    """

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="lot")
    tied = models.JSONField()
    draws_at = models.DateTimeField()
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True)
    secret = models.CharField(max_length=64, blank=True)
    lots = models.JSONField(default=dict)
    proof = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")
    minutes = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(drawn_at__isnull=True, secret="", proof__isnull=True, minutes__isnull=True)
                | (Q(drawn_at__isnull=False, proof__isnull=False, minutes__isnull=False) & ~Q(secret="")),
                name="lot_reveals_its_secret_when_drawn",
            ),
        ]

    def __str__(self) -> str:
        return f"lot of {self.call_id}"


class LotTurn(models.Model):
    """Somebody came to draw a lot; enough of them together do. ``part``: as of an `OpeningTurn`."""

    draw = models.ForeignKey(LotDraw, on_delete=models.PROTECT, related_name="turns")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Keyholder, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    part = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draw", "person"], name="one_lot_turn_per_person"),
            models.UniqueConstraint(fields=["draw", "holder"], name="one_lot_turn_per_keyholder"),
        ]

    def __str__(self) -> str:
        return f"turn of {self.person_id} at lot {self.draw_id}"


class ScoreCorrection(models.Model):
    """A score changed after step 2 was closed: both values, why, and both rankings (place, bid, total, passes)."""

    score = models.ForeignKey(Score, on_delete=models.PROTECT, related_name="corrections")
    points_before = models.DecimalField(max_digits=7, decimal_places=3)
    reason_before = models.TextField(blank=True)
    points_after = models.DecimalField(max_digits=7, decimal_places=3)
    reason_after = models.TextField(blank=True)
    why = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_accepted = models.BooleanField(null=True)
    ranking_before = models.JSONField(default=list)
    ranking_after = models.JSONField(default=list)

    class Meta:
        ordering = ("proposed_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["score"], condition=Q(decided_at__isnull=True), name="one_score_correction_waits"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
                name="score_corrected_by_two_people",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="score_correction_is_explained"),
        ]

    def __str__(self) -> str:
        return f"correction of score {self.score_id}"


class SelectionRemark(Decided):
    """How a shortlisted bid compares on one selection criterion."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="selection_remarks")
    criterion = models.ForeignKey(SelectionCriterion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bid", "criterion"], name="one_remark_per_selection_criterion"),
        ]


class InterviewRound(Decided):
    """Step 3 once: who is invited, and why these."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "number"], name="one_round_per_number"),
        ]


class Interview(models.Model):
    """An invited bid, and its interview once it is held."""

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="interview", primary_key=True)
    round = models.ForeignKey(InterviewRound, on_delete=models.PROTECT, related_name="interviews")
    planned_at = models.DateTimeField(null=True)
    not_held_reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"interview of {self.bid_id}"


class InterviewerGrade(Decided):
    """What one interviewer, alone, thought of one competence."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="grades")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=20, choices=GRADES)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interview", "competence", "by"], name="one_grade_per_interviewer"),
        ]


class AgreedGrade(Decided):
    """What the interviewers agreed on one competence."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="agreed")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=20, choices=GRADES)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["interview", "competence"], name="one_agreed_grade_per_competence"),
        ]
