"""Names as people write them, folded, divided and misspelt."""

import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from relkeeper.rules import names

FOLDED = {
    "Ada Example": "ada example",
    "  Ada\t Example\n": "ada example",
    "Ada_Example": "ada example",
    "O'Brien": "o brien",
    "O’Brien": "o brien",
    "OʼBrien": "o brien",
    "Anne-Marie": "anne marie",
    "Example, Ada (Dr.)": "example ada dr",
    "José  ÁLVAREZ": "jose alvarez",
    "Jose\u0301": "jose",
    "Straße": "strasse",
    "STRASSE": "strasse",
    "Øyvind Łukasz": "oyvind lukasz",
    "Đặng Thị Mẫu": "dang thi mau",
    "Nguyễn": "nguyen",
    "İIıi": "iiii",
    "Çağrı ÖRNEK": "cagri ornek",
    "ŒUVRE Æble Þór": "oeuvre aeble thor",
    "ŉ": "n",
    "Ἀδάμ": "αδαμ",
    "ᾳ": "α",
    "ΠΑΡΆΔΕΙΓΜΑΣ": "παραδειγμασ",
    "Ёлка Пример": "елка пример",
    "ЙОД": "иод",
    "ＡＤＡ　１２": "ada 12",
    "ﬁ ① ㈱": "fi 1 株",
    "张三": "张三",
    "張三": "張三",
    "玛丽·示例": "玛丽 示例",
    "⼀\uf900": "一豈",
    "佐々木": "佐々木",
    "が": "が",
    "か\u0300": "か\u0300",
    "か": "か",
    "ｶﾞ": "ガ",
    "ぱぱ": "ぱぱ",
    "サンプル太郎": "サンプル太郎",
    "홍길동": "홍길동",
    "\u1112\u1169\u11bc": "홍",
    "उदाहरण": "उदाहरण",
    "สวัสดี": "สวัสดี",
    "מִשְׁל": "מִשְׁל",
    "Ada 🦊 Example": "ada example",
    "🦊": "🦊",
    "❤\ufe0f": "❤",
    "***": "***",
    " * \t * ": "* *",
    "＊": "*",
    "´": "´",
    "_": "_",
    "a\x00b": "a b",
    "*\x00*": "* *",
    "a\u02b9b a\u02ffb": "a b a b",
    "A\u200bda\u00ad": "ada",
    "\u0301Ada": "ada",
    "Ada \ue056": "ada",  # a smile of phones that knew no Unicode for it
    "\u202aAda\u202c": "ada",
    "\ud800Ada": "ada",
    "\ud800": "?",
    "": "",
    " \x00\u200b\u3000": "",
}


@pytest.mark.parametrize(("name", "folded"), FOLDED.items())
def test_names_are_compared_as_people_would(name: str, folded: str) -> None:
    assert names.fold(name) == folded


@given(st.text() | st.text(st.characters(categories=["M", "S", "P", "Cf", "Lm"])))
@example("\u0345*")
@example("0\u02b9\u0300")
@example("\ud800")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)


@given(st.text())
@example("ὖ")
def test_case_and_normal_form_do_not_count(text: str) -> None:
    assert names.fold(unicodedata.normalize("NFC", text)) == names.fold(text)
    assert names.fold(unicodedata.normalize("NFD", text)) == names.fold(text)
    if "\u0345" not in unicodedata.normalize("NFD", text):  # an accent whose case folding is a letter
        assert names.fold(text.casefold()) == names.fold(text)


@given(st.text() | st.text(st.characters(categories=["M", "S", "P", "Sk", "Lm"])))
@example("\xa8")
def test_whatever_can_be_seen_can_be_found(text: str) -> None:
    seen = any(unicodedata.category(char) not in {"Cc", "Cf", "Zs", "Zl", "Zp"} for char in text)
    assert bool(names.fold(text)) is seen


@given(st.text())
def test_a_folded_name_can_be_stored(text: str) -> None:
    folded = names.fold(text)
    folded.encode("utf-8")
    assert "\x00" not in folded
    assert folded == " ".join(folded.split())


def test_text_without_nul_and_surrogates_is_stored_as_it_is() -> None:
    assert names.clean("Ada 🦊 张三") == "Ada 🦊 张三"
    assert names.clean("Ada\udcff") == "Ada?"
    assert names.clean("A\x00da") == "Ada"


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("\u3400", True),
        ("\u4dbf", True),
        ("\u4e00", True),
        ("\u9fff", True),
        ("\uf900", True),
        ("\ufaff", True),
        ("\U00020000", True),
        ("\U000323af", True),
        ("〇", True),
        ("\u33ff\u4dc0\u4dff\ua000\uf8ff\ufb00\U0001ffff\U000323b0\u3004\u3006\u3008", False),
        ("张三", True),
        ("Ada 张", True),
        ("𠮷", True),
        ("々", True),
        ("さくら", False),
        ("홍", False),
        ("Ada", False),
        ("", False),
    ],
)
def test_chinese_characters_are_recognised(text: str, chinese: bool) -> None:
    assert names.is_cjk(text) is chinese


SPLIT = {
    "张三": ("三", "张"),
    " 张三 ": ("三", "张"),
    "李小四": ("小四", "李"),
    "張小三": ("小三", "張"),
    "华样例": ("样例", "华"),
    "欧阳样": ("样", "欧阳"),
    "欧阳样例": ("样例", "欧阳"),
    "歐陽樣": ("樣", "歐陽"),
    "诸葛样": ("样", "诸葛"),
    "万俟样": ("样", "万俟"),
    "司马样例": ("样例", "司马"),
    "Ada Example": ("Ada", "Example"),
    "ada example": ("ada", "example"),
    "Bo Ex": ("Bo", "Ex"),
    "Anne-Marie O'Sample": ("Anne-Marie", "O'Sample"),
    "José A\u0301lvarez": ("José", "Álvarez"),
    "Mewlan Abduⱪerim": ("Mewlan", "Abduⱪerim"),
}


@pytest.mark.parametrize(("name", "parts"), SPLIT.items())
def test_a_name_divides_into_given_and_family_name(name: str, parts: tuple[str, str]) -> None:
    assert names.split(name) == parts


NOT_SPLIT = [
    "张", "欧阳", "张 三", "张三样例", "张三丰样例", "欧阳样例三", "山田太郎", "示例公司", "方公司", "欧阳公司", "王老师", "欧阳老师", "张总",
    "李姐", "小明", "妈妈", "乐乐", "张San", "さくら", "홍길동", "홍 길동", "Ada", "Ada B. Example",
    "Ada Sample Example", "Ada E", "ada e", "A. Example", "Example Ltd", "Example GmbH", "Dr. Example", "Example, Ada",
    "EXAMPLE Ada", "Ada 2", "Ada ✝✝", "Ада Пример", "Nguyễn An", "Trần Mẫu", "Trung Hương", "Ạnh Mau", "Mỹ Mau", "Ada -",
    "🦊 🦊", "",
]  # fmt: skip


@pytest.mark.parametrize("name", NOT_SPLIT)
def test_what_cannot_be_told_stays_whole(name: str) -> None:
    assert names.split(name) is None


@given(st.text())
def test_no_letter_is_lost_in_a_division(text: str) -> None:
    parts = names.split(text)
    assert parts is None or sorted("".join(parts)) == sorted("".join(unicodedata.normalize("NFC", text).split()))


@given(st.sampled_from(sorted(names.COMPOUND_SURNAMES)), st.sampled_from(["样", "样例"]))
def test_compound_surnames_stay_whole(family: str, given_name: str) -> None:
    assert names.split(family + given_name) == (given_name, family)


PEOPLE = ["Ada Example", "Bob Sample", "Beispiel, José", "张山", "王小明", "欧阳样例", "Adam Muster", "Ли Пример"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("adda", ["Ada Example", "Adam Muster"]),
        ("Ada Exampel", ["Ada Example"]),
        ("exmaple", ["Ada Example", "Bob Sample"]),
        ("jose", ["Beispiel, José"]),
        ("张三", ["张山"]),
        ("王大明", ["王小明"]),
        ("欧阳", ["欧阳样例"]),
        ("примр", ["Ли Пример"]),
        ("zzz", []),
        ("李四", []),
        ("", []),
        (" ", []),
    ],
)
def test_the_nearest_names_are_proposed(text: str, found: list[str]) -> None:
    assert names.nearest(text, PEOPLE) == found


def test_letters_in_another_order_are_not_near() -> None:
    assert names.nearest("abcd", ["dcba", ""]) == []
    assert names.nearest(" ", ["", "🦊"]) == []
    assert names.nearest("a b", ["a x y z"]) == []


def test_a_short_name_is_near_to_one_that_begins_with_it() -> None:
    assert names.nearest("ada", ["Adamina", "Adaminas"]) == ["Adamina"]
    assert names.nearest("张", ["张样例", "张三样例"]) == ["张样例"]


def test_an_initial_is_near_to_nothing() -> None:
    assert names.nearest("bo", ["B. Muster", "Bo Muster"]) == ["Bo Muster"]


def test_the_nearest_names_are_few_distinct_and_in_order() -> None:
    people = ["Adda Sample", "Ada", "Ada", "Adam", "Adda", "Ada Example"]
    assert names.nearest("adda", people) == ["Adda", "Adda Sample", "Ada"]
    assert names.nearest("adda", people, limit=1) == ["Adda"]
    assert names.nearest("adda", iter(people), limit=9) == ["Adda", "Adda Sample", "Ada", "Ada Example", "Adam"]


@given(st.text(), st.lists(st.text()))
def test_only_names_that_are_there_are_proposed(text: str, people: list[str]) -> None:
    assert set(names.nearest(text, people)) <= set(people)


@given(st.text(min_size=1), st.lists(st.text(), max_size=2))
def test_a_name_is_nearest_to_itself(text: str, people: list[str]) -> None:
    if names.fold(text):
        assert text in names.nearest(text, [*people, text])


@pytest.mark.parametrize("text", ["adda", "christopher robin sample", "张三", "x" * 5000])
def test_ten_thousand_names_are_searched_in_an_instant(text: str) -> None:
    syllables = ["ba", "ne", "lo", "ri", "ku", "da", "mi", "so", "tha", "vel"]
    people = [
        f"{syllables[n % 10]}{syllables[n // 10 % 10]}{n % 7} {syllables[n // 100 % 10]}{syllables[n // 1000]}{n % 13}"
        for n in range(10_000)
    ]
    started = time.process_time()
    names.nearest(text, people)
    assert time.process_time() - started < 1.0


@settings(max_examples=20, deadline=None)
@given(st.integers(1_000, 20_000))
def test_a_long_text_is_no_burden(length: int) -> None:
    started = time.process_time()
    names.nearest("ab" * length, ["ba" * length])
    assert time.process_time() - started < 1.0


def test_names_are_light() -> None:
    code = "import sys; import relkeeper.rules.names; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pypinyin", "phonenumbers", "dataclasses", "json", "sqlite3"} & set(loaded)
