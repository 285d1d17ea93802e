from typing import ClassVar

from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One thing that was done. Written once: the database refuses every update and delete (a trigger)."""

    position = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, db_index=True)
    actor = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    is_public = models.BooleanField(default=False)
    """Whether a page for everybody may say something else after it; not part of the chain."""

    class Meta:
        ordering = ("position",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["position"], name="entry_public", condition=Q(is_public=True)),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.event} {self.subject}"
