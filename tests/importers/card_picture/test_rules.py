"""What the lines of a card say, and in which order they stand: pure rules, over text that nobody had to photograph."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft
from relkeeper.importers.card_picture.boxes import Box, Quad, turned
from relkeeper.importers.card_picture.fields import draft_of
from relkeeper.importers.card_picture.labels import Labelled, labelled, waits
from relkeeper.importers.card_picture.layout import lines
from relkeeper.importers.card_picture.values import emails, handle, is_cell, letters, numbers, plain, urls
from tests.importers.fuzzing import FEW


def box(text: str, left: float = 0, top: float = 0, height: float = 30) -> Box:
    width = sum(height if ord(char) > 0x2000 else height / 2 for char in text)
    return Box(text, ((left, top), (left + width, top), (left + width, top + height), (left, top + height)))


def column(*texts: str) -> list[Box]:
    """The lines of a card below each other, the first one large: the name."""
    return [box(text, 0, 45 * place, 40 if place == 0 else 30) for place, text in enumerate(texts)]


def read(*texts: str) -> ContactDraft:
    draft = draft_of(column(*texts))
    assert draft is not None
    return draft


def points(*texts: str) -> list[tuple[str, str, str]]:
    """The points of a card of somebody, as (kind, label, value)."""
    return [(point.kind, point.label, point.value) for point in read("样张三", *texts).points]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("电话：010-55550101", [(("work",), "010-55550101")]),
        ("手 机 : 138 0000 0101", [(("cell",), "138 0000 0101")]),
        ("电话/Tel: +86 10 5555 0101", [(("work",), "+86 10 5555 0101")]),
        ("手机 Mobile 13800000101", [(("cell",), "13800000101")]),
        ("Tel/Fax: 020-55550104", [(("work", "fax"), "020-55550104")]),
        ("手机/微信：13800000101", [(("cell", "wechat"), "13800000101")]),
        ("T: +1 212 555 0110 F: +1 212 555 0112", [(("work",), "+1 212 555 0110"), (("fax",), "+1 212 555 0112")]),
        ("T +1 212 555 0110 | M +1 212 555 0111", [(("work",), "+1 212 555 0110"), (("cell",), "+1 212 555 0111")]),
        ("T.+1 212 555 0110", [(("work",), "+1 212 555 0110")]),
        ("E-mail: ada@example.org", [(("email",), "ada@example.org")]),
        ("邮箱ada@example.org", [(("email",), "ada@example.org")]),
        ("QQ 100200301", [(("qq",), "100200301")]),
        ("WeChat ID: ada_example", [(("wechat",), "ada_example")]),
        ("地址 北京市朝阳区样本路1号", [(("address",), "北京市朝阳区样本路1号")]),
        ("样张三 手机：13800000101", [((), "样张三"), (("cell",), "13800000101")]),
        # A label in both languages, with a blank or as it is read where the blank was lost.
        ("Mobile 手机 13800000101", [(("cell",), "13800000101")]),
        ("Mobile手机：13800000101", [(("cell",), "13800000101")]),
        ("Email 邮箱 ada@example.org", [(("email",), "ada@example.org")]),
        ("Email邮箱ada@example.org", [(("email",), "ada@example.org")]),
        ("WeChat 微信 ada_example", [(("wechat",), "ada_example")]),
        ("WeChat微信ada_example", [(("wechat",), "ada_example")]),
        ("Add 地址 上海市样本区虚构路1号", [(("address",), "上海市样本区虚构路1号")]),
        ("Add.地址：上海市样本区虚构路1号", [(("address",), "上海市样本区虚构路1号")]),
        ("Tel 电话 / Fax 传真: 010-55550101", [(("work", "fax"), "010-55550101")]),
        # No labels, whatever they begin with.
        ("Mobile Games Ltd", [((), "Mobile Games Ltd")]),
        ("Tom Example", [((), "Tom Example")]),
        ("77 Nowhere Road, Cambridge, MA 02139", [((), "77 Nowhere Road, Cambridge, MA 02139")]),
        ("St. Example Street 5", [((), "St. Example Street 5")]),
        ("中国移动电话公司", [((), "中国移动电话公司")]),
        ("ada@mail.example.org", [((), "ada@mail.example.org")]),
        ("", []),
    ],
)
def test_labels_divide_a_line(text: str, parts: list[tuple[tuple[str, ...], str]]) -> None:
    assert labelled(text) == [Labelled(*part) for part in parts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("010-5555 0101", ["010-5555 0101"]),
        ("021-55550103/55550104", ["021-55550103", "55550104"]),
        ("13800000101、13800000102", ["13800000101", "13800000102"]),
        ("+1 212 555 0111 ext. 12", ["+1 212 555 0111 ext. 12"]),
        ("025-5555 0109 转 806", ["025-5555 0109 转 806"]),
        ("（010）55550101", ["(010)55550101"]),
        ("(212) 555-0117", ["(212) 555-0117"]),
        ("+86 (0)10 5555 0101", ["+86 (0)10 5555 0101"]),
        # O among digits is a zero, l and I are ones.
        ("l38 OOOO 0101", ["138 0000 0101"]),
        ("1234", []),
        ("no number", []),
    ],
)
def test_numbers_are_found_and_mended(text: str, found: list[str]) -> None:
    assert numbers(text) == found


def test_labels_in_both_languages_leave_nothing_behind() -> None:
    card = read(
        "样张三",
        "Mobile 手机 13800000101",
        "Email 邮箱 zhang@example.org",
        "WeChat 微信 zhang_sample",
        "Add 地址 上海市样本区虚构路1号",
    )
    assert card.notes == ""
    assert [(point.kind, point.value) for point in card.points] == [
        ("phone", "13800000101"),
        ("email", "zhang@example.org"),
        ("wechat", "zhang_sample"),
        ("address", "上海市样本区虚构路1号"),
    ]


def test_a_mobile_number_of_china_is_known_by_itself_and_no_foreign_one() -> None:
    assert is_cell("138 0000 0101")
    assert is_cell("+86 138 0000 0101")
    assert not is_cell("010-5555 0101")
    assert not is_cell("+1 310 555 0124")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ada@example.org", ["ada@example.org"]),
        ("ada @ example. org", ["ada@example.org"]),
        ("ada@example,org", ["ada@example.org"]),
        ("ada.e-x@mail.example.com.cn", ["ada.e-x@mail.example.com.cn"]),
        # An @ that was not read is not made up.
        ("adaexample.org", []),
    ],
)
def test_blanks_in_an_address_of_mail_are_mended_and_no_sign_invented(text: str, found: list[str]) -> None:
    assert emails(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("www.example.org", ["www.example.org"]),
        ("www. example .org", ["www.example.org"]),
        ("http//example.com/a", ["http://example.com/a"]),
        ("https://example.net/bob", ["https://example.net/bob"]),
        ("example.org", ["example.org"]),
        ("ada@example.org", []),
        ("Dr. Max", []),
    ],
)
def test_addresses_of_the_web(text: str, found: list[str]) -> None:
    assert urls(text) == found


def test_full_width_signs_and_letters_that_cannot_be() -> None:
    assert plain("１３８　００００＠ｅｘａｍｐｌｅ．ｏｒｇ") == "138 0000@example.org"
    assert letters("500 lmaginary Avenue, MusterstraBe 5") == "500 Imaginary Avenue, Musterstraße 5"
    assert letters("llama Blvd, Berlin B") == "llama Blvd, Berlin B"
    assert handle("wxid: (ada_example)") == "wxid"


def test_a_chinese_card() -> None:
    draft = read(
        "样张三", "销售总监", "北京样本科技有限公司", "手机：138 0000 0101（微信同号）", "电话：010-55550101 转 801",
        "传真：010-55550102", "邮箱：zhang@example.org", "QQ：100200301", "地址：北京市朝阳区样本路88号", "邮编：100000",
    )  # fmt: skip
    assert (draft.name, draft.title, draft.organization) == ("样张三", "销售总监", "北京样本科技有限公司")
    assert [(point.kind, point.label, point.value) for point in draft.points] == [
        ("phone", "cell", "138 0000 0101"),
        ("wechat", "", "13800000101"),
        ("phone", "work", "010-55550101 转 801"),
        ("phone", "fax", "010-55550102"),
        ("email", "", "zhang@example.org"),
        ("qq", "", "100200301"),
        ("address", "", "北京市朝阳区样本路88号 100000"),
    ]
    assert draft.notes == ""


def test_an_english_card() -> None:
    draft = read(
        "Dr. Ada Example", "Chief Engineer", "Example Engines Ltd", "M +1 212 555 0110 | T +1 212 555 0111 x12",
        "ada@example.org", "www.example.org", "12 Sample Street, 3rd Floor", "New York, NY 10001", "we build engines",
    )  # fmt: skip
    assert (draft.name, draft.given_name, draft.family_name) == ("Dr. Ada Example", "Ada", "Example")
    assert (draft.title, draft.organization) == ("Chief Engineer", "Example Engines Ltd")
    assert [(point.kind, point.label, point.value) for point in draft.points] == [
        ("phone", "cell", "+1 212 555 0110"),
        ("phone", "work", "+1 212 555 0111 x12"),
        ("email", "", "ada@example.org"),
        ("url", "", "www.example.org"),
        ("address", "", "12 Sample Street, 3rd Floor New York, NY 10001"),
    ]
    # What is nothing of it is not lost.
    assert draft.notes == "we build engines"


def test_a_name_in_two_scripts_is_chinese_with_an_alias() -> None:
    draft = read("何样例 Henry He", "投资总监 Investment Director", "henry.he@example.org")
    assert (draft.name, draft.aliases, draft.family_name) == ("何样例", ("Henry He",), "何")
    assert draft.title == "投资总监 Investment Director"


@pytest.mark.parametrize("first", ["王小样 总经理", "总经理 王小样", "王 小 样 总经理", "王小样 | 总经理"])
def test_name_and_title_on_one_line(first: str) -> None:
    draft = read(first, "广州样品贸易集团")
    assert (draft.name, draft.title, draft.organization) == ("王小样", "总经理", "广州样品贸易集团")


def test_the_name_is_not_what_is_largest_when_it_is_mailed_to() -> None:
    draft = draft_of(
        [
            box("Blue Lantern", 0, 0, 60),
            box("Grace Sampleton", 0, 200, 30),
            box("grace@bluelantern.example.com", 0, 300),
        ]
    )
    assert draft is not None
    assert (draft.name, draft.organization) == ("Grace Sampleton", "Blue Lantern")


def test_blanks_that_were_not_seen_in_a_title_are_put_back() -> None:
    assert read("Ada Example", "SalesDirector").title == "Sales Director"
    # The organisation is spelled as it spells itself.
    assert read("Ada Example", "OpenExample Ltd").organization == "OpenExample Ltd"


def test_an_organisation_on_two_lines_is_one() -> None:
    draft = draft_of([box("样张三", 0, 0, 50), box("深圳市范例电子股份", 0, 100), box("有限公司", 0, 138)])
    assert draft is not None
    assert draft.organization == "深圳市范例电子股份有限公司"


def test_a_card_of_a_firm_is_called_as_the_firm_and_one_of_nobody_is_none() -> None:
    assert read("样本科技有限公司", "电话：010-55550101").name == "样本科技有限公司"
    assert read("电话：010-55550101").name == "010-55550101"
    assert draft_of(column("3.14", "***")) is None
    assert draft_of([]) is None


def test_a_label_alone_has_its_value_at_its_right_or_below() -> None:
    assert waits("地址：")
    assert waits("手机")
    assert waits("Mobile 手机")
    assert waits("Add地址：")
    assert not waits("手机：13800000101")
    apart = [
        box("样张三", 0, 0, 50),
        box("手机", 0, 100),
        box("13800000101", 200, 100),
        box("电话", 0, 160),
        box("010-55550101", 200, 160),
    ]
    draft = draft_of(apart)
    assert draft is not None
    assert [(point.label, point.value) for point in draft.points] == [("cell", "13800000101"), ("work", "010-55550101")]
    assert points("地址：", "北京市朝阳区样本路88号") == [("address", "", "北京市朝阳区样本路88号")]


def test_one_number_is_taken_once_and_a_second_one_too() -> None:
    assert points("手机：13800000101", "13800000101") == [("phone", "cell", "13800000101")]
    assert points("Tel/Fax: 020-55550104") == [("phone", "work,fax", "020-55550104")]


def test_columns_are_read_one_after_the_other() -> None:
    left = [box("Ada Example", 0, 0), box("Chief Engineer", 0, 40)]
    right = [box("Tel: 55501", 400, 0), box("Fax: 55502", 400, 40)]
    assert [line.text for line in lines([*right, *left], waits)] == [
        "Ada Example",
        "Chief Engineer",
        "Tel: 55501",
        "Fax: 55502",
    ]


def test_a_wide_gap_divides_and_a_narrow_one_joins() -> None:
    assert [line.text for line in lines([box("Tel: 55501   Fax: 55502")], waits)] == ["Tel: 55501", "Fax: 55502"]
    assert [line.text for line in lines([box("Ada"), box("Example", 60)], waits)] == ["Ada Example"]


@FEW
@given(st.integers(-14, 14), st.permutations(range(6)))
def test_how_a_card_lies_and_in_which_order_it_was_seen_changes_nothing(degrees: int, order: list[int]) -> None:
    straight = column(
        "样张三", "销售总监", "北京样本科技有限公司", "手机：13800000101", "地址：北京市朝阳区样本路", "88号楼"
    )
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    lying = [
        each._replace(quad=tuple((x * cos - y * sin, x * sin + y * cos) for x, y in each.quad)) for each in straight
    ]
    assert draft_of([lying[place] for place in order]) == draft_of(straight)


QUAD: Quad = ((10, 20), (50, 20), (50, 30), (10, 30))


@given(st.integers(0, 7))
def test_four_quarters_are_a_whole_turn(quarters: int) -> None:
    back = turned(turned(QUAD, quarters, (100, 80)), -quarters, (80, 100) if quarters % 2 else (100, 80))
    assert set(back) == set(QUAD)


def test_a_quarter_clockwise_puts_the_top_to_the_right() -> None:
    # A line that stands: it was written from the bottom up, at the left edge.
    assert turned(((0, 0), (10, 0), (10, 50), (0, 50)), 1, (100, 80)) == ((30, 0), (80, 0), (80, 10), (30, 10))


@FEW
@given(st.lists(st.text(max_size=40), max_size=8))
def test_no_text_makes_the_rules_fall(texts: list[str]) -> None:
    draft = draft_of(column(*texts))
    assert draft is None or draft.name
