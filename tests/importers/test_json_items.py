"""JSON one item after the other, whatever is in the file."""

import json
import tracemalloc
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import Problem
from relkeeper.importers import json_items
from tests.importers.fuzzing import FEW


def items(data: bytes, prefix: str = "item") -> tuple[list[object], list[Problem]]:
    problems: list[Problem] = []
    return list(json_items.items(BytesIO(data), prefix, problems, "a.json")), problems


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abc", max_size=3), inner),
    max_leaves=10,
)


@FEW
@given(st.lists(VALUES, max_size=5))
def test_items_are_those_of_the_list(values: list[object]) -> None:
    assert items(json.dumps(values).encode()) == (values, [])
    assert items(b"\xef\xbb\xbf" + json.dumps(values, ensure_ascii=False).encode()) == (values, [])


def test_what_comes_before_a_cut_is_there_and_the_cut_is_told() -> None:
    found, (problem,) = items(b'[{"a": 1}, {"a": 2}, {"a": 3')
    assert found == [{"a": 1}, {"a": 2}]
    assert problem.file == "a.json"
    assert "cut or broken" in problem.message


def events(data: bytes) -> list[Problem]:
    problems: list[Problem] = []
    for _ in json_items.events(BytesIO(data), problems, "a.json"):
        pass
    return problems


@pytest.mark.parametrize("opened", [b"[", b'{"a":', b'[{"a":'])
def test_nesting_without_end_is_refused_soon(opened: bytes) -> None:
    (of_items,) = items(opened * 300_000)[1]
    (of_events,) = events(opened * 300_000)
    assert "too deep" in of_items.message
    assert "too deep" in of_events.message


@pytest.mark.parametrize(
    "nested",
    [
        b"[" * 30_000 + b"]" * 30_000,
        b"[[]," * 9_000 + b"]" * 9_000,
        b'["\\"]",' + b'{"chatInfo":' * 5_000 + b"1" + b"}" * 5_000,
        b'["' + b":]" * 40_000 + b'",' + b'[],{"chatInfo":' * 6_000,
    ],
)
def test_nesting_takes_no_memory_even_where_it_ends(nested: bytes) -> None:
    tracemalloc.start()
    (problem,) = items(nested)[1]
    assert tracemalloc.get_traced_memory()[1] < 10 * 2**20
    tracemalloc.stop()
    assert "too deep" in problem.message


@pytest.mark.parametrize("smiley", [":[", "{[(", ":]", '\\":[', "\\\\", '"]'])
def test_brackets_in_texts_are_no_nesting(smiley: str) -> None:
    texts = [smiley * 20, smiley * 30] * 500
    assert items(json.dumps(texts).encode()) == (texts, [])


@FEW
@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    items(data)
    items(b"[" + data)
