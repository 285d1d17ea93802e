"""What a supplier shows once for all calls: facts it declares, and papers."""

from dataclasses import asdict, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from openinhuur.documents.actions import keep
from openinhuur.domain import numbers, paper
from openinhuur.domain.calendars import local
from openinhuur.domain.errors import Refusal
from openinhuur.domain.lender import WttaStatus
from openinhuur.domain.paper import PaperKind
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.journal.actions import record
from openinhuur.parties import access, addresses, facts, notices, uploads
from openinhuur.parties.facts import Declared
from openinhuur.parties.models import Admission, ExpiryNotice, Paper, Passport, Renewal
from openinhuur.parties.models.admissions import OVER
from openinhuur.wording import codes

__all__ = ["TICK", "ChangedMeanwhile", "DayInFuture", "Declared", "WttaDayMissing", "add_paper", "change",
           "remove_paper", "warn_of_expiry"]  # fmt: skip

TICK = Actor(None, "Open Inhuur", frozenset(), None)
"""Who acts when it is only time that passes."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed this since it was read; what they wrote is kept."""


class DayInFuture(Refusal):
    """A registration that is still to come is not one. Fields: ``on``, ``field``."""


class WttaDayMissing(Refusal):
    """Who has notified, or was admitted, says since when. Fields: ``field``."""


@transaction.atomic
def change(supplier_id: int, declared: Declared, *, version: int, actor: Actor, at: datetime) -> int:
    """Declare something else. Returns the new version.

    Args:
        version: which one the supplier had before it.

    Raises:
        NotFound, NotAllowed, DayInFuture, WttaDayMissing, IbanInvalid, NotAGAccount, ChangedMeanwhile.
    """
    row = access.passport(supplier_id, actor=actor, to=Verb.WRITE_PASSPORT, locked=True)
    new = asdict(_checked(declared, on=local(at).date()))
    before = asdict(facts.declared(row))
    changed = [name for name, value in new.items() if value != before[name]]
    unchanged = Passport.objects.filter(pk=row.pk, version=version)
    if unchanged.update(**new, version=F("version") + 1) != 1:
        raise ChangedMeanwhile
    record("passport.changed", actor=actor, at=at, subject=f"organisation:{supplier_id}", changed=changed,
           version=version + 1)  # fmt: skip
    return version + 1


def add_paper(
    supplier_id: int,
    *,
    kind: PaperKind,
    content: bytes,
    name: str,
    issued_on: date,
    expires_on: date | None,
    actor: Actor,
    at: datetime,
) -> Paper:
    """Put a PDF in the passport. A self-declaration that holds answers every open request for a new one (R16).

    Raises:
        NotFound, NotAllowed, IssuedInFuture, ExpiresBeforeIssued, PaperNotReadable.
    """
    access.passport(supplier_id, actor=actor, to=Verb.WRITE_PASSPORT)
    new = paper.Paper(kind, issued_on, expires_on)
    today = local(at).date()
    paper.check_paper(new, on=today)
    pages = uploads.paper_pages(content)
    with transaction.atomic():
        passport = access.passport(supplier_id, actor=actor, to=Verb.WRITE_PASSPORT, locked=True)
        called = uploads.file_name(name, media_type=uploads.PDF, otherwise=kind.value)
        document = keep(content, name=called, media_type=uploads.PDF, at=at, pages=pages)
        row = Paper.objects.create(
            passport=passport,
            kind=kind.value,
            document=document,
            issued_on=issued_on,
            expires_on=expires_on,
            added_by_id=actor.person,
            added_at=at,
        )
        answers = kind is PaperKind.SELF_DECLARATION and new.holds_on(today)
        renewals = _answer_renewals(row, at=at) if answers else []
        record("paper.added", actor=actor, at=at, subject=f"organisation:{supplier_id}", paper=row.key, kind=kind,
               sha256=document.sha256, expires_on=expires_on)  # fmt: skip
        for one in renewals:
            record("renewal.answered", actor=actor, at=at, subject=f"admission:{one.admission_id}", paper=row.key)
    return row


@transaction.atomic
def remove_paper(key: UUID, *, actor: Actor, at: datetime) -> None:
    """Take a paper off the list. It is kept, and what was based on it stands.

    Raises:
        NotFound, NotAllowed.
    """
    row = access.paper(key, actor=actor, to=Verb.WRITE_PASSPORT)
    if Paper.objects.filter(pk=row.pk, removed_at__isnull=True).update(removed_at=at) != 1:
        raise NotFound(what=f"paper:{key}")
    record("paper.removed", actor=actor, at=at, subject=f"organisation:{row.passport.supplier_id}", paper=key,
           kind=row.kind)  # fmt: skip


def warn_of_expiry(*, at: datetime) -> int:
    """Tell every supplier that is, or asks to be, admitted somewhere which papers expire; returns how many papers.

    May be run as often as one likes: nobody is told twice.
    """
    live = Admission.objects.exclude(state__in=OVER)
    passports = Passport.objects.filter(supplier__in=live.values("supplier"), papers__removed_at__isnull=True)
    return sum(_warn(one, at=at) for one in passports.order_by("pk").values_list("pk", flat=True).distinct())


@transaction.atomic
def _warn(passport_id: int, *, at: datetime) -> int:
    passport = Passport.objects.select_for_update(of=("self",)).select_related("supplier").get(pk=passport_id)
    rows = {one.pk: one for one in facts.papers(passport)}
    told = ExpiryNotice.objects.filter(paper__in=rows).values_list("paper_id", "days_ahead")
    due = paper.warnings_due(facts.not_followed_up(list(rows.values())), set(told), on=local(at).date())
    for warning in due:
        row = rows[warning.paper.key]
        ExpiryNotice.objects.create(paper=row, days_ahead=warning.days_ahead, written_at=at)
        notices.tell(
            passport.supplier,
            "paper-expires" if warning.days_ahead else "paper-expired",
            about=f"organisation:{passport.supplier_id}",
            desk=_desk_of(passport),
            page=addresses.passport(),
            words={"paper": codes.words(row.kind, "paper"), "expires_on": row.expires_on,
                   "supplier": passport.supplier.name},
            at=at,
            once=f"paper:{row.pk}:{warning.days_ahead}",
        )  # fmt: skip
        record("paper.expiry-notified", actor=TICK, at=at, subject=f"organisation:{passport.supplier_id}",
               paper=row.key, days_ahead=warning.days_ahead)  # fmt: skip
    return len(due)


def _desk_of(passport: Passport) -> int | None:
    """The desk that was asked for an admission first, of those that still stand."""
    live = Admission.objects.filter(supplier=passport.supplier_id).exclude(state__in=OVER).order_by("pk")
    return live.values_list("category__purchasing_system__desk_id", flat=True).first()


def _checked(declared: Declared, *, on: date) -> Declared:
    has_wtta = declared.wtta_status is not WttaStatus.NONE
    if has_wtta and declared.wtta_since_on is None:
        raise WttaDayMissing(field="wtta_since_on")
    new = replace(
        declared,
        wtta_since_on=declared.wtta_since_on if has_wtta else None,
        g_account_iban=numbers.g_account_iban(declared.g_account_iban) if declared.g_account_iban else "",
    )
    for field, day in (("waadi_registered_on", new.waadi_registered_on), ("wtta_since_on", new.wtta_since_on)):
        if day is not None and day > on:
            raise DayInFuture(on=day, field=field)
    return new


def _answer_renewals(row: Paper, *, at: datetime) -> list[Renewal]:
    """Held while they are answered, so that each is answered once."""
    waiting = Renewal.objects.select_for_update().filter(
        admission__supplier_id=row.passport.supplier_id, answered_at__isnull=True
    )
    renewals = list(waiting)
    for one in renewals:
        one.answered_at, one.paper = at, row
        one.save(update_fields=["answered_at", "paper"])
    return renewals
