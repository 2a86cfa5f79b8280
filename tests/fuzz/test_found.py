"""What fuzzing found once, and what was mended; that nested JSON took gigabytes, see tests/importers/test_json_items.py."""

import pytest

from tests.fuzz.everything import TARGETS
from tests.fuzz.readers import samples
from tests.fuzz.trying import fault_of

FOUND = [
    # A lone surrogate between Chinese characters was more than the library for their variants takes.
    ("occasion", b"\xe5\x8d\x81\xe4"),
    # NUL in a name: SQLite shows only what stands before it.
    ("friend-lists", b'{"friends_v2": [{"name": "Ada\\u0000 Example", "timestamp": 1556668800}]}'),
    ("import", b'{"friends_v2": [{"name": "Ada\\u0000 Example", "timestamp": 1556668800}]}'),
    # Time by the square of a line's length.
    ("whatsapp", b"2024/2/5, 15:04 - Ada: x" + b" " * 100_000 + b"(a)\n"),
    (
        "mail",
        b"From: " + b"ada" * 150_000 + b"\nDate: Mon, 3 Nov 2025 10:00:00 +0000\nMessage-ID: <1@example.org>\n\nx\n",
    ),
    ("vcard", b"BEGIN:VCARD\nVERSION:3.0\nFN" + b"&amp;" * 100_000 + b":Ada Example\nEND:VCARD\n"),
    ("cadence", b"a" * 30_000 + b":"),
    # A mark before the only header: it was seen as one, and then not found again.
    ("whatsapp", b"\n\xef\xbb\xbf[2.4.1 4:30] Ada"),
    # A byte beyond ASCII in what a mail says of its attachment.
    ("mail", b"Date: 9 Oct 2020 2:00\nFrom: ada@example.org\nContent-Type: \xed/x\n\nC"),
    ("columns", b"x=" + b"x" * 500_000),
    # The parser of TOML calls itself for each bracket.
    ("contact-form", b"phones = " + b"[" * 5_000),
    ("contact-form", b"notes = " + b"9" * 5_000),
    ("settings", b"sitting_hours = " + b"9" * 5_000),
    ("settings", b"[me]\nnames = " + b"[" * 5_000),
    ("code", b"MECARD:N:Example,Ada\0;;"),
]


@pytest.mark.parametrize(("name", "data"), FOUND, ids=[name for name, _ in FOUND])
def test_it_is_mended(name: str, data: bytes) -> None:
    assert fault_of(TARGETS[name], data) is None


@pytest.mark.parametrize("name", ["line", "signal"])
def test_nul_in_the_name_of_a_sender_is_not_stored(name: str) -> None:
    told = next(data for data in samples(name) if b"Ada" in data)
    assert fault_of(TARGETS["import"], told.replace(b"Ada", b"A\0da")) is None
