"""Mails that Outlook saved: compound files made here, property by property, as [MS-OXMSG] describes them."""

import struct
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkeeper.drafts import EventDraft, PersonDraft, Problem
from relkeeper.errors import InputError
from relkeeper.importers import mail, outlook
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Reading
from tests.laws import examples

extract_msg = pytest.importorskip("extract_msg")

READING = Reading(now=datetime(2026, 11, 22, 12, tzinfo=UTC))
SENT = datetime(2025, 11, 3, 10, 30, tzinfo=UTC)
_TEXT, _BINARY, _NUMBER, _TIME = 0x001F, 0x0102, 0x0003, 0x0040
Values = dict[tuple[int, int], object]


def message(values: Values, people: list[Values], files: list[Values], folder: Path) -> bytes:
    """A .msg of these properties, each `(id, type): value`."""
    writer = extract_msg.OleWriter()
    for name in ("00020102", "00030102", "00040102"):
        writer.addEntry(["__nameid_version1.0", f"__substg1.0_{name}"], b"")
    _write(
        writer, [], b"\0" * 8 + struct.pack("<4I", len(people), len(files), len(people), len(files)) + b"\0" * 8, values
    )
    for kind, groups in (("recip", people), ("attach", files)):
        for number, group in enumerate(groups):
            _write(writer, [f"__{kind}_version1.0_#{number:08X}"], b"\0" * 8, group)
    path = folder / "made.msg"
    writer.write(str(path))
    return path.read_bytes()


def _write(writer, path: list[str], head: bytes, values: Values) -> None:  # type: ignore[no-untyped-def]
    rows = [head]
    for (number, kind), value in values.items():
        if kind in (_TEXT, _BINARY):
            data = value.encode("utf-16-le") if isinstance(value, str) else value
            writer.addEntry([*path, f"__substg1.0_{number:04X}{kind:04X}"], data)
            rows.append(struct.pack("<HHIII", kind, number, 6, len(data) + (2 if kind == _TEXT else 0), 0))
        elif kind == _TIME:
            ticks = (value - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
            rows.append(struct.pack("<HHIQ", kind, number, 6, ticks))
        else:
            rows.append(struct.pack("<HHIII", kind, number, 6, value, 0))
    writer.addEntry([*path, "__properties_version1.0"], b"".join(rows))


@pytest.fixture
def made(tmp_path: Path) -> bytes:
    return message(
        {
            (0x001A, _TEXT): "IPM.Note",
            (0x0037, _TEXT): "回复: 计划 Re",
            (0x1000, _TEXT): "周三见。\r\n\r\n-----Original Message-----\r\nFrom: x\r\n",
            (0x0C1A, _TEXT): "Example, Ada",
            (0x5D01, _TEXT): "Ada@Example.org",
            (0x1035, _TEXT): "<plan.1@example.org>",
            (0x0039, _TIME): SENT,
            (0x0E07, _NUMBER): 1,
            (0x340D, _NUMBER): 0x00040E79,
        },
        [
            {(0x0C15, _NUMBER): 1, (0x3001, _TEXT): "样张三", (0x39FE, _TEXT): "zhang@example.org"},
            {(0x0C15, _NUMBER): 2, (0x3001, _TEXT): 'Grace "G" Sampleton', (0x39FE, _TEXT): "grace@example.org"},
        ],
        [{(0x3705, _NUMBER): 1, (0x3701, _BINARY): b"minutes", (0x3707, _TEXT): "..\\notes\\minutes.txt"}],
        tmp_path,
    )


def read(data: bytes, name: str = "a.msg") -> list[EventDraft | Problem]:
    return list(outlook.read(BytesIO(data), name, READING))


def test_a_message_with_people_text_and_a_file(made: bytes) -> None:
    [event] = read(made)
    assert isinstance(event, EventDraft)
    assert (event.interaction.summary, event.interaction.body) == ("计划 Re", "周三见。")
    assert (event.interaction.moment.at, event.interaction.channel) == (SENT, "email")
    assert event.identity == "mail:<plan.1@example.org>"
    assert event.sender == PersonDraft("Example, Ada", "email", "ada@example.org")
    assert event.others == (
        PersonDraft("样张三", "email", "zhang@example.org"),
        PersonDraft('Grace "G" Sampleton', "email", "grace@example.org"),
    )
    assert [(file.name, b"".join(file.read())) for file in event.files] == [("minutes.txt", b"minutes")]
    assert not event.automatic


def test_the_headers_it_arrived_with_go_before_its_properties(tmp_path: Path) -> None:
    header = (
        "From: =?utf-8?B?5qC35byg5LiJ?= <zhang@example.org>\r\nTo: ada@example.org\r\nList-Id: <x.example.org>\r\n"
        "Date: Mon, 3 Nov 2025 18:30:00 +0800\r\nMessage-ID: <2@example.org>\r\nContent-Type: text/html\r\n"
    )
    html = "<html><head><meta charset=gb2312></head><body><p>你好</p></body></html>".encode("gb18030")
    values: Values = {
        (0x001A, _TEXT): "IPM.Note",
        (0x007D, _TEXT): header,
        (0x1013, _BINARY): html,
        (0x340D, _NUMBER): 0x00040E79,
    }
    [event] = read(message(values, [], [], tmp_path))
    assert isinstance(event, EventDraft)
    assert event.sender == PersonDraft("样张三", "email", "zhang@example.org")
    assert (event.interaction.body, event.automatic, event.identity) == ("你好", True, "mail:<2@example.org>")
    assert event.interaction.moment.at.isoformat() == "2025-11-03T18:30:00+08:00"


def test_only_a_compound_file_of_that_name_is_one(made: bytes) -> None:
    assert outlook.recognises(Head(made, "A.MSG"))
    assert not outlook.recognises(Head(made, "a.doc"))
    plain = b"From: ada@example.org\nDate: Mon, 3 Nov 2025 10:00:00 +0000\nSubject: x\n\ny\n"
    assert not outlook.recognises(Head(plain, "a.msg"))
    assert mail.recognises(Head(plain, "a.msg"))


def test_without_the_library_it_is_said_what_to_install(made: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "extract_msg", None)
    with pytest.raises(InputError, match=r"pip install 'relkeeper\[outlook\]'"):
        read(made)


def test_what_is_no_mail_is_a_problem() -> None:
    [problem] = read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    assert isinstance(problem, Problem)
    assert "damaged" in problem.message


@settings(max_examples=examples(40), deadline=None)
@given(cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=40)), max_size=4), end=st.floats(0, 1))
def test_a_damaged_file_raises_nothing(
    cuts: list[tuple[float, bytes]], end: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    global _made  # noqa: PLW0603  # made once: Hypothesis takes no fixture of a function
    _made = _made or message(
        {(0x001A, _TEXT): "IPM.Note", (0x0037, _TEXT): "x", (0x1000, _TEXT): "y", (0x0039, _TIME): SENT},
        [{(0x0C15, _NUMBER): 1, (0x3001, _TEXT): "Ada", (0x39FE, _TEXT): "ada@example.org"}],
        [{(0x3705, _NUMBER): 1, (0x3701, _BINARY): b"z", (0x3707, _TEXT): "z.txt"}],
        tmp_path_factory.mktemp("msg"),
    )
    data = bytearray(_made)
    for place, noise in cuts:
        begun = int(place * len(data))
        data[begun : begun + len(noise)] = noise
    for record in read(bytes(data[: int(end * len(data)) + 1])):
        if isinstance(record, EventDraft):
            for file in record.files:
                b"".join(file.read())


_made = b""
