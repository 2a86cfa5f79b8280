"""The words for kinds of occasions."""

import pytest

from relkeeper.errors import UsageError
from relkeeper.rules.occasions import kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("birthday", "birthday"), ("Birthday", "birthday"), (" BDAY ", "birthday"), ("date_of_birth", "birthday"),
        ("生日", "birthday"), ("农历生日", "birthday"), ("農曆生日", "birthday"), ("ｂｉｒｔｈｄａｙ", "birthday"),
        ("wedding", "anniversary"), ("Wedding Anniversary", "anniversary"), ("結婚紀念日", "anniversary"),
        ("纪念日", "anniversary"), ("name-day", "name day"), ("nameday", "name day"), ("忌日", "memorial"),
        ("相识", "met"), ("date", "date"),
    ],
)  # fmt: skip
def test_words_of_known_kinds(text: str, kind: str) -> None:
    assert kinds.parse(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "work anniversary",
        "half birthday",
        "First day at school",
        "入职",
        "入职纪念日",
        "retreat",
        "Jahrestag",
        "pet day",
        "mom",
        "first met",
        "相识纪念日",
    ],
)
def test_kinds_of_ones_own_are_taken_as_they_are(text: str) -> None:
    assert kinds.parse(f"  {text} ") == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [("birthdya", "birthday"), ("birtday", "birthday"), ("aniversary", "anniversary"), ("memoriall", "memorial")],
)
def test_a_slip_of_the_pen_is_not_a_new_kind(text: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"there is no occasion '{text}'; did you mean {meant}"):
        kinds.parse(text)


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "party\x1b[2J", "\ud800"])
def test_what_is_no_kind(text: str) -> None:
    with pytest.raises(UsageError):
        kinds.parse(text)
