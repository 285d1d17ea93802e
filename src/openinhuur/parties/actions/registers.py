"""Looking suppliers up in registers, and keeping what was seen."""

from datetime import datetime

from django.db import transaction

from openinhuur.documents.actions import keep
from openinhuur.domain.errors import Refusal
from openinhuur.domain.passport import Register
from openinhuur.domain.requirements import has_substance
from openinhuur.domain.roles import Actor, Verb
from openinhuur.journal.actions import record
from openinhuur.parties import access, interests, uploads
from openinhuur.parties.models import RegisterCheck
from openinhuur.parties.registers import BY_PERSON


class FoundMissing(Refusal):
    """What was found is written down when a register does not confirm. Fields: ``found``, ``field``."""


def record_check(
    supplier_id: int,
    register: Register,
    *,
    is_confirmed: bool,
    found: str,
    evidence: bytes | None,
    evidence_name: str = "",
    actor: Actor,
    at: datetime,
) -> RegisterCheck:
    """Somebody looked a supplier up and writes down what they saw, with a copy if they kept one.

    Raises:
        NotFound, NotAllowed, OwnCompany, FoundMissing, EvidenceNotUsable.
    """
    supplier = access.passport(supplier_id, actor=actor, to=Verb.CHECK_REGISTER).supplier
    interests.require_not_own(supplier, actor=actor)
    if not is_confirmed and not has_substance(found):
        raise FoundMissing(found=found, field="found")
    media_type = uploads.evidence_type(evidence) if evidence else None
    with transaction.atomic():
        name = uploads.file_name(evidence_name, media_type=media_type, otherwise=register.value) if media_type else ""
        kept = keep(evidence, name=name, media_type=media_type, at=at) if evidence and media_type else None
        check = RegisterCheck.objects.create(
            supplier=supplier,
            register=register.value,
            is_confirmed=is_confirmed,
            found=found.strip(),
            source=BY_PERSON,
            evidence=kept,
            checked_by_id=actor.person,
            checked_at=at,
        )
        record("register.checked", actor=actor, at=at, subject=f"organisation:{supplier_id}", register=register,
               is_confirmed=is_confirmed, evidence=kept.sha256 if kept else None)  # fmt: skip
    return check
