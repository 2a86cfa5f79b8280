"""Sizes of files: typed, and told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.rules import sizes


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0), ("512", 512), ("512 b", 512), ("1k", 1000), ("1KB", 1000), ("1KiB", 1024), ("500MB", 500_000_000),
        ("4 GB", 4_000_000_000), ("1.5 GiB", 1_610_612_736), ("2tb", 2 * 10**12), (" 10 mb ", 10_000_000),
    ],
)  # fmt: skip
def test_what_is_typed(text: str, count: int) -> None:
    assert sizes.parse(text) == count


@pytest.mark.parametrize("text", ["", "many", "-1", "1..5MB", "5 XB", "1ib", "MB", "1,5MB", "٣MB", "1e9", "9" * 13])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(UsageError, match="is no size"):
        sizes.parse(text)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB"),
        (4 * 10**9, "4.0 GB"), (10**16, "10000.0 TB"),
    ],
)  # fmt: skip
def test_what_is_told(count: int, text: str) -> None:
    assert sizes.describe(count) == text


@given(st.integers(min_value=0, max_value=10**15))
def test_what_is_told_can_be_typed(count: int) -> None:
    assert sizes.parse(sizes.describe(count).replace(" bytes", "").replace(" byte", "")) == pytest.approx(
        count, rel=0.06
    )


def test_a_refusal_says_what_to_do() -> None:
    said = str(sizes.too_large("film.mp4", 500_000_000))
    assert said.startswith("film.mp4 is larger than 500.0 MB")
    assert "relkeeper config set attachment_limit" in said
