import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from openinhuur.contracts.models import Contract, Timesheet
from openinhuur.documents.models import Document
from openinhuur.parties.models import Organisation


class Invoice(models.Model):
    """An invoice as it was issued: a snapshot that is never changed; a credit note refers to it."""

    class Kind(models.TextChoices):
        HIRE = "hire"
        FEE = "fee"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="invoices")
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="issued_invoices")
    recipient = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="received_invoices")
    timesheets = models.ManyToManyField(Timesheet, related_name="invoices")
    number = models.CharField(max_length=20)
    issued_on = models.DateField()
    due_on = models.DateField()
    weeks = models.CharField(max_length=30)
    description = models.CharField(max_length=200)
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    rate = models.DecimalField(max_digits=12, decimal_places=2)
    net = models.DecimalField(max_digits=12, decimal_places=2)
    vat_percentage = models.DecimalField(max_digits=5, decimal_places=2)
    vat = models.DecimalField(max_digits=12, decimal_places=2)
    gross = models.DecimalField(max_digits=12, decimal_places=2)
    g_account_percentage = models.DecimalField(max_digits=5, decimal_places=2)
    to_g_account = models.DecimalField(max_digits=12, decimal_places=2)
    to_free_account = models.DecimalField(max_digits=12, decimal_places=2)
    g_account_iban = models.CharField(max_length=34, blank=True)
    free_iban = models.CharField(max_length=34)
    payment_text = models.CharField(max_length=140)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("issued_on", "kind", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["issuer", "number"], name="one_invoice_per_number_of_an_issuer"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("vat")), name="gross_is_net_and_vat"),
            models.CheckConstraint(
                condition=Q(gross=F("to_g_account") + F("to_free_account")), name="split_adds_up_to_gross"
            ),
        ]

    def __str__(self) -> str:
        return self.number
