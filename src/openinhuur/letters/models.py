import uuid

from django.db import models

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
