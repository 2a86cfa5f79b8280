"""vCard files: bytes in, contact drafts and problems out."""

import gc
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import astuple
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, Problem
from relkeeper.errors import UsageError
from relkeeper.importers import Reading, vcard
from relkeeper.importers.head import Head
from tests.importers import golden
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("vcard")


def read(data: str | bytes, encoding: str | None = None) -> list[ContactDraft | Problem]:
    return list(
        vcard.read(BytesIO(data.encode() if isinstance(data, str) else data), "a.vcf", Reading(encoding=encoding))
    )


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample) == golden.expectation(sample).read_text(encoding="utf-8")


def test_there_is_a_golden_pair_for_each_kind_of_trouble() -> None:
    assert len(SAMPLES) >= 15
    assert {golden.expectation(sample) for sample in SAMPLES} == set((golden.DATA / "vcard").glob("*.expected.json"))


def test_a_card_that_names_nobody_is_a_problem_and_the_rest_goes_in() -> None:
    records = read(card("NOTE:x") + card("FN:Ada") + card("URL:http://a.example"))
    assert [record.name if isinstance(record, ContactDraft) else record.where for record in records] == [
        "line 1",
        "Ada",
        "line 9",
    ]
    assert isinstance(records[0], Problem)
    assert records[0].file == "a.vcf"
    assert "no name" in records[0].message


def test_what_is_wrong_with_a_card_is_told_by_line() -> None:
    records = read("BEGIN:VCARD\nFN:A\nTEL:1\nnonsense\n:nameless\nNOTE:\xff".encode("latin-1") + b"\xfe\xff\n")
    assert [record.where for record in records if isinstance(record, Problem)] == ["line 1", "line 4", "line 5"]


def test_replaced_characters_are_told() -> None:
    draft, problem = read(b"BEGIN:VCARD\nFN:A\nNOTE:\xe8\x8a\xb1\xe5\xba\x97\xe8\nEND:VCARD\n")
    assert isinstance(draft, ContactDraft)
    assert draft.notes == "花店�"
    assert isinstance(problem, Problem)
    assert problem.where == "line 3"
    assert "NOTE" in problem.message


def test_the_encoding_the_user_names_goes_before_all_labels() -> None:
    raw = card("FN;CHARSET=BIG5:李明", "TEL:1").encode("gb18030")
    (guessed,) = read(raw)
    (told,) = read(raw, "gb2312")
    assert isinstance(told, ContactDraft)
    assert told.name == "李明"
    assert isinstance(guessed, ContactDraft)
    assert guessed.name != "李明"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp037"])
def test_an_encoding_that_is_not_like_ascii(encoding: str) -> None:
    (draft,) = read(card("FN:Zoë").encode(encoding), encoding)
    assert isinstance(draft, ContactDraft)
    assert draft.name == "Zoë"


def test_an_unknown_encoding_is_an_error_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="klingon"):
        vcard.read(BytesIO(b""), "a.vcf", Reading(encoding="klingon"))


def test_a_converted_file_still_says_what_it_was() -> None:
    (draft,) = read(card("FN;CHARSET=ISO-8859-1:Jürgen Groß"))
    assert isinstance(draft, ContactDraft)
    assert draft.name == "Jürgen Groß"


def test_a_stray_far_down_in_a_long_utf8_file_is_read_too() -> None:
    many = "".join(card(f"FN:Žofie {number}") for number in range(1000))
    *_, last = read(many.encode() + card("FN:Jürgen Groß").encode("cp1252"))
    assert isinstance(last, ContactDraft)
    assert last.name == "Jürgen Groß"


def test_quoted_printable_of_another_encoding_in_a_utf8_file() -> None:
    (draft,) = read(card("FN:Žofie", "NOTE;QUOTED-PRINTABLE:Gr=F6=DFe und Stra=DFe", version="2.1"))
    assert isinstance(draft, ContactDraft)
    assert (draft.name, draft.notes) == ("Žofie", "Größe und Straße")


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"BEGIN:VCARD\r\nVERSION:3.0", True),
        (b"\xef\xbb\xbfbegin:vcard \n", True),
        (b"Here it is:\r\rBEGIN:VCARD\r", True),
        (b"item1.BEGIN : VCARD", True),
        ("BEGIN:VCARD\r\n".encode("utf-16-be"), True),
        ("BEGIN:VCARD\r\n".encode("utf-16"), True),
        (b"", False),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT", False),
        (b"he said BEGIN:VCARD", False),
        (b"BEGIN:VCARDS", False),
    ],
)
def test_recognises(head: bytes, is_one: bool) -> None:
    assert vcard.recognises(Head(head)) is is_one


def test_a_file_without_a_card_yields_nothing() -> None:
    assert read("") == read("FN:nobody\nEND:VCARD\n") == []


def test_reading_begins_where_the_file_stands() -> None:
    file = BytesIO(card("FN:A").encode() + card("FN:B").encode())
    file.seek(len(card("FN:A")))
    assert [record.name for record in vcard.read(file, "a.vcf", Reading()) if isinstance(record, ContactDraft)] == ["B"]


def peak(count: int) -> int:
    one = card("N:Müller;Zoë;;;", "FN:Zoë Müller", "TEL:1", "EMAIL:a@example.org", "NOTE:" + "x" * 4000).encode(
        "cp1252"
    )
    file = BytesIO(one * count)
    gc.collect()
    tracemalloc.start()
    try:
        assert sum(1 for _ in vcard.read(file, "a.vcf", Reading())) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_number_of_cards() -> None:
    peak(10)
    assert peak(600) < peak(200) * 1.2


PIECES = [
    b"BEGIN:VCARD\n",
    b"END:VCARD\n",
    b"VERSION:2.1\n",
    b"VERSION:4.0\n",
    b"FN:Ada\n",
    b"N:B;A;;;\n",
    b"TEL;CELL:1\n",
    b"N;CHARSET=SHIFT_JIS:\x88\xc0\x93\xa1\n",
    b"NOTE;ENCODING=QUOTED-PRINTABLE:a=\n",
    b"=C3=BC;=3B\n",
    b" folded\n",
    b"item1.X-ABLabel:_$!<Home>!$_\n",
    b"item1.ADR:;;S;T;;;\n",
    b"AGENT:\n",
    b"PHOTO;BASE64:\n",
    b"QUJD\n",
    b"\xff\xfe\n",
    b"BDAY:1604-01-01\n",
    b"X-ALTBDAY;CALSCALE=chinese:007800310318\n",
    b"IMPP;X-SERVICE-TYPE=QQ:x-apple:1\n",
    b"X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Nick;1\n",
    b'TEL;TYPE="a;b:c\n',
    b"CATEGORIES:a,b\n",
    b"EMAIL:\\",
    b"\0",
    b"\r",
    b":",
]


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def check(data: bytes, encoding: str | None) -> None:
    """Everything that is read can be stored: no name is empty, no zero character, no lone surrogate."""
    for record in read(data, encoding):
        assert not isinstance(record, ContactDraft) or record.name
        for text in texts(tuple(record) if isinstance(record, Problem) else astuple(record)):
            assert "\0" not in text
            text.encode("utf-8")


@FEW
@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join), st.sampled_from([None, "utf-8", "gb18030", "utf-16"])
)
def test_any_splice_of_cards_is_read(data: bytes, encoding: str | None) -> None:
    check(data, encoding)


@FEW
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gb18030", "utf-16"]))
def test_any_bytes_in_a_card_are_read(data: bytes, encoding: str | None) -> None:
    check(b"BEGIN:VCARD\nFN:A\nNOTE:" + data + b"\nEND:VCARD", encoding)
    check(data, encoding)


LONG = 20_000
STARTS = [
    b"",
    b"NOTE:",
    b"ADR;LABEL=",
    b"N;QUOTED-PRINTABLE:",
    b"TEL;TYPE=",
    b"X-ABLabel:",
    b"BDAY:",
    b"IMPP:",
    b"AGENT:",
]
REPEATED = [b'"', b";", b",", b"\\", b" ", b"\t", b"\n", b"\r", b"=\n", b"\n ", b":", b"A", b"-", b"1", b"^", b"a.",
            b"\xb0", b"BEGIN:VCARD\n", b"AGENT:\nBEGIN:VCARD\n", b" \n", b"=C3"]  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
def test_no_file_makes_the_reader_hang(start: bytes) -> None:
    for piece in REPEATED:
        data = b"BEGIN:VCARD\nFN:A\n" + start + piece * (LONG // len(piece)) + b"\nEND:VCARD"
        began = time.process_time()
        vcard.recognises(Head(data[:65536]))
        check(data, None)
        assert time.process_time() - began < 2, piece


@pytest.mark.parametrize(("version", "prefix"), [("4.0", ""), ("3.0", "X-ADDRESSBOOKSERVER-")])
def test_a_group_is_named_and_left_out_and_its_members_come_in(version: str, prefix: str) -> None:
    card = f"BEGIN:VCARD\r\nVERSION:{version}\r\n"
    ada = f"{card}UID:urn:uuid:1\r\nFN:Ada Example\r\nEND:VCARD\r\n"
    family = f"{card}FN:Family\r\n{prefix}KIND:Group\r\n{prefix}MEMBER:urn:uuid:1\r\nEND:VCARD\r\n"
    person, problem = vcard.read(BytesIO((ada + family).encode()), "a.vcf", Reading())
    assert isinstance(person, ContactDraft)
    assert problem == Problem(
        "a.vcf",
        "line 6",
        "this card is the group 'Family' of 1 member; only people are taken in, it was left out",
    )


def test_a_group_of_nobody_is_a_contact_like_any_other() -> None:
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Sales\r\nKIND:group\r\nTEL:1\r\nEND:VCARD\r\n"
    (found,) = vcard.read(BytesIO(card.encode()), "a.vcf", Reading())
    assert isinstance(found, ContactDraft)
