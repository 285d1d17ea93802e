"""Who keeps the keys of a desk's vaults: the choice, and the people who hold a part."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openinhuur.documents import personal_keys
from openinhuur.documents.personal_keys import Opened
from openinhuur.documents.shares import Secret
from openinhuur.domain import sealing as domain
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import Actor, NotFound, Verb
from openinhuur.domain.sealing import SealedBy
from openinhuur.journal.actions import record
from openinhuur.journal.queries import moments_of
from openinhuur.letters import key_paper_words, render
from openinhuur.parties import access
from openinhuur.parties.models import Keyholder, SealingChoice

WRONG = "keyholder.wrong-passphrase"


@dataclass(frozen=True, slots=True)
class Registered:
    """A new keyholder, and the words for on paper. They are shown this one time, to this one person."""

    holder: Keyholder
    words: Secret

    def paper(self, *, language: str, at: datetime) -> bytes:
        """The words as a PDF to print. It is made in memory, and kept nowhere."""
        said = key_paper_words.words(
            self.words.reveal().decode().split(),
            name=self.holder.person.name,
            desk=self.holder.desk.name,
            number=self.holder.pk,
            language=language,
            at=at,
        )
        return render.pdf("key-paper", said, at=at)


@transaction.atomic
def choose(
    desk_id: int,
    sealed_by: SealedBy,
    *,
    needed: int = domain.NEEDED,
    holders: int = domain.HOLDERS,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> SealingChoice:
    """Choose who keeps the keys of the vaults of this desk from now on. Vaults that were made stay as they are.

    Raises:
        NotFound, NotAllowed, SplitNotPossible, ServerKeyUnexplained.
    """
    desk = access.own_desk(desk_id, actor=actor, to=Verb.MANAGE)
    domain.check_choice(sealed_by, needed=needed, holders=holders, reason=reason)
    is_split = sealed_by is SealedBy.KEYHOLDERS
    choice = SealingChoice.objects.create(
        desk=desk,
        sealed_by=sealed_by.value,
        needed=needed if is_split else None,
        holders=holders if is_split else None,
        reason=reason.strip(),
        chosen_by_id=actor.person_id,
        chosen_at=at,
    )
    record("sealing.chosen", actor=actor, at=at, subject=f"organisation:{desk.pk}", sealed_by=sealed_by,
           needed=choice.needed, holders=choice.holders, reason=choice.reason)  # fmt: skip
    return choice


@transaction.atomic
def register(desk_id: int, passphrase: Secret, *, actor: Actor, at: datetime) -> Registered:
    """Somebody who may open bids becomes a keyholder of their desk, with a passphrase of their own.

    Raises:
        NotFound, NotAllowed, PassphraseTooWeak, AlreadyKeyholder.
    """
    desk = access.own_desk(desk_id, actor=actor, to=Verb.OPEN, locked=True)
    _check(passphrase, name=actor.name)
    before = Keyholder.objects.filter(person=actor.person, desk=desk, ended_at__isnull=True).first()
    if before is not None:
        raise domain.AlreadyKeyholder(since_at=before.registered_at)
    key, words = personal_keys.make(passphrase)
    key.save()
    holder = Keyholder.objects.create(person_id=actor.person, desk=desk, key=key, registered_at=at)
    record("keyholder.registered", actor=actor, at=at, subject=holder.subject, person=actor.person, desk=desk.pk)
    return Registered(holder, words)


def change_passphrase(old: Secret, new: Secret, *, actor: Actor, at: datetime) -> None:
    """Another passphrase for the same key; the words on paper stay as they are.

    Raises:
        NotAllowed, NotFound, PassphraseTooWeak, PassphraseWrong, TooManyAttempts.
    """
    refusal = _change_passphrase(old, new, actor=actor, at=at)
    if refusal is not None:
        raise refusal


@transaction.atomic
def _change_passphrase(old: Secret, new: Secret, *, actor: Actor, at: datetime) -> Refusal | None:
    actor.require(Verb.OPEN)
    holders = Keyholder.objects.select_for_update(of=("self",)).select_related("key")
    holder = holders.filter(person=actor.person, desk=actor.organisation, ended_at__isnull=True).first()
    if holder is None:
        raise NotFound(what=f"keyholder of organisation:{actor.organisation}")
    _check(new, name=actor.name)
    opened = open_key(holder, old, is_paper=False, actor=actor, at=at)
    if isinstance(opened, Refusal):
        return opened
    personal_keys.protect(holder.key, opened, new)
    holder.key.save()
    record("keyholder.passphrase-changed", actor=actor, at=at, subject=holder.subject)
    return None


@transaction.atomic
def end(holder_id: int, *, actor: Actor, at: datetime) -> None:
    """Somebody keeps no parts of new vaults any more. Their parts of earlier ones stay, for them or their paper.

    Raises:
        NotFound, NotAllowed.
    """
    holder = Keyholder.objects.select_for_update().filter(pk=holder_id, ended_at__isnull=True).first()
    if holder is None or holder.desk_id != actor.organisation_id:
        raise NotFound(what=f"keyholder:{holder_id}")
    if holder.person_id != actor.person_id:
        actor.require(Verb.MANAGE)
    holder.ended_at = at
    holder.save(update_fields=["ended_at"])
    record("keyholder.ended", actor=actor, at=at, subject=holder.subject, person=holder.person_id)


def open_key(holder: Keyholder, secret: Secret, *, is_paper: bool, actor: Actor, at: datetime) -> Opened | Refusal:
    """Open the key of a keyholder, in the transaction of who asks; the row of the keyholder is locked.

    What is wrong is written in the journal, so it is *returned* and not raised: the caller raises it when the
    transaction is over. Wrong words and wrong passphrases are counted apart: nobody keeps a keyholder from their own
    passphrase by typing nonsense for their paper.

    Raises:
        TooManyAttempts.
    """
    left = domain.attempts_left(moments_of(WRONG, subject=holder.subject, facts={"is_paper": is_paper}), at=at)
    open_it = personal_keys.open_with_words if is_paper else personal_keys.open_with_passphrase
    opened = open_it(holder.key, secret)
    if opened is not None:
        return opened
    record("keyholder.wrong-passphrase", actor=actor, at=at, subject=holder.subject, is_paper=is_paper)
    return domain.WordsWrong(left=left - 1) if is_paper else domain.PassphraseWrong(left=left - 1)


def _check(passphrase: Secret, *, name: str) -> None:
    """The text lives in the rule only for as long as it takes to look at it; what is raised does not hold it."""
    refusal = None
    try:
        domain.check_passphrase(passphrase.reveal().decode("utf-8", "replace"), name=name)
    except domain.PassphraseTooWeak as found:
        refusal = found.with_traceback(None)
    if refusal is not None:
        raise refusal
