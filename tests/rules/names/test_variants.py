"""Simplified and traditional characters of one name."""

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.rules import names
from relkeeper.rules.names.variants import simplified


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("張三豐", "张三丰"),
        ("张三丰", "张三丰"),
        ("劉樣本 (Ada)", "刘样本 (Ada)"),
        ("張\ud800\x00三", "张?三"),
    ],
)
def test_a_name_is_the_same_in_either_script(text: str, expected: str) -> None:
    assert simplified(text) == expected


@given(st.text())
@example("Ada\x00")
@example("Ада ガ 홍")
def test_what_has_no_chinese_character_stays_as_it_is(text: str) -> None:
    if not names.is_cjk(text):
        assert simplified(text) == text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30))
def test_a_name_keeps_the_number_of_its_characters(text: str) -> None:
    assert len(simplified(text)) == len(text)


def test_opencc_is_loaded_only_for_chinese_names() -> None:
    code = (
        "import sys; from relkeeper.rules.names.variants import simplified; simplified('Ada'); "
        "print('opencc' in sys.modules); simplified('\\u5f20'); print('opencc' in sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == ["False", "True"]
