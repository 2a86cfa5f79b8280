"""All budgets stand in one list, and what was measured is judged by it."""

from pathlib import Path

import pytest

from benchmarks.budgets import SUBJECTS, budgets, with_table
from benchmarks.figures import Figure
from benchmarks.results import as_markdown, as_text, summary
from benchmarks.run import unmeasured

README = Path(__file__).parents[2] / "benchmarks" / "README.md"

TIME = Figure("reading", "tea", 1.5, beside="importing Typer and sqlite3")
SPACE = Figure("importing", "biscuits, peak memory", 150, "MB")
TOLD = Figure("reading", "tea with milk", beside="importing Typer and sqlite3")


def test_the_readme_has_the_budgets_of_the_code() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_table(text)


def test_each_figure_stands_in_the_list_of_its_own_subject_and_once() -> None:
    figures = [(name, figure) for name, subject in SUBJECTS.items() for figure in subject.figures]
    assert all(figure.subject == name for name, figure in figures)
    names = [(figure.subject, figure.what, figure.beside) for _, figure in figures]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("measured", "short"), [(1.49, False), (1.5, False), (1.51, True)])
def test_a_budget_may_be_used_up_and_not_more(measured: float, short: bool) -> None:
    assert TIME.result(measured).falls_short is short


def test_what_has_no_limit_never_falls_short() -> None:
    assert not TOLD.result(1e9).falls_short


def test_the_sum_counts_budgets_alone_and_names_what_falls_short() -> None:
    results = [TIME.result(1.6), TOLD.result(9), TIME._replace(what="coffee").result(1.2)]
    assert summary(results, [SPACE], judged=True) == (
        "3 budgets: 1 pass, 1 fall short, 1 not measured\n- falls short: reading: tea"
    )


def test_a_quick_run_judges_nothing() -> None:
    assert "none judged" in summary([TIME.result(9)], [], judged=False)
    assert not any("falls short" in line for line in as_text([TIME.result(9)], [], judged=False))


def test_a_budget_without_a_result_was_not_measured() -> None:
    first, *others = budgets("page")
    assert unmeasured(["page"], [first.result(1)]) == others


def test_each_row_says_limit_measured_and_verdict() -> None:
    text = "\n".join(as_text([TIME.result(1.6), TOLD.result(2)], [SPACE], judged=True))
    rows = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in text.splitlines()]
    assert rows[1:] == [
        ["reading", "tea", "1.5 x importing Typer and sqlite3", "1.60 x", "falls short"],
        ["reading", "tea with milk", "2 x importing Typer and sqlite3"],
        ["importing", "biscuits, peak memory", "150 MB", "not measured"],
    ]


def test_the_page_has_one_table_for_each_subject() -> None:
    page = list(as_markdown([TIME.result(1), SPACE.result(80)], [TIME._replace(what="coffee")], "a book", judged=True))
    assert [line.split("\n")[1] for line in page if line.startswith("\n## ")] == ["## reading", "## importing"]
