from hypothesis import given
from hypothesis import strategies as st

from relkeeper.render.pictures.lettering import cut, width


@given(st.text(max_size=40), st.floats(20, 300))
def test_what_is_cut_fits_and_begins_as_the_text_does(text: str, room: float) -> None:
    found = cut(text, room)
    assert width(found) <= max(room, width("…"))
    assert found == text or text.startswith(found.removesuffix("…"))


def test_wide_characters_are_wide_and_accents_are_not() -> None:
    assert width("样张") == width("ＡＢ") == 22
    assert width("e\u0301") == width("e")
    assert cut("样张三李四", 45) == "样张三…"
