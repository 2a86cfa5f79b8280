"""Real mails and mailboxes of many programs, where they are at hand: nothing raises, and known values are right."""

import email
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from functools import cache
from pathlib import Path

import pytest

from relkeeper.drafts import EventDraft, Notice, Problem
from relkeeper.importers import mail, mbox, vcard
from relkeeper.importers.head import Head
from relkeeper.importers.mail.contents import content
from relkeeper.importers.mail.message import Part, parsed
from relkeeper.importers.reader import Reading

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "mail"
FILES = sorted(CORPUS.iterdir()) if CORPUS.is_dir() else []
READING = Reading(now=datetime(2026, 11, 22, 12, tzinfo=UTC))

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not at hand")


def reader_of(path: Path) -> str:
    head = Head(path.read_bytes()[:65536], path.name)
    return next((reader.NAME for reader in (mbox, mail, vcard) if reader.recognises(head)), "")


@cache
def read(name: str) -> tuple[EventDraft | Notice | Problem, ...]:
    path = CORPUS / name
    with path.open("rb") as file:
        return tuple((mbox if reader_of(path) == "mbox" else mail).read(file, name, READING))


def events(name: str) -> list[EventDraft]:
    return [record for record in read(name) if isinstance(record, EventDraft)]


def test_each_message_is_an_event_or_a_problem() -> None:
    for name in (path.name for path in FILES):
        assert read(name), name
        for record in events(name):
            check(record, name)


def check(record: EventDraft, name: str) -> None:
    assert record.interaction.summary.strip(), name
    assert "\ufffd" not in record.interaction.summary, name
    for file in record.files:
        assert file.name == file.name.strip()
        assert not set(file.name) & set("/\\")
        assert all(len(piece) <= 2**20 for piece in file.read()), name


def test_how_many_there_are() -> None:
    names = [path.name for path in FILES]
    by_reader = [reader_of(path) for path in FILES]
    assert (len(names), by_reader.count("mail"), by_reader.count("mbox"), by_reader.count("")) == (179, 153, 8, 18)
    problems = [record for name in names for record in read(name) if isinstance(record, Problem)]
    assert (sum(len(events(name)) for name in names), len(problems)) == (116, 69)
    assert {record.message for record in problems} == {"this message has no date that can be right and was left out"}


# The library takes a trailer for a text, a blank before a colon for the end of the header, words for base64, and does not
# know a boundary that is folded or ends in blanks.
_OTHERWISE = {
    "mime4j--badbound.msg",
    "enmime--mime-bad-content-transfer-encoding.raw", "mime4j--multipartemptypart.msg", "mime4j--obsolete.msg", "mime4j--twopart.msg",
    "mime4j--very-long-boundary.msg", "mime4j--very-very-long-boundary.msg", "mime4j--weird-boundary.msg",
}  # fmt: skip


def leaves(part: Part) -> Iterator[tuple[str, bytes]]:
    if part.parts:
        for inner in part.parts:
            yield from leaves(inner)
    elif not part.kind.startswith(("message/", "multipart/")):
        yield part.kind, content(part).strip()


def leaves_by_library(part: Message) -> Iterator[tuple[str, bytes]]:
    kind = part.get_content_type().partition(" ")[0]
    if part.is_multipart():
        if kind.startswith("multipart/"):
            for inner in part.get_payload():
                yield from leaves_by_library(inner)
    elif not kind.startswith(("message/", "multipart/")):
        yield kind, part.get_payload(decode=True).strip()


def test_the_library_of_python_finds_the_same_parts() -> None:
    for path in (path for path in FILES if path.name not in _OTHERWISE):
        data = path.read_bytes().replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
        ours = [leaf for leaf in leaves(parsed(data)) if leaf[1]]
        theirs = [leaf for leaf in leaves_by_library(email.message_from_bytes(data)) if leaf[1]]
        assert (path.name, ours) == (path.name, theirs)


# File, subject, sender, a word of the text, names of the files.
KNOWN = [
    ("enmime--mime-bad-8bit-filename.raw", "Malformed test", "pavel.bazika@some.domain", "Text part", ["管理.doc"]),
    ("enmime--qp-utf8-header.raw", "MIME UTF8 Test ¢ More Text", "jamehi03@jamehi03lx.noa.com", "Lorem", []),
    ("cpython--msg_07.txt", "Here is your dingus fish", "barry@digicool.com", "dingus fish", ["dingusfish.gif"]),
    ("mime4j--frag.msg", "", "omrec@mailandnews.com", "", ["[Fwd- [Fwd- FW- Another Priceless Moment]].eml"]),
    ("mime4j--german.msg", "34Mbit/s Netz", "deuschle@mnh.telekom.de", "Hallo Herr Specht", []),
    ("nodemailer--delivery-status.eml", "Delivery Status Notification (Failure)", "mailer-daemon@amazonses.com", "An error", ["message.txt", "Example Subject.eml"]),
    ("mimekit--simple-multipart.eml", "this is a simple multipart message", "mimekit@example.com", "message body", ["attachment.txt"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "subject", "sender", "word", "files"), KNOWN)
def test_known_values(name: str, subject: str, sender: str, word: str, files: list[str]) -> None:
    [found] = events(name)
    assert found.sender is not None
    assert (subject or found.interaction.summary, sender) == (found.interaction.summary, found.sender.handle)
    assert word in found.interaction.body
    assert [file.name for file in found.files] == files


def test_known_mailboxes() -> None:
    assert [record.interaction.summary for record in events("mimekit--issue1189.mbox.txt")] == [
        "Message 1",
        "Message 2",
        "Message 3",
        "Message 4",
    ]
    assert len(read("mimekit--simple.mbox.txt")) == 3
    assert len(read("mimekit--unmunged.mbox.txt")) == 2
