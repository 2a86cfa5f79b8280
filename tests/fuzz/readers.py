"""Every reader of files as a target, with our own samples of its format as what mutations begin with."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from relkeeper.errors import DateOrderError, RelkeeperError
from relkeeper.importers import READERS, Reader, Reading
from relkeeper.importers.head import SIZE, Head
from tests.fuzz import sanity
from tests.fuzz.targets import Target
from tests.importers import golden

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
# A reader that was asked in which order day and month stand, reads on.
_ORDERS = ("", "dmy")
# Ours of the formats that stand in no folder of samples: the tests of their readers make them.
_MADE = {"relkeeper", "outlook-msg"}
# The pixels are Pillow's, the letters a network's, and minutes long; what a code says is a target of its own.
_APART = {"card-picture"}


def targets() -> Iterator[Target]:
    """A target for each reader."""
    for name in READERS:
        if name not in _APART:
            yield Target(name, partial(feed, name), partial(samples, name))


def feed(name: str, data: bytes) -> None:
    """Let a reader look at a file, recognised or not, and read it."""
    reader = READERS[name]
    called = f"sample{reader.ENDINGS[0]}" if reader.ENDINGS else "sample"
    reader.recognises(Head(data[:SIZE], called))
    for order in _ORDERS:
        try:
            _read(reader, data, called, Reading(now=NOW, date_order=order))
        except DateOrderError:
            continue
        except RelkeeperError as error:
            _sentence(error)
        return


def _read(reader: Reader, data: bytes, called: str, reading: Reading) -> None:
    for record in reader.read(BytesIO(data), called, reading):
        sanity.check(record, len(data), NOW)


def _sentence(error: RelkeeperError) -> None:
    if not str(error).strip():
        raise sanity.SenselessError(f"{type(error).__name__} says nothing")


@cache
def samples(name: str) -> tuple[bytes, ...]:
    """Our own samples of a format."""
    if name in _MADE:
        return tuple(_made(name))
    return tuple(path.read_bytes() for path in golden.samples(name))


def _made(name: str) -> Iterator[bytes]:
    if name == "relkeeper":
        from tests.importers.test_relkeeper_json import WHOLE
        from tests.test_own_format import document

        yield document(**WHOLE).encode()
        return
    from tests.importers import test_outlook as outlook

    with TemporaryDirectory() as folder, suppress(ImportError):
        yield outlook.message(
            {(0x001A, 0x1F): "IPM.Note", (0x0037, 0x1F): "x", (0x1000, 0x1F): "y", (0x0039, 0x40): outlook.SENT},
            [{(0x0C15, 3): 1, (0x3001, 0x1F): "Ada", (0x39FE, 0x1F): "ada@example.org"}],
            [{(0x3705, 3): 1, (0x3701, 0x102): b"z", (0x3707, 0x1F): "z.txt"}],
            Path(folder),
        )
