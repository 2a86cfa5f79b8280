"""What could be tidier, and that nothing is lost by it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, PointDraft, PropertyDraft
from relkeeper.rules import names, points, tidying
from relkeeper.rules.points import phones
from relkeeper.rules.tidying import naming


def tidied(draft: ContactDraft, region: str = "") -> ContactDraft:
    return tidying.applied(draft, tidying.proposals(draft, region))


def reasons(draft: ContactDraft, region: str = "") -> list[str]:
    return [proposal.reason for proposal in tidying.proposals(draft, region)]


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("ADA EXAMPLE", "Ada Example"),
        ("  Ada   Example ", "Ada Example"),
        ("ADA  MCDONALD", "Ada McDonald"),
        ("GRACE O'NEIL", "Grace O'Neil"),
        ("ANNE-MARIE SAMPLETON", "Anne-Marie Sampleton"),
        ("J. R. SAMPLETON", "J. R. Sampleton"),
        ("ADA VAN DER MUSTER", "Ada van der Muster"),
        ("ADA SAMPLETON III", "Ada Sampleton III"),
        ("ADA SAMPLETON JR", "Ada Sampleton Jr"),
        ("ÉLODIE ÖHMANN", "Élodie Öhmann"),
        ("EXAMPLE, ADA", "Ada Example"),
        ("MCDONALD VAN DER EXAMPLE III", "McDonald van der Example III"),
        ("Ｇｒａｃｅ Sampleton", "Grace Sampleton"),
        ("ＡＤＡ　ＥＸＡＭＰＬＥ", "Ada Example"),
        ("样张\u3000三", "样张三"),
        ("样 张三", "样张三"),
        ("欧阳 小明", "欧阳小明"),
    ],
)
def test_a_name_is_written_as_people_write_it(name: str, tidy: str) -> None:
    assert tidied(ContactDraft(name)).name == tidy


@pytest.mark.parametrize(
    "name",
    [
        "IBM", "ADA", "Ada EXAMPLE", "EXAMPLE Ada", "SAP AG", "ACME GMBH", "BBC RADIO", "MUSTER & CO", "NASA 2", "样张三", "",
        "THE MUSTERS", "ADA NG", "A. B.", "Muster, Example & Partner", "Ada, Grace, Eve", "Example,", ", Ada", "Muster, PhD",
        "ONE TWO THREE FOUR FIVE", "山田 太郎", "小明 张", "样 张 三",
    ],
)  # fmt: skip
def test_a_name_that_may_be_meant_so_stays(name: str) -> None:
    assert tidied(ContactDraft(name, given_name="x", family_name="y")).name == name


def test_a_firm_stays_as_it_is() -> None:
    firm = ContactDraft("MUSTER EXAMPLE", organization="Muster Example")
    assert tidying.proposals(firm, "") == ()
    kind = ContactDraft("MUSTER EXAMPLE", properties=(PropertyDraft("KIND", "org"),))
    assert tidying.proposals(kind, "") == ()


def test_given_and_family_name_follow_the_capitals() -> None:
    draft = tidied(ContactDraft("ADA EXAMPLE", "ADA", "EXAMPLE"))
    assert (draft.name, draft.given_name, draft.family_name) == ("Ada Example", "Ada", "Example")
    french = ContactDraft("Ada EXAMPLE", "Ada", "EXAMPLE")
    assert tidied(french) == french


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (ContactDraft("张小明", "张", "小明"), ("张小明", "小明", "张")),
        (ContactDraft("欧阳小明", "欧阳", "小明"), ("欧阳小明", "小明", "欧阳")),
        (ContactDraft("小明 张", "小明", "张"), ("张小明", "小明", "张")),
        (ContactDraft("张小明", "小明", "张"), ("张小明", "小明", "张")),
        (ContactDraft("伟 王", "王", "伟"), ("王伟", "伟", "王")),
        (ContactDraft("王 伟", "王", "伟"), ("王伟", "伟", "王")),
        (ContactDraft("王 伟", "伟", "王"), ("王伟", "伟", "王")),
        (ContactDraft("伟 样", "样", "伟"), ("伟样", "样", "伟")),
        (ContactDraft("Ｇｒａｃｅ Muster", "Ｇｒａｃｅ", "Muster"), ("Grace Muster", "Grace", "Muster")),
        (ContactDraft("Example, Ada", "Ada", "Example"), ("Ada Example", "Ada", "Example")),
        (ContactDraft("Example, Ada", "Example", "Ada"), ("Ada Example", "Ada", "Example")),
        (ContactDraft("Example, Ada"), ("Ada Example", "Ada", "Example")),
        (ContactDraft("Ada Example"), ("Ada Example", "Ada", "Example")),
        (ContactDraft("Ada Example", "Ada"), ("Ada Example", "Ada", "Example")),
        (ContactDraft("Ada Example", "Grace"), ("Ada Example", "Grace", "")),
        (ContactDraft("Ada Example", "Ada", "Muster"), ("Ada Example", "Ada", "Muster")),
        # The name alone does not tell: it may begin with the family name.
        (ContactDraft("Ada Example", "Example", "Ada"), ("Ada Example", "Example", "Ada")),
        (
            ContactDraft("Ada Example", "Example", "Ada", points=(PointDraft("email", "Ada.Example@example.org"),)),
            ("Ada Example", "Ada", "Example"),
        ),
    ],
)
def test_given_and_family_name_are_put_right_where_it_can_be_proved(
    draft: ContactDraft, told: tuple[str, str, str]
) -> None:
    new = tidied(draft)
    assert (new.name, new.given_name, new.family_name) == told


@pytest.mark.parametrize(
    ("region", "before", "after"),
    [
        ("DE", ("phone", "030 123456"), ("phone", "+49 30 123456")),
        ("CN", ("phone", "１３８ ００００ ００１２"), ("phone", "+86 138 0000 0012")),
        ("CN", ("phone", "010-6233 2345转8001"), ("phone", "+86 10 6233 2345 ext. 8001")),
        ("", ("phone", "0049 30 123456"), ("phone", "+49 30 123456")),
        ("", ("phone", "tel:+49 30  123456 "), ("phone", "+49 30 123456")),
        ("", ("phone", "030 123456"), ("phone", "030 123456")),
        ("DE", ("phone", "+49 (0)30/123-456"), ("phone", "+49 (0)30/123-456")),
        ("DE", ("phone", "030 123456 (Mama)"), ("phone", "030 123456 (Mama)")),
        ("DE", ("phone", "110"), ("phone", "110")),
        ("US", ("phone", "1-800-FLOWERS"), ("phone", "1-800-FLOWERS")),
        ("", ("email", " mailto:Ada@EXAMPLE.org"), ("email", "Ada@example.org")),
        ("", ("email", "<Ada@example.org>"), ("email", "Ada@example.org")),
        ("", ("email", "ａｄａ＠example.org"), ("email", "ada@example.org")),
        ("", ("email", '"Ada Example" <ada@example.org>'), ("email", "ada@example.org")),
        ("", ("email", "Grace <ada@example.org>"), ("email", "Grace <ada@example.org>")),
        ("", ("email", "mailto:ada@example.org?subject=tea"), ("email", "mailto:ada@example.org?subject=tea")),
        ("", ("email", "no address"), ("email", "no address")),
        ("", ("url", "mailto:ada@example.org"), ("email", "ada@example.org")),
        ("", ("url", "https://ada@example.org/x"), ("url", "https://ada@example.org/x")),
        ("", ("url", "xmpp:ada@example.org"), ("url", "xmpp:ada@example.org")),
        ("", ("email", "https://ada.example.org"), ("url", "https://ada.example.org")),
        ("", ("phone", "ada@example.org"), ("email", "ada@example.org")),
        ("", ("url", "tel:+49 30 123456"), ("phone", "+49 30 123456")),
        ("", ("email", "12345678"), ("email", "12345678")),
        ("", ("qq", " 12345 "), ("qq", "12345")),
        ("", ("address", " 1  Engine Row \n London"), ("address", "1 Engine Row\nLondon")),
    ],
)  # fmt: skip
def test_a_point_is_written_so_that_programs_read_it(
    region: str, before: tuple[str, str], after: tuple[str, str]
) -> None:
    draft = tidied(ContactDraft("Ada Example", "Ada", "Example", points=(PointDraft(*before, "work"),)), region)
    assert draft.points == (PointDraft(*after, "work"),)


def test_what_stands_there_twice_stands_there_once() -> None:
    said = (
        PointDraft("phone", "030 123456"),
        PointDraft("phone", "+49 30 123456", "work"),
        PointDraft("email", "ada@example.org", "home"),
        PointDraft("email", "ADA@example.org", "work"),
        PointDraft("qq", "12345"),
        PointDraft("qq", " 12345"),
        PointDraft("url", " "),
    )
    assert tidied(ContactDraft("Ada", points=said), "DE").points == (*said[1:4], said[4])
    # No number that exists, so that it cannot be written with its country code.
    unknown = (PointDraft("phone", "110 555", "work"), PointDraft("phone", "+49 110 555", "work"))
    assert tidied(ContactDraft("Ada", points=unknown), "DE").points == unknown[1:]
    assert tidied(ContactDraft("Ada", aliases=("ada", "Countess", " countess", "", " x  y"))).aliases == (
        "Countess",
        "x y",
    )


def test_a_proposal_says_what_and_why() -> None:
    (proposal,) = tidying.proposals(ContactDraft("Ada", points=(PointDraft("url", "ada@example.org", "home"),)), "")
    assert proposal[:4] == (
        "url (home)",
        "ada@example.org",
        "email: ada@example.org",
        "an e-mail address, kept as url",
    )
    assert (
        reasons(ContactDraft("Ｇｒａｃｅ", "x", aliases=("Ｇ　Ｅ",), organization="Ｇ")) == ["full-width letters"] * 2
    )
    assert reasons(ContactDraft("样 张三")) == ["a Chinese name has no blank"]
    assert reasons(ContactDraft("ADA  EXAMPLE", "x")) == ["blanks and all in capitals"]
    assert reasons(ContactDraft("A", points=(PointDraft("phone", "030 123456"),)), "DE") == ["in international form"]
    assert reasons(ContactDraft("A", points=(PointDraft("email", "a@B.org"),))) == ["domain in lower case"]
    assert reasons(ContactDraft("A", points=(PointDraft("email", "＜a@b.org>"),))) == ["full-width characters"]


def test_what_is_there_no_more_is_not_changed() -> None:
    found = tidying.proposals(ContactDraft("ADA EXAMPLE", "x", points=(PointDraft("qq", " 1"),)), "")
    other = ContactDraft("Grace", "x")
    assert tidying.applied(other, found) == other


pieces = st.sampled_from(
    ["ADA", "Ada", "EXAMPLE", "Example", "MCDONALD", "O'NEIL", "VAN", "III", "J.", "GmbH", ",", " ", "  ", "张", "小明",
     "\u3000", "王", "Ａda", "\u200b", "ß", "İ", "ﬁ", "欧阳"]
)  # fmt: skip
texts = st.lists(pieces | st.characters(codec="utf-8"), max_size=5).map(" ".join) | st.lists(pieces, max_size=4).map(
    "".join
)
values = (
    st.from_regex(r"[+０-９0-9 ()/-]{3,16}(ext. [0-9]{2})?", fullmatch=True)
    | st.from_regex(r"(mailto:|<|Ada <|tel:|https?://)?[ａa-cA-C.]{1,4}[@＠][a-cA-C]{1,4}\.org>?\s?", fullmatch=True)
    | texts
)
drafts = st.builds(
    ContactDraft,
    name=texts,
    given_name=texts,
    family_name=texts,
    organization=texts,
    title=texts,
    aliases=st.lists(texts, max_size=3).map(tuple),
    points=st.lists(
        st.builds(
            PointDraft,
            st.sampled_from(["phone", "email", "url", "address", "qq"]),
            values,
            st.sampled_from(["", "home", "work"]),
        ),
        max_size=4,
    ).map(tuple),
)
regions = st.sampled_from(["", "CN", "DE", "US"])


@given(drafts, regions)
def test_tidying_twice_changes_nothing_more(draft: ContactDraft, region: str) -> None:
    once = tidied(draft, region)
    assert tidying.proposals(once, region) == ()


@given(drafts, regions)
def test_no_value_is_lost(draft: ContactDraft, region: str) -> None:
    new = tidied(draft, region)
    for point in draft.points:
        assert not names.fold(point.value) or any(is_the_same(point, kept, region) for kept in new.points), point
    called = {names.fold(name) for name in (new.name, *new.aliases)}
    old_words = set(letters(draft.name))
    assert all(not names.fold(alias) or names.fold(alias) in called or letters(alias) == letters(draft.name)
               for alias in draft.aliases)  # fmt: skip
    assert old_words <= set(letters(new.name)) | {","}
    assert names.fold(new.organization) == names.fold(draft.organization)
    assert letters(draft.given_name + draft.family_name) - letters(new.given_name + new.family_name) == Counter()


def letters(text: str) -> Counter[str]:
    return Counter(names.fold(text).replace(" ", ""))


def is_the_same(old: PointDraft, new: PointDraft, region: str) -> bool:
    if new.kind == "phone":
        return phones.normalise(old.value, region or None) == phones.normalise(new.value, region or None)
    return points.normalise(new.kind, old.value) == points.normalise(new.kind, new.value)


@given(drafts, regions)
def test_each_proposal_can_be_agreed_to_alone(draft: ContactDraft, region: str) -> None:
    for proposal in tidying.proposals(draft, region):
        tidying.applied(draft, [proposal])


@given(st.lists(pieces, min_size=1, max_size=4).map(" ".join))
def test_capitals_are_all_that_recasing_changes(name: str) -> None:
    assert names.fold(naming.recased(name)) == names.fold(name)


@pytest.mark.parametrize(
    ("numbers", "region"),
    [
        (["138 0000 0012"], "CN"),
        (["138-0000-0012", "13900000013", "030 123456"], "CN"),
        (["138 0000 0012", "030 123456"], ""),
        (["128 0000 0012"], ""),
        (["212 555 0100"], ""),
        ([], ""),
    ],
)
def test_numbers_may_look_like_those_of_a_country(numbers: list[str], region: str) -> None:
    assert tidying.likely_region(numbers) == region
