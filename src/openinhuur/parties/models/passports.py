import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from openinhuur.accounts.models import Person
from openinhuur.documents.models import Document
from openinhuur.parties.models.organisations import Organisation


class Passport(models.Model):
    """What a supplier shows once for all calls: registrations and accounts. ``version`` guards against overwriting."""

    supplier = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="passport")
    lends_staff = models.BooleanField(default=True)
    waadi_registered_on = models.DateField(null=True)
    wtta_status = models.CharField(max_length=10, default="none")
    wtta_since_on = models.DateField(null=True)
    sna_registered = models.BooleanField()
    is_sole_worker = models.BooleanField()
    has_allocation_function = models.BooleanField(default=True)
    g_account_iban = models.CharField(max_length=34, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(wtta_status="none", wtta_since_on__isnull=True)
                | Q(wtta_status__in=["notified", "admitted"], wtta_since_on__isnull=False),
                name="wtta_status_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.supplier)


class Paper(models.Model):
    """A document in a passport: what it is, when it was issued and until when it holds."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    passport = models.ForeignKey(Passport, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=30)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()
    expires_on = models.DateField(null=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("kind", "-issued_on")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="paper_expires_after_issue",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.passport}"


class ExpiryNotice(models.Model):
    """A supplier was told that a paper expires in this many days (0: that it has expired). Told once."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="notices")
    days_ahead = models.PositiveIntegerField()
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper", "days_ahead"], name="one_notice_per_paper_and_term"),
        ]

    def __str__(self) -> str:
        return f"{self.paper}, {self.days_ahead} days"


class RegisterCheck(models.Model):
    """Somebody looked a supplier up in a register, on a day, and kept what was seen."""

    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="register_checks")
    register = models.CharField(max_length=20)
    is_confirmed = models.BooleanField()
    found = models.TextField()
    source = models.CharField(max_length=20)
    evidence = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ("-checked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.supplier} in {self.register}"
