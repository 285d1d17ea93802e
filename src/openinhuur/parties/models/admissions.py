from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from openinhuur.accounts.models import Person
from openinhuur.letters.models import Letter
from openinhuur.parties.models.organisations import Organisation
from openinhuur.parties.models.passports import Paper

DECIDED = ("admitted", "refused", "suspended", "ended")
OVER = ("refused", "withdrawn", "ended")


class PurchasingSystem(models.Model):
    """A dynamic purchasing system (DAS): the open register of admitted suppliers of a buyer, run by a desk."""

    buyer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="purchasing_systems")
    desk = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    open_from = models.DateField()
    open_until = models.DateField(null=True)
    requires = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(open_until__isnull=True) | Q(open_until__gt=F("open_from")),
                name="system_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Regime(models.Model):
    """The parameters of a purchasing system from a day on; days are working days. Never changed, only followed up."""

    purchasing_system = models.ForeignKey(PurchasingSystem, on_delete=models.PROTECT, related_name="regimes")
    valid_from = models.DateField()
    decision_days = models.PositiveSmallIntegerField(default=10)
    decision_days_extended = models.PositiveSmallIntegerField(default=15)
    declaration_days = models.PositiveSmallIntegerField(default=5)
    repair_days = models.PositiveSmallIntegerField(default=5)
    fee_payer = models.CharField(max_length=10, default="supplier")

    class Meta:
        ordering = ("-valid_from",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["purchasing_system", "valid_from"], name="one_regime_per_day"),
            models.CheckConstraint(condition=Q(fee_payer__in=["supplier", "buyer"]), name="regime_fee_payer"),
            models.CheckConstraint(
                condition=Q(decision_days__gte=1, decision_days_extended__gte=F("decision_days"),
                            declaration_days__gte=1, repair_days__gte=1),
                name="regime_terms",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.purchasing_system} from {self.valid_from}"


class Category(models.Model):
    """A part of a purchasing system that suppliers are admitted to."""

    purchasing_system = models.ForeignKey(PurchasingSystem, on_delete=models.PROTECT, related_name="categories")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["purchasing_system", "name"], name="one_category_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Admission(models.Model):
    """A supplier's request to join a category, and where it stands."""

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="admissions")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="admissions")
    state = models.CharField(max_length=15, default="asked")
    received_at = models.DateTimeField()
    is_extended = models.BooleanField(default=False)
    due_on = models.DateField()
    repair_due_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("due_on", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["category", "supplier"], condition=~Q(state__in=OVER), name="one_admission_per_category"
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False, decided_by__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_at__isnull=True, decided_by__isnull=True)),
                name="admission_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} in {self.category}"


class AdmissionStep(models.Model):
    """One thing done to an admission: by whom, when and why."""

    admission = models.ForeignKey(Admission, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=15)
    reason = models.TextField(blank=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="admission_step")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.step} of {self.admission}"


class Renewal(models.Model):
    """An admitted supplier was asked for a renewed self-declaration (R16)."""

    admission = models.ForeignKey(Admission, on_delete=models.PROTECT, related_name="renewals")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("due_on", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["admission"], condition=Q(answered_at__isnull=True), name="one_open_renewal_per_admission"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, paper__isnull=True)
                | Q(answered_at__isnull=False, paper__isnull=False),
                name="renewal_answered_with_a_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"renewal of {self.admission}"
