"""What correspondence costs: chats and mails read and imported, and files attached."""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.attaching import MEGABYTE, Load, above_start, attaching
from benchmarks.chats import ME
from benchmarks.mails import MY_ADDRESS
from benchmarks.measure import Command, Series, interleaved, nothing, run
from benchmarks.places import NOW, ROOT, Books
from benchmarks.results import Result, compared

_MOST_ROUNDS = 5

_LOOP = """
import re, sys
header = re.compile(sys.argv[2])
with open(sys.argv[1], encoding="utf-8-sig") as file:
    print(sum(1 for line in file if header.match(line)), "headers")
"""
DRAFTS = """
import sys
from datetime import datetime
from pathlib import Path
from relkeeper import importers
reader = importers.named(sys.argv[1])
reading = importers.Reading(now=datetime.fromisoformat(sys.argv[3]), date_order="dmy")
count = 0
for path in sorted(Path(sys.argv[2]).glob("*.eml")) or [Path(sys.argv[2])]:
    with path.open("rb") as file:
        count += sum(1 for _ in reader.read(file, path.name, reading))
print(count, "records")
"""
_PARSED = """
import email, sys
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*.eml")):
    with path.open("rb") as file:
        email.message_from_binary_file(file)
"""
_JSON = "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))"


class _Amounts(NamedTuple):
    """How much of everything: messages of WhatsApp and of QQ, of Telegram, mails, files."""

    messages: int = 100_000
    telegram: int = 205_000
    mails: int = 10_000
    files: Load = Load(megabytes=1000, files=5)


_LITTLE = _Amounts(3000, 3000, 300, Load(megabytes=20, files=3))


class _Chat(NamedTuple):
    """An expression that finds the headers of a format, and how many drafts there are beside the messages."""

    header: str
    beside: int


_CHATS: Mapping[str, _Chat] = {
    # All that phones write around a date and a clock of 12 or 24 hours; the name and the text.
    "whatsapp": _Chat(
        r"^[\u200e\u200f]*\[?(\d{1,4}[-/.]\s?\d{1,4}[-/.]\s?\d{1,4})[,.]?\s\D*?(\d{1,2}[.:]\d{1,2}(?:[.:]\d{1,2})?)"
        r"(?:\s([ap]\.?\s?m\.?))?\]?(?:\s[-–]|:)?\s(.+?):\s(.*)",
        2,
    ),
    # The last bracket holds the number or address, where there is one.
    "qq": _Chat(
        r"^(\d{4}-\d{2}-\d{2}) (?:(上午|下午) )?(\d{1,2}:\d{1,2}:\d{1,2})(?: (AM|PM))? "
        r"(.*?)(?:\((\d+)\)|<([^<>\s]+)>)?\s*$",
        1,
    ),
}


def correspondence(books: Books) -> Iterator[Result]:
    """What was written to each other goes in at a small multiple of reading it, in flat memory."""
    full = books.scale.interactions >= 100_000
    amounts = _Amounts() if full else _LITTLE
    # Little of everything costs the start of the program and not much else, which is no budget.
    for result in _all(books, amounts):
        yield result._replace(binding=result.binding and full)


def _all(books: Books, amounts: _Amounts) -> Iterator[Result]:
    for name in _CHATS:
        yield from _chat(books, name, amounts.messages)
    yield from _telegram(books, amounts.telegram)
    yield from _mails(books, amounts.mails)
    yield from attaching(books, amounts.files, _rounds(books))


def _chat(books: Books, name: str, many: int) -> Iterator[Result]:
    """A chat of text beside the bare loop over its lines."""
    chat, home = _CHATS[name], books.empty()
    file = _chat_file(books, name, many)
    loop = home.python("loop", _LOOP, str(file), chat.header, says=f"{many} headers")
    drafts = home.python("drafts", DRAFTS, name, str(file), NOW, says=f"{many + chat.beside} records")
    importing = _import(books, file)
    # Into the book that the one before it has left.
    again = replace(importing, name="import again", prepare=nothing, says="messages 0 new")
    looped, read, imported, repeated = interleaved([loop, drafts, importing, again], _rounds(books))
    what = f"{many:,} messages"
    yield compared(f"{name} / bare loop", f"{what} read into drafts", read, looped, 6)
    yield compared(f"{name} / bare loop", f"{what} imported", imported, looped, 25)
    yield above_start(f"{name} memory", f"{what} imported", imported, _start(books, _chat_file(books, name, 1)), 100)
    yield compared(f"{name} / bare loop", f"{what} imported again", repeated, looped, 25, binding=False)


def _telegram(books: Books, many: int) -> Iterator[Result]:
    """A large JSON of Telegram, once; it is about its memory."""
    file = _chat_file(books, "telegram", many)
    start = _start(books, _chat_file(books, "telegram", 1))
    parsing = books.empty().python("json.load", _JSON, str(file))
    parsed, imported = interleaved([parsing, _import(books, file)], 1, warm_up=False)
    what = f"{file.stat().st_size / MEGABYTE:.0f} MB, {many:,} messages, imported"
    yield above_start("telegram memory", what, imported, start, 100)
    yield compared("telegram / json.load", what, imported, parsed, 0)._replace(limit=None)


def _mails(books: Books, many: int) -> Iterator[Result]:
    """Mails beside the parser of the standard library."""
    folder, mailbox = (_mail_file(books, f"{many}-mails{ending}", many) for ending in ("", ".mbox"))
    home = books.empty()
    parsing = home.python("email", _PARSED, str(folder))
    drafts = home.python("drafts", DRAFTS, "mail", str(folder), NOW, says=f"{many} records")
    commands = [parsing, drafts, _import(books, folder)]
    parsed, read, imported = interleaved(commands, _rounds(books), warm_up=False)
    of_mailbox, beside = Series([run(_import(books, mailbox), 1)]), Series(parsed.samples[-1:])
    start = _start(books, _mail_file(books, "one-mail.mbox", 1))
    what = f"{many:,} mails"
    yield compared("mails / email", f"{what} read into drafts", read, parsed, 2)
    yield compared("mails / email", f"{what} imported", imported, parsed, 5)
    yield compared("mails / email", f"{what} imported, one mailbox", of_mailbox, beside, 5, binding=False)
    yield above_start("mails memory", f"{what} imported", imported, start, 100)._replace(binding=False)
    yield above_start("mails memory", f"{what} imported, one mailbox", of_mailbox, start, 100)._replace(binding=False)


def _rounds(books: Books) -> int:
    return min(books.scale.rounds, _MOST_ROUNDS)


def _import(books: Books, path: Path) -> Command:
    """An import into an empty book, as somebody would type it who has just begun."""
    words = ("--create", "--me", ME, "--me", MY_ADDRESS, "--date-order", "dmy")

    def empty(number: int) -> None:
        books.empty()

    return replace(books.empty().relkeeper("import", "import", str(path), *words, says="Imported"), prepare=empty)


def _start(books: Books, file: Path) -> int:
    """The peak of an import of next to nothing, in bytes."""
    return run(_import(books, file), 1).peak


def _chat_file(books: Books, name: str, many: int) -> Path:
    ending = "json" if name == "telegram" else "txt"
    return _made(books.folder / f"{many}-{name}.{ending}", "benchmarks.chats", "--messages", str(many), name)


def _mail_file(books: Books, name: str, many: int) -> Path:
    return _made(books.folder / name, "benchmarks.mails", "--mails", str(many))


def _made(path: Path, module: str, *args: str) -> Path:
    """A file or folder that is made once, in a process of its own, which may grow."""
    if not path.exists():
        print(f"making {path} ...", file=sys.stderr)
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(ROOT)}
        run(Command(module, lambda number: (sys.executable, "-m", module, *args, str(path)), environ), 1)
    return path
