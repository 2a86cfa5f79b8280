"""Real files of many programs, where they are at hand: each goes through recognition and its reader without a fall.

`python -m tests.importers.test_corpus` prints what became of each.
"""

from collections import Counter
from pathlib import Path

import pytest

from relkeeper.drafts import ChatDraft, Notice, Problem
from relkeeper.errors import InputError
from relkeeper.importers import READERS, Reading
from relkeeper.importers.head import SIZE, Head
from tests.importers.golden import READING

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
KINDS = ("chats", "mail", "ics", "csv", "vcard")
FILES = [path for kind in KINDS if (CORPUS / kind).is_dir() for path in sorted((CORPUS / kind).iterdir())]

# What may be recognised in which folder.
_MAILS = {"mail", "mbox", "outlook-msg", "qq-mht", "none"}
_NEVER = {
    "chats": {"mail", "mbox", "outlook-msg", "ics", "vcard"},
    "mail": set(READERS) - _MAILS,
    "ics": set(READERS) - {"ics", "vcard"},
    "vcard": set(READERS) - {"vcard"},
    "csv": set(READERS) - {"linkedin-connections", "linkedin-messages", "csv"},
}

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not at hand")


def recognised(path: Path) -> str:
    """The name of the format, `none` where there is none."""
    with path.open("rb") as file:
        reader = READERS.that_recognises(Head(file.read(SIZE), path.name))
    return reader.NAME if reader else "none"


def outcome(path: Path, format_name: str) -> tuple[Counter[str], list[Problem]]:
    """How many records of each kind are read, and the problems; the error that ends it counts as one."""
    counted: Counter[str] = Counter()
    problems = []
    with path.open("rb") as file:
        try:
            for record in READERS[format_name].read(file, path.name, reading(path)):
                if isinstance(record, Problem):
                    problems.append(record)
                else:
                    counted[type(record).__name__] += 1
        except InputError as error:
            problems.append(Problem(path.name, "file", str(error)))
    return counted, problems


def reading(path: Path) -> Reading:
    return READING._replace(folder=path.parent)


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_is_read_or_refused_with_a_sentence(kind: str) -> None:
    for path in (path for path in FILES if path.parent.name == kind):
        name = recognised(path)
        assert name not in _NEVER[kind], path.name
        if name == "none":
            assert READERS.guessed(Head(path.read_bytes()[:SIZE], path.name)), path.name
            continue
        counted, problems = outcome(path, name)
        said = counted - Counter({ChatDraft.__name__: 10**6, Notice.__name__: 10**6})
        assert said or problems or name == "ics", path.name
        assert all(problem.message for problem in problems), path.name


def table() -> list[str]:
    lines = ["| file | recognised as | records | problems |", "|---|---|---|---|"]
    for path in FILES:
        name = recognised(path)
        counted, problems = outcome(path, name) if name != "none" else (Counter(), [])
        records = ", ".join(f"{count} {kind.removesuffix('Draft').lower()}" for kind, count in counted.items())
        told = f"{len(problems)}: {problems[0].where}: {problems[0].message}" if problems else ""
        lines.append(f"| {path.parent.name}/{path.name} | {name} | {records} | {told.replace('|', ' ')[:160]} |")
    return lines


if __name__ == "__main__":
    print("\n".join(table()))  # noqa: T201
