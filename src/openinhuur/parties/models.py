from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from openinhuur.accounts.models import Person


class Organisation(models.Model):
    """A buyer, a desk or a supplier, as it is known in the trade register."""

    class Kind(models.TextChoices):
        BUYER = "buyer"
        DESK = "desk"
        SUPPLIER = "supplier"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    kvk_number = models.CharField(max_length=8, unique=True)
    vat_number = models.CharField(max_length=14)
    oin = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=200)
    postcode = models.CharField(max_length=7)
    city = models.CharField(max_length=100)
    email = models.EmailField()
    iban = models.CharField(max_length=34, blank=True)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=["buyer", "desk", "supplier"]), name="organisation_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Passport(models.Model):
    """What a supplier shows once for all calls: registrations and accounts."""

    supplier = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="passport")
    waadi_registered_on = models.DateField(null=True)
    sna_registered = models.BooleanField()
    is_sole_worker = models.BooleanField()
    g_account_iban = models.CharField(max_length=34, blank=True)

    def __str__(self) -> str:
        return str(self.supplier)


class Membership(models.Model):
    """What a person is in an organisation."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "organisation"], name="one_membership_per_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.organisation}"


class PurchasingSystem(models.Model):
    """A dynamic purchasing system (DAS): the open register of admitted suppliers of a buyer."""

    buyer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="purchasing_systems")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A part of a purchasing system that suppliers are admitted to."""

    purchasing_system = models.ForeignKey(PurchasingSystem, on_delete=models.PROTECT, related_name="categories")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Admission(models.Model):
    """A supplier's request to join a category, and the decision on it."""

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="admissions")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="admissions")
    received_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["category", "supplier"], name="one_admission_per_category"),
            models.CheckConstraint(
                condition=Q(admitted_at__isnull=True, decided_by__isnull=True)
                | Q(admitted_at__isnull=False, decided_by__isnull=False),
                name="admitted_exactly_when_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} in {self.category}"


class Candidate(models.Model):
    """Who would do the work. Known to the system only once a bid has been opened."""

    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="candidates")
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["supplier", "name"], name="one_candidate_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
