"""The tests of a rule called as what they are, functions: a mutant is noticed so in a tenth of the time that pytest takes.

Only those that ask for no fixture can be; what they do not notice, pytest tries with all of them.
"""

import importlib
import inspect
import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

# What pytest.param gives; the class itself is private.
_ROW = type(pytest.param())

Calls = dict[str, Callable[[], object]]


def of_tests(paths: Sequence[str]) -> Calls:
    """The tests of files and folders by name, ready to be called; one that has parameters is there once for each case."""
    files = [file for path in paths for file in _files(Path(path))]
    return {name: call for file in files for name, call in _of_file(file)}


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("test_*.py")) if path.is_dir() else [path]


def _of_file(file: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    module = importlib.import_module(".".join(file.with_suffix("").parts))
    for name, test in vars(module).items():
        if not name.startswith("test_") or not inspect.isfunction(test):
            continue
        marks = getattr(test, "pytestmark", [])
        if any(mark.name != "parametrize" for mark in marks):
            continue
        for number, values in enumerate(_cases(marks)):
            if set(inspect.signature(test).parameters) <= set(values):
                yield f"{file}::{name}#{number}", partial(test, **values)


def _cases(marks: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for chosen in itertools.product(*(_values(*mark.args) for mark in marks)):
        yield {name: value for values in chosen for name, value in values.items()}


def _values(names: str | Sequence[str], rows: Sequence[Any]) -> list[dict[str, Any]]:
    listed = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    plain = [tuple(row.values) if isinstance(row, _ROW) else row for row in rows]
    if len(listed) == 1:
        return [{listed[0]: row[0] if isinstance(said, _ROW) else row} for row, said in zip(plain, rows, strict=True)]
    return [dict(zip(listed, row, strict=True)) for row in plain]
