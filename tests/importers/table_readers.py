"""What the tests of tables have in common."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from relkeeper.drafts import ContactDraft, Notice, Problem
from relkeeper.importers import READERS, Reading, Record
from tests.importers import golden
from tests.importers.chats import read as read_with


def table(heads: Sequence[str], *rows: Iterable[str], delimiter: str = ",") -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([heads, *rows])
    return text.getvalue()


def read(format_name: str, data: str | bytes, reading: Reading = golden.READING) -> list[Record]:
    return read_with(READERS[format_name], data, "people.csv", reading)


def contacts(records: Iterable[Record]) -> list[ContactDraft]:
    return [record for record in records if isinstance(record, ContactDraft)]


def problems(records: Iterable[Record]) -> list[tuple[str, str]]:
    return [(record.where, record.message) for record in records if isinstance(record, Problem)]


def notices(records: Iterable[Record]) -> list[str]:
    return [record.message for record in records if isinstance(record, Notice)]
