"""Mutation testing: `python -m tests.mutation.run [SUBJECT]...`, of all subjects unless some are named.

It works on a copy of the tree. Survivors are printed as they are found, and at the end how many mutants of each subject the
tests kill. A survivor that means what the code means is explained in tests/mutation/explained.toml; with others, it ends
with 1.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.mutation import explained, mutants, trying
from tests.mutation.subjects import SUBJECTS, Subject

_ROOT = Path(__file__).parents[2]
_COPIED = ("src", "tests", "pyproject.toml")
_ROWS = "rows.md"
_HEAD = "| subject | mutants | killed | of these without end | survived | explained | score |\n|---|---|---|---|---|---|---|\n"
# Times what the tests take without a mutant, and seconds for what is noise in that.
_PATIENCE, _AT_LEAST = 5, 5


def main() -> None:
    """The command line; ends with 1 where a mutant survives unexplained."""
    given = _arguments()
    if unknown := set(given.subjects) - set(SUBJECTS):
        sys.exit(f"there is no subject {', '.join(sorted(unknown))}; known are {', '.join(SUBJECTS)}")
    if given.child:
        (name,) = given.subjects
        sys.exit(_one(name, SUBJECTS[name], given.file, given.sample))
    with tempfile.TemporaryDirectory(prefix="relkeeper-mutation-") as folder:
        _copy(Path(folder))
        # A process for each: what one imports, the next need not have.
        ended = [_child(Path(folder), name, given) for name in given.subjects or SUBJECTS]
        _tell((Path(folder) / _ROWS).read_text(encoding="utf-8"))
    sys.exit(any(ended))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation.run", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=", ".join(SUBJECTS))
    parser.add_argument("--file", default="", metavar="PART", help="only of files with that in their path")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every Nth mutant only")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _copy(folder: Path) -> None:
    (folder / _ROWS).write_text(_HEAD, encoding="utf-8")
    ignored = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for name in _COPIED:
        if (_ROOT / name).is_dir():
            shutil.copytree(_ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(_ROOT / name, folder / name)


def _child(folder: Path, name: str, given: argparse.Namespace) -> int:
    command = [
        sys.executable,
        "-m",
        "tests.mutation.run",
        "--child",
        "--file",
        given.file,
        "--sample",
        str(given.sample),
        name,
    ]
    # What a child compiles is kept, so that the next need not.
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(folder / "src"), str(folder))),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


def _one(name: str, subject: Subject, part: str, sample: int) -> bool:
    """Try the mutants of a subject, print the survivors and keep its row; returns whether one survived unexplained."""
    trying.prepare()
    limit = trying.baseline(subject.tests) * _PATIENCE + _AT_LEAST
    counted: Counter[str] = Counter()
    for mutant in _mutants(subject, part)[::sample]:
        outcome = trying.outcome(_ROOT, mutant, subject.tests, limit)
        counted[outcome] += 1
        if outcome != "survived":
            continue
        if explained.is_known(mutant):
            counted["explained"] += 1
        else:
            _tell(f"{mutant.diff}\n")
    with (_ROOT / _ROWS).open("a", encoding="utf-8") as rows:
        rows.write(_row(name, counted))
    return counted["survived"] > counted["explained"]


def _mutants(subject: Subject, part: str) -> list[mutants.Mutant]:
    return [mutant for path in _files(subject.modules) if part in path for mutant in mutants.of_file(_ROOT, path)]


def _files(modules: tuple[str, ...]) -> list[str]:
    found = [path for name in modules for path in _below(_ROOT / name)]
    return [path.relative_to(_ROOT).as_posix() for path in found]


def _below(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _row(name: str, counted: Counter[str]) -> str:
    killed = counted["killed"] + counted["timeout"]
    tried = killed + counted["survived"]
    score = f"{killed / tried:.1%}" if tried else ""
    figures = (tried, killed, counted["timeout"], counted["survived"], counted["explained"], score)
    return f"| {name} | {' | '.join(map(str, figures))} |\n"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
