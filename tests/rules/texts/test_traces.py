"""By what somebody is recognised in text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkeeper.rules.texts.traces import ERASED, Traces

ADA = Traces(
    names=frozenset({"Ada Example", "Countess"}),
    points=frozenset({("+1 212 555 0123", "+12125550123"), ("Ada@Example.org", "ada@example.org")}),
    parts=frozenset({"Ada", "Example"}),
)
ZHANG = Traces(names=frozenset({"样张三"}), parts=frozenset({"张三"}))
JUERGEN = Traces(names=frozenset({"Jürgen Muster"}))


def cleaned(traces: Traces, text: str, *, within: bool = False) -> str:
    pattern = traces.pattern(within=within)
    return pattern.sub(ERASED, text) if pattern else text


@pytest.mark.parametrize(
    ("traces", "text", "left"),
    [
        (ADA, "met Ada Example, then Bob", "met [erased], then Bob"),
        (ADA, "ADA  example", "[erased]"),
        (ADA, "Ada\nExample's tea", "[erased]'s tea"),
        (ADA, "the countess came", "the [erased] came"),
        (ADA, "write to ADA@example.org.", "write to [erased]."),
        (ADA, "call +1 (212) 555-0123 or 12125550123", "call [erased] or 12125550123"),
        (ADA, "Ada alone says nothing", "Ada alone says nothing"),
        (ADA, "Armada Example and Ada Examples", "Armada Example and Ada Examples"),
        (ADA, "+1 212 555 01234", "+1 212 555 01234"),
        (ZHANG, "周末和样张三吃饭", "周末和[erased]吃饭"),
        (JUERGEN, "JÜRGEN MUSTER, Ju\u0308rgen Muster, Jurgen Muster", "[erased], [erased], [erased]"),
        (JUERGEN, "xJürgen Muster", "xJürgen Muster"),
    ],
)
def test_whole_names_and_points_are_found(traces: Traces, text: str, left: str) -> None:
    assert cleaned(traces, text) == left


def test_parts_count_where_the_person_is_meant() -> None:
    assert cleaned(ADA, "ada and Bob; Ada Example; Canada", within=True) == "[erased] and Bob; [erased]; Canada"
    assert cleaned(ZHANG, "给张三打电话", within=True) == "给[erased]打电话"


@pytest.mark.parametrize(
    ("traces", "text", "left"),
    [
        (Traces(names=frozenset({"Al"})), "Called Al, AL's dog; also", "Called [erased], [erased]'s dog; also"),
        (Traces(names=frozenset({"李"})), "给李打电话", "给[erased]打电话"),
        (Traces(names=frozenset({"Bo Example"}), parts=frozenset({"Bo"})), "Bo and Bob", "[erased] and Bob"),
        (Traces(names=frozenset({"🦊"})), "the 🦊 came", "the [erased] came"),
        (Traces(names=frozenset({"!"})), "tea!", "tea!"),
        (Traces(names=frozenset({"A. Example"}), parts=frozenset({"A"})), "a walk", "a walk"),
        (Traces(names=frozenset({"李四"}), parts=frozenset({"李", "四"})), "李四的行李", "[erased]的行李"),
    ],
)
def test_short_names_count_where_the_person_is_meant(traces: Traces, text: str, left: str) -> None:
    assert cleaned(traces, text, within=True) == left


def test_what_is_too_short_to_be_looked_for_is_counted() -> None:
    short = Traces(names=frozenset({"Al", "Bob", "李", "李四", "Ada Example"}), points=frozenset({("ed", "ed")}))
    assert short.too_short() == (4, 3)
    assert ADA.too_short() == (0, 0)


def test_a_shared_name_or_point_is_told_by_its_folded_form() -> None:
    assert ADA.shares(Traces(names=frozenset({"COUNTESS"})))
    assert ADA.shares(Traces(points=frozenset({("ADA@EXAMPLE.ORG", "ada@example.org")})))
    assert not ADA.shares(Traces(names=frozenset({"Friend of Ada Example"})))
    assert not ADA.shares(Traces(names=frozenset({"Countess Muster"}), parts=frozenset({"Countess"})))


def test_what_others_have_too_is_no_trace() -> None:
    left = ADA.without(["ADA EXAMPLE", "+12125550123", "example"])
    assert left.names == {"Countess"}
    assert left.points == {("Ada@Example.org", "ada@example.org")}
    assert left.parts == {"Ada"}


def test_without_anything_to_find_there_is_no_pattern() -> None:
    assert Traces().pattern() is None
    assert Traces(names=frozenset({"Al", "张"}), points=frozenset({(" ", "")})).pattern() is None


def test_the_bytes_hold_every_form_that_a_file_may_have() -> None:
    words = Traces(names=frozenset({'Ada "X" Example', "样张三", "Al"})).in_bytes()
    assert {b'ada "x" example', b'ada \\"x\\" example', b"ada x example"} <= words
    assert {"样张三".encode(), b"yangzhangsan", b"yang zhang san"} <= words
    assert not any(len(word) < 5 for word in words)


@settings(deadline=None)  # the first Chinese name loads the readings
@given(st.frozensets(st.text(max_size=12), max_size=4))
def test_any_name_is_found_in_text_and_in_bytes(words: frozenset[str]) -> None:
    traces = Traces(names=words)
    pattern = traces.pattern()
    assert pattern is None or not pattern.fullmatch("")
    for word in words:
        if len(word.strip()) >= 3:
            assert pattern is not None
            assert pattern.search(f"? {word} !")
        if len(word.strip().encode()) >= 5:
            assert any(found in word.encode().lower() for found in traces.in_bytes())
