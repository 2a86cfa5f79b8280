"""What kind of file something is: by its bytes, whatever it is called."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkeeper.services.attachments.media_types import media_type

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
MAIL = b"Received: from mail.example.org\r\n\tby mx.example.org\r\nFrom: ada@example.org\r\nDate: Sat, 21 Nov 2026 10:00:00 +0000\r\n\r\nHi"


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (PNG, "holiday.txt", "image/png"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "letter.exe", "application/pdf"),
        (b"%PDF-1.4\n1 0 obj\n", "letter", "application/pdf"),
        (b"MZ" + bytes(60), "photo.jpg", "application/x-msdownload"),
        (b"\x7fELF" + bytes(60), "photo.jpg", "application/x-executable"),
        (b"hello", "chat.txt", "text/plain"),
        (b"hello", "photo.png", "text/plain"),
        (b"", "empty", "text/plain"),
        (b"BM is what we call the bank\n", "note", "text/plain"),
        (b"ID3 tags explained\n", "note.mp3", "text/plain"),
        ("\ufeff样张三 2026-11-21\n".encode("utf-16"), "QQ.txt", "text/plain"),
        ("样张三 2026-11-21\n".encode("gb18030"), "QQ.txt", "text/plain"),
        (b"name,phone\nAda,1\n", "list.csv", "text/csv"),
        (b'{"a": 1}', "export", "application/json"),
        ("[图片]\n".encode(), "chat", "text/plain"),
        (b"[1] a footnote\n", "chat", "text/plain"),
        (b"  <!-- saved --><!DOCTYPE html><p>x", "x.txt", "text/html"),
        (b"<p>a piece</p>", "x.html", "text/html"),
        (b'<?xml version="1.0"?>\n<svg onload="x()">', "x.png", "image/svg+xml"),
        (b'<?xml version="1.0"?>\n<smses>', "x", "text/xml"),
        (b"#!/bin/sh\nrm -rf x\n", "photo.txt", "text/x-script"),
        (b"[Desktop Entry]\nExec=x\n", "photo.txt", "application/x-desktop"),
        (b"BEGIN:VCARD\r\nFN:Ada\r\n", "x", "text/vcard"),
        (b"BEGIN:VCALENDAR\r\n", "x", "text/calendar"),
        (MAIL, "x", "message/rfc822"),
        (b"From ada@example.org Sat Nov 21 10:00:00 2026\n" + MAIL, "x", "application/mbox"),
        (b"From: here\nto there\n", "x", "text/plain"),
    ],
)  # fmt: skip
def test_by_its_bytes(head: bytes, name: str, kind: str) -> None:
    assert media_type(head, name) == kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("audio/x-silk", "audio/x-silk"),
        ("Audio/X-Silk; rate=8000", "audio/x-silk"),
        ("", "application/octet-stream"),
        ("text/plain", "application/octet-stream"),
        ("my own words\x1b", "application/octet-stream"),
    ],
)
def test_what_a_source_says_counts_only_where_the_bytes_tell_nothing(said: str, kind: str) -> None:
    assert media_type(b"\x02#!SILK_V3\x00\x01", "voice.slk", said) == kind
    assert media_type(PNG, "voice.slk", said) == "image/png"


@settings(deadline=None)
@given(st.binary(max_size=300), st.text(max_size=20), st.text(max_size=20))
def test_anything_has_a_kind(head: bytes, name: str, said: str) -> None:
    assert "/" in media_type(head, name, said)


@pytest.mark.parametrize("head", [b"<!-- -->" * 8000, b"a:\n" * 20000, b"<" * 60000, b"x: y\n z\n" * 8000])
def test_in_linear_time(head: bytes) -> None:
    assert media_type(head, "x") == "text/plain"
