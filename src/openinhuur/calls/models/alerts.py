import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from openinhuur.domain.alert import Frequency


class Alert(models.Model):
    """A search that somebody keeps, and hears of by e-mail. Erased when it is stopped, or not confirmed in time.

    ``query``: the search, as `domain.search` writes it. ``told_until``: up to when new calls were told of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    language = models.CharField(max_length=2)
    query = models.CharField(max_length=2000, blank=True)
    frequency = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["told_until"], name="alert_told", condition=Q(confirmed_at__isnull=False)),
            models.Index(fields=["email"], name="alert_of_address"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["email", "query"], name="one_alert_per_search"),
            models.CheckConstraint(condition=Q(frequency__in=[one.value for one in Frequency]), name="alert_frequency"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, told_until__isnull=True)
                | Q(confirmed_at__isnull=False, told_until__isnull=False),
                name="alert_tells_once_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.query

    @property
    def subject(self) -> str:
        """How the journal and the outbox call it."""
        return f"alert:{self.pk}"
