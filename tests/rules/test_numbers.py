import pytest

from relkeeper.rules import numbers
from relkeeper.rules.numbers import Quantity

ENGLISH = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@pytest.mark.parametrize(("number", "word"), list(enumerate(ENGLISH, 1)))
def test_english_numbers(number: int, word: str) -> None:
    assert numbers.whole(word) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a", 1), ("an", 1), ("007", 7), ("999999", 999999), ("1000000", None), ("thirteen", None), ("", None),
        ("-1", None), ("零", 0), ("〇", 0), ("两", 2), ("十", 10), ("十九", 19), ("九十", 90), ("九十九", 99),
        ("二五", None), ("两十", None), ("十十", None), ("一百", None), ("٣", None),
    ],
)  # fmt: skip
def test_numbers(text: str, number: int | None) -> None:
    assert numbers.whole(text) == number


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("3d", (3, "day")), ("2 fortnights", (4, "week")), ("2 quarters", (6, "month")),
        ("half a month", (15, "day")), ("half hour", (30, "minute")), ("half an hour", (30, "minute")),
        ("两年半", (30, "month")), ("一个季度", (3, "month")), ("三刻钟", (45, "minute")), ("个月", None),
        ("一个天", None), ("两个年", None), ("半年半", None), ("half a quarter", None), ("半季度", None),
        ("半个月半", None), ("half half an hour", None), ("day", None), ("天", None), ("3", None),
        ("3 parsecs", None),
    ],
)  # fmt: skip
def test_quantities(text: str, quantity: Quantity | None) -> None:
    assert numbers.quantity(text, m="month") == quantity


def test_a_lone_m_is_what_the_caller_says() -> None:
    assert numbers.quantity("5m", m="month") == (5, "month")
    assert numbers.quantity("5m", m="minute") == (5, "minute")
