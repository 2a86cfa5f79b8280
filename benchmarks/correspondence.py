"""What correspondence costs: chats and mails read and imported."""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.chats import ME
from benchmarks.figures import CORRESPONDENCE, Figure, Result
from benchmarks.mails import MY_ADDRESS
from benchmarks.measure import Command, Series, interleaved, nothing, run
from benchmarks.places import NOW, ROOT, Books

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
    """How much of everything: messages of WhatsApp and of QQ, of Telegram, mails."""

    messages: int = 100_000
    telegram: int = 205_000
    mails: int = 10_000


_LITTLE = _Amounts(3000, 3000, 300)


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


_LOOPING = "a bare loop with one regex for each line"
_PARSING = "email.message_from_binary_file over them"
_ONE = "above the import of one message"


class _ChatFigures(NamedTuple):
    read: Figure
    imported: Figure
    peak: Figure
    again: Figure


def _figures_of(name: str) -> _ChatFigures:
    what = f"100,000 messages of {name}"
    return _ChatFigures(
        Figure("correspondence", f"{what} read into drafts", 6, beside=_LOOPING, since=CORRESPONDENCE),
        Figure("correspondence", f"{what} imported", 25, beside=_LOOPING, since=CORRESPONDENCE),
        Figure("correspondence", f"{what} imported, peak memory", 100, "MB", _ONE, CORRESPONDENCE),
        Figure("correspondence", f"{what} imported again", beside=_LOOPING),
    )


_CHAT_FIGURES = {name: _figures_of(name) for name in _CHATS}
_TELEGRAM = "70 MB of Telegram's JSON imported"
_TELEGRAM_PEAK = Figure("correspondence", f"{_TELEGRAM}, peak memory", 100, "MB", since=CORRESPONDENCE)
_TELEGRAM_TIME = Figure("correspondence", _TELEGRAM, beside="json.load of it")
_MAILS_READ = Figure("correspondence", "10,000 mails read into drafts", 2, beside=_PARSING, since=CORRESPONDENCE)
_MAILS = Figure("correspondence", "10,000 mails imported", 5, beside=_PARSING, since=CORRESPONDENCE)
_MAILBOX = Figure("correspondence", "10,000 mails of one mailbox imported", beside=_PARSING)
_MAILS_PEAK = Figure("correspondence", "10,000 mails imported, peak memory", unit="MB", beside=_ONE)
_MAILBOX_PEAK = Figure("correspondence", "10,000 mails of one mailbox imported, peak memory", unit="MB", beside=_ONE)
FIGURES = (
    *(figure for figures in _CHAT_FIGURES.values() for figure in figures),
    *(_TELEGRAM_PEAK, _TELEGRAM_TIME, _MAILS_READ, _MAILS, _MAILBOX, _MAILS_PEAK, _MAILBOX_PEAK),
)


def correspondence(books: Books) -> Iterator[Result]:
    """What was written to each other goes in at a small multiple of reading it, in flat memory."""
    amounts = _Amounts() if books.scale.is_full else _LITTLE
    for name in _CHATS:
        yield from _chat(books, name, amounts.messages)
    yield from _telegram(books, amounts.telegram)
    yield from _mails(books, amounts.mails)


def _chat(books: Books, name: str, many: int) -> Iterator[Result]:
    """A chat of text beside the bare loop over its lines."""
    chat, home, figures = _CHATS[name], books.empty(), _CHAT_FIGURES[name]
    file = _chat_file(books, name, many)
    loop = home.python("loop", _LOOP, str(file), chat.header, says=f"{many} headers")
    drafts = home.python("drafts", DRAFTS, name, str(file), NOW, says=f"{many + chat.beside} records")
    importing = _import(books, file)
    # Into the book that the one before it has left.
    again = replace(importing, name="import again", prepare=nothing, says="messages 0 new")
    looped, read, imported, repeated = interleaved([loop, drafts, importing, again], _rounds(books))
    yield figures.read.compared(read, looped)
    yield figures.imported.compared(imported, looped)
    yield figures.peak.peak(imported, _start(books, _chat_file(books, name, 1)))
    yield figures.again.compared(repeated, looped)


def _telegram(books: Books, many: int) -> Iterator[Result]:
    """A large JSON of Telegram, once; it is about its memory."""
    file = _chat_file(books, "telegram", many)
    parsing = books.empty().python("json.load", _JSON, str(file))
    parsed, imported = interleaved([parsing, _import(books, file)], 1, warm_up=False)
    yield _TELEGRAM_PEAK.peak(imported)
    yield _TELEGRAM_TIME.compared(imported, parsed)


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
    yield _MAILS_READ.compared(read, parsed)
    yield _MAILS.compared(imported, parsed)
    yield _MAILBOX.compared(of_mailbox, beside)
    yield _MAILS_PEAK.peak(imported, start)
    yield _MAILBOX_PEAK.peak(of_mailbox, start)


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
