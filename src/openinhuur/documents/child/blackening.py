"""Rectangles of pictures made black: what lay under them is in no pixel any more."""

import io
import json

from PIL import Image, ImageDraw

from openinhuur.documents.child.answers import Answer, Refused
from openinhuur.documents.child.drawing import MAX_PIXELS, packed

Image.preinit()  # fetches its parts, which is not possible behind the door
ROOM_FOR_ROUNDING = 1.05


def blacken(content: bytes) -> Answer:
    """Of each picture one with its rectangles black: a line of JSON, ``[[size, [[left, top, right, bottom], …]], …]``,

    with the pictures behind it.
    """
    head, _, rest = content.partition(b"\n")
    made: list[bytes] = []
    for size, places in json.loads(head):
        made.append(_blackened(rest[:size], places))
        rest = rest[size:]
    return Answer({}, tuple(made))


def _blackened(content: bytes, places: list[list[int]]) -> bytes:
    with Image.open(io.BytesIO(content), formats=("WEBP",)) as picture:
        if picture.width * picture.height > MAX_PIXELS * ROOM_FOR_ROUNDING:
            raise Refused("too-big")
        drawn = picture.convert("RGB")
    pen = ImageDraw.Draw(drawn)
    for left, top, right, bottom in places:
        pen.rectangle((left, top, right - 1, bottom - 1), fill=(0, 0, 0))
    return packed(drawn)
