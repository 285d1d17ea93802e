"""A plain text as it was typed: its paragraphs and its lists."""

from itertools import groupby


def blocks(text: str) -> list[tuple[bool, list[str]]]:
    """Paragraphs and lists: (is it a list?, its lines). A line of a list starts with "- ".

    >>> blocks("Eerst dit.\\n\\n- een\\n- twee")
    [(False, ['Eerst dit.']), (True, ['een', 'twee'])]
    """
    lines = [line.strip() for line in text.splitlines()]
    groups = groupby(lines, key=lambda line: line[:2] if line[:2] in {"- ", ""} else "text")
    return [(kind == "- ", [line.removeprefix("- ") for line in group]) for kind, group in groups if kind]
