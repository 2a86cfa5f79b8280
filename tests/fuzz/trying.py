"""One input after the other: what each costs, and what was found, each fault once."""

import json
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TextIO

from tests.fuzz import limits
from tests.fuzz.targets import Target

SECONDS = 5.0
# Of one process, beyond what it has when it begins; no input is larger than a quarter of one.
MEGABYTES = 300
_TRIES = 400
# What is longer is no line of a test.
_LINE = 2_000
# By the clock; libFuzzer ends the process without asking.
_SAVED_EVERY = 1.0


def tell(text: str, to: TextIO | None = None) -> None:
    """Print at once: the process may end at any moment."""
    print(text, file=to, flush=True)


class Fault(NamedTuple):
    """What went wrong: the kind of error, and the line of ours in which it was raised."""

    kind: str
    where: str
    message: str

    @property
    def is_slow(self) -> bool:
        """Whether it took too long: then looking for a smaller input would take so long each time."""
        return self.kind == limits.TooSlowError.__name__


class Tally(NamedTuple):
    """What is told of a target."""

    name: str
    executions: int
    seconds: float
    slowest: float
    slowest_bytes: int
    megabytes: int
    faults: list[str]


def fault_of(target: Target, data: bytes, seconds: float = SECONDS) -> Fault | None:
    """What goes wrong with an input, if anything does."""
    try:
        with limits.seconds(seconds):
            target.feed(data)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, that is what is looked for
        ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "/relkeeper/" in frame.filename]
        where = f"{ours[-1].filename.rpartition('/relkeeper/')[2]}:{ours[-1].lineno}" if ours else "nothing of ours"
        # Time runs out anywhere within the same loop.
        where = "" if isinstance(error, limits.TooSlowError) else where
        return Fault(type(error).__name__, where, " ".join(str(error).split())[:200])
    return None


class Trial:
    """Tries inputs on a target; what breaks it is made small, and kept in `folder` as a file and as a test.

    Each input is written to `current` before it is tried, for whoever watches this process.
    """

    def __init__(self, target: Target, folder: Path, current: Path, seconds: float = SECONDS) -> None:
        self._target = target
        self._folder = folder
        self._current = current
        self._seconds = seconds
        self._begun = time.process_time()
        self._saved = 0.0
        self._executions = self._slowest_bytes = 0
        self._slowest = 0.0
        self._faults: dict[tuple[str, str], str] = {}

    def __call__(self, data: bytes) -> None:
        begun = time.process_time()
        fault = self._try(data)
        now = time.process_time()
        self._executions += 1
        if now - begun > self._slowest:
            self._slowest, self._slowest_bytes = now - begun, len(data)
        if fault is not None and fault[:2] not in self._faults:
            self._faults[fault[:2]] = f"{fault.kind} at {fault.where}: {fault.message}"
            self._keep(fault, data)
        if time.monotonic() - self._saved > _SAVED_EVERY:
            self.save()

    def save(self) -> None:
        """Write down how it stands: the engine may end this process at any moment."""
        self._saved = time.monotonic()
        tally = Tally(
            self._target.name,
            self._executions,
            round(time.process_time() - self._begun, 1),
            round(self._slowest, 3),
            self._slowest_bytes,
            limits.peak(),
            list(self._faults.values()),
        )
        (self._folder / f"{self._target.name}.json").write_text(json.dumps(tally._asdict()), encoding="utf-8")

    def _try(self, data: bytes) -> Fault | None:
        self._current.write_bytes(data)
        return fault_of(self._target, data, self._seconds)

    def _is_same(self, data: bytes, fault: Fault) -> bool:
        again = self._try(data)
        return again is not None and again[:2] == fault[:2]

    def _keep(self, fault: Fault, data: bytes) -> None:
        small = data if fault.is_slow else smaller(data, lambda cut: self._is_same(cut, fault))
        keep(self._target.name, f"{fault.kind} at {fault.where}: {fault.message}", small, self._folder)
        self.save()


def smaller(data: bytes, is_same: Callable[[bytes], bool]) -> bytes:
    """The input without pieces that the fault does not need, after a bounded number of tries."""
    size, tries = max(1, len(data) // 2), _TRIES
    while tries > 0 and size:
        place = 0
        while place < len(data) and tries > 0:
            tries -= 1
            shorter = data[:place] + data[place + size :]
            if is_same(shorter):
                data = shorter
            else:
                place += size
        size //= 2
    return data


def keep(name: str, fault: str, data: bytes, folder: Path) -> None:
    """Keep what broke a target as a file, and tell it as a line for FOUND in tests/fuzz/test_found.py if it is short."""
    kept = folder / f"{name}-{sha256(data).hexdigest()[:8]}"
    kept.write_bytes(data)
    line = f"    ({name!r}, {data!r})," if len(data) <= _LINE else f"    {len(data):,} bytes are in {kept}"
    tell(f"{name}: {fault}\n{line}")
