import uuid
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


class Membership(models.Model):
    """What a person is in an organisation, from the day it was given until it ended."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=30))
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="one_membership_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.organisation}"


class Invitation(models.Model):
    """Somebody was asked by e-mail to join an organisation. Only the hash of the secret in the link is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    roles = ArrayField(models.CharField(max_length=30))
    secret_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-invited_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} at {self.organisation}"


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
