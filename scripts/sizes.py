"""Files and functions that outgrow the rules of thumb: then they are split by meaning.

The rules of thumb are 200 lines a file and 25 a function in the domain, 300 and 40 elsewhere; a quarter more is
where this check says no. Docstrings do not count in a function; migrations do not count at all.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "openinhuur"
LIMITS = {"domain": (250, 32), "elsewhere": (375, 50)}


def too_large() -> Iterator[str]:
    """A line for everything that is too large."""
    for path in sorted(SOURCE.rglob("*.py")):
        where = path.relative_to(SOURCE)
        if "migrations" in where.parts:
            continue
        lines, function = LIMITS["domain" if where.parts[0] == "domain" else "elsewhere"]
        text = path.read_text(encoding="utf-8")
        if (length := len(text.splitlines())) > lines:
            yield f"{where}: {length} lines, at most {lines}"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (size := _size(node)) > function:
                yield f"{where}:{node.lineno} {node.name}: {size} lines, at most {function}"


def _size(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return (node.end_lineno or first.lineno) - first.lineno + 1


if __name__ == "__main__":
    found = list(too_large())
    print("\n".join(found) or "sizes: all within the rules of thumb")  # noqa: T201 (this is what it is for)
    sys.exit(bool(found))
