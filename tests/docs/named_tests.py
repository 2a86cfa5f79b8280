"""The tests that pages name as proof, and whether they are there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.docs.pages import ROOT

_NAMED = re.compile(r"`(tests/[\w/]+\.py)((?:::\w+)*)`")


def named(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The tests that a page names: a file, and the way to a class or function in it; none for the whole file."""
    return [(file, tuple(way.split("::")[1:])) for file, way in _NAMED.findall(page)]


def missing(page: str) -> list[str]:
    """What of the named tests there is not."""
    return ["::".join((file, *way)) for file, way in named(page) if way not in ways(ROOT / file)]


@cache
def ways(file: Path) -> frozenset[tuple[str, ...]]:
    """Every way to a test in a file, the empty one to the file itself; nothing where there is no such file."""
    if not file.exists():
        return frozenset()
    return frozenset({(), *_ways(ast.parse(file.read_text(encoding="utf-8")), ())})


def _ways(node: ast.Module | ast.ClassDef, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for child in node.body:
        # A machine of Hypothesis becomes a test by the name it is given.
        if isinstance(child, ast.Assign):
            yield from ((*above, each.id) for each in child.targets if isinstance(each, ast.Name))
        elif isinstance(child, ast.FunctionDef | ast.ClassDef) and child.name.startswith(("test_", "Test")):
            yield (*above, child.name)
            if isinstance(child, ast.ClassDef):
                yield from _ways(child, (child.name,))
