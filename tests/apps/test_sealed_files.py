"""Ciphertexts stand in files: whole, on the disk, for nobody but their owner, and none for what was not received."""

import errno
import os
import resource
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from openinhuur.bids import actions as bids
from openinhuur.bids.actions import Looked
from openinhuur.bids.models import Bid, BidDraft, BidVersion, Offer
from openinhuur.documents import sealed_files, sealing
from openinhuur.documents.models import SealedContent
from openinhuur.documents.sealing import PrivateKey
from openinhuur.domain.bid import DeadlinePassed
from openinhuur.domain.bid_draft import BidChangedSince
from tests.apps.bidding import sent, written
from tests.apps.house import AFTER, CLOSES, CV, IN_TIME, House, sealed_file

FULL = 4096 - sealing.NONCE_BYTES - sealing.LENGTH_BYTES - sealing.TAG_BYTES
"""So many bytes fill one block of ciphertext."""

SIZES = [0, 1, FULL - 1, FULL, FULL + 1, 3 * 4096, 1_000_003, sealed_files.MOST_KEPT + 1]
KEY = PrivateKey.new()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.SEALED_FOLDER = str(tmp_path / "sealed")


def kept() -> set[Path]:
    return {one for one in Path(settings.SEALED_FOLDER).rglob("*") if one.is_file()}


def seal(content: bytes) -> SealedContent:
    return sealed_files.seal([content], public_key=KEY.public(), bound_to="this bid")


def opened(row: SealedContent) -> bytes:
    return sealing.unseal(sealed_files.read(row), private_key=KEY, bound_to="this bid")


@pytest.mark.parametrize("size", SIZES)
def test_what_is_read_is_what_was_sealed(size: int) -> None:
    longer, content = os.urandom(size + 5000), os.urandom(size)
    first = seal(longer)
    second = seal(content)  # in the same memory as the longer one, of which nothing is left in it
    assert (opened(first), opened(second)) == (longer, content)


@pytest.mark.parametrize("size", SIZES)
def test_the_size_of_a_file_tells_only_how_many_blocks_were_begun(size: int) -> None:
    blocks = 1 + -(-max(0, size - FULL) // 4096)
    assert sealed_files.path_of(seal(os.urandom(size)).pk).stat().st_size == blocks * 4096


def test_nobody_but_the_owner_may_look_into_the_folder_or_a_file() -> None:
    path = sealed_files.path_of(seal(b"a bid").pk)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_was_thrown_away_is_made_again() -> None:
    folder = sealed_files.path_of(seal(b"a bid").pk).parent
    for one in folder.parent.iterdir():
        shutil.rmtree(one)
    assert opened(seal(b"another")) == b"another"


def test_a_file_system_that_does_not_write_past_its_memory_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    really: Callable[..., int] = os.open

    def refusing(path: Path, flags: int, *more: int) -> int:
        if flags & sealed_files.PAST_MEMORY:
            raise OSError(errno.EINVAL, "as tmpfs says it")
        return really(path, flags, *more)

    monkeypatch.setattr(os, "open", refusing)
    assert opened(seal(b"a bid")) == b"a bid"


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_of_a_file_that_does_not_fit_nothing_is_left() -> None:
    with files_of_at_most(4096), pytest.raises(sealed_files.SealedFileNotKept):
        seal(bytes(100_000))
    assert kept() == set()


def test_where_there_can_be_no_folder_nothing_is_kept(settings, tmp_path: Path) -> None:
    settings.SEALED_FOLDER = str(tmp_path / "a file")
    (tmp_path / "a file").write_bytes(b"something else")
    with pytest.raises(sealed_files.SealedFileNotKept):
        seal(b"a bid")


@pytest.mark.django_db
def test_each_version_that_was_received_has_its_file_and_nothing_else_has(house: House) -> None:
    house.publish()
    draft = written(house)
    first = sent(draft, house)
    assert sent(draft, house) == first  # sent again: the same receipt, and no second file
    assert len(kept()) == 1
    version = BidDraft.objects.get(pk=draft.pk).version
    with pytest.raises(BidChangedSince):
        bids.send(draft.pk, Looked(version + 1, 0, CV + b"%"), actor=house["Sterk BV"], at=IN_TIME)
    with pytest.raises(DeadlinePassed):
        bids.send(draft.pk, Looked(version, 0, CV + b"%"), actor=house["Sterk BV"], at=CLOSES)
    assert kept() == {sealed_file(first.bid_id)}
    bids.send(draft.pk, Looked(version, 0, CV + b"%"), actor=house["Sterk BV"], at=IN_TIME)
    numbers = BidVersion.objects.filter(bid=first.bid_id).values_list("content", flat=True)
    assert kept() == {sealed_files.path_of(one) for one in numbers}


@pytest.mark.django_db
def test_a_bid_whose_file_is_gone_is_reported_and_opens_when_it_is_back(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    path = sealed_file(bid_id)
    content = path.read_bytes()
    path.unlink()
    house.open()
    assert Bid.objects.get(pk=bid_id).not_opened_code == "sealed-file-missing"
    path.write_bytes(content)
    assert bids.read_bids("T-1", again=True, actor=house["Anna"], at=AFTER) == 1


@pytest.mark.django_db
def test_what_was_sealed_before_there_were_files_still_opens(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    path = sealed_file(bid_id)
    SealedContent.objects.update(ciphertext=path.read_bytes())
    path.unlink()
    house.open()
    assert Offer.objects.filter(bid=bid_id).exists()
