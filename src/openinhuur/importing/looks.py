"""What a line looks like among the lines around it: a heading, an end, a gap."""

from collections.abc import Sequence

from openinhuur.importing.lines import Line


def is_in_capitals(text: str) -> bool:
    """Whether the letters are all capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and text == text.upper() and len(letters) * 2 > len(text)


def stands_apart(lines: Sequence[Line], index: int) -> bool:
    """White space before, and something other than a short line after."""
    after = next((line for line in lines[index + 1 :] if line.cells), None)
    if after is None:
        return False
    follows = bool(after.marker) or len(after.text.split()) > 7 or len(after.cells) > 1
    before = lines[index - 1]
    return follows and (gap_before(lines, index) or is_closed(before.text) or len(before.cells) > 1)


def is_closed(text: str) -> bool:
    """Whether the text ends as a sentence or an item does."""
    return text.rstrip().endswith((".", ";", "!", "?", ")"))


def goes_on_in_bold(lines: Sequence[Line], index: int) -> bool:
    """Whether a line in bold is the beginning of a paragraph in bold."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after is not None and after.strong and after.marker is None and after.text[:1].islower()


def looks_like_heading(line: Line, *, asks: bool = False) -> bool:
    """Whether the line is short and no sentence; ``asks``: a question may be a heading."""
    text = line.text.strip()
    return (
        0 < len(text.split()) <= 12
        and len(text) <= 110
        and not text.endswith((".", ";", ",", "!"))
        and (asks or not text.endswith("?"))
        and (text[0].isupper() or text[0].isdigit() or bool(line.marker))
    )


def gap_before(lines: Sequence[Line], index: int) -> bool:
    """Whether white space, or the beginning, stands before the line."""
    return index == 0 or not lines[index - 1].cells


def next_is_item(lines: Sequence[Line], index: int) -> bool:
    """Whether an item or a row comes next."""
    after = next((line for line in lines[index + 1 : index + 4] if line.cells), None)
    return after is not None and (after.marker is not None or len(after.cells) > 1)
