"""The text of files, to be searched."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkeeper.services.attachments import extracting, pdf_text
from tests.laws import examples


def pdf(*lines: str) -> bytes:
    """A PDF of a page for each line, made by hand (ISO 32000-1, 7.5)."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(lines)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(lines)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, words in enumerate(lines):
        stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * number} 0 R>>",
            f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(places) + 1}/Root 1 0 R>>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF".encode()


@pytest.mark.parametrize(
    ("data", "kind", "text"),
    [
        (b"\xef\xbb\xbfhello\r\nAda\r", "text/plain", "hello\nAda"),
        ("样张三 周末吃饭".encode("gb18030"), "text/plain", "样张三 周末吃饭"),
        ("样张三".encode("utf-16"), "text/plain", "样张三"),
        (b"<html><script>x()</script><p>Hi <b>Ada</b>&amp;co", "text/html", "Hi Ada&co"),
        (b'{"name": "Ada"}', "application/json", '{"name": "Ada"}'),
        (b"a\0\x1b[8mb", "text/csv", "a [8mb"),
        (b"\x89PNG Ada", "image/png", ""),
        (b"Ada", "application/octet-stream", ""),
    ],
)
def test_of_each_kind(data: bytes, kind: str, text: str) -> None:
    assert extracting.text(data, kind) == text


def test_of_a_mail_its_subject_and_its_words() -> None:
    said = extracting.text(
        b"From: ada@example.org\r\nSubject: =?utf-8?b?5qC35byg?=\r\nContent-Type: text/html\r\n\r\n<p>the <i>deck</i>",
        "message/rfc822",
    )
    assert said == "样张\nthe deck"


def test_no_more_than_a_million_characters_of_the_first_bytes() -> None:
    assert len(extracting.text(b"x" * 2_000_000, "text/plain")) == extracting.LONGEST
    assert "end" not in extracting.text(b"\n" * extracting.LOOKED_AT + b"end", "text/plain")


def test_nested_mail_is_no_fault() -> None:
    bomb = b'Content-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\n' * 300
    assert extracting.text(b"Subject: x\r\n" + bomb, "message/rfc822") in {"", "x"}


class TestPdf:
    @pytest.fixture(autouse=True)
    def extra(self) -> None:
        pytest.importorskip("pypdf", reason="relkeeper[pdf] is not installed")

    def test_its_pages(self) -> None:
        assert (
            extracting.text(pdf("the first page", "of Ada Example"), "application/pdf")
            == "the first page\nof Ada Example"
        )

    def test_without_the_extra_it_has_no_text(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf_text, "pypdf", None)
        assert extracting.text(pdf("words"), "application/pdf") == ""

    @settings(deadline=None, max_examples=examples(60))
    @given(st.data())
    def test_a_broken_one_never_raises(self, data: st.DataObject) -> None:
        whole = bytearray(pdf("the first page", "another"))
        for _ in range(data.draw(st.integers(1, 6))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        cut = data.draw(st.integers(0, len(whole)))
        assert len(extracting.text(bytes(whole[:cut]), "application/pdf")) <= extracting.LONGEST

    def test_a_page_that_is_its_own_parent_is_no_fault(self) -> None:
        looping = pdf("x").replace(b"/Parent 2 0 R", b"/Parent 4 0 R").replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]")
        begun = time.monotonic()
        extracting.text(looping, "application/pdf")
        assert time.monotonic() - begun < 30

    def test_no_more_than_the_longest(self) -> None:
        assert len(extracting.text(pdf(*["a" * 600_000] * 3), "application/pdf")) == extracting.LONGEST
