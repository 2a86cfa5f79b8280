"""A text file line by line, in whatever encoding and with whatever line ends."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import Notice, Problem
from relkeeper.errors import UsageError
from relkeeper.importers.encoding import lines as module
from relkeeper.importers.encoding.lines import TextFile
from tests.importers.fuzzing import FEW

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\ufeff\ufffd\0"), max_size=30)


@FEW
@given(
    st.lists(TEXT), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"])
)
def test_lines_are_those_that_were_written(written: list[str], end: str, encoding: str) -> None:
    data = "".join(line + end for line in written).encode(encoding)
    text = TextFile(BytesIO(data), "a.txt", encoding)
    assert list(text.lines()) == written
    assert list(text.lines()) == written
    assert text.read() == "".join(f"{line}\n" for line in written)
    assert list(text.remarks()) == []


def test_lines_longer_than_what_is_read_at_once() -> None:
    written = ["a" * module._PIECE * 3, "", "b", "样" * module._PIECE]
    assert list(TextFile(BytesIO("\n".join(written).encode()), "a.txt").lines()) == written


def test_only_line_ends_end_a_line() -> None:
    line = "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g"
    assert list(TextFile(BytesIO(f"{line}\nh".encode()), "a.txt").lines()) == [line, "h"]


def test_a_guessed_encoding_is_said_and_the_users_is_not_doubted() -> None:
    data = "样小明：今天下午三点见面，别忘了带书。\n好的，没问题。\n".encode("gb18030")
    guessed = TextFile(BytesIO(data), "a.txt")
    assert list(guessed.lines())[1] == "好的，没问题。"
    (notice,) = guessed.remarks()
    assert isinstance(notice, Notice)
    assert "gb18030" in notice.message
    told = TextFile(BytesIO(data), "a.txt", "gbk")
    assert list(told.lines())[1] == "好的，没问题。"
    assert list(told.remarks()) == []


def test_what_cannot_be_read_is_told_by_its_first_line() -> None:
    text = TextFile(BytesIO(b"fine\nbro\xffken\nagain\xff\n"), "a.txt", "utf-8")
    assert list(text.lines()) == ["fine", "bro\ufffdken", "again\ufffd"]
    assert list(text.remarks()) == [
        Problem("a.txt", "line 2", "some characters are not in utf-8; name the right --encoding")
    ]


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError):
        TextFile(BytesIO(b""), "a.txt", "klingon")
