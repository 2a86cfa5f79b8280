from itertools import pairwise

import pytest

from relkeeper.render.pictures import palette
from relkeeper.render.pictures.palette import COLOURS


def luminance(colour: str) -> float:
    """Relative luminance of sRGB (WCAG 2.2)."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "quiet", "mark"])
def test_text_can_be_read(name: str, scheme: str) -> None:
    assert contrast(getattr(COLOURS[name], scheme), getattr(COLOURS["ground"], scheme)) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [f"series-{place}" for place in range(6)])
def test_bars_stand_out_from_the_ground(name: str, scheme: str) -> None:
    assert contrast(getattr(COLOURS[name], scheme), getattr(COLOURS["ground"], scheme)) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_shade_stands_out_more(scheme: str) -> None:
    ground = getattr(COLOURS["ground"], scheme)
    found = [contrast(getattr(COLOURS[f"shade-{place}"], scheme), ground) for place in range(5)]
    assert all(after / before > 1.25 for before, after in pairwise(found))


def test_a_file_needs_no_custom_properties_and_a_page_may_set_them() -> None:
    assert "--" not in palette.for_file()
    assert palette.for_file().count("@media screen and (prefers-color-scheme:dark)") == 1
    assert all(f"--picture-{name}:" in palette.for_page() for name in COLOURS)
