import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from openinhuur.accounts.models import Person
from openinhuur.calls.models.calls import Call
from openinhuur.documents.models import Document
from openinhuur.letters.models import Message
from openinhuur.parties.models import Organisation


class InvitationToBid(models.Model):
    """That a supplier was invited to bid, with the e-mails that are the proof of it (R27)."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="invitations")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    messages = models.ManyToManyField(Message, related_name="+")

    class Meta:
        ordering = ("supplier__name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "supplier"], name="invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.supplier_id}"


class Correction(models.Model):
    """A change of a published call: written by one, published by another, with what it changes.

    ``changes``: a list of {"path", "before", "after"}, values as `domain.draft` types them. ``is_material``: who bid
    before it has to confirm the bid; ``not_material_reason`` says why it does not matter, where that is not plain.
    ``dropped_at``: taken back by who wrote it, or sent back by a second person with a reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    changes = models.JSONField(default=list)
    is_material = models.BooleanField(default=False)
    not_material_reason = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("call", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "number"], name="one_correction_per_number"),
            models.UniqueConstraint(
                fields=["call"],
                condition=Q(published_at__isnull=True, dropped_at__isnull=True),
                name="one_correction_waits",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False, dropped_at__isnull=True),
                name="correction_published_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(published_by=F("written_by")), name="correction_has_four_eyes"),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
                name="correction_dropped_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} correction {self.number}"


class Clarification(models.Model):
    """A nota van inlichtingen: questions with their answers, checked by a second person, the same for everybody.

    ``late_reason``: why the answers came later than the law asks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="clarifications")
    number = models.PositiveSmallIntegerField()
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    late_reason = models.TextField(blank=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("call", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "number"], name="one_clarification_per_number"),
            models.CheckConstraint(condition=~Q(published_by=F("offered_by")), name="clarification_has_four_eyes"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} clarification {self.number}"


class Question(models.Model):
    """A question about a call with its answer; who asked is known to the desk alone.

    ``wording``: the words in which it is published, where those of the asker would tell who asked.
    ``group``: the subject under which it is published. ``same_as``: asked before in other words; it gets the answer
    of that one. ``reports_error``: asked after the moment closed, because the documents hold an error. ``correction``:
    answering it changes the call. ``writers``: everybody who wrote at what is published of it. ``sent_back_reason``:
    what a second person wants changed, until it is offered again.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="questions")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField()
    reports_error = models.BooleanField(default=False)
    wording = models.TextField(blank=True)
    group = models.CharField(max_length=100, blank=True)
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="others")
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    writers = models.ManyToManyField(Person, related_name="+")
    sent_back_reason = models.TextField(blank=True)
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    correction = models.ForeignKey(Correction, on_delete=models.SET_NULL, null=True, related_name="questions")
    clarification = models.ForeignKey(Clarification, on_delete=models.PROTECT, null=True, related_name="questions")
    number = models.PositiveSmallIntegerField(null=True)
    """Its number in the clarification."""

    class Meta:
        ordering = ("asked_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(clarification__isnull=True) | ~Q(answer="") | Q(same_as__isnull=False),
                name="published_question_has_answer",
            ),
            models.CheckConstraint(
                condition=Q(offered_at__isnull=True, offered_by__isnull=True)
                | Q(offered_at__isnull=False, offered_by__isnull=False),
                name="question_offered_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Withdrawal(models.Model):
    """That somebody asks to withdraw a call, and what a second person decides; everybody reads the reason."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_withdrawn = models.BooleanField(null=True)
    """None: not decided yet. False: taken back, or refused with ``refusal``."""
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ("asked_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call"], condition=Q(decided_at__isnull=True), name="one_withdrawal_waits"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_withdrawn__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_withdrawn__isnull=False),
                name="withdrawal_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawn__isnull=True) | Q(is_withdrawn=False) | ~Q(decided_by=F("asked_by")),
                name="withdrawal_has_four_eyes",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} withdrawal"
