"""What the tests of chat readers share: reading a text or a sample, and breaking it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from hypothesis import strategies as st

from relkeeper.drafts import ChatDraft, EventDraft, MessageDraft, Problem
from relkeeper.errors import RelkeeperError
from relkeeper.importers import Reading
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Reader, Record
from tests.importers import golden

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "chats"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def records(reader: Reader, data: str | bytes, name: str = "chat.txt", **how: object) -> list[Record]:
    file = BytesIO(data.encode() if isinstance(data, str) else data)
    return list(reader.read(file, name, Reading(**{"now": NOW, **how})))  # type: ignore[arg-type]


def messages(found: list[Record]) -> list[MessageDraft]:
    return [record for record in found if isinstance(record, MessageDraft)]


def problems(found: list[Record]) -> list[Problem]:
    return [record for record in found if isinstance(record, Problem)]


def chat(found: list[Record]) -> ChatDraft:
    return next(record for record in found if isinstance(record, ChatDraft))


def head(path: Path) -> Head:
    return Head(path.read_bytes()[:65536], path.name)


def broken_samples(name: str) -> st.SearchStrategy[bytes]:
    """Samples of a format, cut, with bytes put in, and spliced with one another."""
    whole = st.sampled_from([sample.read_bytes() for sample in golden.samples(name)])
    piece = st.tuples(whole, st.integers(0, 3000), st.integers(0, 3000)).map(lambda cut: cut[0][cut[1] :][: cut[2]])
    return st.lists(whole | piece | st.binary(max_size=40), min_size=1, max_size=4).map(b"".join)


def is_read(reader: Reader, data: bytes) -> None:
    """No bytes raise more than a word to the user, and what comes out can be stored."""
    reader.recognises(Head(data))
    try:
        found = records(reader, data)
    except RelkeeperError:
        return
    for record in found:
        for text in _texts(record):
            text.encode()
    for record in found:
        assert not isinstance(record, MessageDraft) or record.at.tzinfo is None
        assert not isinstance(record, EventDraft) or record.identity


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, ChatDraft):
        yield from (value.title, value.key)
