"""The receipt of a bid: by e-mail to its supplier alone, fetched again, verified without server or database."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from openinhuur.bids import actions as bids
from openinhuur.bids import receipts
from openinhuur.bids.contents import pack
from openinhuur.calls.models import Call
from openinhuur.documents.models import Document
from openinhuur.domain import receipt as domain
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.journal.models import Entry
from openinhuur.journal.queries import head
from openinhuur.letters.models import Message
from openinhuur.parties.models import Membership
from tests.apps.house import IN_TIME, House, submission
from tests.apps.jobs import tell_what_was_received
from tests.cli.test_refusals import COMMAND


def mailed() -> Message:
    tell_what_was_received()
    return Message.objects.filter(kind="bid-received").latest("queued_at")


def verify(*arguments: object, language: str = "en") -> "subprocess.CompletedProcess[str]":
    """The command on a machine where there is nothing of ours but the program: no database, no folder, no server."""
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": language,
        "OPENINHUUR_VAR": "/nonexistent/var",
        "OPENINHUUR_SECRET_KEY": "only-for-this-test",
        "DATABASE_URL": "postgresql://nobody@192.0.2.1/x",
    }
    command = [str(COMMAND), "receipt", "verify", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60)


@pytest.fixture
def saved(house: House, tmp_path: Path) -> dict[str, Any]:
    """What a supplier keeps: the receipt with a proof, the file that was sent, and a head that was published."""
    house.publish()
    sent = submission("Pien")
    house.bids["Pien"] = bids.submit("T-1", sent, actor=house["Sterk BV"], at=IN_TIME).bid_id
    house.bid("Rap BV", "Robin")
    fetched = receipts.fetch(house.bids["Pien"], 1, actor=house["Sterk BV"])
    receipt, file = tmp_path / fetched.name, tmp_path / "inschrijving.zip"
    receipt.write_bytes(fetched.content)
    file.write_bytes(pack(sent))
    return {"receipt": receipt, "sent": file, "head": str(head())}


def test_r20_every_version_gets_a_receipt_by_e_mail_at_once(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    receipt = bids.replace(bid_id, submission("Pien", "100.00"), actor=house["Sterk BV"], at=IN_TIME)
    tell_what_was_received()
    messages = Message.objects.filter(kind="bid-received").order_by("queued_at", "pk")
    files = [domain.read(bytes(one.document.content)) for one in messages if one.document]
    assert sorted(one.said["version"] for one in files) == [1, 2]
    newest = next(one for one in files if one.said["version"] == 2)
    assert domain.problems(newest) == []
    assert newest.said["fingerprint"] == receipt.fingerprint
    assert newest.said["received_at"] == "2026-06-29T06:00:00.000Z"
    assert newest.entry.position == receipt.journal_position
    assert newest.said["lot_commitment"] == Call.objects.get().vault.lot_commitment  # type: ignore[union-attr]


def test_the_e_mail_goes_to_the_suppliers_people_in_their_language_and_no_desk_sees_it(house: House) -> None:
    house.publish()
    saskia = Membership.objects.get(person=house["Sterk BV"].person).person
    house.bid("Sterk BV", "Pien", "123.45")
    dutch = mailed()
    assert (dutch.recipient_email, dutch.desk_id) == (saskia.email, None)
    assert "maandag 29 juni 2026, 08.00.00,000 uur" in dutch.text
    saskia.language = "en"
    saskia.save()
    house.bid("Sterk BV", "Petra")
    english = mailed()
    assert "Monday 29 June 2026, 08:00:00.000" in Message.objects.filter(language="en").get().text
    for one in (dutch, english):
        assert one.document is not None
        assert "Pien" not in one.text + bytes(one.document.content).decode()
        assert "123.45" not in one.text + bytes(one.document.content).decode()


def test_who_is_told_twice_is_told_once(house: House) -> None:
    house.publish()
    house.bid("Sterk BV", "Pien")
    tell_what_was_received()
    before = (Message.objects.count(), Document.objects.count())
    tell_what_was_received()
    assert (Message.objects.count(), Document.objects.count()) == before


def test_a_bid_that_is_refused_gets_no_receipt(house: House) -> None:
    house.publish()
    with pytest.raises(NotAllowed):
        bids.submit("T-1", submission("Pien"), actor=house["Otto"], at=IN_TIME)
    tell_what_was_received()
    assert not Message.objects.filter(kind="bid-received").exists()


def test_only_its_own_supplier_fetches_a_receipt(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    for name in ("Rap BV", "Otto"):
        with pytest.raises(NotFound):
            receipts.fetch(bid_id, 1, actor=house[name])
    for name in ("Anna", "Brenda", "Abel", "Aukje"):
        with pytest.raises(NotAllowed):
            receipts.fetch(bid_id, 1, actor=house[name])
    with pytest.raises(NotFound):
        receipts.fetch(bid_id, 2, actor=house["Sterk BV"])


def test_a_receipt_can_be_fetched_when_the_bid_or_the_call_was_withdrawn(house: House) -> None:
    house.publish()
    bid_id = house.bid("Sterk BV", "Pien")
    bids.withdraw(bid_id, actor=house["Sterk BV"], at=IN_TIME)
    Call.objects.update(withdrawn_at=IN_TIME, withdrawn_by=house["Anna"].person, withdrawal_reason="Niet meer nodig.")
    assert domain.problems(domain.read(receipts.fetch(bid_id, 1, actor=house["Sterk BV"]).content)) == []


def test_the_proof_leads_to_the_head_of_the_journal_and_names_nobody_else(saved: dict[str, Any]) -> None:
    content = saved["receipt"].read_text()
    found = domain.read(content.encode())
    assert str(found.proof.head) == saved["head"]  # type: ignore[union-attr]
    assert "Ralf" not in content
    assert len(found.proof.path) <= Entry.objects.count().bit_length()  # type: ignore[union-attr]


def test_a_journal_that_was_rewritten_does_not_fit_a_receipt_with_a_published_head(
    saved: dict[str, Any], house: House
) -> None:
    found = domain.read(receipts.fetch(house.bids["Pien"], 1, actor=house["Sterk BV"]).content)
    assert domain.stands_under(found, head()) is True
    Entry.objects.bulk_create([Entry(position=Entry.objects.count() + 1, at=IN_TIME, event="x", subject="x", actor="x",
                                     previous="0" * 64, hash="f" * 64)])  # fmt: skip
    assert domain.stands_under(found, head()) is None


def test_the_command_verifies_a_receipt_without_server_or_database(saved: dict[str, Any]) -> None:
    done = verify(saved["receipt"], "--sent", saved["sent"], "--head", saved["head"])
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("whole", "is what was sent", "contains this bid", "Monday 29 June 2026, 08:00:00.000"):
        assert said in done.stdout


def test_the_command_speaks_dutch_and_json(saved: dict[str, Any]) -> None:
    dutch = verify(saved["receipt"], language="nl")
    assert "is heel" in dutch.stdout
    found = json.loads(verify(saved["receipt"], "--sent", saved["sent"], "--json").stdout)
    assert (found["valid"], found["problems"], found["sent"], found["head"]) == (True, [], True, None)
    assert found["proof"] == saved["head"]


def test_the_command_names_every_field_that_was_changed(saved: dict[str, Any]) -> None:
    content = json.loads(saved["receipt"].read_text())
    content["version"], content["received_at"] = 7, "2026-06-29T05:00:00.000Z"
    saved["receipt"].write_text(json.dumps(content))
    done = verify(saved["receipt"])
    assert done.returncode == 1
    assert "- Version" in done.stdout
    assert "- Received" in done.stdout
    assert json.loads(verify(saved["receipt"], "--json").stdout)["problems"] == ["received_at", "version"]


def test_another_file_than_was_sent_is_told(saved: dict[str, Any], tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    other.write_bytes(pack(submission("Pien")))  # the same words, and another salt
    done = verify(saved["receipt"], "--sent", other)
    assert done.returncode == 1
    assert "is not what was sent" in done.stdout


def test_another_head_is_told(saved: dict[str, Any]) -> None:
    size = saved["head"].split(":")[0]
    wrong = verify(saved["receipt"], "--head", f"{size}:{'0' * 64}")
    assert (wrong.returncode, "does not contain" in wrong.stdout) == (1, True)
    later = verify(saved["receipt"], "--head", f"{int(size) + 1}:{'0' * 64}")
    assert (later.returncode, "Fetch it again" in later.stdout) == (1, True)


def test_what_cannot_be_read_is_one_sentence_and_exit_status_2(saved: dict[str, Any], tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    for arguments in ((broken,), (tmp_path / "nowhere.json",), (tmp_path,), (saved["receipt"], "--sent", tmp_path)):
        done = verify(*arguments)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
    assert verify(saved["receipt"], "--head", "x").returncode == 2
    assert "Traceback" not in verify(broken).stderr


def test_what_a_receipt_says_cannot_move_the_cursor_of_a_terminal(saved: dict[str, Any]) -> None:
    content = json.loads(saved["receipt"].read_text())
    content["call"] = "\x1b[2Jgood\nValid: yes"
    saved["receipt"].write_text(json.dumps(content))
    done = verify(saved["receipt"])
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert "\nValid" not in done.stdout
