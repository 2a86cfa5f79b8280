"""The survivors that were looked at: mutants that mean what the code means. Their list is explained.toml."""

import tomllib
from functools import cache
from pathlib import Path

from tests.mutation.mutants import Mutant

_LIST = Path(__file__).with_name("explained.toml")


def is_known(mutant: Mutant) -> bool:
    """Whether somebody said why no test can notice the mutant."""
    where, *changed = mutant.diff.splitlines()
    path = where.rpartition(":")[0]
    lines = tuple(line[0] + " ".join(line[1:].split()) for line in changed)
    return (path, lines) in _known()


@cache
def _known() -> set[tuple[str, tuple[str, ...]]]:
    listed = tomllib.loads(_LIST.read_text(encoding="utf-8"))["explained"]
    return {(f"src/relkeeper/rules/{one['file']}", tuple(diff)) for one in listed for diff in one["diffs"]}
