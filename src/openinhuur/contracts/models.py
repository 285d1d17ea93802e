from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from openinhuur.accounts.models import Person
from openinhuur.awards.models import AwardDecision
from openinhuur.parties.models import Candidate, Organisation


def _just(column: str) -> Func:
    return Func(F(column), F(column), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class AwardNotice(models.Model):
    """That awards were notified to the public: where (the reference of the publication), when, and by whom."""

    desk = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=100)
    published_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_on", "-id")

    def __str__(self) -> str:
        return self.reference


class Contract(models.Model):
    """The agreement that follows an award. ``period`` is half-open: from the first day until its end."""

    award = models.OneToOneField(AwardDecision, on_delete=models.PROTECT, related_name="contract")
    number = models.CharField(max_length=30, unique=True)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="contracts")
    hourly_rate = models.DecimalField(max_digits=8, decimal_places=2)
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=2)
    working_days = ArrayField(models.CharField(max_length=3))
    period = DateRangeField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(AwardNotice, on_delete=models.PROTECT, null=True, related_name="contracts")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ExclusionConstraint(
                name="contract_periods_of_a_candidate_do_not_overlap",
                # the candidate as a range of one: a plain "=" here would need the extension btree_gist
                expressions=[(_just("candidate"), RangeOperators.OVERLAPS), ("period", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ExtensionOption(models.Model):
    """An option to extend, as published with the call; used at most once."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="options")
    sequence = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("sequence",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contract", "sequence"], name="one_option_per_sequence"),
        ]

    def __str__(self) -> str:
        return f"option {self.sequence} of {self.contract}"


class Timesheet(models.Model):
    """The hours of one week (Monday ``week_from``), written by one person and approved by another."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="timesheets")
    week_from = models.DateField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("week_from",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contract", "week_from"], name="one_timesheet_per_week"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_exactly_when_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("written_by")),
                name="nobody_approves_their_own_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.week_from}"


class TimesheetDay(models.Model):
    """The hours of one day."""

    timesheet = models.ForeignKey(Timesheet, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=2)

    class Meta:
        ordering = ("day",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["timesheet", "day"], name="one_line_per_day"),
            models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=24), name="hours_of_one_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.hours}"
