"""Leaves this process, and what it starts, a few folders only; with Landlock, which Linux has since 5.13.

It needs no rights, and cannot be undone. Where the kernel does not have it `keep_to` says so.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from typing import Final

MAKE_RULES, ADD_RULE, RESTRICT = 444, 445, 446  # the same number on every kind of machine
ASK_VERSION, BENEATH = 1, 1
NO_NEW_PRIVILEGES = 38  # prctl
EXECUTE, WRITE_FILE, READ_FILE, READ_FOLDER = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_FILE, MAKE_SOCKET = 1 << 5, 1 << 9
ALL_OF_VERSION: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
"""What can be given or withheld, by version: opening, making and removing; then moving; then cutting off."""
NEWEST = max(ALL_OF_VERSION)
ONLY_FILES = EXECUTE | WRITE_FILE | READ_FILE
DEVICE, SOCKET = READ_FILE | WRITE_FILE, REMOVE_FILE | MAKE_SOCKET
READ = EXECUTE | READ_FILE | READ_FOLDER


def keep_to(*, read: Iterable[str], use: Iterable[str], devices: Iterable[str], sockets: Iterable[str]) -> bool:
    """From here on ``read`` can be read and run, ``use`` is for everything, and of others nothing.

    ``devices`` can be read and written; in ``sockets`` a socket can be made and removed, and nothing read.
    """
    if not has_landlock():
        return False
    call = ctypes.CDLL(None, use_errno=True).syscall
    everything = ALL_OF_VERSION[min(_version(), NEWEST)]
    asked = struct.pack("Q", everything)
    rules = call(MAKE_RULES, asked, ctypes.c_size_t(len(asked)), 0)
    if rules < 0:
        return False
    for paths, rights in ((read, READ), (use, everything), (devices, DEVICE), (sockets, SOCKET)):
        for path in paths:
            _allow(call, rules, path, rights)
    ctypes.CDLL(None, use_errno=True).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return not call(RESTRICT, rules, 0)


def has_landlock() -> bool:
    """Whether the kernel can do this."""
    return _version() >= 1


def _version() -> int:
    call = ctypes.CDLL(None, use_errno=True).syscall
    return int(call(MAKE_RULES, None, ctypes.c_size_t(0), ASK_VERSION))


def _allow(call: "ctypes._NamedFuncPointer", rules: int, path: str, rights: int) -> None:
    if not os.path.exists(path):  # noqa: PTH110 (a folder that this machine does not have)
        return
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    given = rights if os.path.isdir(path) else rights & ONLY_FILES  # noqa: PTH112 (as above)
    call(ADD_RULE, rules, BENEATH, struct.pack("=Qi", given, place), 0)
    os.close(place)
