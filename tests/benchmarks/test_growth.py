"""What was measured of growing books is shown as it was measured."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.growth_table import Cost, Step, tables

STEPS = [
    Step(10, 50, 0.5, {"overdue": Cost(98.4, 120, 23.2, 1), "stats": Cost(107, 110, 24, 78)}),
    Step(100_000, 3_000_000, 2086.7, {"overdue": Cost(309.2, 350, 255, 2498), "stats": Cost(3501, 3600, 354, 596)}),
]


def test_the_tables_have_a_row_for_each_command_and_the_file() -> None:
    rows = [line for line in tables(STEPS) if line.startswith(("| `", "| size"))]
    assert rows == [
        "| `overdue` | 98 | 309 | 1 to 2,498 |",
        "| `stats` | 107 | 3,501 | 78 to 596 |",
        "| `overdue` | 23 | 255 |",
        "| `stats` | 24 | 354 |",
        "| size of the file | 0.5 | 2,086.7 |",
    ]


def test_the_same_figures_are_the_same_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the plot of benchmarks needs matplotlib")
    from benchmarks.growth_plot import draw

    for name in ("one.svg", "two.svg"):
        draw(STEPS, tmp_path / name)
    text = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert text == (tmp_path / "two.svg").read_text(encoding="utf-8")
    assert "stats, 3,501" in text


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.floats(0.01, 0.1))
def test_labels_keep_their_order_and_do_not_touch(wished: list[float], apart: float) -> None:
    pytest.importorskip("matplotlib", reason="the plot of benchmarks needs matplotlib")
    from benchmarks.growth_plot import parted

    wishes = {str(number): place for number, place in enumerate(wished)}
    placed = parted(wishes, apart)
    names = sorted(wishes, key=lambda name: (wishes[name], placed[name]))
    assert all(placed[later] - placed[sooner] > apart * 0.999 for sooner, later in pairwise(names))
