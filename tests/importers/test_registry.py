"""The readers by name: complete, in an order that tells formats apart, and imported only when asked for."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper import importers
from relkeeper.errors import InputError, UsageError
from relkeeper.importers import READERS, formats
from relkeeper.importers.head import SIZE, Head
from tests.importers import golden
from tests.importers.fuzzing import FEW
from tests.importers.test_formats_doc import WITHOUT_SAMPLES

SAMPLES = [sample for name in READERS if (golden.DATA / name).is_dir() for sample in golden.samples(name)]


@pytest.mark.parametrize("name", READERS)
def test_each_reader_has_what_a_reader_promises(name: str) -> None:
    reader = READERS[name]
    assert name == reader.NAME
    assert reader.TITLE.strip() == reader.TITLE != ""
    assert reader.WHERE.endswith(".")
    assert all(ending.startswith(".") and ending == ending.lower() for ending in reader.ENDINGS)
    assert ".zip" not in reader.ENDINGS  # archives are unpacked first
    assert callable(reader.read)
    assert reader.recognises(Head(b"milk, bread", "notes.txt")) is False


@pytest.mark.parametrize("name", [name for name in READERS if name not in WITHOUT_SAMPLES])
def test_each_format_has_samples(name: str) -> None:
    assert golden.samples(name)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.parent.name}-{sample.name}")
def test_no_reader_takes_the_sample_of_another(sample: Path) -> None:
    own = READERS[sample.parent.name]
    with sample.open("rb") as file:
        head = Head(file.read(SIZE), sample.name)
    # What says too little is read where the user names the format.
    assert READERS.that_recognises(head) is (own if own.recognises(head) else None)


def test_a_format_is_named_in_any_case_and_an_unknown_one_refused() -> None:
    assert importers.named("vCard") is READERS["vcard"]
    with pytest.raises(UsageError, match=r"no format 'klingon'; known are .*vcard"):
        importers.named("klingon")


def test_all_formats_are_rows() -> None:
    rows = formats()
    assert [row.name for row in rows] == sorted(READERS)
    assert {row.package for row in rows} == {""}


def imported(begin: bytes) -> set[str]:
    """The readers that recognising a file imports."""
    code = (
        "import sys; from relkeeper.importers import READERS; from relkeeper.importers.head import Head\n"
        f"READERS.that_recognises(Head({begin!r}))\n"
        "print(*(name for name, known in READERS._formats.items() if f'relkeeper.importers.{known.module}' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_a_file_that_says_what_it_is_imports_one_reader() -> None:
    assert imported(b"\xef\xbb\xbf\r\nbegin:vcard\r\n") == {"vcard"}
    assert imported(b"Received: from example.org\nFrom: ada@example.org\nDate: x\n\ntea") == {"mail"}


def test_what_is_no_json_imports_no_reader_of_json() -> None:
    kinds = {name: known.kind for name, known in READERS._formats.items()}
    assert {kinds[name] for name in imported(b"[2026-03-01, 09:15] Ada: {}")} == {"text"}
    # What Outlook saves is read as a mail.
    assert imported(b"OggS\0\2\0\0\0\0\0\0\0\0\1\2\3\4\0\0") <= {"outlook-msg", "mail", "card-picture"}
    assert imported(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6") == {"card-picture"}


PIECES = st.one_of(
    st.sampled_from([sample.read_bytes()[:1500] for sample in SAMPLES]).flatmap(
        lambda data: st.integers(0, len(data)).map(lambda cut: data[:cut])
    ),
    st.sampled_from([b"{", b"[", b'"', b"<", b"\r", b"\n\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"BEGIN:", b"From "]),
    st.binary(max_size=50),
)


@FEW
@given(st.lists(PIECES, max_size=4).map(b"".join), st.sampled_from(["a.txt", "a.json", "", "."]))
def test_no_beginning_makes_a_reader_fall(data: bytes, name: str) -> None:
    head = Head(data, name)
    for reader in READERS.values():
        assert reader.recognises(head) in (True, False)
    assert READERS.guessed(head)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"%PDF-1.7\n%\x00\x01\x02\x03", "a PDF"),
        ("a.gif", b"GIF89a\1\0\1\0\0\0\0", "a picture"),
        ("msgstore.db", b"SQLite format 3\0\x10\0\1\1", "backup of WhatsApp.*Export chat"),
        ("msgstore.db.crypt15", bytes(number * 37 % 251 for number in range(999)), "backup of WhatsApp.*Export chat"),
        ("MicroMsg.db", b"SQLite format 3\0\x10\0\1\1", "database of WeChat"),
        ("other.db", b"SQLite format 3\0\x10\0\1\1", "database of a program"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "old Office file"),
        ("a.rtf", b"{\\rtf1\\ansi hello}", "rich text"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4", "unpack it"),
        ("a.bin", bytes(range(32)), "may be encrypted"),
        ("a.json", b'{"apples": 1, "pears": []}', "JSON with the keys apples, pears; files named .*json"),
        ("a.json", b"[]", "JSON without any keys"),
        ("a.xml", b"<?xml version='1.0'?><tea/>", "XML that begins with <tea>"),
        ("a.html", b"<!DOCTYPE html><p>tea", "a web page"),
        ("a.vcf", b"milk", "files named .*vcf are usually vcard"),
        ("a.log", b"on 2026-03-01 at 10:15 there was tea", "text with dates"),
        ("a.log", "2026年3月1日 10:15 喝茶".encode("gb18030"), "text with dates"),
        ("a.log", b"milk", "text without the dates"),
    ],
)
def test_a_file_of_no_known_format_gets_a_guess_and_a_way_on(name: str, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        importers.recognised(Head(data, name), name)
    assert f"{name} is in no format known here" in str(refused.value)
    assert "--format NAME" in str(refused.value)
    assert "import --list" in str(refused.value)
