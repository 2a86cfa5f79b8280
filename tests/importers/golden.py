"""Golden pairs: each sample in tests/data stands beside what is read from it.

A new sample, or a change on purpose: run `python -m tests.importers.golden` at the root of the repository and read
the diff.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Any

from relkeeper.drafts import ChatDraft, ContactDraft, EventDraft, FileDraft, MessageDraft, Problem
from relkeeper.importers import READERS, Reader, Reading, Record
from relkeeper.rules.dates import Moment

DATA = Path(__file__).parents[1] / "data"
_EXPECTED = ".expected.json"
# When and where the samples are read.
READING = Reading(now=datetime(2026, 11, 22, 12, tzinfo=UTC))


def samples(format_name: str) -> list[Path]:
    """The sample files of a format: all of its folder that are no expectation."""
    files = (path for path in (DATA / format_name).iterdir() if path.is_file() and path.name[0] != ".")
    return sorted(path for path in files if not path.name.endswith(_EXPECTED))


def expectation(sample: Path) -> Path:
    return sample.with_name(f"{sample.name}{_EXPECTED}")


def read(sample: Path, reader: Reader | None = None) -> str:
    """What the reader makes of a sample, as JSON for people: fields that say nothing are left out.

    Without a reader it is the one that the sample's folder is named after.
    """
    found = reader or READERS[sample.parent.name]
    with sample.open("rb") as file:
        records = [_shown(record) for record in found.read(file, sample.name, READING)]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _shown(record: Record) -> dict[str, Any]:
    kinds = {ContactDraft: "contact", ChatDraft: "chat", MessageDraft: "message", EventDraft: "event"}
    kind = kinds.get(type(record), "problem" if isinstance(record, Problem) else "notice")
    return {kind: _without_nothing(record._asdict() if isinstance(record, tuple) else asdict(record))}


def _without_nothing(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Moment):
        return f"{value.at.isoformat()} ({value.precision})"
    if isinstance(value, tzinfo):
        return str(value)
    if isinstance(value, FileDraft):
        data = b"".join(value.read())
        return {
            "name": value.name,
            "type": value.media_type,
            "size": len(data),
            "sha256": sha256(data).hexdigest()[:12],
        }
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {key: _without_nothing(item) for key, item in value.items() if item not in ("", None, False, (), [])}
    return [_without_nothing(item) for item in value] if isinstance(value, list | tuple) else value


def _rewritten() -> Iterator[Path]:
    for name in READERS:
        if (DATA / name).is_dir():
            for sample in samples(name):
                expectation(sample).write_text(read(sample), encoding="utf-8")
                yield sample


if __name__ == "__main__":
    print(f"{len(list(_rewritten()))} expectations written; read the diff")  # noqa: T201
