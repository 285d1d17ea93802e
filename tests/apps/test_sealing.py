"""The key of a vault: split over keyholders or kept by the server; what nobody can do alone (docs/security.md)."""

import io
import itertools
import logging
import os
import re
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from openinhuur.bids import actions as bids
from openinhuur.bids import ceremony
from openinhuur.bids.ceremony import Brought
from openinhuur.bids.models import BidVersion, Opening, OpeningTurn
from openinhuur.calls.models import Call
from openinhuur.documents import personal_keys, sealed_files, sealing, shares, vaults
from openinhuur.documents.models import Document, SealedContent, Vault, VaultShare
from openinhuur.documents.reading import read_pdf
from openinhuur.documents.shares import PartsDoNotFit, Secret
from openinhuur.documents.vaults import VaultKeyMissing
from openinhuur.domain.bid import AlreadyOpened, StillSealed
from openinhuur.domain.roles import NotAllowed, NotFound, Role
from openinhuur.domain.sealing import (
    AlreadyKeyholder,
    KeyholdersNeeded,
    NotAKeyholder,
    PartUsedAlready,
    PassphraseTooWeak,
    PassphraseWrong,
    SealedBy,
    SealingNotChosen,
    ServerKeyUnexplained,
    SplitNotPossible,
    TooFewKeyholders,
    TooManyAttempts,
    WordsWrong,
)
from openinhuur.journal.models import Entry
from openinhuur.parties import keeping
from openinhuur.parties.actions import keyholders, people
from openinhuur.parties.models import Keyholder, Membership, SealingChoice
from tests.apps.house import AFTER, BEFORE, CLOSES, IN_TIME, START, House
from tests.apps.keyholding import PASSPHRASES, KeyholdingHouse, with_keyholders

LAST_MOMENT = CLOSES - timedelta(milliseconds=1)


@pytest.fixture
def kept(house: House) -> KeyholdingHouse:
    """A published call with one bid, whose key was split."""
    found = with_keyholders(house)
    house.publish()
    house.bid("Sterk BV", "Pien")
    return found


def vault_of(house: House) -> Vault:
    vault = house.call.vault
    assert vault is not None
    return vault


def opened_by(kept: KeyholdingHouse, name: str) -> personal_keys.Opened:
    opened = personal_keys.open_with_passphrase(kept.papers[name].holder.key, Secret.typed(PASSPHRASES[name]))
    assert opened is not None
    return opened


def part_of(kept: KeyholdingHouse, name: str, purpose: VaultShare.Purpose = vaults.Purpose.BIDS) -> Secret:
    return vaults.part_of(vault_of(kept.house), opened_by(kept, name), purpose)


# Choosing


def test_a_desk_that_has_not_chosen_publishes_nothing(house: House) -> None:
    SealingChoice.objects.all().delete()
    with pytest.raises(SealingNotChosen):
        house.publish()
    assert not Call.objects.filter(published_at__isnull=False).exists()


def test_with_fewer_keyholders_than_was_chosen_nothing_is_published_until_that_is_mended(house: House) -> None:
    with_keyholders(house)
    ahmed = Keyholder.objects.get(person=house["Ahmed"].person)
    keyholders.end(ahmed.pk, actor=house["Ahmed"], at=BEFORE)
    with pytest.raises(TooFewKeyholders) as refused:
        house.publish()
    assert refused.value.fields == {"now": 2, "asked": 3}


def test_who_leaves_the_desk_holds_no_key_any_more(house: House) -> None:
    with_keyholders(house)
    member = Membership.objects.get(person=house["Ahmed"].person, ended_at__isnull=True)
    people.end_membership(member.pk, actor=house["Ahmed"], at=BEFORE)
    with pytest.raises(TooFewKeyholders):
        keeping.keeping_of(house.desk.pk)
    assert {one.name: one.is_current for one in keeping.holders_of(house.desk.pk)} == {
        "Ahmed": False, "Amir": True, "Anna": True,
    }  # fmt: skip


def test_the_server_keeps_the_key_only_by_a_choice_with_a_reason_that_is_recorded(house: House) -> None:
    with_keyholders(house)
    with pytest.raises(ServerKeyUnexplained):
        keyholders.choose(house.desk.pk, SealedBy.SERVER, reason=" ", actor=house["Abel"], at=BEFORE)
    keyholders.choose(house.desk.pk, SealedBy.SERVER, reason="Twee zijn ziek.", actor=house["Abel"], at=BEFORE)
    house.publish()
    assert vault_of(house).sealed_by == "server"
    facts = Entry.objects.filter(event="sealing.chosen").latest("position").facts
    assert (facts["sealed_by"], facts["reason"]) == ("server", "Twee zijn ziek.")
    assert Entry.objects.get(event="call.published").facts["sealed_by"] == "server"


@pytest.mark.parametrize(("needed", "holders"), [(1, 3), (3, 2), (2, 17), (0, 0)])
def test_the_key_is_split_over_at_least_two(house: House, needed: int, holders: int) -> None:
    with pytest.raises(SplitNotPossible):
        keyholders.choose(
            house.desk.pk, SealedBy.KEYHOLDERS, needed=needed, holders=holders, actor=house["Abel"], at=BEFORE
        )


def test_only_the_administrator_of_that_desk_chooses(house: House) -> None:
    for name in ("Anna", "Brenda", "Sterk BV", "Berend"):
        with pytest.raises(NotAllowed):
            keyholders.choose(house.desk.pk, SealedBy.KEYHOLDERS, actor=house[name], at=BEFORE)
    with pytest.raises(NotFound):
        keyholders.choose(house.buyer.pk, SealedBy.KEYHOLDERS, actor=house["Abel"], at=BEFORE)


def test_a_later_choice_leaves_a_vault_as_it_is(kept: KeyholdingHouse) -> None:
    keyholders.choose(
        kept.house.desk.pk, SealedBy.SERVER, reason="Drie is te veel.", actor=kept.house["Abel"], at=IN_TIME
    )
    with pytest.raises(KeyholdersNeeded):
        bids.open_vault("T-1", actor=kept.house["Anna"], second=kept.house["Amir"], at=AFTER)
    assert (vault_of(kept.house).sealed_by, vault_of(kept.house).needed) == ("keyholders", 2)


# Keyholders


@pytest.mark.parametrize(
    "weak", ["", "kort", "aaaaaaaaaaaaaaaaaaaaaaaa", "Anna Anna Anna Anna", "a" * 501, "\n\t      \n\n  \n\n   x"]
)
def test_a_passphrase_that_others_could_guess_is_refused(house: House, weak: str) -> None:
    with pytest.raises(PassphraseTooWeak) as refused:
        keyholders.register(house.desk.pk, Secret.typed(weak), actor=house["Anna"], at=BEFORE)
    assert len(weak.strip()) < 5 or weak.strip() not in shown(refused.value)


def test_a_passphrase_counts_however_a_keyboard_makes_its_letters(house: House) -> None:
    composed, apart = "drie cafés aan een gracht", "drie cafe\u0301s aan een gracht "
    holder = keyholders.register(house.desk.pk, Secret.typed(composed), actor=house["Anna"], at=BEFORE).holder
    assert personal_keys.open_with_passphrase(holder.key, Secret.typed(apart)) is not None


def test_somebody_holds_one_key_of_a_desk(house: House) -> None:
    with_keyholders(house)
    with pytest.raises(AlreadyKeyholder):
        keyholders.register(house.desk.pk, Secret.typed("iets heel anders dan eerst"), actor=house["Anna"], at=BEFORE)


def test_who_may_not_open_bids_holds_no_key(house: House) -> None:
    good = Secret.typed("iets heel anders dan eerst")
    for name in ("Abel", "Sterk BV", "Aukje"):
        with pytest.raises(NotAllowed):
            keyholders.register(house.desk.pk, good, actor=house[name], at=BEFORE)
    with pytest.raises(NotFound):
        keyholders.register(house.desk.pk, good, actor=house["Brenda"], at=BEFORE)


def test_another_passphrase_opens_the_same_parts_and_the_old_one_no_longer(kept: KeyholdingHouse) -> None:
    new = "een nieuwe zin die niemand kent"
    old = Secret.typed(PASSPHRASES["Anna"])
    keyholders.change_passphrase(old, Secret.typed(new), actor=kept.house["Anna"], at=IN_TIME)
    with pytest.raises(PassphraseWrong):
        kept.take_turn("Anna")
    assert kept.take_turn("Anna", new).taken == 1
    assert kept.take_turn("Amir").opening is not None


def test_a_passphrase_is_changed_only_by_who_knows_it(kept: KeyholdingHouse) -> None:
    wrong, new = Secret.typed("niet de zin van Anna zelf"), Secret.typed("een nieuwe zin die niemand kent")
    with pytest.raises(PassphraseWrong):
        keyholders.change_passphrase(wrong, new, actor=kept.house["Anna"], at=IN_TIME)
    with pytest.raises(NotFound):
        keyholders.change_passphrase(wrong, new, actor=kept.house["Brenda"], at=IN_TIME)
    assert Entry.objects.filter(event="keyholder.wrong-passphrase").count() == 1


def test_a_key_is_given_up_by_its_holder_or_the_administrator(house: House) -> None:
    with_keyholders(house)
    anna, amir = (Keyholder.objects.get(person=house[name].person) for name in ("Anna", "Amir"))
    with pytest.raises(NotAllowed):
        keyholders.end(anna.pk, actor=house["Amir"], at=BEFORE)
    with pytest.raises(NotFound):
        keyholders.end(anna.pk, actor=house["Brenda"], at=BEFORE)
    keyholders.end(anna.pk, actor=house["Abel"], at=BEFORE)
    keyholders.end(amir.pk, actor=house["Amir"], at=BEFORE)
    with pytest.raises(NotFound):
        keyholders.end(anna.pk, actor=house["Abel"], at=BEFORE)


# Opening


def test_two_of_three_open_each_with_their_own_passphrase(kept: KeyholdingHouse) -> None:
    first = kept.take_turn("Anna", at=CLOSES)
    assert (first.taken, first.needed, first.opening) == (1, 2, None)
    with pytest.raises(StillSealed):
        bids.read_bids("T-1", actor=kept.house["Anna"], at=CLOSES)
    last = kept.take_turn("Ahmed")
    assert last.opening is not None
    assert {last.opening.first_opener_id, last.opening.second_opener_id} == {
        kept.house["Anna"].person, kept.house["Ahmed"].person,
    }  # fmt: skip
    assert bids.read_bids("T-1", actor=kept.house["Anna"], at=AFTER) == 1
    assert not OpeningTurn.objects.filter(part__isnull=False).exists()


@pytest.mark.parametrize("pair", list(itertools.combinations(PASSPHRASES, 2)))
def test_any_two_will_do(kept: KeyholdingHouse, pair: tuple[str, str]) -> None:
    for name in pair:
        turn = kept.take_turn(name)
    assert turn.opening is not None


def test_three_of_three_takes_three(house: House) -> None:
    kept = with_keyholders(house)
    keyholders.choose(house.desk.pk, SealedBy.KEYHOLDERS, needed=3, holders=3, actor=house["Abel"], at=BEFORE)
    house.publish()
    house.bid("Sterk BV", "Pien")
    assert [kept.take_turn(name).opening is None for name in PASSPHRASES] == [True, True, False]
    assert bids.read_bids("T-1", actor=house["Anna"], at=AFTER) == 1


def test_an_opening_that_was_interrupted_goes_on_without_the_passphrases(kept: KeyholdingHouse) -> None:
    kept.take_turn("Anna")
    kept.take_turn("Amir")
    assert bids.read_bids("T-1", actor=kept.house["Brenda"], at=AFTER + timedelta(days=1)) == 1


def test_nobody_takes_a_turn_before_the_deadline_or_after_the_opening(kept: KeyholdingHouse) -> None:
    with pytest.raises(StillSealed):
        kept.take_turn("Anna", at=LAST_MOMENT)
    kept.take_turn("Anna")
    kept.take_turn("Amir")
    with pytest.raises(AlreadyOpened):
        kept.take_turn("Ahmed")


def test_who_also_works_elsewhere_counts_for_the_desk_they_took_their_turn_for(house: House) -> None:
    first = Membership.objects.get(person=house["Anna"].person)
    people.give_roles(first.person_id, house.other_buyer.pk, frozenset({Role.BUYER}), actor=START, at=BEFORE)
    Membership.objects.filter(pk=first.pk).update(id=first.pk + 100_000)  # the other one comes first now
    house.publish()
    ceremony.take_turn("T-1", actor=house["Anna"], at=AFTER)
    assert ceremony.take_turn("T-1", actor=house["Amir"], at=AFTER).opening is not None


def test_who_lost_their_role_after_their_turn_does_not_count(house: House) -> None:
    house.publish()
    ceremony.take_turn("T-1", actor=house["Anna"], at=AFTER)
    Membership.objects.filter(person=house["Anna"].person).update(ended_at=AFTER)
    with pytest.raises(NotAllowed):
        ceremony.take_turn("T-1", actor=house["Amir"], at=AFTER)
    assert not Opening.objects.exists()


def test_one_person_twice_is_one_person(kept: KeyholdingHouse) -> None:
    assert [kept.take_turn("Anna").taken for _ in range(3)] == [1, 1, 1]
    assert kept.bring_paper("Anna", of="Amir").taken == 1
    assert not Opening.objects.exists()


def test_one_part_twice_is_one_part(kept: KeyholdingHouse) -> None:
    kept.take_turn("Anna")
    with pytest.raises(PartUsedAlready):
        kept.bring_paper("Amir", of="Anna")


def test_a_turn_holds_for_an_hour(kept: KeyholdingHouse) -> None:
    kept.take_turn("Anna")
    late = kept.take_turn("Amir", at=AFTER + timedelta(hours=1))
    assert (late.taken, late.opening) == (1, None)


def test_a_part_that_was_brought_for_nothing_is_thrown_away_the_same_day(kept: KeyholdingHouse) -> None:
    kept.take_turn("Anna")
    assert ceremony.forget_turns(at=AFTER + timedelta(minutes=59)) == 0
    assert ceremony.forget_turns(at=AFTER + timedelta(hours=1)) == 1
    assert not OpeningTurn.objects.exists()


def test_a_turn_for_another_deadline_is_forgotten_with_its_part(kept: KeyholdingHouse) -> None:
    kept.take_turn("Anna")
    Call.objects.update(closes_at=CLOSES + timedelta(minutes=1))
    assert kept.take_turn("Amir").taken == 1
    assert OpeningTurn.objects.count() == 1


def test_a_passphrase_alone_is_asked_where_the_key_was_split(kept: KeyholdingHouse) -> None:
    with pytest.raises(KeyholdersNeeded):
        ceremony.take_turn("T-1", actor=kept.house["Anna"], at=AFTER)


def test_who_holds_no_part_of_this_vault_does_not_open_it(kept: KeyholdingHouse) -> None:
    with pytest.raises(NotAKeyholder):
        ceremony.take_turn("T-1", brought=Brought(Secret.typed("x")), actor=kept.house["Brenda"], at=AFTER)
    with pytest.raises(NotAKeyholder):
        ceremony.take_turn("T-1", brought=Brought(Secret.typed("x"), 0), actor=kept.house["Anna"], at=AFTER)
    for name in ("Abel", "Sterk BV", "Aukje", "Bas"):
        with pytest.raises(NotAllowed):
            ceremony.take_turn("T-1", brought=Brought(Secret.typed("x")), actor=kept.house[name], at=AFTER)


def test_where_the_server_keeps_the_key_two_turns_open(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    assert ceremony.take_turn("T-1", actor=house["Anna"], at=AFTER).opening is None
    assert ceremony.take_turn("T-1", actor=house["Anna"], at=AFTER).opening is None
    assert ceremony.take_turn("T-1", actor=house["Brenda"], at=AFTER).opening is not None
    assert bids.read_bids("T-1", actor=house["Anna"], at=AFTER) == 1


def test_every_turn_stands_in_the_journal(kept: KeyholdingHouse) -> None:
    kept.take_turn("Anna")
    kept.bring_paper("Brenda", of="Ahmed")
    entries = Entry.objects.filter(event="vault.turn-taken", subject="call:T-1").order_by("position")
    assert [one.facts["of_themselves"] for one in entries] == [True, False]
    assert Entry.objects.filter(event="vault.opened").exists()


# Words on paper


def test_the_paper_of_somebody_who_left_opens_in_the_hands_of_somebody_else(kept: KeyholdingHouse) -> None:
    member = Membership.objects.get(person=kept.house["Anna"].person, ended_at__isnull=True)
    people.end_membership(member.pk, actor=kept.house["Anna"], at=IN_TIME)
    kept.bring_paper("Ahmed", of="Anna")
    assert kept.take_turn("Amir").opening is not None


def test_words_may_be_typed_over_in_any_way_and_a_mistake_is_noticed(kept: KeyholdingHouse) -> None:
    words = kept.papers["Anna"].words.reveal().decode()
    assert len(words.split()) == 33
    with pytest.raises(WordsWrong):
        kept.bring_paper("Brenda", of="Anna", words=words.replace(words.split()[20], "academic", 1))
    with pytest.raises(WordsWrong):
        kept.bring_paper("Brenda", of="Amir", words=words)
    assert kept.bring_paper("Brenda", of="Anna", words="\n".join(words.upper().split())).taken == 1


def test_hostile_words_are_wrong_words(kept: KeyholdingHouse) -> None:
    for words in ("", "\0", "a" * 5000, "academic " * 33, "\ud800", "é"):
        assert shares.from_paper(Secret.typed(words)) is None


# Guessing, and what is told


def test_after_five_wrong_passphrases_there_is_a_pause_for_that_key(kept: KeyholdingHouse) -> None:
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(PassphraseWrong) as refused:
            kept.take_turn("Anna", "dit is hem echt helemaal niet")
        assert refused.value.fields == {"left": left}
    with pytest.raises(TooManyAttempts):
        kept.take_turn("Anna")
    assert kept.take_turn("Amir").taken == 1
    assert kept.take_turn("Anna", at=AFTER + timedelta(minutes=15)).opening is not None
    assert Entry.objects.filter(event="keyholder.wrong-passphrase").count() == 5


def test_nonsense_for_somebodys_paper_does_not_keep_them_from_their_own_passphrase(kept: KeyholdingHouse) -> None:
    for _ in range(5):
        with pytest.raises(WordsWrong):
            kept.bring_paper("Brenda", of="Anna", words="nonsense")
    with pytest.raises(TooManyAttempts):
        kept.bring_paper("Brenda", of="Anna")
    assert kept.take_turn("Anna").taken == 1


def shown(error: BaseException | None) -> str:
    """All that a log could hold of an error: every local variable below this file, of every error it came from."""
    out = io.StringIO()
    while error is not None:
        frames = error.__traceback__
        while frames is not None and frames.tb_frame.f_code.co_filename == __file__:
            frames = frames.tb_next
        error = error.with_traceback(frames)
        found = traceback.TracebackException.from_exception(error, capture_locals=True)
        out.write("".join(found.format(chain=True)) + repr(error) + repr(error.args) + repr(vars(error)))
        error = error.__cause__ or error.__context__
    return out.getvalue()


def _wrong_passphrase(kept: KeyholdingHouse, secret: str) -> None:
    kept_secret = Secret.typed(secret)
    del secret
    ceremony.take_turn("T-1", brought=Brought(kept_secret), actor=kept.house["Anna"], at=AFTER)


def _wrong_words(kept: KeyholdingHouse, secret: str) -> None:
    kept_secret = Secret.typed(secret)
    del secret
    holder = kept.papers["Anna"].holder.pk
    ceremony.take_turn("T-1", brought=Brought(kept_secret, holder), actor=kept.house["Amir"], at=AFTER)


def _parts_that_do_not_fit(kept: KeyholdingHouse, secret: str) -> None:
    kept_secret = Secret.typed(secret)
    del secret
    shares.combine([kept_secret, part_of(kept, "Anna")])


@pytest.mark.parametrize("attempt", [_wrong_passphrase, _wrong_words, _parts_that_do_not_fit])
def test_nothing_secret_stands_in_the_journal_the_logs_or_what_is_raised(
    kept: KeyholdingHouse, attempt: Callable[[KeyholdingHouse, str], None], caplog: pytest.LogCaptureFixture
) -> None:
    secret = " ".join(("lantaarn", "wortel", "kapitein", "orgel"))
    secrets = [secret, *PASSPHRASES.values(), *(part_of(kept, name).reveal().decode() for name in PASSPHRASES)]
    secrets += [one.words.reveal().decode() for one in kept.papers.values()]
    with caplog.at_level(logging.DEBUG), pytest.raises((PassphraseWrong, WordsWrong, PartsDoNotFit)) as refused:
        attempt(kept, secret)
    told = shown(refused.value) + caplog.text + "".join(map(str, Entry.objects.values_list()))
    for one in secrets:
        assert one not in told
        assert one.split()[-1] not in told.split()


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret.typed("lantaarn")
    assert "lantaarn" not in f"{secret} {secret!r} {[secret]} {Brought(secret)}"
    assert "lantaarn" not in str(personal_keys.Opened)


# What a copy of the database, a disk, an administrator and one officer cannot do


def test_a_copy_of_the_database_and_the_key_file_does_not_open_a_split_vault(kept: KeyholdingHouse) -> None:
    vault = vault_of(kept.house)
    with pytest.raises(KeyholdersNeeded):
        vaults.private_key_of(vault)
    with pytest.raises(sealing.DoesNotOpen):
        sealing.unwrap_private_key(
            bytes(vault.wrapped_private_key), wrapping_key=vaults.server_key(), bound_to=f"vault:{vault.id}"
        )
    assert vault.wrapped_lot is None
    for share in VaultShare.objects.all():
        with pytest.raises(sealing.DoesNotOpen):
            sealing.decrypt(vaults.server_key(), bytes(share.wrapped), bound_to=f"vault:{vault.id}")


def test_a_copy_of_the_database_alone_does_not_open_a_vault_of_the_server(
    house: House, tmp_path: Path, settings: Any
) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    other = tmp_path / "vault.key"
    other.write_text("00" * 32)
    settings.VAULT_KEY_FILE = str(other)
    with pytest.raises(sealing.DoesNotOpen):
        vaults.private_key_of(vault_of(house))
    with pytest.raises(sealing.DoesNotOpen):
        vaults.lot_of(vault_of(house))


@pytest.mark.parametrize("held", [None, "", "geen sleutel", "00" * 31])
def test_a_key_file_that_is_gone_or_spoiled_is_one_clear_refusal(
    house: House, tmp_path: Path, settings: Any, held: str | None
) -> None:
    house.publish()
    settings.VAULT_KEY_FILE = str(tmp_path / "vault.key")
    if held is not None:
        (tmp_path / "vault.key").write_text(held)
    house.number = "T-2"
    with pytest.raises(VaultKeyMissing):
        house.publish()


def test_a_key_that_is_put_in_the_place_of_another_is_used_from_then_on(tmp_path: Path, settings: Any) -> None:
    file = tmp_path / "vault.key"
    settings.VAULT_KEY_FILE = str(file)
    for moment, key in enumerate((bytes(32), bytes([1] * 32), bytes(32))):
        file.write_text(key.hex())
        os.utime(file, (moment, moment))
        assert vaults.server_key() == vaults.server_key() == key
    file.unlink()
    with pytest.raises(VaultKeyMissing):
        vaults.server_key()


def test_one_officer_with_everything_else_does_not_open_a_split_vault(kept: KeyholdingHouse) -> None:
    mine = part_of(kept, "Anna")
    with pytest.raises(PartsDoNotFit):
        shares.combine([mine])
    with pytest.raises(PartsDoNotFit):
        shares.combine([mine, mine])
    with pytest.raises(KeyholdersNeeded):
        vaults.release(vault_of(kept.house), [mine])
    theirs = VaultShare.objects.get(key=kept.papers["Amir"].holder.key, purpose=vaults.Purpose.BIDS)
    with pytest.raises(sealing.DoesNotOpen):
        opened_by(kept, "Anna").private.unwrap(
            bytes(theirs.wrapped), bound_to=f"vault:{theirs.vault_id} bids key:{theirs.key_id}"
        )


def test_a_part_of_another_vault_does_not_help(kept: KeyholdingHouse) -> None:
    mine = part_of(kept, "Anna")
    kept.house.number = "T-2"
    kept.house.publish()
    with pytest.raises(PartsDoNotFit):
        shares.combine([mine, part_of(kept, "Amir")])


def test_a_share_that_was_moved_or_changed_does_not_open(kept: KeyholdingHouse) -> None:
    share = VaultShare.objects.get(key=kept.papers["Anna"].holder.key, purpose=vaults.Purpose.BIDS)
    lot = VaultShare.objects.get(key=kept.papers["Anna"].holder.key, purpose=vaults.Purpose.LOT)
    VaultShare.objects.filter(pk=share.pk).update(wrapped=lot.wrapped)
    with pytest.raises(sealing.DoesNotOpen):
        kept.take_turn("Anna")
    assert not OpeningTurn.objects.exists()


def test_an_administrator_takes_no_turn_and_reads_nothing(kept: KeyholdingHouse) -> None:
    with pytest.raises(NotAllowed):
        kept.bring_paper("Abel", of="Anna")
    with pytest.raises(NotAllowed):
        bids.open_vault("T-1", actor=kept.house["Abel"], second=kept.house["Anna"], at=AFTER)
    with pytest.raises(NotAllowed):
        bids.read_bids("T-1", actor=kept.house["Abel"], at=AFTER)


def test_who_becomes_a_keyholder_later_has_no_part_of_vaults_that_were_made_before(kept: KeyholdingHouse) -> None:
    keyholders.end(kept.papers["Ahmed"].holder.pk, actor=kept.house["Ahmed"], at=IN_TIME)
    again = keyholders.register(
        kept.house.desk.pk, Secret.typed("een sleutel van vandaag pas"), actor=kept.house["Ahmed"], at=IN_TIME
    )
    assert not again.holder.key.shares.exists()
    assert kept.take_turn("Ahmed").taken == 1  # with the old passphrase, of the old key
    with pytest.raises(PassphraseWrong):
        kept.take_turn("Ahmed", "een sleutel van vandaag pas")


# The secret for lots (R13)


def test_r13_the_hash_of_the_secret_for_lots_is_published_with_the_call(kept: KeyholdingHouse) -> None:
    published = Entry.objects.get(event="call.published").facts["lot_commitment"]
    assert published == vault_of(kept.house).lot_commitment
    lot = vaults.lot_of(vault_of(kept.house), [part_of(kept, name, vaults.Purpose.LOT) for name in ("Anna", "Amir")])
    assert vaults.commitment(lot) == published


def test_r13_opening_the_bids_does_not_give_the_secret_for_lots(kept: KeyholdingHouse) -> None:
    kept.take_turn("Anna")
    kept.take_turn("Amir")
    vault = vault_of(kept.house)
    with pytest.raises(KeyholdersNeeded):
        vaults.lot_of(vault)
    with pytest.raises((sealing.DoesNotOpen, PartsDoNotFit)):
        vaults.lot_of(vault, [part_of(kept, name) for name in ("Anna", "Amir")])
    assert vault.wrapped_lot is None


def test_r13_a_secret_that_was_exchanged_is_noticed(house: House) -> None:
    house.publish()
    vault = vault_of(house)
    assert vaults.commitment(vaults.lot_of(vault)) == vault.lot_commitment
    exchanged = sealing.encrypt(vaults.server_key(), bytes(32), bound_to=f"vault:{vault.id} lot")
    Vault.objects.filter(pk=vault.pk).update(wrapped_lot=exchanged)
    with pytest.raises(sealing.DoesNotOpen):
        vaults.lot_of(vault_of(house))


def test_r13_every_call_has_a_secret_of_its_own(house: House) -> None:
    commitments = set()
    for number in ("T-1", "T-2", "T-3"):
        house.number = number
        house.publish()
        commitments.add(vault_of(house).lot_commitment)
    assert len(commitments) == 3


# What a ciphertext tells


def test_the_size_of_a_ciphertext_does_not_tell_the_digits_of_a_rate(house: House) -> None:
    house.publish()
    for supplier, rate in (("Sterk BV", "9.00"), ("Rap BV", "1234.56")):
        house.bid(supplier, "Pien", rate)
    assert len({len(sealed_files.read(one).ciphertext) for one in SealedContent.objects.all()}) == 1


def test_the_fingerprint_does_not_allow_trying_rates(house: House) -> None:
    house.publish()
    for supplier in ("Sterk BV", "Rap BV"):
        house.bid(supplier, "Pien", "110.00")
    assert len(set(BidVersion.objects.values_list("fingerprint", flat=True))) == 2


# On the machine, and on paper


def chosen(*arguments: str) -> str:
    out = io.StringIO()
    call_command("sealing", *arguments, stdout=out)
    return out.getvalue()


def test_on_the_machine_of_a_desk_somebody_chooses_and_the_journal_says_so(house: House) -> None:
    SealingChoice.objects.all().delete()
    assert "2 van de 3" in chosen("--kvk", house.desk.kvk_number, "--by", "keyholders")
    assert "server" in chosen("--kvk", house.desk.kvk_number, "--by", "server", "--reason", "Hier werken twee mensen.")
    entry = Entry.objects.filter(event="sealing.chosen").latest("position")
    assert (entry.actor, entry.facts["sealed_by"]) == ("openinhuur sealing (administrator)", "server")
    house.publish()


def test_on_the_machine_the_same_rules_hold(house: House) -> None:
    with pytest.raises(ServerKeyUnexplained):
        chosen("--kvk", house.desk.kvk_number, "--by", "server")
    with pytest.raises(NotFound):
        chosen("--kvk", house.buyer.kvk_number, "--by", "keyholders")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_are_printed_in_order_on_one_page_that_is_kept_nowhere(house: House, language: str) -> None:
    registered = with_keyholders(house).papers["Anna"]
    before = Document.objects.count()
    [page] = read_pdf(registered.paper(language=language, at=BEFORE)).pages
    words = registered.words.reveal().decode().split()
    said = re.findall(r"(\d+)\.\s+([a-z]+)", page)
    assert [word for _, word in sorted((int(number), word) for number, word in said)] == words
    assert Document.objects.count() == before
