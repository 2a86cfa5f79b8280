"""The words that the made pages have of their own are true: examples are understood, no table or variable is left out."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import relkeeper
from docs.making import environment, schema, words
from relkeeper.cli.options import span
from relkeeper.config import SETTINGS
from relkeeper.rules import cadence, channels, segmenting
from relkeeper.rules.dates import parse

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.mark.parametrize("example", words.WHEN.examples)
def test_each_example_of_when_is_understood(example: str) -> None:
    assert parse(example, NOW).at.date() <= NOW.date()


@pytest.mark.parametrize("example", words.CADENCE.examples)
def test_each_example_of_a_cadence_is_understood(example: str) -> None:
    assert cadence.parse(example) > 0


def test_the_other_examples_are_understood() -> None:
    assert [span(example) for example in words.TIME.examples] == [3, 14, 30, 0]
    assert [channels.parse(example) for example in words.CHANNEL.examples] == list(channels.KNOWN)
    assert segmenting.letters("A,B") == words.CLASS.examples[:2]


def test_each_setting_takes_its_example_and_its_default() -> None:
    for setting in SETTINGS.values():
        setting.parse(setting.example)
        assert not setting.default or setting.parse(setting.default) is not ...


def test_each_table_and_column_has_words_and_the_words_have_a_column() -> None:
    there = {table.name: {"is", *(column.name for column in table.columns)} for table in schema.tables()}
    told = {table: set(columns) for table, columns in schema.words().items() if table != "triggers"}
    assert told == there


def test_each_trigger_that_is_not_of_the_journal_has_words() -> None:
    triggers = {name for table in schema.tables() for name in table.triggers if not name.startswith("journal_")}
    assert schema.words()["triggers"].keys() == triggers


def test_no_words_are_empty() -> None:
    for columns in schema.words().values():
        for told in columns.values():
            assert told.endswith(".")


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        (
            "CREATE TABLE t (a CHECK (a IN (1, 2)), CHECK ((a IS NULL) = (b = '')))",
            ["a IN (1, 2)", "(a IS NULL) = (b = '')"],
        ),
        ("CREATE TABLE t (a)", []),
    ],
)
def test_checks_are_found_to_their_last_bracket(sql: str, found: list[str]) -> None:
    assert list(schema.checks(sql)) == found


def test_each_variable_that_the_code_reads_is_on_the_page() -> None:
    read = {name for path in Path(relkeeper.__file__).parent.rglob("*.py") for name in _read_in(path)}
    told = {variable.name for variable in environment.VARIABLES if not variable.by_library}
    assert read == told


def _read_in(path: Path) -> Iterator[str]:
    """The variables that a module looks up in an environment; constants of the module count, what it sets does not."""
    source = path.read_text("utf-8")
    if "environ" not in source:
        return
    tree = ast.parse(source)
    constants = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        name = _name(node)
        if isinstance(name, ast.Constant):
            yield str(name.value)
        elif isinstance(name, ast.Name) and name.id in constants:
            yield str(constants[name.id])


def _name(node: ast.AST) -> ast.expr | None:
    """What is looked up, where a node looks something up in an environment."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        return node.args[0] if _is_environment(node.func.value) else None
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        return node.slice if _is_environment(node.value) else None
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        return node.left if _is_environment(node.comparators[0]) else None
    return None


def _is_environment(node: ast.expr) -> bool:
    return ast.unparse(node).endswith("environ")
