"""Whether two profiles are one person's: examples with their evidence, and laws."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft
from relkeeper.rules.likeness import LIKELY, Likeness, Profile, blocking_keys, likeness, of_draft, profile, promising
from relkeeper.rules.likeness.profiles import Birth
from relkeeper.rules.names import pinyin

PHONE = ("phone", "+12125550123")
OTHER_PHONE = ("phone", "+12125550145")
MAIL = ("email", "ada@example.org")
OTHER_MAIL = ("email", "someone@example.org")
OFFICE = ("email", "info@example.org")
WECHAT = ("wechat", "ada_e")


def person(name: str, *reached: tuple[str, str], org: str = "", birth: Birth | None = None, uid: str = "") -> Profile:
    return profile(
        (name,),
        organization=org,
        reached=reached,
        births=[birth] if birth else [],
        uids=[uid] if uid else [],
        readings=pinyin.keys(name),
    )


NAMES = {
    ("Ada Example", "Example, Ada"): "same name",
    ("Ada Example", "ADA  EXAMPLE"): "same name",
    ("Dr. Ada Example", "Ada Example"): "same name",
    ("Zoë Müster", "Zoe Muster"): "same name",
    ("Zoë Müster", "Zoe Muester"): "names differ in spelling",
    ("Carl Example", "Karl Example"): "names differ in spelling",
    ("Борис Шаблонов", "Boris Shablonov"): "names differ in spelling",
    ("Robert Example", "Bob Example"): "one name has a short form of the other's",
    ("Bob Example", "Rob Example"): "one name has a short form of the other's",
    ("Ada Example", "Ada Exmaple"): "names differ by one letter",
    ("Ada Fictionberg", "Ada Fcitionbreg"): "names differ by two letters",
    ("Ada Example", "A. Example"): "one name has initials of the other's",
    ("Ada Example", "Ada Maria Example"): "one name holds the other",
    ("张样本", "Zhang Yangben"): "same name in characters and pinyin",
    ("张样本", "Yangben ZHANG"): "same name in characters and pinyin",
    ("吕样本", "Lü Yangben"): "same name in characters and pinyin",
    ("張樣本", "张样本"): "same name, simplified and traditional",
    ("张样本", "张样本老师"): "same name",
    ("张样本", "张阳本"): "names sound the same",
    ("张样本 (Ada)", "张样本"): "same name",
    ("ada.example@example.org", "Ada Example"): "same name",
}


@pytest.mark.parametrize(("pair", "said"), NAMES.items(), ids=map(" | ".join, NAMES))
def test_names_that_agree(pair: tuple[str, str], said: str) -> None:
    one, other = (
        person(name, PHONE, org="Sample Ltd", birth=birth) for name, birth in zip(pair, (None, BORN), strict=True)
    )
    found = likeness(one, other)
    assert found.evidence[:2] == ("same phone", said)
    assert found.score > 70


BORN = Birth(12, 24, 1980)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anton Example", "Berta Example"),
        ("Anna Example", "Hanna Example"),
        ("Daniel Example", "Daniela Example"),
        ("Mario Example", "Maria Example"),
        ("Jan Example", "Jon Example"),
        ("Alexander Example", "Alexandra Example"),
        ("Martin Example", "Marvin Example"),
        ("Hans Peter Example", "Hans Georg Example"),
        ("Ada van der Muster", "Bea van der Muster"),
        ("王建国", "王建军"),
        ("李样甲", "王样乙"),
        ("Ada Example", "Grace Sampleton"),
        ("Example GmbH", "Ada Example"),
        ("示例科技有限公司", "张样本"),
        ("Adam Example Jr", "Adam Example Sr."),
    ],
)
def test_a_phone_alone_does_not_make_one_of_two_names(one: str, other: str) -> None:
    assert likeness(person(one, PHONE), person(other, PHONE)).score < LIKELY


CASES: dict[str, tuple[Profile, Profile, bool, tuple[str, ...], tuple[str, ...]]] = {
    "a name alone, typed by hand": (
        person("Ada Example"), person("Ada Example", PHONE), True, ("same name",), (),
    ),
    "namesakes": (
        person("Ada Example", PHONE, MAIL, org="Sample Ltd"), person("Ada Example", OTHER_PHONE, OTHER_MAIL, org="Mockup Ltd"),
        False, ("same name",), ("e-mail differs", "phone differs", "organisations differ"),
    ),
    "a common Chinese name": (
        person("王伟", PHONE), person("王伟", OTHER_PHONE), False, ("same name",), ("phone differs",),
    ),
    "a rarer one": (
        person("王样本", PHONE), person("王样本", OTHER_PHONE), True, ("same name",), ("phone differs",),
    ),
    "a common Chinese name, traditional": (
        person("王偉", PHONE), person("王伟", OTHER_PHONE), False, ("same name, simplified and traditional",), ("phone differs",),
    ),
    "a pet name": (
        person("老张", PHONE), person("張樣本", PHONE), True,
        ("same phone", "one name is a form of address with the other's family name"), (),
    ),
    "a pet name of somebody else": (
        person("小张", PHONE), person("李样本", PHONE), False, ("same phone",), ("names have nothing in common",),
    ),
    "a form of address": (
        person("張總", PHONE), person("张样", PHONE), True,
        ("same phone", "one name is a form of address with the other's family name"), (),
    ),
    "a teacher": (
        person("欧阳老师", PHONE), person("欧阳样", PHONE), True,
        ("same phone", "one name is a form of address with the other's family name"), (),
    ),
    "many are called so": (
        person("老张", PHONE), person("老张", OTHER_PHONE), False, ("same name",), ("phone differs",),
    ),
    "a pet name and no more": (
        person("老张"), person("张样本", PHONE), False, ("one name is a form of address with the other's family name",), (),
    ),
    "a name changed by marriage": (
        person("Ada Example", PHONE), person("Ada Muster", PHONE), True,
        ("same phone", "same given name, other family names"), (),
    ),
    "a handle is one person's": (
        person("Ada Example", WECHAT), person("老板", WECHAT), True, ("same wechat",), (),
    ),
    "an assistant reads the mail": (
        person("Ada Example", MAIL), person("Grace Sampleton", MAIL), False,
        ("same e-mail",), ("names have nothing in common",),
    ),
    "an office's address": (
        person("Ada Example", OFFICE), person("Ada Muster", OFFICE), False, ("same given name, other family names",), (),
    ),
    "an office's address beside the name": (
        person("A. Example", OFFICE), person("Ada Example", OFFICE), True,
        ("one name has initials of the other's", "an office's phone or e-mail in common"), (),
    ),
    "one employer": (
        person("Ada Example", PHONE, org="Sample Ltd"), person("Ada Example", OTHER_PHONE, org="Sample Limited"), True,
        ("same name", "same organisation"), ("phone differs",),
    ),
    "one birthday": (
        person("王伟", PHONE, birth=BORN), person("王伟", OTHER_PHONE, birth=BORN), True,
        ("same name", "same birthday"), ("phone differs",),
    ),
    "a birthday without its year": (
        person("王伟", birth=BORN), person("王伟", birth=Birth(12, 24)), True, ("same name", "same day of birth"), (),
    ),
    "father and son": (
        person("Ada Example", PHONE, birth=BORN), person("Ada Example", PHONE, birth=Birth(12, 24, 1950)), False,
        ("same phone", "same name"), ("birthdays differ",),
    ),
    "a firm and who works there": (
        person("Example GmbH", MAIL), person("Ada Example", MAIL), False, ("same e-mail",), ("one is an organisation",),
    ),
    "a UID": (
        person("A. Example", uid="1"), person("Ada Example", PHONE, uid="1"), True,
        ("same UID", "one name has initials of the other's"), (),
    ),
    "an export numbers its cards": (
        person("Ada Example", PHONE, uid="1"), person("Grace Sampleton", OTHER_PHONE, uid="1"), False,
        ("same UID",), ("names have nothing in common",),
    ),
    "a number without its country code": (
        person("Ada Example", PHONE), person("A. Example", ("phone", "2125550123")), True,
        ("same phone", "one name has initials of the other's"), (),
    ),
    "extensions of one number": (
        person("Ada Example", ("phone", "+12125550123;ext=1")), person("Ada Muster", ("phone", "+12125550123;ext=2")),
        False, ("same given name, other family names",), ("phone differs",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "likely", "evidence", "against"), CASES.values(), ids=CASES)
def test_evidence(
    one: Profile, other: Profile, likely: bool, evidence: tuple[str, ...], against: tuple[str, ...]
) -> None:
    found = likeness(one, other)
    assert (found.score >= LIKELY, found.evidence, found.against) == (likely, evidence, against), found
    assert found == likeness(other, one)


def test_a_number_that_several_have_says_little() -> None:
    one, other = person("Ada Example", PHONE), person("Ada Muster", PHONE)
    assert likeness(one, other).score >= LIKELY
    assert likeness(*(each.sharing(frozenset({PHONE})) for each in (one, other))).score < LIKELY


def test_the_profile_of_a_card_is_that_of_the_contact_it_becomes() -> None:
    card = ContactDraft(
        "张样本",
        given_name="样本",
        family_name="张",
        organization="示例科技有限公司",
        aliases=("Ada",),
        points=(PointDraft("email", "Ada@Example.org"), PointDraft("url", "https://linkedin.com/in/ada-e"), PointDraft("url", "https://example.org")),
        occasions=(OccasionDraft("birthday", 12, 24, 1980), OccasionDraft("anniversary", 1, 2)),
        properties=(PropertyDraft("UID", "card-1"),),
    )  # fmt: skip
    found = of_draft(card, lambda point: point.value.lower())
    assert found == profile(
        ("张样本", "Ada"),
        given="样本",
        family="张",
        organization="示例科技",
        reached=[MAIL, ("url", "https://linkedin.com/in/ada-e"), ("address", "1 sample street")],
        births=[BORN],
        uids=["card-1"],
        readings=pinyin.keys("张样本"),
    )
    assert found.points == {MAIL, ("url", "https://linkedin.com/in/ada-e")}


SPELLINGS = [
    "Ada Example", "Example, Ada", "A. Example", "Ada M. Example", "Ada Maria Example", "Ada Exmaple", "Adda Exmaple", "Ada",
    "Ada Muster", "Bob Muster", "Robert Muster", "Rob Mustermann-Example", "B. M.", "Karl Jr Example", "Carl Example Sr",
    "Example Ltd", "张样本", "張樣本", "张阳本", "样本", "Zhang Yangben", "Yangben Zhang", "王伟", "王玮", "Wang Wei", "李 (Li)", "🦊",
    "老张", "张总", "张", "Борис Шаблонов", "Boris Shablonov", "ada@example.org", "P. Muster", "Philipp Muster",
]  # fmt: skip
POINTS = [PHONE, OTHER_PHONE, ("phone", "2125550123"), ("phone", "02125550145"), MAIL, OTHER_MAIL, OFFICE, WECHAT]
BIRTHS = [BORN, Birth(12, 24), Birth(1, 2, 1950), Birth(1, 2), Birth(12, 24, 1980, "chinese")]
ORGANISATIONS = ["", "Sample Ltd", "Sample GmbH", "示例科技"]


def built(called: list[str], points: list[tuple[str, str]], births: list[Birth], org: str, uids: list[str]) -> Profile:
    readings = frozenset(key for name in called for key in pinyin.keys(name))
    return profile(called, organization=org, reached=points, births=births, uids=uids, readings=readings)


PROFILES = st.builds(
    built,
    st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=2),
    st.lists(st.sampled_from(POINTS), max_size=3),
    st.lists(st.sampled_from(BIRTHS), max_size=1),
    st.sampled_from(ORGANISATIONS),
    st.lists(st.sampled_from("12"), max_size=1),
)


@given(PROFILES, PROFILES)
def test_the_side_does_not_matter(one: Profile, other: Profile) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(PROFILES, PROFILES)
def test_only_what_nothing_tells_apart_is_certain(one: Profile, other: Profile) -> None:
    assert likeness(one, one).score == 100
    assert (likeness(one, other).score == 100) == (one == other)


MORE: list[Callable[[Profile], Profile]] = [
    *(lambda one, point=point: one._replace(points=one.points | {point}) for point in POINTS if point != OFFICE),
    lambda one: one._replace(common=one.common | {OFFICE}),
    *(lambda one, birth=birth: one._replace(births=one.births | {birth}) for birth in BIRTHS),
    lambda one: one._replace(uids=one.uids | {"3"}),
    lambda one: one._replace(organization="muster"),
    *(lambda one, name=name: one._replace(names=one.names | person(name).names) for name in SPELLINGS),
]  # fmt: skip


@given(PROFILES, PROFILES, st.sampled_from(MORE))
def test_something_more_in_common_never_lowers_the_score(
    one: Profile, other: Profile, more: Callable[[Profile], Profile]
) -> None:
    assert likeness(more(one), more(other)).score >= likeness(one, other).score


@given(st.sampled_from([name.split() for name in SPELLINGS if name.isascii() and " " in name]).flatmap(
    lambda words: st.tuples(st.just(words), st.permutations(words))
))  # fmt: skip
def test_the_order_of_the_parts_does_not_matter(names: tuple[list[str], list[str]]) -> None:
    one, other = (person(" ".join(words).replace(",", "")) for words in names)
    if one.firm or len(next(iter(one.names)).words[0]) == 1:
        return
    found = likeness(one, other)
    assert found.evidence == ("same name",)
    assert found.score >= LIKELY


@given(PROFILES, PROFILES)
def test_who_shares_no_key_is_not_likely_the_same(one: Profile, other: Profile) -> None:
    if blocking_keys(one).isdisjoint(blocking_keys(other)):
        assert likeness(one, other).score < LIKELY


@pytest.mark.parametrize("known", [{}, {"org": "Sample Ltd"}, {"org": "Sample Ltd", "birth": BORN}], ids=len)
def test_whatever_is_likely_is_met_and_looks_promising(known: dict[str, Any]) -> None:
    for one, other in product([person(name, **known) for name in SPELLINGS], repeat=2):
        found = likeness(one, other)
        assert found == likeness(other, one)
        if found.score >= LIKELY:
            assert not blocking_keys(one).isdisjoint(blocking_keys(other)), (one, other)
            assert promising(one, other), (one, other)


@given(PROFILES, PROFILES)
def test_who_does_not_look_promising_is_not_likely_the_same(one: Profile, other: Profile) -> None:
    if not promising(one, other):
        assert likeness(one, other).score < LIKELY


def test_nothing_is_nobody() -> None:
    nobody = profile(("",))
    assert likeness(nobody, person("Ada Example")) == Likeness(likeness(nobody, person("张样本")).score, (), ())
    assert not blocking_keys(nobody)
