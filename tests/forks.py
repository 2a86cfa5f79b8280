"""relkeeper in a process of its own that need not import everything first: that is half a second each time.

One parent for each process of the suite has imported all there is; a command is a fork of it, in a session of its own,
with the descriptors, the environment and the folder that are asked for. It is a start of the program, but not of Python:
what is loaded when, how long that takes, and what Python itself does at its start is tested with true starts
(tests/cli/test_start.py, tests/cli/test_cron.py and others).
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Self, TextIO

from sqlalchemy.orm import configure_mappers

import relkeeper
from relkeeper import __main__ as program

# What modules of relkeeper import once they are called.
_LATER = (
    "chardet",
    "cnlunar",
    "dateutil.parser",
    "dateutil.relativedelta",
    "ijson",
    "opencc",
    "phonenumbers",
    "pypinyin",
    "rich.console",
    "rich.table",
    "sqlcipher3",
    "tomlkit",
)
_SIZE = struct.Struct("!I")
_NOT_FLUSHED = 120  # as Python ends then
_CODE = struct.Struct("!i")


class Started:
    """A command that was started; what `subprocess.Popen` has of the same name does the same."""

    def __init__(self, pid: int, ended: socket.socket, *files: IO[bytes]) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = ended
        self._files = files
        self._said: tuple[bytes, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def communicate(self, timeout: float | None = 60) -> tuple[bytes, ...]:
        self.wait(timeout)
        return self._said

    def wait(self, timeout: float | None = None) -> int:
        """The exit code; the negative number of the signal that ended it. TimeoutError if it runs for longer."""
        if self.returncode is None:
            self._ended.settimeout(timeout)
            (self.returncode,) = _CODE.unpack(self._ended.recv(_CODE.size))
            self._ended.close()
            self._said = tuple(_read_and_close(file) for file in self._files)
        return self.returncode

    def poll(self) -> int | None:
        with contextlib.suppress(TimeoutError, BlockingIOError):
            return self.wait(0)
        return None

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


def _read_and_close(file: IO[bytes]) -> bytes:
    with file:
        file.seek(0)
        return file.read()


def start(
    words: Sequence[str], descriptors: tuple[int, int, int], environ: Mapping[str, str], *files: IO[bytes]
) -> Started:
    """Start `relkeeper WORDS` here, with these for its stdin, stdout and stderr; `communicate` reads the files."""
    parent, like = _parent()
    assert _of_python(environ) == like, "Python reads these when it starts: use a true start"
    ended, theirs = socket.socketpair()
    asked = json.dumps({"words": list(words), "environ": dict(environ), "folder": str(Path.cwd())}).encode()
    with theirs:
        socket.send_fds(parent, [_SIZE.pack(len(asked))], [*descriptors, theirs.fileno()])
        parent.sendall(asked)
        (pid,) = _CODE.unpack(parent.recv(_CODE.size))
    return Started(pid, ended, *files)


def begin(*words: str, given: bytes = b"", **environ: str) -> Started:
    """Start it without a terminal: `given` on its stdin, and what it says where `communicate` finds it."""
    with ExitStack() as kept:
        stdin, stdout, stderr = (kept.enter_context(TemporaryFile()) for _ in range(3))
        stdin.write(given)
        stdin.seek(0)
        descriptors = (stdin.fileno(), stdout.fileno(), stderr.fileno())
        started = start(words, descriptors, {**os.environ, **environ}, stdout, stderr)
        kept.pop_all()
        stdin.close()
        return started


def run(*words: str, given: bytes = b"", **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run it to its end without a terminal."""
    with begin(*words, given=given, **environ) as running:
        said, why = running.communicate()
    return subprocess.CompletedProcess(list(words), running.wait(), said.decode(), why.decode())


@cache
def _parent() -> tuple[socket.socket, dict[str, str]]:
    """The socket to the parent of all that are started here, and what its Python was told. It ends when we do."""
    ours, theirs = socket.socketpair()
    with theirs:
        running = subprocess.Popen(
            [sys.executable, "-m", "tests.forks", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            cwd=Path(__file__).parents[1],
        )
    atexit.register(running.wait)
    atexit.register(ours.close)
    return ours, _of_python(os.environ)


def _of_python(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if name.startswith(("PYTHON", "LC_", "LANG"))}


def _import_all() -> None:
    for module in pkgutil.walk_packages(relkeeper.__path__, "relkeeper."):
        importlib.import_module(module.name)
    configure_mappers()
    for name in _LATER:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def _serve(asking: socket.socket) -> list[str]:
    """Fork for each that is asked for. Returns in the child only: with the words of its command line."""
    children: dict[int, int] = {}
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    while True:
        ready, _, _ = select.select([asking.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            _tell_who_ended(children)
        if asking.fileno() in ready:
            head, descriptors, _, _ = socket.recv_fds(asking, _SIZE.size, 4)
            if not head:
                os._exit(0)
            asked = json.loads(_read(asking, *_SIZE.unpack(head)))
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            pid = os.fork()
            if pid == 0:
                asking.detach()
                signal.set_wakeup_fd(-1)
                return _become(asked, descriptors)
            for descriptor in descriptors[:3]:
                os.close(descriptor)
            children[pid] = descriptors[3]
            asking.sendall(_CODE.pack(pid))


def _read(asking: socket.socket, size: int) -> bytes:
    said = b""
    while len(said) < size:
        said += asking.recv(size - len(said))
    return said


def _tell_who_ended(children: dict[int, int]) -> None:
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        told = children.pop(pid)
        with contextlib.suppress(BrokenPipeError):
            os.write(told, _CODE.pack(os.waitstatus_to_exitcode(status)))
        os.close(told)


def _become(asked: dict[str, Any], descriptors: Sequence[int]) -> list[str]:
    """A process as a shell would have started it."""
    os.setsid()
    for number, descriptor in enumerate(descriptors[:3]):
        os.dup2(descriptor, number)
    os.closerange(3, 512)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environ"])
    time.tzset()
    tempfile.tempdir = None
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    sys.stdin, sys.stdout, sys.stderr = _text(0, sys.stdin), _text(1, sys.stdout), _text(2, sys.stderr)
    return list(asked["words"])


def _text(number: int, ours: TextIO) -> TextIO:
    """As Python makes them at its start: by lines on a terminal, and what goes wrong is told at once."""
    raw = FileIO(number, "r" if number == 0 else "w", closefd=False)
    buffered: IO[bytes] = BufferedReader(raw) if number == 0 else BufferedWriter(raw)
    return TextIOWrapper(buffered, ours.encoding, ours.errors, line_buffering=number == 2 or os.isatty(number))


def _ended() -> int:
    """Run the program; its exit code. What the parent has imported is not taken down, which would copy all of it."""
    code = 0
    try:
        program.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    atexit._run_exitfuncs()
    for said in (sys.stdout, sys.stderr):
        try:
            said.flush()
        except OSError:
            code = _NOT_FLUSHED
    return code


if __name__ == "__main__":
    _import_all()
    gc.collect()
    gc.freeze()
    words = _serve(socket.socket(fileno=int(sys.argv[1])))
    sys.argv = [str(program.__file__), *words]
    os._exit(_ended())
