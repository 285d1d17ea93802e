from django.db import models


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

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.position} {self.event} {self.subject}"
