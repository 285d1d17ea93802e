from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Upper

from openinhuur.accounts.models import Person
from openinhuur.calls.closing_periods import ClosingPeriod
from openinhuur.documents.models import Vault
from openinhuur.domain.assessors import ScoresBy
from openinhuur.domain.call import FeePayer
from openinhuur.domain.rejection import RejectionsSent
from openinhuur.parties.models import Category, Organisation

PUBLISHED_BY = {
    "closes": ["closes_at", "id"],
    "newest": ["published_at", "id"],
    "region": ["region", "closes_at", "id"],
    "level": ["education", "closes_at", "id"],
    "category": ["category", "closes_at", "id"],
    "buyer": ["buyer", "closes_at", "id"],
}
"""How published calls are walked through: by what they are narrowed to, in the order in which they stand."""


class Call(models.Model):
    """One hiring request under a purchasing system. Frozen at publication."""

    number = models.CharField(max_length=30, unique=True, validators=[RegexValidator(r"^[A-Za-z0-9-]+$")])
    title = models.CharField(max_length=200)
    buyer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="calls")
    desk = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="run_calls")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="calls")
    vault = models.OneToOneField(Vault, on_delete=models.PROTECT, null=True)
    description = models.JSONField(default=list)

    published_at = models.DateTimeField(null=True)
    questions_close_at = models.DateTimeField()
    answers_by_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField()
    invitations_by_on = models.DateField()
    interviews_from_on = models.DateField()

    start_on = models.DateField(null=True)
    duration_months = models.PositiveSmallIntegerField()
    extension_count = models.PositiveSmallIntegerField(default=0)
    extension_months = models.PositiveSmallIntegerField(default=0)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=2)
    working_days = ArrayField(models.CharField(max_length=3))
    education = models.CharField(max_length=20, blank=True)
    region = models.CharField(max_length=60, blank=True)
    salary_scale = models.CharField(max_length=10, blank=True)
    positions = models.PositiveSmallIntegerField(default=1)
    vog_required = models.BooleanField(default=False)
    is_under_direction = models.BooleanField(default=True)
    cv_max_pages = models.PositiveSmallIntegerField(null=True)
    cv_language = models.CharField(max_length=2, blank=True)
    cv_min_references = models.PositiveSmallIntegerField(default=0)

    shortlist_size = models.PositiveSmallIntegerField()
    min_invited = models.PositiveSmallIntegerField(default=2)
    min_interviewers = models.PositiveSmallIntegerField(default=2)
    tie_across_cut = models.CharField(max_length=10, default="lot")
    scores_by = models.CharField(max_length=10, default=ScoresBy.CONSENSUS.value)
    standstill_days = models.PositiveSmallIntegerField()
    rejections_sent = models.CharField(max_length=20, default=RejectionsSent.WITH_AWARD.value)
    bid_count_is_shown = models.BooleanField(default=False)
    fee_per_hour = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    fee_payer = models.CharField(max_length=10, default=FeePayer.SUPPLIER.value)
    g_account_sna = models.DecimalField(max_digits=5, decimal_places=2)
    g_account_other = models.DecimalField(max_digits=5, decimal_places=2)
    chain_agreements = models.PositiveSmallIntegerField(null=True)
    chain_months = models.PositiveSmallIntegerField(null=True)
    chain_gap_months = models.PositiveSmallIntegerField(null=True)
    chain_reference_on = models.DateField(null=True)

    max_rate = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    rate_includes_travel = models.BooleanField(default=True)
    rate_includes_fee = models.BooleanField(default=True)
    rate_is_published = models.BooleanField(default=False)
    price_weight = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    price_formula = models.CharField(max_length=20, blank=True)
    price_lowest = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    price_highest = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    interview_weight = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    interview_threshold = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    max_bids_per_supplier = models.PositiveSmallIntegerField(null=True)
    max_rounds = models.PositiveSmallIntegerField(null=True)
    cv_rules_broken = models.CharField(max_length=20, blank=True)
    has_incumbent = models.BooleanField(default=False)
    is_judged_blind = models.BooleanField(default=False)

    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawal_reason = models.TextField(blank=True)

    search = models.GeneratedField(
        expression=SearchVector("number", "title", weight="A", config="dutch")
        + SearchVector("region", Cast("description", models.TextField()), weight="B", config="dutch")
        + ClosingPeriod("closes_at"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ("-closes_at", "number")
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["search"], name="call_search"),
            *(
                models.Index(fields=fields, name=f"call_published_{name}", condition=Q(published_at__isnull=False))
                for name, fields in PUBLISHED_BY.items()
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Upper("number"), name="one_call_per_number_whatever_its_case"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(vault__isnull=False), name="published_call_has_vault"
            ),
            models.CheckConstraint(
                condition=Q(questions_close_at__lt=F("closes_at")), name="questions_close_before_deadline"
            ),
            models.CheckConstraint(condition=Q(scores_by__in=[one.value for one in ScoresBy]), name="call_scores_by"),
            models.CheckConstraint(
                condition=Q(rejections_sent__in=[one.value for one in RejectionsSent]), name="call_rejections_sent"
            ),
            models.CheckConstraint(condition=Q(fee_payer__in=[one.value for one in FeePayer]), name="call_fee_payer"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
                name="call_withdrawn_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(price_weight__isnull=True, price_formula="")
                | (Q(price_weight__isnull=False) & ~Q(price_formula="")),
                name="call_price_weight_has_formula",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def subject(self) -> str:
        """How the journal calls it."""
        return f"call:{self.number}"


class TitleWord(models.Model):
    """A word that stands, or stood, in the title of a published call: what a mistyped word may have meant."""

    word = models.CharField(max_length=60, primary_key=True)

    def __str__(self) -> str:
        return self.word


class Numbered(models.Model):
    """An item of a call with the number it was published under."""

    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        abstract = True
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Requirement(Numbered):
    """Met or not met; not met ends the bid. ``rule`` names what can compute a proposal, if anything."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="requirements")
    rule = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    evidence = models.CharField(max_length=20, blank=True)

    class Meta(Numbered.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "number"], name="one_requirement_per_number"),
        ]


class AwardCriterion(Numbered):
    """Gives points, on the scale that was published with it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="award_criteria")
    maximum = models.DecimalField(max_digits=7, decimal_places=3)
    scale = ArrayField(models.DecimalField(max_digits=7, decimal_places=3))
    descriptors = ArrayField(models.TextField(blank=True), default=list)
    """What each step of the scale means, in the order of the scale; empty: not described."""

    class Meta(Numbered.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "number"], name="one_award_criterion_per_number"),
            models.CheckConstraint(condition=Q(maximum__gt=0), name="award_criterion_gives_points"),
        ]


class SelectionCriterion(Numbered):
    """What the buyer compares the shortlist on, without weights."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="selection_criteria")


class Competence(Numbered):
    """Judged in the interview; each has to be at least sufficient."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="competences")
