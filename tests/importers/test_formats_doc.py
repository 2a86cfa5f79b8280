"""docs/formats.md is what the code says: `python -m tests.importers.test_formats_doc` writes it anew."""

import json
import sys
from pathlib import Path
from typing import Any

from relkeeper.importers import READERS, FormatRow, formats
from relkeeper.importers.beside import beside
from tests.importers import golden

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"

_INTRODUCTION = """\
# What can be imported

`relkeeper import FILE...` recognises each of these by what is in the file, not by its name; `--format NAME` insists on
one. A folder, a Maildir or a .zip may be given as well, or `-` for standard input. `relkeeper import --list` shows this
list, with the formats of [other packages](own-format.md).

This page is made from the code: `python -m tests.importers.test_formats_doc`.
"""

# What a golden pair shows to be read, and the word for it.
_KINDS = {"contact": "contacts", "message": "messages", "email": "mails", "call": "calls", "meeting": "meetings",
          "note": "notes", "follow-up": "follow-ups"}  # fmt: skip

# Made in the tests, through the library that reads it: a sample could not be read by eye.
WITHOUT_SAMPLES = {"outlook-msg": "mails, files in it", "card-picture": "contacts, files in it", "relkeeper": "a book"}


def page() -> str:
    rows = formats()
    table = [f"| [`{row.name}`](#{row.name}) | {row.title} | {_endings(row)} | {_is_read(row.name)} |" for row in rows]
    sections = [f"## {row.name}\n\n{row.title}. {row.where}\n" for row in rows]
    head = ["| format | what | files | read from it |", "|---|---|---|---|"]
    return "\n".join([_INTRODUCTION, *head, *table, "", *sections])


def _endings(row: FormatRow) -> str:
    return " ".join(f"`{ending}`" for ending in row.endings)


def _is_read(format_name: str) -> str:
    """What the samples of a format give."""
    if format_name in WITHOUT_SAMPLES:
        return WITHOUT_SAMPLES[format_name]
    pairs = [
        json.loads(golden.expectation(sample).read_text(encoding="utf-8")) for sample in golden.samples(format_name)
    ]
    records = [item for pair in pairs for record in pair for item in record.items()]
    kinds = {_kind(*record) for record in records}
    words = [word for kind, word in _KINDS.items() if kind in kinds]
    if any(value.get("files") for _, value in records):
        words.append("files in it")
    if _takes_what_lies_beside(format_name):
        words.append("files beside it")
    return ", ".join(words)


def _takes_what_lies_beside(format_name: str) -> bool:
    """Whether a module of the reader looks for files beside an export."""
    of_reader = str(getattr(READERS[format_name], "__name__", ""))
    modules = [module for name, module in sys.modules.items() if f"{name}.".startswith(f"{of_reader}.")]
    return any(getattr(module, "beside", None) is beside for module in modules)


def _kind(kind: str, value: dict[str, Any]) -> str:
    if kind == "event" and "follow_up" in value:
        return "follow-up"
    return str(value["interaction"].get("channel", "other")) if kind == "event" else kind


def test_the_page_is_what_the_code_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.importers.test_formats_doc"


def test_each_format_is_told_where_it_is_found_and_what_is_read() -> None:
    for row in formats():
        assert f"## {row.name}\n\n{row.title}. {row.where}\n" in page()
        assert _is_read(row.name)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
