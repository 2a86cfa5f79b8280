"""One list of titles and one of firms: whoever looks at names knows all of their words."""

import pytest

from relkeeper.importers.card_picture import words
from relkeeper.rules import names
from relkeeper.rules.likeness import profile
from relkeeper.rules.likeness.spelled import is_firm, spelled
from relkeeper.rules.names import firms, forms_of_address


@pytest.mark.parametrize(
    "listed",
    [forms_of_address.BEFORE, forms_of_address.BEHIND, forms_of_address.GENERATIONS, firms.WORDS, firms.ALSO_NAMES],
)
def test_latin_words_are_written_as_they_are_compared(listed: frozenset[str]) -> None:
    assert {word for word in listed if names.fold(word) != word} == set()


def test_a_title_or_a_firm_is_no_part_of_a_name() -> None:
    listed = forms_of_address.TITLES | forms_of_address.NEVER_GIVEN | firms.WORDS
    assert {word for word in listed if names.split(f"Muster {word.title()}") is not None} == set()
    assert {word for word in listed if names.split(f"{word.title()} Muster") is not None} == set()


def test_a_form_of_address_or_a_firm_is_no_given_name() -> None:
    listed = {*forms_of_address.CHINESE, *forms_of_address.CHINESE_SHORT, *firms.CHINESE, *firms.CHINESE_SHORT}
    assert {word for word in listed if names.split(f"张{word}") or names.split(f"欧阳{word}")} == set()


def test_titles_do_not_tell_two_names_apart() -> None:
    bare = set(spelled("Ada Example"))
    assert {word for word in forms_of_address.TITLES if set(spelled(f"{word.title()}. Ada Example")) != bare} == set()
    chinese = forms_of_address.CHINESE
    assert {word for word in chinese if {name.han for name in spelled(f"张样本{word}")} != {"张样本"}} == set()


def test_firms_are_known_by_their_words() -> None:
    latin = firms.WORDS - firms.ALSO_NAMES - {"the"}
    assert {word for word in latin if not is_firm(f"Muster {word.title()}")} == set()
    assert {word for word in firms.CHINESE if not is_firm(f"示例{word}")} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Muster SA", True), ("Muster Co.", True), ("Muster SpA", True), ("Maria Sá", False), ("Se Muster", False),
        ("MARIA SA", False), ("SA", False), ("", False),
    ],
)  # fmt: skip
def test_what_is_a_name_too_is_a_firm_as_firms_write_it(text: str, expected: bool) -> None:
    assert is_firm(text) is expected


def test_a_legal_form_does_not_tell_two_employers_apart() -> None:
    employer = profile(("Ada",), organization="Muster")
    assert {word for word in firms.LEGAL if profile(("Ada",), organization=f"Muster {word}") != employer} == set()


def test_lines_of_a_card_are_firms() -> None:
    latin = (firms.LEGAL - firms.ALSO_NAMES) | firms.KINDS
    lines = {f"Muster {word.title() if len(word) > 2 else word.upper()}" for word in latin}
    lines |= {f"MUSTER {word.upper()}" for word in latin} | {f"示例{word}" for word in firms.CHINESE - {"中心"}}
    assert {line for line in lines if not words.is_organisation(line)} == set()
    assert not words.is_organisation("Sampleton, CO 80202")


def test_lines_of_a_card_are_offices() -> None:
    assert {word for word in forms_of_address.CHINESE_OFFICES if not words.is_title(word)} == set()


def test_a_card_is_read_without_what_stands_around_the_name() -> None:
    lines = {f"{word.title()}. Ada Example" for word in forms_of_address.BEFORE}
    lines |= {f"Ada Example, {word}" for word in {*forms_of_address.BEHIND, "Ph.D.", "Ph. D.", "M.D.", "Jr.", "III"}}
    assert {line for line in lines if words.bare_name(line) != "Ada Example"} == set()


def test_a_list_of_words_has_all_of_its_parts() -> None:
    assert firms.LEGAL | firms.KINDS | firms.PARTS == firms.WORDS
    assert firms.CHINESE_LEGAL | firms.CHINESE_KINDS == firms.CHINESE
    assert forms_of_address.BEFORE | forms_of_address.BEHIND == forms_of_address.TITLES
    assert forms_of_address.CHINESE_OFFICES | {"先生", "女士"} <= forms_of_address.CHINESE
