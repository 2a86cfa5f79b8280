import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.rules import repeats
from relkeeper.rules.repeats import Repeat

RULES = {
    "3d": (3, "day"),
    "daily": (1, "day"),
    "每天": (1, "day"),
    "2w": (2, "week"),
    "every 2 weeks": (2, "week"),
    "每两周": (2, "week"),
    "a fortnight": (2, "week"),
    "1m": (1, "month"),
    "monthly": (1, "month"),
    "每月": (1, "month"),
    "every other month": (2, "month"),
    "quarterly": (3, "month"),
    "half a year": (6, "month"),
    "半年": (6, "month"),
    "1y": (1, "year"),
    "Every Year": (1, "year"),
    "100y": (100, "year"),
    "1200m": (1200, "month"),
    "5217w": (5217, "week"),
    "36525d": (36525, "day"),
}
MOST = {"day": 36525, "week": 5217, "month": 1200, "year": 100}


@pytest.mark.parametrize(("words", "rule"), RULES.items())
def test_rules(words: str, rule: tuple[int, str]) -> None:
    assert repeats.parse(words) == rule


@pytest.mark.parametrize(
    "words",
    [
        "0d",
        "0",
        "-1w",
        "1.5m",
        "2h",
        "10min",
        "36526d",
        "5218w",
        "1201m",
        "101y",
        "friday",
        "sometimes",
        "",
        " ",
        "月月",
    ],
)
def test_refused_with_what_is_possible(words: str) -> None:
    with pytest.raises(UsageError, match="1 day to 100 years is expected, such as 3d"):
        repeats.parse(words)


def test_what_may_mean_two_things_is_refused_with_both() -> None:
    with pytest.raises(UsageError, match="every 2 weeks or twice a week"):
        repeats.parse("biweekly")


@given(st.sampled_from(sorted(MOST)).flatmap(lambda unit: st.tuples(st.integers(1, MOST[unit]), st.just(unit))))
def test_what_is_described_is_understood_as_the_same(rule: tuple[int, str]) -> None:
    assert repeats.parse(f"every {repeats.describe(Repeat(*rule))}") == rule


@given(st.text())
def test_any_text_is_a_rule_or_refused(words: str) -> None:
    try:
        amount, unit = repeats.parse(words)
    except UsageError:
        return
    assert 1 <= amount <= MOST[unit]
