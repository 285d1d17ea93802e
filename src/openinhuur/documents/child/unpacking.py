"""Unpacks streams a piece at a time and counts, so that a bomb is known before it is large."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from pikepdf import Array, Name, Object, PdfError, PikepdfError, Stream

from openinhuur.documents.child.answers import Refused
from openinhuur.documents.child.limits import MAX_PIXELS_IN_IMAGE, MAX_UNPACKED

PIECE = 1024**2
FLATE: Final = ("/FlateDecode", "/Fl")
REPEATS: Final = ("/RunLengthDecode", "/RL")
IN_ONE_GO: Final = ("/LZWDecode", "/LZW", "/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx")
MAX_FILTERS = 4
END_OF_REPEATS = 128


def check(streams: Iterable[Stream]) -> None:
    """Nothing unpacks to more than is read, all together.

    Raises:
        Refused.
    """
    unpacked = 0
    for stream in streams:
        width, height = (_number(stream.get(key)) for key in ("/Width", "/Height"))
        if width * height > MAX_PIXELS_IN_IMAGE:
            raise Refused("unpacks-too-big")
        for piece in _unpacked(stream):
            unpacked += len(piece)
            if unpacked > MAX_UNPACKED:
                raise Refused("unpacks-too-big")


def _unpacked(stream: Stream) -> Iterator[bytes]:
    filters = _filters(stream)
    if len(filters) > MAX_FILTERS:
        raise Refused("too-complex")
    if set(filters) & set(IN_ONE_GO):
        return iter([_unpacked_by_library(stream)])
    pieces: Iterator[bytes] = iter([stream.read_raw_bytes()])
    for name in filters:
        if name in FLATE:
            pieces = _inflated(pieces)
        elif name in REPEATS:
            pieces = _repeated(pieces)
        else:
            break  # a picture: its size was looked at
    return pieces


def _unpacked_by_library(stream: Stream) -> bytes:
    """The rare ways to pack; the limit on memory holds. What cannot be unpacked counts for nothing."""
    try:
        return stream.read_bytes()
    except (PikepdfError, PdfError):
        return b""


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What a damaged stream still gives is what counts: readers go on too."""
    inflating = zlib.decompressobj()
    for given in pieces:
        piece = given
        while piece:
            try:
                yield inflating.decompress(piece, PIECE)
            except zlib.error:
                return
            piece = inflating.unconsumed_tail
        if inflating.eof:
            return


def _repeated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """ISO 32000-2, 7.4.5: a length, then as many bytes, or one byte to repeat; 128 is the end."""
    packed = b"".join(pieces)
    at = 0
    while at < len(packed) and packed[at] != END_OF_REPEATS:
        length = packed[at]
        if length < END_OF_REPEATS:
            yield packed[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            yield packed[at + 1 : at + 2] * (257 - length)
            at += 2


def _filters(stream: Stream) -> list[str]:
    value = stream.get("/Filter")
    names = list(value) if isinstance(value, Array) else [value]
    return [str(name) for name in names if isinstance(name, Name)]


def _number(value: Object | int | float | None) -> int:
    return int(value) if isinstance(value, int) else 0
