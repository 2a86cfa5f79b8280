"""What an input may cost: seconds of this process's own time, and memory."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooSlowError(BaseException):
    """An input took longer than it may. No Exception, so that nothing that is tolerant of what it reads swallows it."""


@contextmanager
def seconds(most: float) -> Iterator[None]:
    """Raises TooSlowError within the block when it has computed for so long; how busy the machine is does not count."""

    def expired(number: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {most} seconds")

    before = signal.signal(signal.SIGVTALRM, expired)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def memory(megabytes: int) -> None:
    """From now on this process gets a MemoryError when it wants so much more than it has."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def peak() -> int:
    """The most memory that this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
