"""What the child cannot do, tried from within."""

import os
import platform
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from openinhuur.documents.child.confinement import MACHINES

pytestmark = pytest.mark.skipif(platform.machine() not in MACHINES, reason="the door cannot be shut here")

SHUT = "from openinhuur.documents.child.confinement import shut_the_door, cut_off\nimport os, socket, subprocess\n"
TRIED = """
try:
    {act}
except OSError as error:
    print(error.errno)
else:
    print("done")
"""
NOT_PERMITTED = "1"


def said(first: str, act: str) -> str:
    """What an act gives after the first: a number of an error, or "done"."""
    script = f"{SHUT}assert {first}()\n{TRIED.format(act=act)}"
    done = subprocess.run([sys.executable, "-I", "-c", script], env={}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    "act",
    [
        "open('/etc/passwd')",
        "open('made', 'w')",
        "os.listdir('/')",
        "os.stat('/etc/passwd')",
        "socket.socket()",
        "socket.socketpair()",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.unlink('nothing')",
        "os.pipe()",
        "os.chdir('/')",
    ],
)
def test_behind_the_door_nothing_is_permitted(act: str) -> None:
    assert said("shut_the_door", act) == NOT_PERMITTED


def test_behind_the_door_work_goes_on() -> None:
    assert said("shut_the_door", "assert len(bytes(10**8)) and os.getpid()") == "done"


def test_who_is_cut_off_reaches_no_network_and_no_program_that_runs(tmp_path: Path) -> None:
    assert said("cut_off", "socket.socket(socket.AF_INET)") == NOT_PERMITTED
    assert said("cut_off", "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)") == NOT_PERMITTED
    path = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        assert said("cut_off", f"socket.socket(socket.AF_UNIX).connect({path!r})") == NOT_PERMITTED


def test_what_it_starts_is_cut_off_too() -> None:
    inner = f"subprocess.run([{sys.executable!r}, '-c', 'import socket; socket.socket()'], stderr=subprocess.DEVNULL)"
    assert said("cut_off", f"assert {inner}.returncode") == "done"


def test_who_is_cut_off_can_still_use_files(tmp_path: Path) -> None:
    assert said("cut_off", f"open({str(tmp_path / 'made')!r}, 'w').close()") == "done"
    assert os.listdir(tmp_path) == ["made"]  # noqa: PTH208 (a name is enough)
