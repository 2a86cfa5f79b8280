"""Makes mails: `python -m benchmarks.mails PATH --mails N [--seed S]`.

PATH becomes a folder of .eml files, or one mailbox where it ends in `.mbox`: the same mails either way, of 3 to 6 kB.
One in three is text and HTML side by side, one in ten has an attachment, three in ten are in Chinese, with encoded
headers (RFC 2047). Line ends are those of Unix. The same arguments give the same mails.
"""

import argparse
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import islice
from pathlib import Path
from quopri import encodestring
from random import Random
from typing import NamedTuple

from benchmarks import words
from benchmarks.book_contacts import uid
from benchmarks.people import Person, email, people

MY_ADDRESS = "bob@placeholder.example"
_ME = f"Bob Placeholder <{MY_ADDRESS}>"
_BEGUN = datetime(2012, 1, 8, 9, tzinfo=UTC)
_DAYS = 5400
_CORRESPONDENTS = 300
_BASE64_LINE = 76

_HTML_SHARE = 1 / 3
_FILE_SHARE = 0.1
_QUOTED_SHARE = 0.4
_AUTOMATIC_SHARE = 0.05


class _Writer(NamedTuple):
    """Somebody who writes, with the address it is always from."""

    person: Person
    address: str


def mails(count: int, seed: int = 1) -> Iterator[bytes]:
    """`count` mails in the order of time, the same for the same seed."""
    random = Random(f"{seed} mails")
    writers = [_Writer(person, email(random, person)) for person in islice(people(random), _CORRESPONDENTS)]
    bodies = words.bodies(random)
    for number in range(count):
        at = _BEGUN + timedelta(days=_DAYS * number / count, seconds=random.randrange(3600))
        yield _mail(random.choice(writers), at.replace(microsecond=0), bodies, random)


def _mail(writer: _Writer, at: datetime, bodies: Sequence[str], random: Random) -> bytes:
    text = _text(bodies, random)
    kind, body = _body(text, random)
    if random.random() < _FILE_SHARE:
        kind, body = _with_file(kind, body, random)
    header = "\n".join((*_header(writer, at, random), "MIME-Version: 1.0", kind))
    return f"{header}\n\n{body}".encode("ascii")


def _header(writer: _Writer, at: datetime, random: Random) -> Iterator[str]:
    """With the traces of its way, which are half of what a mail program looks at."""
    date = format_datetime(at)
    yield f"Return-Path: <{writer.address}>"
    for hop in range(3):
        yield f"Received: from mx{hop}.post.example (mx{hop}.post.example [192.0.2.{hop + 1}])"
        yield f"\tby in{hop}.placeholder.example (Postfix) with ESMTPS id {random.getrandbits(40):010X}"
        yield f"\tfor <{MY_ADDRESS}>; {date}"
    yield "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=post.example; s=sample;"
    signature = _lines(random.randbytes(256), between="\n\t ")
    yield f"\tbh={b64encode(random.randbytes(32)).decode()};\n\tb={signature}"
    sent = random.random() < 0.4
    them = f"{_encoded(writer.person.name, random)} <{writer.address}>"
    yield f"From: {_ME if sent else them}"
    yield f"To: {them if sent else _ME}"
    yield f"Subject: {_encoded(random.choice(words.SUMMARIES), random)}"
    yield f"Date: {date}"
    yield f"Message-ID: <{uid(random)}@post.example>"
    if random.random() < _QUOTED_SHARE:
        yield f"In-Reply-To: <{uid(random)}@post.example>"
    if random.random() < _AUTOMATIC_SHARE:
        yield "List-Id: The sample letter <letter.post.example>"


def _text(bodies: Sequence[str], random: Random) -> str:
    """What is said, and for some what it answers."""
    said = "\n\n".join(random.choices(bodies, k=4))
    if random.random() < _QUOTED_SHARE:
        quoted = "\n".join(f"> {line}" for line in random.choice(bodies).splitlines())
        said += f"\n\nOn Mon, 5 Jan 2026 at 10:00, Somebody Example <somebody@post.example> wrote:\n{quoted}"
    return said


def _body(text: str, random: Random) -> tuple[str, str]:
    """The header fields of a body, and what stands behind the empty line."""
    plain = _part("text/plain", text, random)
    if random.random() >= _HTML_SHARE:
        return plain
    lines = "".join(f'<p style="margin:0;font-family:sans-serif">{line or "&nbsp;"}</p>\n' for line in text.split("\n"))
    page = f"<html><head><style>p {{ color: #222 }}</style></head><body>\n{lines}</body></html>"
    return _multipart("alternative", (plain, _part("text/html", page, random)), random)


def _part(kind: str, text: str, random: Random) -> tuple[str, str]:
    charset = random.choice(("utf-8", "utf-8", "gb2312"))
    data = text.encode("gb18030" if charset == "gb2312" else charset)
    coding = "quoted-printable" if text.isascii() or random.random() < 0.3 else "base64"
    coded = _lines(data) if coding == "base64" else encodestring(data).decode("ascii")
    return f"Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {coding}", f"{coded}\n"


def _with_file(kind: str, body: str, random: Random) -> tuple[str, str]:
    """The same with a small file, which is no kind of file that text is looked for in."""
    name = random.choice(("sample.bin", "=?UTF-8?B?5qC35pys?=.bin"))
    head = f'Content-Type: application/octet-stream; name="{name}"\nContent-Transfer-Encoding: base64\n'
    file = (f'{head}Content-Disposition: attachment; filename="{name}"', f"{_lines(random.randbytes(1000))}\n")
    return _multipart("mixed", ((kind, body), file), random)


def _multipart(kind: str, parts: Sequence[tuple[str, str]], random: Random) -> tuple[str, str]:
    boundary = f"=_{random.getrandbits(64):016x}"
    inner = "".join(f"--{boundary}\n{head}\n\n{body}\n" for head, body in parts)
    return f'Content-Type: multipart/{kind};\n boundary="{boundary}"', f"{inner}--{boundary}--\n"


def _encoded(text: str, random: Random) -> str:
    """An encoded word, or several; each holds whole characters."""
    if text.isascii():
        return text
    charset = random.choice(("UTF-8", "gb18030"))
    pieces = (text[place : place + 12] for place in range(0, len(text), 12))
    return "\n ".join(f"=?{charset}?B?{b64encode(piece.encode(charset)).decode()}?=" for piece in pieces)


def _lines(data: bytes, between: str = "\n") -> str:
    coded = b64encode(data).decode("ascii")
    return between.join(coded[place : place + _BASE64_LINE] for place in range(0, len(coded), _BASE64_LINE))


def write(path: Path, count: int, seed: int = 1) -> None:
    """Write the folder, or the mailbox as mboxrd has it (no mail of these has a line that begins with "From ")."""
    if path.suffix == ".mbox":
        with path.open("wb") as file:
            file.writelines(b"From bob Sun Jan  8 09:00:00 2012\n" + mail + b"\n" for mail in mails(count, seed))
        return
    path.mkdir()
    for number, mail in enumerate(mails(count, seed), 1):
        (path / f"{number:06}.eml").write_bytes(mail)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mails", description="Make mails that nobody sent.")
    parser.add_argument("path", type=Path, metavar="PATH")
    parser.add_argument("--mails", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    given = parser.parse_args()
    write(given.path, given.mails, given.seed)


if __name__ == "__main__":
    main()
