import sys

import pytest

from relkeeper.errors import RelkeeperError
from relkeeper.render.pictures import sparkline, statistics_svg
from relkeeper.render.pictures.raster import png
from tests.render.pictures.samples import NOTHING


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG (ISO/IEC 15948, 11.2.2)."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def test_a_picture_has_two_pixels_for_one() -> None:
    pytest.importorskip("resvg_py")
    assert size(png(sparkline([1, 2, 3]))) == (28, 36)


def test_a_whole_picture_is_drawn_on_white() -> None:
    pytest.importorskip("resvg_py")
    assert len(png(statistics_svg(NOTHING))) > 1000


def test_without_the_library_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(RelkeeperError, match=r"pip install 'relkeeper\[pictures\]'"):
        png(sparkline([1]))
