"""What the tests of chat readers have in common: reading bytes, and what every reader of a chat must hold to."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from relkeeper.drafts import ChatDraft, MessageDraft, Notice, Problem
from relkeeper.errors import InputError
from relkeeper.importers.head import SIZE, Head
from relkeeper.importers.latest import latest
from relkeeper.importers.reader import Reader, Reading, Record
from tests.importers import golden

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "chats"


def read(reader: Reader, data: str | bytes, name: str = "chat", reading: Reading = golden.READING) -> list[Record]:
    return list(reader.read(BytesIO(data.encode() if isinstance(data, str) else data), name, reading))


def chats(records: list[Record]) -> list[ChatDraft]:
    return [record for record in records if isinstance(record, ChatDraft)]


def messages(records: list[Record]) -> list[MessageDraft]:
    return [record for record in records if isinstance(record, MessageDraft)]


def problems(records: list[Record]) -> list[tuple[str, str]]:
    return [(record.where, record.message) for record in records if isinstance(record, Problem)]


def spoken(records: list[Record]) -> list[tuple[str, str]]:
    """Who said what; the owner is `me`, and what the service says has no name."""
    return [
        ("" if not said.sender else "me" if said.sender.me else said.sender.name, said.text)
        for said in messages(records)
    ]


def times(records: list[Record]) -> list[str]:
    return [said.at.isoformat(" ") for said in messages(records)]


def is_recognised(reader: Reader, data: str | bytes, name: str = "") -> bool:
    return reader.recognises(Head((data.encode() if isinstance(data, str) else data)[:SIZE], name))


def other_samples(reader: Reader) -> Iterator[Path]:
    """The samples of all formats but this one."""
    for folder in sorted(golden.DATA.iterdir()):
        if folder.is_dir() and folder.name not in (reader.NAME, "schema"):
            yield from golden.samples(folder.name)


def holds(reader: Reader, data: bytes, name: str = "chat") -> None:
    """Whatever the bytes are: no exception, a chat before its messages, naive times in whole seconds, no late ones."""
    try:
        records = read(reader, data, name)
    except InputError:
        return
    begun = False
    for record in records:
        begun = begun or isinstance(record, ChatDraft)
        assert isinstance(record, ChatDraft | Notice | Problem) or begun
        if isinstance(record, MessageDraft):
            assert record.at.tzinfo is None
            assert record.at.microsecond == 0
            assert record.at <= latest(golden.READING.now, utc=True)
            assert isinstance(record.text, str)


def mutated(data: bytes, cuts: list[tuple[int, bytes]]) -> bytes:
    """The bytes with pieces of them replaced."""
    for place, piece in cuts:
        at = place % (len(data) + 1)
        data = data[:at] + piece + data[at + len(piece) :]
    return data
