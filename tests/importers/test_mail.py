"""E-mails, one in a file."""

import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import EventDraft, FileDraft, PersonDraft, Problem
from relkeeper.errors import UsageError
from relkeeper.importers import mail
from relkeeper.importers.head import Head
from relkeeper.importers.mail import message as limits
from relkeeper.importers.mail.addresses import people
from relkeeper.importers.mail.headers import decoded, envelope_date, moment_of
from relkeeper.importers.reader import Reading
from tests.importers import golden
from tests.importers.fuzzing import FEW

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAMPLES = golden.samples("mail")
HEAD = b"From: Ada <ada@example.org>\nTo: grace@example.org\nDate: Mon, 3 Nov 2025 10:00:00 +0100\nMessage-ID: <1@example.org>\n"


def read(data: bytes, encoding: str | None = None) -> EventDraft | Problem:
    [record] = mail.read(BytesIO(data), "a.eml", Reading(now=NOW, encoding=encoding))
    assert isinstance(record, EventDraft | Problem)
    return record


def event(data: bytes, encoding: str | None = None) -> EventDraft:
    record = read(data, encoding)
    assert isinstance(record, EventDraft), record
    return record


def body(rest: bytes) -> str:
    return event(HEAD + rest).interaction.body


def names(rest: bytes) -> list[str]:
    return [file.name for file in event(HEAD + rest).files]


def data_of(file: FileDraft) -> bytes:
    return b"".join(file.read())


def multipart(kind: bytes, *parts: bytes) -> bytes:
    return (
        b"Content-Type: multipart/"
        + kind
        + b"; boundary=b\n\n"
        + b"".join(b"--b\n" + part + b"\n" for part in parts)
        + b"--b--\n"
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, mail) == golden.expectation(sample).read_text(encoding="utf-8")
    assert mail.recognises(Head(sample.read_bytes(), sample.name))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "From: <Save by Tencent MsgMgr>\nSubject: Tencent IM Message\nMIME-Version: 1.0\nContent-Type:multipart/related;\n\n",
        "\ufeffFrom: <Save by Tencent MsgMgr>\r\nSubject: Tencent IM Message\r\nMIME-Version: 1.0\r\n\r\n",
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org\nMIME-Version: 1.0\nDate: x\n\n",
        "Subject: a\nNote: b\n\n",
        "Date: today\nTo: whom it may concern\n\n",
        "hello there\nFrom: a\nTo: b\nDate: c\n\n",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\n",
        "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n",
        "消息记录（此消息记录为文本格式，不支持重新导入）\n\n消息对象:Ada\n",
        "From ada@example.org Mon Nov  3 09:00:00 2025\nFrom: ada@example.org\nDate: x\n\n",
        "[03.11.25, 10:00:00] Ada: hello\n",
    ],
)
def test_what_is_no_mail_is_not_taken(text: str) -> None:
    assert not mail.recognises(Head(text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "Return-Path: <ada@example.org>\nReceived: from a by b;\n\tMon, 3 Nov 2025 10:00:00 +0100\n\n",
        "From: a\nTo: b\n\n",
        "\ufefffrom : a\r\ndate : b\r\n\r\n",
        "\nSubject: 你好\nDate: x\n\n",
        "Subject: a\nX-Odd: b\nMIME-Version: 1.0\nthis line is broken\n\n",
    ],
)
def test_what_is_one_is(text: str) -> None:
    assert mail.recognises(Head(text.encode()))


def test_the_moment_is_in_the_offset_of_the_sender() -> None:
    at = event(HEAD + b"\nx").interaction.moment.at
    assert (at.isoformat(), at.utcoffset()) == ("2025-11-03T10:00:00+01:00", timedelta(hours=1))


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("Mon, 3 Nov 2025 10:00:00 -0000", "2025-11-03T10:00:00+00:00"),
        ("Mon, 3 Nov 2025 10:00:00", "2025-11-03T10:00:00+08:00"),
        ("3 Nov 25 10:00 EST", "2025-11-03T10:00:00-05:00"),
        ("Mon, 3 Nov 2025 10:00:00 +9999", None),
        ("Whenever", None),
        ("<HR>", None),
        ("", None),
        ("Mon, 33 Nov 2025 10:00:00 +0000", None),
        ("Mon, 3 Nov 1969 10:00:00 +0000", None),
        ("Tue, 24 Nov 2026 10:00:00 +0000", None),
        ("Mon, 23 Nov 2026 10:00:00 +0000", "2026-11-23T10:00:00+00:00"),
        ("Mon, 3 Nov 99999 10:00:00 +0000", None),
    ],
)
def test_dates(raw: str, moment: str | None) -> None:
    at = moment_of([raw], NOW.astimezone(ZoneInfo("Asia/Shanghai")))
    assert (at and at.isoformat()) == moment


def test_the_first_date_that_can_be_right_counts() -> None:
    future = HEAD.replace(b"2025", b"2035")
    assert isinstance(read(future + b"\nx"), Problem)
    received = b"Received: from a by b (Mon; 1);\n\tMon, 3 Nov 2025 11:00:00 +0100\n" + future
    assert event(received + b"\nx").interaction.moment.at.isoformat() == "2025-11-03T11:00:00+01:00"


def test_dates_of_envelopes() -> None:
    assert envelope_date("From a@example.org Mon Nov  3 09:00:00 2025") == "3 Nov 2025 09:00:00 +0000"
    assert envelope_date("From 1@xxx Mon Nov 03 09:00:00 +0100 2025") == "03 Nov 2025 09:00:00 +0100"
    assert envelope_date("From a@example.org Mon Nov  3 09:00 CET 2025") == "3 Nov 2025 09:00 +0000"
    assert envelope_date("From - ") == ""


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?a=5Fb_c?=", "a_b c"),
        ("=?utf-8?b?5qC3?= =?UTF-8?B?5byg?=\n\t=?utf-8*zh?b?5LiJ?=", "样张三"),
        ("=?utf-8?b?5qC3?=x=?utf-8?b?5byg?=", "样x张"),
        ("=?utf-8?b?5g==?= =?utf-8?b?oLc=?=", "样"),
        ("=?gb2312?b?6Us=?=", b"\xe9K".decode("gb18030")),
        ("=?x-nobody?q?caf=C3=A9?=", "café"),
        ("=?utf-8?b?5qC3===?=", "样"),
        ("=?utf-8?q?a?= =?utf-8?x?b?=", "a =?utf-8?x?b?="),
        ("=?utf-8?q?not closed", "=?utf-8?q?not closed"),
        ("=?utf-8?q?a=00b?=", "ab"),
        ("样张三".encode().decode("ascii", "surrogateescape"), "样张三"),
        ("folded\n text", "folded text"),
    ],
)
def test_encoded_words(raw: str, text: str) -> None:
    assert decoded(raw) == text


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Ada@Example.ORG", [("", "ada@example.org")]),
        ('"Example, Ada" <a@example.org>, Grace <g@example.org>', [("Example, Ada", "a@example.org"), ("Grace", "g@example.org")]),
        ("a@example.org (Ada (the elder))", [("Ada (the elder)", "a@example.org")]),
        ("Team: a@example.org, Grace <g@example.org>; z@example.org", [("", "a@example.org"), ("Grace", "g@example.org"), ("", "z@example.org")]),
        ("undisclosed-recipients:;", []),
        ('"a@example.org" <A@example.org>', [("", "a@example.org")]),
        ("'a@example.org' <a@example.org>", [("", "a@example.org")]),
        ('"Ada \\"A\\" Example" <a@example.org>', [('Ada "A" Example', "a@example.org")]),
        ("=?utf-8?q?Example,_Ada?= <a@example.org>", [("Example, Ada", "a@example.org")]),
        ("=?utf-8?b?QWRhIDxhQGV4YW1wbGUub3JnPg==?=", [("Ada", "a@example.org")]),
        ("=?utf-8?b?5qC35byg5LiJ?= <a@example.org>", [("样张三", "a@example.org")]),
        ("Ada <mailto:a@example.org>", [("Ada", "a@example.org")]),
        ("<@relay,@other:a@example.org>", [("", "a@example.org")]),
        ("Ada <a@example.org", [("Ada", "a@example.org")]),
        ("a@example.org; g@example.org", [("", "a@example.org"), ("", "g@example.org")]),
        ("root", [("root", "")]),
        ("Ada <>", [("Ada", "")]),
        ("<>", []),
        (",,, ,", []),
        ('"never closed <a@example.org>', [("", "a@example.org")]),
    ],
)  # fmt: skip
def test_addresses(raw: str, found: list[tuple[str, str]]) -> None:
    assert [(person.name, person.handle) for person in people(raw)] == found


def test_who_takes_part_is_named_once() -> None:
    data = b"From: Ada <ada@example.org>, z@example.org\nTo: Grace <g@example.org>, ADA@example.org\nCc: g@example.org\nBcc: b@example.org\nTo: t@example.org\n"
    found = event(data + b"Date: Mon, 3 Nov 2025 10:00:00 +0100\n\nx")
    assert found.sender == PersonDraft("Ada", "email", "ada@example.org")
    assert [person.handle for person in found.others] == [
        "z@example.org",
        "g@example.org",
        "b@example.org",
        "t@example.org",
    ]
    assert found.others[1].name == "Grace"


def test_identity_is_the_message_id_or_a_hash_of_what_was_said() -> None:
    assert event(HEAD + b"\nx").identity == "mail:<1@example.org>"
    without = HEAD.replace(b"Message-ID", b"X-Other")
    assert event(without + b"\nx").identity == event(b"X-Way: y\n" + without + b"\nx").identity
    assert event(without + b"\nx").identity != event(without + b"\ny").identity
    assert event(without + b"\nx").identity != event(without.replace(b"Ada", b"Eve") + b"\nx").identity


@pytest.mark.parametrize(
    ("header", "automatic"),
    [
        (b"X-None: x", False),
        (b"List-Id: <x>", True),
        (b"List-Unsubscribe: <x>", True),
        (b"Auto-Submitted: no", False),
        (b"Auto-Submitted: auto-generated", True),
        (b"Precedence: Bulk", True),
        (b"Precedence: first-class", False),
        (b"Content-Type: multipart/report; boundary=b", True),
    ],
)
def test_what_machines_write(header: bytes, automatic: bool) -> None:
    assert event(HEAD + header + b"\n\nx").automatic is automatic


@pytest.mark.parametrize(
    "name",
    [
        "no-reply",
        "noreply",
        "do_not_reply",
        "MAILER-DAEMON",
        "notifications",
        "shop-notification",
        "postmaster",
        "bounce+1",
    ],
)
def test_who_is_a_machine(name: str) -> None:
    assert event(HEAD.replace(b"ada@", name.encode() + b"@") + b"\nx").automatic


@pytest.mark.parametrize("name", ["ada", "noreen", "bouncer", "denotify", "list"])
def test_who_is_none(name: str) -> None:
    assert not event(HEAD.replace(b"ada@", name.encode() + b"@") + b"\nx").automatic


def test_of_an_alternative_the_plain_text_is_read_if_there_is_one() -> None:
    html = b"Content-Type: text/html\n\n<p>html</p>"
    assert body(multipart(b"alternative", b"Content-Type: text/plain\n\nplain", html)) == "plain"
    assert body(multipart(b"alternative", b"Content-Type: text/plain\n\n \n", html)) == "html"
    assert body(multipart(b"alternative", html, b"Content-Type: text/x-amp-html\n\n<amp>")) == "html"
    assert names(multipart(b"alternative", html, b"Content-Type: text/x-amp-html\n\n<amp>")) == []
    assert names(multipart(b"alternative", html, b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR")) == [
        "attachment.ics"
    ]


def test_pictures_without_a_name_are_kept_if_they_are_worth_it() -> None:
    small = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + b"AAAA" * 500
    large = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + b"AAAA" * 700
    named = b"Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\nAAAA"
    attached = b"Content-Type: image/gif\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nAAAA"
    assert names(multipart(b"related", b"\nx", small, large, named, attached)) == ["image.png", "a.png", "image.gif"]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'Content-Disposition: attachment; filename="../../a.txt"', "a.txt"),
        (b'Content-Disposition: attachment; filename="C:\\\\dir\\\\a.txt"', "a.txt"),
        (b'Content-Disposition: attachment; filename="/"', "attachment.txt"),
        (b'Content-Disposition: attachment; filename=".."', "attachment.txt"),
        (b"Content-Disposition: attachment; filename*=utf-8''%E6%A0%B7.txt", "样.txt"),
        (b"Content-Disposition: attachment; filename*=nobody''%E6%A0%B7.txt", "样.txt"),
        (b"Content-Disposition: attachment; filename*0=a; filename*1=b.txt", "ab.txt"),
        (b'Content-Disposition: attachment; filename="=?utf-8?b?5qC3LnR4dA==?="', "样.txt"),
        ('Content-Disposition: attachment; filename="样.txt"'.encode(), "样.txt"),
        ('Content-Disposition: attachment; filename="样张三.txt"'.encode("gb18030"), "样张三.txt"),
        (b"Content-Type: application/x; name=a.x\nContent-Disposition: attachment", "a.x"),
        (b"Content-Type: application/pdf\nContent-Disposition: attachment", "attachment.pdf"),
        (b'Content-Disposition: attachment; filename="' + b";" * 5000 + b'"', "attachment.txt"),
    ],
)
def test_names_of_attachments(header: bytes, name: str) -> None:
    assert names(multipart(b"mixed", b"\nx", header + b"\n\ndata")) == [name]


def test_a_message_that_is_sent_on_is_a_file() -> None:
    inner = b"Subject: inner\nX: y\n\nSome text.\n--c\nno part"
    found = event(HEAD + multipart(b"mixed", b"\nouter", b"Content-Type: message/rfc822\n\n" + inner))
    assert found.interaction.body == "outer"
    assert [(file.name, file.media_type, data_of(file)) for file in found.files] == [
        ("inner.eml", "message/rfc822", inner)
    ]
    coded = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogaW5uZXIKCng="
    found = event(HEAD + multipart(b"digest", coded, b"\nSubject: second\n\nx"))
    assert [(file.name, data_of(file)[-1:]) for file in found.files] == [("inner.eml", b"x"), ("second.eml", b"x")]


@pytest.mark.parametrize(
    ("header", "raw", "text"),
    [
        (b"Content-Type: text/plain; charset=gb2312\n", "朱镕基".encode("gb18030"), "朱镕基"),
        (b"Content-Type: text/plain; charset=iso-8859-1\n", b"\x93caf\xe9\x94", "“café”"),
        (b"Content-Type: text/plain; charset=ks_c_5601-1987\n", "똠방각하".encode("cp949"), "똠방각하"),
        (b"Content-Type: text/plain; charset=us-ascii\n", "样张三说好".encode(), "样张三说好"),
        (b"Content-Type: text/plain; charset=fakescii\n", "样张三说好".encode("gb18030"), "样张三说好"),
        (b"Content-Type: text/plain; charset*=us-ascii'en'gb18030\n", "样张三说好".encode("gb18030"), "样张三说好"),
        (b"", "样张三说好".encode("gb18030"), "样张三说好"),
        (b"Content-Type: text/html\n", b"<meta charset='big5'><p>" + "樣張".encode("big5"), "樣張"),
        (b"Content-Type: text/plain; charset=iso-2022-jp\n", "日本語".encode("iso-2022-jp"), "日本語"),
        (b"Content-Transfer-Encoding: quoted-printable\n", b"a=3D=\nb =E6=A0=B7", "a=b 样"),
        (b"Content-Transfer-Encoding: BASE64 \n", b"YWJj\n!!\nZA", "abcd"),
        (b"Content-Transfer-Encoding: base64\n", b"not coded at all", "not coded at all"),
        (b"Content-Transfer-Encoding: x-nobody\n", b"as it is", "as it is"),
        (b"Content-Transfer-Encoding: x-uuencode\n", b"begin 644 a\n#0V%T\n`\nend\n", "Cat"),
        (b"Content-Type: nonsense\n", b"text", "text"),
        (b"Content-Type: multipart/mixed\n", b"--b\nno boundary", "--b\nno boundary"),
    ],
)  # fmt: skip
def test_texts_in_their_encodings(header: bytes, raw: bytes, text: str) -> None:
    assert body(header + b"\n" + raw) == text


def test_the_user_knows_what_declares_nothing() -> None:
    data = HEAD + "Subject: жук\n\nжук".encode("koi8-r")
    found = event(data, "koi8-r").interaction
    assert (found.summary, found.body) == ("жук", "жук")
    with pytest.raises(UsageError, match="no encoding"):
        read(data, "nobody")


def nested(depth: int) -> bytes:
    lines = [b"Content-Type: multipart/mixed; boundary=b0\n"]
    lines += [b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n" % (level, level + 1) for level in range(depth)]
    return b"\n".join((*lines, b"--b%d\n\nx" % depth))


def test_a_message_that_is_too_deep_or_too_wide_is_left_out() -> None:
    assert body(nested(48)) == "x"
    deep, wide = read(HEAD + nested(60)), read(HEAD + multipart(b"mixed", *[b"\n"] * 1001))
    assert isinstance(deep, Problem)
    assert isinstance(wide, Problem)
    assert (deep.where, deep.message) == ("message", "this message is nested more than 50 deep and was left out")
    assert wide.message == "this message has more than 1000 parts and was left out"


def test_many_parts_of_many_parts_cost_no_more_than_few() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=c\n\n" + b"--c\n\nx\n" * 900
    begun = time.process_time()
    assert isinstance(read(HEAD + multipart(b"mixed", *[inner] * 900)), Problem)
    assert time.process_time() - begun < 2


def test_a_message_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LARGEST", 1000)
    problem = read(HEAD + b"\n" + b"x" * 1000)
    assert isinstance(problem, Problem)
    assert "larger than" in problem.message


@pytest.mark.parametrize(
    "evil",
    [
        b"Content-Type: text/plain; " + b'";' * 200_000,
        b"Content-Type: multipart/mixed; boundary=" + b"b" * 100_000 + b"\n\n" + b"--b\n" * 100_000,
        b"To: " + b'"\\' * 100_000,
        b"To: " + b"(" * 100_000,
        b"To: " + b"<" * 100_000,
        b"Subject: " + b"=?utf-8?q?" * 50_000,
        b"Subject: " + b"Re: " * 100_000,
        b"X: y\n " + b"\n " * 200_000,
        b"Date: " + b"1 " * 100_000,
        b"References: " + b"\t" * 500_000,
    ],
)
def test_hostile_headers_take_no_time(evil: bytes) -> None:
    begun = time.process_time()
    read(HEAD + evil + b"\n\nx")
    assert time.process_time() - begun < 2


def test_the_library_finds_the_same_parts() -> None:
    made = EmailMessage()
    made["From"], made["Date"] = "Ada <ada@example.org>", "Mon, 3 Nov 2025 10:00:00 +0100"
    made.set_content("Größe: 样\n")
    made.add_alternative("<p>Größe</p>", subtype="html")
    made.add_attachment(b"\0\1\2" * 1000, maintype="application", subtype="zip", filename="样 张.zip")
    made.add_attachment("csv;é", subtype="csv", filename="a.csv")
    found = event(made.as_bytes())
    assert found.interaction.body == "Größe: 样"
    assert [(file.name, len(data_of(file))) for file in found.files] == [("样 张.zip", 3000), ("a.csv", 7)]


_PIECES = [
    *HEAD.splitlines(keepends=True), b"\n", b"\n\n", b"\r\n", b"\r", b"--b\n", b"--b--\n", b"Content-Type: multipart/mixed; boundary=b\n",
    b"Content-Type: message/rfc822\n", b"Content-Type: text/html; charset=\"\n", b"Content-Type: multipart/alternative; boundary*0*=utf-8''b\n",
    b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: x-uue\n", b"begin 644 x\n", b"Content-Disposition: attachment; filename*=x'y'%ff\n",
    b"Content-Disposition: attachment; filename*0*=a; filename*x=b\n", b"Subject: =?utf-8?b?a?=\n", b"To: ", b'"', b"<", b"(", b":", b";", b"\xff\xfe", b"\0", b"=?", b"?=", b"From ",
    b"Date: Mon, 99 Nov 2025 10:00:00 +99999\n", b"Content-Type: text/plain; charset=utf-16\n", b"Content-Type: image/png\n", b"\xe6\xa0",
]  # fmt: skip


@FEW
@given(st.lists(st.sampled_from(_PIECES) | st.binary(max_size=8), max_size=25), st.booleans())
def test_nothing_raises(pieces: list[bytes], with_head: bool) -> None:
    data = (HEAD if with_head else b"") + b"".join(pieces)
    mail.recognises(Head(data))
    record = read(data)
    if isinstance(record, EventDraft):
        assert record.interaction.summary
        record.interaction.body.encode()
        for file in record.files:
            assert file.name
            data_of(file)


def test_limits_are_the_same_for_all() -> None:
    assert mail.LARGEST == limits.LARGEST == 64 * 2**20
