"""Runs one command and watches it, in a small process of its own, which measure.py starts for each run.

Linux counts the peak of a program from what the process that forked it had in memory, so this one imports little and
reads nothing before it forks. Standard input says what to run (marshal, which costs nothing to import), and is a leash:
once its other end is closed, or whoever held it has died, all that was started is killed. So it is at a limit, and what
is left of a program that has ended. What went into a session of its own is found on Linux, where the orphans of a
command become children of this process; elsewhere such a one lives on. Nothing waits for it.
"""

import ctypes
import marshal
import os
import select
import signal
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress

_LINES, _COLUMNS = 40, 120
_BECOME_REAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
_GRACE = 1.0  # for the last words of a program that has ended, where something else holds its output open
_PATIENCE = 5.0  # for what is killed to be gone
_NOT_STARTED = 127
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class _Watch:
    """One process from its start to its end. `limit` says why it was killed: `time`, `output` or `leash`."""

    def __init__(self, started: Callable[[], tuple[int, int]], seconds: float | None, most: int | None) -> None:
        self._wake, wakes = os.pipe()
        os.set_blocking(wakes, False)
        signal.set_wakeup_fd(wakes)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._most = most
        self._began = time.perf_counter()
        self._until = None if seconds is None else self._began + seconds
        self._pid, self._source = started()
        self._pieces: list[bytes] = []
        self._size = 0
        self._open = True
        self.limit = ""
        self.ended: tuple[int, float, float, int] | None = None

    @property
    def said(self) -> bytes:
        return b"".join(self._pieces)

    def to_the_end(self) -> None:
        """Until it has ended and said all, or was killed."""
        while self._open or self.ended is None:
            self._look()
            if self.limit:
                break
        self._kill()

    def _look(self) -> None:
        """Waits for whatever comes first."""
        sources = [0, self._wake, *([self._source] if self._open else [])]
        left = None if self._until is None else max(0.0, self._until - time.perf_counter())
        ready = select.select(sources, [], [], left)[0]
        if 0 in ready:
            self.limit = "leash"
        elif self._source in ready:
            self._read()
        elif self._wake in ready:
            os.read(self._wake, 512)
            self._collect(os.WNOHANG)
        elif self.ended is None:
            self.limit = "time"
        else:
            self._open = False

    def _read(self) -> None:
        try:
            piece = os.read(self._source, 65536)
        except OSError:
            piece = b""  # Linux says so when the last process at the other end of a terminal has gone
        self._open = bool(piece)
        self._pieces.append(piece)
        self._size += len(piece)
        if self._most is not None and self._size > self._most:
            self.limit = "output"

    def _collect(self, how: int) -> None:
        """Status, CPU in seconds, time on the clock, and peak in bytes, once it has ended."""
        if self.ended is not None:
            return
        pid, status, used = os.wait4(self._pid, how)
        if pid:
            now = time.perf_counter()
            peak = used.ru_maxrss * _RSS_UNIT
            self.ended = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, now - self._began, peak
            self._until = now + _GRACE

    def _kill(self) -> None:
        """Its session, itself, and then all that has become ours."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._pid, signal.SIGKILL)
        self._collect(0)
        until = time.perf_counter() + _PATIENCE
        with suppress(ChildProcessError):
            while time.perf_counter() < until:
                if os.waitpid(-1, os.WNOHANG)[0]:
                    continue
                for pid in _children():
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.005)


def _children() -> list[int]:
    """On Linux; elsewhere nothing becomes ours."""
    found, own = [], str(os.getpid())
    with suppress(FileNotFoundError):
        for name in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208 - pathlib would make this process larger
            # Between the listing and the look a process may go.
            with suppress(FileNotFoundError, ProcessLookupError), open(f"/proc/{name}/stat", "rb") as file:  # noqa: PTH123
                # The name of the program, in brackets, may hold anything.
                if file.read().rpartition(b")")[2].split()[1].decode() == own:
                    found.append(int(name))
    return found


def _reap_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BECOME_REAPER, 1, 0, 0, 0)


def _started(argv: list[str], environ: dict[str, str], folder: str, terminal: bool) -> tuple[int, int]:
    """The process, in a session of its own, and where to read what it prints."""
    reader, writer = os.openpty() if terminal else os.pipe()
    if terminal:
        termios.tcsetwinsize(writer, (_LINES, _COLUMNS))
    given = writer if terminal else os.open(os.devnull, os.O_RDONLY)
    pid = os.fork()
    if pid == 0:
        try:
            os.setsid()
            for number, file in enumerate((given, writer, writer)):
                os.dup2(file, number)
            for ignored in (signal.SIGPIPE, signal.SIGXFSZ):
                signal.signal(ignored, signal.SIG_DFL)
            os.chdir(folder)
            os.execvpe(argv[0], argv, environ)
        except OSError as error:
            os.write(2, f"{argv[0]} cannot be started: {error}\n".encode())
        finally:
            os._exit(_NOT_STARTED)
    os.close(writer)
    return pid, reader


def _floor() -> int:
    """What a program begins with, in bytes: the peak of one that is smaller than that, and does nothing."""
    pid, source = _started(["/usr/bin/true"], {}, "/", terminal=False)
    os.close(source)
    return os.wait4(pid, 0)[2].ru_maxrss * _RSS_UNIT


def main() -> None:
    """Answers with how it ended, CPU, time, peak, floor, the limit that it exceeded, and what it said."""
    argv, environ, folder, terminal, seconds, most = marshal.load(sys.stdin.buffer)
    _reap_orphans()
    floor = _floor()
    watch = _Watch(lambda: _started(argv, environ, folder, terminal), seconds, most)
    watch.to_the_end()
    if watch.limit != "leash":
        marshal.dump((watch.ended, floor, watch.limit, watch.said), sys.stdout.buffer)


if __name__ == "__main__":
    main()
