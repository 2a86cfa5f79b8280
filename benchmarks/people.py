"""People who do not exist, for books and card files of any size.

English family names are put together from words for samples and tests; Chinese given names are a heavenly stem and an
earthly branch, which Chinese uses where English writes A, B, C. Numbers and domains are those set aside for fiction:
+1 NPA 555 01XX, +86 138 0000 XXXX and `.example` (RFC 2606).
"""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import NamedTuple

from relkeeper.rules import names
from relkeeper.rules.names import pinyin


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GIVEN = _words(
    "Adele Adrian Alma Amos Astrid Basil Beata Boris Carla Cedric Clara Conrad Dora Edgar Edith Elmer Elsa Emil Erwin "
    "Esther Felix Flora Frieda Gustav Hanna Hector Hilda Hugo Ida Igor Ines Ivor Jasper Jonas Judith Jürgen Karl Klara "
    "Leo Lotte Lukas Magnus Marta Minna Nils Nora Olaf Olga Oscar Otto Paula Piet Quentin René Rosa Rufus Selma Silas "
    "Søren Tilda Tomas Ulla Ursula Viktor Vera Walter Wanda Xenia Yannick Yvonne Zacharias Zoë"
)
_FAMILY_BEGINNINGS = _words(
    "Sample Mock Test Dummy Fixture Stub Specimen Proto Trial Blank Figment Quux Lorem Ipsum Example Muster Phantom "
    "Pseudo Fable Mirage"
)
_FAMILY_ENDINGS = _words(
    "ton well by field ford man son berg ström owski ini ley worth bridge dale ham stad oux er ling"
)
_FAMILY = tuple(beginning + ending for beginning, ending in product(_FAMILY_BEGINNINGS, _FAMILY_ENDINGS))
# Some are read otherwise as a family name than elsewhere, some have two characters.
_CHINESE_FAMILY = (*"张王李赵刘陈杨黄周吴徐孙马朱胡郭何高林罗单曾解任华翟盖乐", "司马", "诸葛", "欧阳", "上官")
_CHINESE_GIVEN = tuple(stem + branch for stem, branch in product("甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"))

_CHINESE_SHARE = 0.3

_FIRMS = _words("Example Sample Placeholder Mockup Specimen Fictional Testbed Anyname")
_CHINESE_FIRMS = ("示例科技有限公司", "样本贸易公司", "虚构出版社", "测试大学", "某某设计院")
ORGANISATIONS = (
    *(f"{name} {kind}" for name, kind in product(_FIRMS, ("Ltd", "GmbH", "Foundation", "Institute", "& Sons"))),
    *_CHINESE_FIRMS,
)
TITLES = ("Analyst", "Engineer", "Editor", "Head of Samples", "Teacher", "Gardener", "经理", "工程师", "老师")


class Person(NamedTuple):
    """A name in its parts. `word` is its ASCII form, for addresses and handles."""

    name: str
    given: str
    family: str
    word: str


FIRST = Person("Ada Example", "Ada", "Example", "ada.example")
"""Stands in every book, as the only one with `ada` in the name: whom the measured commands ask for."""


def people(random: Random) -> Iterator[Person]:
    """FIRST, then others without end, three in ten of them Chinese; a name returns only when all are used up."""
    yield FIRST
    latin, chinese = _shuffled(random, _GIVEN, _FAMILY), _shuffled(random, _CHINESE_GIVEN, _CHINESE_FAMILY)
    while True:
        if random.random() < _CHINESE_SHARE:
            given, family = next(chinese)
            name = family + given
            yield Person(name, given, family, pinyin.sort_key(name).replace(" ", "."))
        else:
            given, family = next(latin)
            name = f"{given} {family}"
            yield Person(name, given, family, names.fold(name).replace(" ", "."))


def _shuffled(random: Random, given: tuple[str, ...], family: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    while True:
        pairs = list(product(given, family))
        random.shuffle(pairs)
        yield from pairs


def phone(random: Random, person: Person) -> str:
    """A number that rings nowhere, as people write it."""
    if names.is_cjk(person.name):
        return f"+86 138 0000 {random.randrange(10000):04}"
    area = f"{random.choice('23456789')}{random.choice('02345678')}{random.randrange(10)}"
    return f"+1 {area} 555 01{random.randrange(100):02}"


def email(random: Random, person: Person) -> str:
    """`ada.example.17@post.example`"""
    return f"{person.word}.{random.randrange(1000)}@{random.choice(('post', 'mail', 'office', 'school'))}.example"
