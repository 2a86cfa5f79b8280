"""What an input may cost: seconds of computing and of waiting, and memory."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlowError(BaseException):
    """An input took longer than it may. No Exception, so that nothing that is tolerant of what it reads swallows it."""


# What waits is no better than what computes; so many times longer, because the machine may be busy.
WAITING = 12
# Told again until it is heard: what is raised within a callback of a library may be swallowed by it.
_AGAIN = 1.0


@contextmanager
def seconds(most: float) -> Iterator[None]:
    """Raises TooSlowError within the block when it has computed for so long, or taken WAITING times as long by the clock.

    Only between two steps of Python: who is stuck within a library is found from outside (tests/fuzz/watching.py).
    """

    def expired(number: int, frame: FrameType | None) -> None:
        what = "of computing" if number == signal.SIGPROF else "by the clock"
        raise TooSlowError(f"more than {most if number == signal.SIGPROF else most * WAITING} seconds {what}")

    before = [(number, signal.signal(number, expired)) for number in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, most, _AGAIN)
    signal.setitimer(signal.ITIMER_REAL, most * WAITING, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before:
            signal.signal(number, handler)


def memory(megabytes: int) -> None:
    """From now on this process gets a MemoryError when it wants so much more than it has."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def peak() -> int:
    """The most memory that this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
