"""The Markdown file of friends."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, EventDraft
from relkeeper.importers import friends
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Record
from tests.importers import golden
from tests.importers.chat_readers import broken_samples, head, is_read, problems, records
from tests.importers.fuzzing import FEW

SAMPLES = golden.samples("friends")
WORD = st.text("abcdeéß张三'-", min_size=1, max_size=8)
NAME = st.lists(WORD, min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_golden_pairs(sample: Path) -> None:
    assert golden.read(sample, friends) == golden.expectation(sample).read_text(encoding="utf-8")
    assert friends.recognises(head(sample))


def people(found: list[Record]) -> list[ContactDraft]:
    return [record for record in found if isinstance(record, ContactDraft)]


def events(found: list[Record]) -> list[EventDraft]:
    return [record for record in found if isinstance(record, EventDraft)]


@FEW
@given(
    NAME, st.lists(NAME, max_size=3), st.none() | NAME, st.lists(st.text("abé9", min_size=1, max_size=5), max_size=3)
)
def test_friends_as_the_program_writes_them(name: str, aliases: list[str], place: str | None, tags: list[str]) -> None:
    line = f"- {name}"
    line += f" ({' '.join(f'a.k.a. {alias}' for alias in aliases)})" if aliases else ""
    line += f" [{place}]" if place else ""
    line += "".join(f" @{tag}" for tag in tags)
    (friend,) = people(records(friends, f"### Activities:\n\n### Friends:\n{line}\n"))
    assert (friend.name, friend.aliases, friend.tags) == (name, tuple(aliases), tuple(tags))
    assert [point.value for point in friend.points] == ([place] if place else [])


def test_an_activity_says_who_and_where_without_its_marks() -> None:
    text = (
        "### Activities:\n- 2026-11-03: **Ada Example**, **Bob** and _a thing_ at _Example Hall_, my_file_name @fun\n"
    )
    (event,) = events(records(friends, text))
    assert [person.name for person in event.others] == ["Ada Example", "Bob"]
    assert event.interaction.place == "a thing, Example Hall"
    assert event.interaction.summary == "Ada Example, Bob and a thing at Example Hall, my_file_name @fun"


def test_whom_only_an_activity_names_is_a_friend_too() -> None:
    found = people(records(friends, "### Activities:\n- 2026-11-03: **Ada Example**\n\n### Friends:\n- Bob\n"))
    assert [friend.name for friend in found] == ["Ada Example", "Bob"]


def test_the_same_words_twice_on_a_day_are_two_and_stay_the_same() -> None:
    text = "### Activities:\n- 2026-11-03: **Ada**\n- 2026-11-03: **Ada**\n"
    first = [event.identity for event in events(records(friends, text))]
    later = [event.identity for event in events(records(friends, text.replace(":\n", ":\n- 2026-11-09: **Bob**\n", 1)))]
    assert len(set(first)) == 2
    assert set(first) < set(later)


@pytest.mark.parametrize("line", ["- tea", "- 2026-13-01: **Ada**", "- 26-11-03: **Ada**"])
def test_a_line_that_cannot_be_read_is_told_with_its_place(line: str) -> None:
    found = records(friends, f"### Activities:\n{line}\n- 2026-11-03: **Ada**\n")
    assert [problem.where for problem in problems(found)] == ["line 2"]
    assert len(events(found)) == 1


def test_other_markdown_is_not_taken() -> None:
    assert not friends.recognises(Head(b"### Friends:\n- Ada\n"))
    assert not friends.recognises(Head(b"# Notes\n### Activities:\n"))


@FEW
@given(broken_samples("friends"))
def test_no_bytes_break_it(data: bytes) -> None:
    is_read(friends, data)
