import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from openinhuur.documents.models import Document


class Letter(models.Model):
    """A letter as it was written: who it is for, what it says and its PDF. A row, not an e-mail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="nl")
    recipient_name = models.CharField(max_length=200)
    recipient_email = models.EmailField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="letter")
    queued_at = models.DateTimeField()

    class Meta:
        ordering = ("queued_at", "recipient_name")

    def __str__(self) -> str:
        return self.subject


class Message(models.Model):
    """An e-mail as it was written, and how its sending went. A row, not an e-mail: see `letters.sending`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=50)
    language = models.CharField(max_length=2)
    recipient_name = models.CharField(max_length=200, blank=True)
    recipient_email = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    has_secret = models.BooleanField(default=False)
    """Its text opens something, so it is forgotten once it is sent or has failed."""
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=100)
    stop_address = models.CharField(max_length=300, blank=True)
    """Where a mail program stops e-mails of this kind with one click (RFC 8058); empty: they cannot be stopped."""
    desk_id = models.BigIntegerField(null=True)
    """The organisation in whose outbox it stands; None: nobody's. Not a key: organisations are made further up."""
    dedupe_key = models.CharField(max_length=200, null=True)  # noqa: DJ001 (many have none, and those are not the same)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    sending = models.PositiveSmallIntegerField(default=1)
    """The desk may send it again: the second sending is 2, and has a Message-ID of its own."""
    again_at = models.DateTimeField(null=True)
    delayed_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    report = models.CharField(max_length=300, blank=True)
    """Why it was delayed or came back, in the words of the mail server that could not deliver it."""
    seen_to_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("queued_at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["desk_id", "-queued_at", "id"], name="message_of_desk"),
            models.Index(fields=["desk_id", "about", "-queued_at", "id"], name="message_of_desk_about"),
            models.Index(
                fields=["desk_id"],
                condition=Q(sent_at__isnull=True) | Q(bounced_at__isnull=False),
                name="message_not_arrived",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dedupe_key"], name="message_queued_once"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True), name="message_sent_or_failed"
            ),
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True) | ~Q(last_error=""), name="message_failed_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(bounced_at__isnull=True) | (Q(sent_at__isnull=False) & ~Q(report="")),
                name="message_bounced_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(seen_to_at__isnull=True) | Q(failed_at__isnull=False) | Q(bounced_at__isnull=False),
                name="message_seen_to_did_not_arrive",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def forget_secret(self) -> None:
        """What opens something is not kept once it was sent, or will not be."""
        if self.has_secret:
            self.text = self.html = self.stop_address = ""
