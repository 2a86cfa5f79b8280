"""Chinese names by the letters that people type for them."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relkeeper.rules import names
from relkeeper.rules.names import pinyin

KEYS = {
    "张三": {"zhangsan", "zs"},
    "張三": {"zhangsan", "zs"},
    "李小四": {"lixiaosi", "lxs"},
    "欧阳三": {"ouyangsan", "oys"},
    "歐陽三": {"ouyangsan", "oys"},
    "林": {"lin"},
    "张San": {"zhangsan", "zs"},
    "張 San": {"zhangsan", "zs", "zhang"},
    "阿May": {"amay", "am", "emay", "em"},
    "张三2": {"zhangsan2", "zs2"},
    "🦊张三": {"zhangsan", "zs"},
    "吕三": {"lvsan", "lusan", "lyusan", "ls"},
    "女王三": {"nvwangsan", "nuwangsan", "nyuwangsan", "nws"},
    "略三": {"lvesan", "luesan", "lyuesan", "ls"},
    "张三 (Example)": {"zhangsan", "zs", "zhangsanexample", "zse"},
    "张 三": {"zhangsan", "zs", "zhang", "san"},
    "李四𠮷": {"lisi", "ls"},
}


@pytest.mark.parametrize(("name", "keys"), KEYS.items())
def test_a_name_is_found_by_its_pinyin_and_its_initials(name: str, keys: set[str]) -> None:
    assert keys <= pinyin.keys(name)


@pytest.mark.parametrize("name", ["张三", "李小四", "欧阳三", "张San", "张三 (Example)", "林", "🦊张三"])
def test_a_name_with_one_reading_has_no_other_keys(name: str) -> None:
    assert pinyin.keys(name) == KEYS[name]


SURNAMES = {
    "曾": "zeng", "单": "shan", "單": "shan", "解": "xie", "仇": "qiu", "朴": "piao", "区": "ou", "區": "ou",
    "翟": "zhai", "查": "zha", "盖": "gai ge", "蓋": "gai ge", "任": "ren", "华": "hua", "華": "hua", "缪": "miao",
    "繆": "miao", "乐": "yue le", "樂": "yue le", "员": "yun", "黑": "he", "重": "chong", "折": "she", "冼": "xian",
    "洗": "xian", "谌": "chen shen", "諶": "chen shen", "覃": "qin tan", "种": "chong", "祭": "zhai", "秘": "bi",
    "召": "shao", "繁": "po", "宓": "mi fu", "隗": "wei kui", "郗": "xi chi", "阚": "kan", "乜": "nie", "佴": "nai",
    "薄": "bo", "王": "wang", "陈": "chen", "陳": "chen", "沈": "shen", "石": "shi", "万": "wan", "葉": "ye",
    "叶": "ye", "尉": "wei", "葛": "ge",
    "尉迟": "yuchi", "尉遲": "yuchi", "万俟": "moqi", "萬俟": "moqi", "澹台": "tantai", "长孙": "zhangsun",
    "長孫": "zhangsun", "单于": "chanyu", "乐正": "yuezheng", "鲜于": "xianyu", "令狐": "linghu", "司马": "sima",
    "夏侯": "xiahou", "皇甫": "huangfu", "百里": "baili", "谷梁": "guliang", "呼延": "huyan",
}  # fmt: skip
NO_SURNAME = {
    "曾": "ceng", "单": "dan", "解": "jie", "仇": "chou", "区": "qu", "查": "cha", "缪": "mou", "折": "zhe", "王": "yu",
    "司马": "cima", "夏侯": "jiahou", "尉迟": "weichi", "万俟": "wanqi", "任": "lin", "陳": "zhen", "种": "zhong",
}  # fmt: skip


@pytest.mark.parametrize(("surname", "readings"), SURNAMES.items())
def test_surnames_are_read_as_surnames(surname: str, readings: str) -> None:
    assert {f"{reading}san" for reading in readings.split()} <= pinyin.keys(f"{surname}三")


@pytest.mark.parametrize(("surname", "reading"), NO_SURNAME.items())
def test_a_surname_is_not_read_as_a_word(surname: str, reading: str) -> None:
    assert f"{reading}san" not in pinyin.keys(f"{surname}三")


def test_a_surname_is_one_only_where_a_surname_stands() -> None:
    assert "sanceng" in pinyin.keys("三曾")
    assert "jiefangsanhaolou" in pinyin.keys("解放三号楼")
    assert "lele" in pinyin.keys("乐乐")
    assert "dandan" in pinyin.keys("单单")
    assert "dandansan" in pinyin.keys("单单三")
    assert "zeng" in pinyin.keys("小三 曾")
    assert "ceng" not in pinyin.keys("小三 曾")
    assert "zengsan" in pinyin.keys("曾 三")
    assert {"jiefang", "danwei"} <= pinyin.keys("张三 解放 单位")
    assert pinyin.keys("Ada 曾") == {"adazeng", "az", "zeng"}
    assert pinyin.keys("曾San") == {"zengsan", "zs"}
    assert pinyin.keys("尉迟三四") == {"yuchisansi", "ycss"}


def test_every_surname_has_a_reading() -> None:
    for surname in names.SURNAMES | names.COMPOUND_SURNAMES:
        key = pinyin.sort_key(f"{surname}三")
        assert key.isascii(), surname
        assert len(key.split()) == len(surname) + 1


def test_given_names_have_all_their_usual_readings() -> None:
    assert {"zhangchang", "zhangzhang"} <= pinyin.keys("张长")
    assert {"zhangle", "zhangyue"} <= pinyin.keys("张乐")
    assert {"ouyangle", "ouyangyue"} <= pinyin.keys("欧阳乐")


def test_rarer_readings_are_left_out() -> None:
    assert pinyin.keys("三方") == {"sanfang", "sf", "sanpang", "sp"}  # and not wang, feng


def test_there_are_up_to_sixteen_combinations() -> None:
    assert len({key for key in pinyin.keys("行长行长") if len(key) > 4}) == 16
    assert len({key for key in pinyin.keys("行长行长行") if len(key) > 5}) == 16
    assert pinyin.keys("三" * 40) == {"san" * 32, "s" * 32}
    assert "xingzhangxingzhangxing" in pinyin.keys("行长行长行")


@pytest.mark.parametrize("name", ["", "Ada Example", "さくら", "홍길동", "🦊", "𠮷"])
def test_what_has_no_pinyin_has_no_keys(name: str) -> None:
    assert pinyin.keys(name) == frozenset()


# A few rare characters (兙) have no reading that anybody wrote down.
READABLE = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5).filter(pinyin.keys)
CHINESE = st.text(READABLE, min_size=1, max_size=60)


@settings(deadline=None)
@given(CHINESE)
def test_keys_are_bounded_and_can_be_typed(name: str) -> None:
    found = pinyin.keys(name)
    assert len(found) <= 16 * 4
    assert all(key == pinyin.typed(key) for key in found)
    assert found if len(name) == 1 else len(found) >= 2


@settings(deadline=None)
@given(CHINESE)
def test_the_most_common_reading_is_never_left_out(name: str) -> None:
    first = "".join(pinyin.sort_key(name[:32]).split())
    assert first in pinyin.keys(name)


@settings(deadline=None)
@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    assert "" not in pinyin.keys(text)
    assert pinyin.keys(text) == pinyin.keys(names.fold(text))
    assert pinyin.sort_key(text).encode("utf-8").decode("utf-8") == pinyin.sort_key(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [("Zhang San", "zhangsan"), ("Zhāng-Sān", "zhangsan"), ("Lü", "lu"), ("ZS", "zs"), ("Xi'an", "xian")],
)
def test_what_is_typed_is_compared_in_one_word(text: str, key: str) -> None:
    assert pinyin.typed(text) == key


def test_names_sort_as_in_a_chinese_address_book() -> None:
    people = ["王五", "Bob Sample", "曾三", "吕三", "陆三", "张三丰", "Ada Example", "阿May", "张三", "張二", "🦊"]
    assert sorted(people, key=pinyin.sort_key) == [
        "阿May", "Ada Example", "Bob Sample", "陆三", "吕三", "王五", "曾三", "張二", "张三", "张三丰", "🦊",
    ]  # fmt: skip


def _run(code: str, **environment: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return result.stdout.strip()


def test_pypinyin_is_loaded_only_for_chinese_names_and_without_its_phrases() -> None:
    light = "import sys; from relkeeper.rules.names import pinyin; pinyin.keys('Ada'); pinyin.sort_key('Ada'); "
    assert _run(light + "print('pypinyin' in sys.modules)") == "False"
    heavy = "pinyin.keys('\\u5f20\\u4e09'); print('pypinyin' in sys.modules, 'pypinyin.phrases_dict' in sys.modules)"
    assert _run(light + heavy, PYPINYIN_NO_PHRASES="") == "True True"
    assert _run(f"import os; os.environ.pop('PYPINYIN_NO_PHRASES', None); {light}{heavy}") == "True False"


def _usual(char: str) -> str:
    """How a character is read where it is no family name."""
    return pinyin.sort_key(f"小{char}").split()[-1]


@pytest.mark.parametrize(("surname", "readings"), [pair for pair in SURNAMES.items() if len(pair[0]) == 1])
def test_the_usual_reading_of_a_family_name_leads_to_the_right_one(surname: str, readings: str) -> None:
    wrong = _usual(surname)
    for right in readings.split():
        if right != wrong and wrong not in readings.split():
            assert f"{right}yangben" in pinyin.misread(f"{wrong}yangben")


def test_a_family_name_alone_is_not_misread() -> None:
    assert pinyin.misread(pinyin.typed("Ceng")) == ()
    assert pinyin.misread("zhangsan") == ()


@pytest.mark.parametrize("name", ["欧阳若兰", "曾小样", "张先安", "李玉兰", "王西安", "吕绿叶", "尉迟女贞"])
def test_a_given_name_is_the_end_of_the_whole(name: str) -> None:
    given, family = names.split(name) or ("", "")
    known = sorted(pinyin.keys(name))
    found = {
        key[start:]
        for key in known
        for start in range(1, len(key))
        if pinyin.is_given(key[start:]) and pinyin.ends_with_given(known, key[start:], len(family), len(given))
    }
    assert found == {key for key in pinyin.keys(f"🦊{given}") if len(key) > len(given)}


def test_a_given_name_begins_where_its_initials_say() -> None:
    known = sorted(pinyin.keys("安爱兰"))
    assert pinyin.ends_with_given(known, "ailan", 1, 2)
    assert not pinyin.ends_with_given(known, "nailan", 1, 2)
    known = sorted(pinyin.keys("安改兰"))
    assert pinyin.ends_with_given(known, "gailan", 1, 2)
    assert not pinyin.ends_with_given(known, "ailan", 1, 2)


@pytest.mark.parametrize("letters", ["wen", "project", "zw", "budget", "", "x2", "haystack"])
def test_what_is_no_given_name(letters: str) -> None:
    assert not pinyin.is_given(letters)
