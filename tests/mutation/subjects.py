"""What is mutated, and the tests that must notice: paths within the tree."""

from typing import NamedTuple


class Subject(NamedTuple):
    """A rule: its modules, and its tests. A folder stands for the files in it."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


SUBJECTS = {
    "cadence": Subject(("src/relkeeper/rules/cadence.py",), ("tests/rules/test_cadence.py",)),
    "dates": Subject(
        ("src/relkeeper/rules/dates",),
        (
            "tests/rules/test_dates.py",
            "tests/rules/test_dates_clocks.py",
            "tests/rules/test_dates_refused.py",
            "tests/rules/test_dates_zones.py",
            "tests/rules/test_dates_laws.py",
        ),
    ),
    "sittings": Subject(("src/relkeeper/rules/sittings.py",), ("tests/rules/test_sittings.py",)),
    "names": Subject(("src/relkeeper/rules/names",), ("tests/rules/names", "tests/rules/test_likeness_words.py")),
    "identity": Subject(("src/relkeeper/rules/merging/identity.py",), ("tests/rules/merging/test_identity.py",)),
}
