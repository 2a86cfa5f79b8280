"""show(): the one door to stdout. Everything that is not data goes to stderr.

Rendering is imported inside functions, on purpose: a pipe never pays for Rich.
"""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from relkeeper.book import BEGIN, Book
from relkeeper.errors import ExitCode, RelkeeperError, UsageError
from relkeeper.rules.texts import untrusted

if TYPE_CHECKING:
    from relkeeper.reports.agenda import AgendaRow

# Bytes that are read before anybody has looked up.
_SMALL = 200_000


def show(book: Book, view: str, data: Any, as_json: bool = False, empty: str = "") -> None:
    """Print a report: as JSON where asked for, for a person on a terminal, as plain lines elsewhere.

    `empty` is said, instead of the view's own sentence, where a part was asked for and nothing is in it.
    """
    from relkeeper import render

    if as_json:
        _write([render.json(data)])
    elif isinstance(data, list) and not data:
        hint((empty or render.empty(view)) if book.path.exists() else f"There is no book yet; {BEGIN}")
    elif sys.stdout.isatty():
        _page(render.terminal(view, data, book.now.date()))
    else:
        _write(render.plain(view, data, book.now.date()))


def reminders(book: Book, rows: Sequence["AgendaRow"], limit: int | None, as_json: bool = False) -> None:
    """Print what is due as JSON, or as lines, folded on a terminal and none where there is nothing."""
    from relkeeper import render

    if as_json:
        _write([render.json(render.pressing(rows, limit))])
        return
    width = get_terminal_size().columns if sys.stdout.isatty() else None
    _write(render.reminders(rows, book.now.date(), limit, width))


def mail(book: Book, rows: Sequence["AgendaRow"], limit: int | None, to: str, sender: str) -> None:
    """Print what is due as a whole mail; nothing where there is nothing. Raises UsageError for what is no address."""
    from relkeeper import render

    words = render.mail(rows, book.now.date(), limit, to, sender)
    if rows:
        document(words)


def notification(book: Book, rows: Sequence["AgendaRow"], limit: int) -> None:
    """Show what is due on the desktop; nothing where there is nothing. Raises RelkeeperError where that cannot be."""
    from relkeeper import render
    from relkeeper.desktop import notify

    if rows:
        notify.send(*render.notification(rows, book.now.date(), limit))


def line(words: str) -> None:
    """Print one line that tells what a command did."""
    _write([untrusted.block(words)])


def document(words: str) -> None:
    """Write the text of a file to stdout: byte for byte into a pipe, and on a terminal so that it cannot act on it."""
    if sys.stdout.isatty():
        _write(untrusted.block(words).splitlines())
    else:
        with _reader_may_leave():
            sys.stdout.flush()
            sys.stdout.buffer.write(words.encode("utf-8", "replace"))
            sys.stdout.flush()


def qr_code(words: str) -> None:
    """Draw a text as a QR code: black on white on a terminal, whatever its theme; without colours in those it has."""
    from relkeeper.render import qr

    on_terminal = sys.stdout.isatty()
    coloured = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    _write(qr.drawn(words, coloured=coloured))
    if on_terminal and not coloured:
        hint("Without colours the code is light on a dark ground, which some phones do not read; try a light theme.")


def raw(pieces: Iterable[bytes]) -> None:
    """Write the bytes of a file to stdout, into a pipe or a file. Raises UsageError on a terminal, which it acts on."""
    if sys.stdout.isatty():
        raise UsageError("a file is not written to a terminal; name a place for it, or send it into a pipe")
    for piece in pieces:
        with _reader_may_leave():
            sys.stdout.buffer.write(piece)
    with _reader_may_leave():
        sys.stdout.buffer.flush()


def hint(words: str) -> None:
    """Say something helpful to a person; scripts and cron never hear it."""
    if sys.stderr.isatty():
        print(untrusted.block(words), file=sys.stderr)


def complain(words: str) -> None:
    """Say on stderr what went wrong."""
    print(f"relkeeper: {untrusted.block(words)}", file=sys.stderr)


def trace() -> None:
    """Show on stderr where in the program the error that is being handled came from."""
    from traceback import format_exc

    print(untrusted.block(format_exc()), file=sys.stderr)


def usage(error: Any) -> int:
    """Say what is wrong with the words of a command, for a group without a command its help; returns the exit code."""
    ctx = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        where = f" See: {ctx.command_path} --help" if ctx else ""
        complain(f"{error.format_message()}{where}")
    return int(error.exit_code)


@contextmanager
def progress(task: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr for work that takes a while, told what is done of `total` bytes; nothing without a terminal."""
    if not sys.stderr.isatty() or total < _SMALL:
        yield lambda done: None
        return
    from rich.progress import Progress

    from relkeeper.render.on_terminal import console

    with Progress(console=console(sys.stderr), transient=True) as bar:
        number = bar.add_task(task, total=total)
        yield lambda done: bar.update(number, completed=done)


def _page(words: str) -> None:
    """Through the user's pager where one is named and the text is longer than the screen."""
    pager = os.environ.get("PAGER", "").strip()
    if not pager or words.count("\n") < get_terminal_size().lines:
        _write(words.splitlines())
        return
    try:
        with interrupts_for_the_child():
            subprocess.run(shlex.split(pager), input=words, text=True, check=False, env={"LESS": "FRX", **os.environ})
    except (OSError, ValueError):
        _write(words.splitlines())


def _write(lines: Iterable[str]) -> None:
    """Lines to stdout. Whoever reads may stop reading: that is no error (`relkeeper list | head -1`)."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
    with _reader_may_leave():
        for words in lines:
            sys.stdout.write(f"{words}\n")
        sys.stdout.flush()


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # What is still buffered must not be tried again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise SystemExit(ExitCode.DONE) from None
        raise RelkeeperError(
            f"this could not be printed: {error.strerror}; a change that was asked for is made"
        ) from error


@contextmanager
def interrupts_for_the_child() -> Iterator[None]:
    """Ctrl-C goes to the program that has the terminal, an editor or a pager, and does not end this one meanwhile."""
    # A handler, unlike SIG_IGN, is not passed on: the child begins with what Ctrl-C usually does.
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def open_missing_streams() -> None:
    """Without stdin, stdout or stderr (`>&-`) nothing is read, and what is said goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
