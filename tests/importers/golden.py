"""Golden pairs: each sample in tests/data stands beside what is read from it.

A new sample, or a change on purpose: run `python -m tests.importers.golden` at the root of the repository and read
the diff.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from relkeeper.drafts import ContactDraft, Problem
from relkeeper.importers import READERS

DATA = Path(__file__).parents[1] / "data"


def samples(format_name: str) -> list[Path]:
    """The sample files of a format: all of its folder that are no expectation."""
    return sorted(path for path in (DATA / format_name).iterdir() if path.suffix != ".json" and path.name[0] != ".")


def expectation(sample: Path) -> Path:
    return sample.with_suffix(".json")


def read(sample: Path) -> str:
    """What the reader makes of a sample, as JSON for people: fields that say nothing are left out."""
    with sample.open("rb") as file:
        records = [_shown(record) for record in READERS[sample.parent.name].read(file, sample.name)]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _shown(record: ContactDraft | Problem) -> dict[str, Any]:
    if isinstance(record, Problem):
        return {"problem": record._asdict()}
    return {"contact": _without_nothing(asdict(record))}


def _without_nothing(value: Any) -> Any:
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
