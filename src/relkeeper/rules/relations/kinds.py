"""Relations between people: the words for them, and what each is the other way round.

"Ada's KIND is Tom", as RELATED (RFC 6350, section 6.6.6) and the labels of address books mean it. A relation is kept
once; what the contact is to the other one follows from the kind. Words in capitals, with blanks or hyphens, and Chinese
ones are the same kind; a kind of one's own has the inverse that was given with it, or else "KIND of".
"""

from collections.abc import Mapping
from unicodedata import category

from relkeeper.errors import UsageError
from relkeeper.rules.texts import entered

# The relation kept for "who introduced us", and what it is the other way round.
INTRODUCED_BY = "introduced by"
INTRODUCED = "introduced"

_OF = " of"

# What is the same in both directions. The words of RFC 6350 and of XFN are among them.
_MUTUAL = (
    "spouse", "partner", "sibling", "sibling-in-law", "relative", "cousin", "friend", "colleague",
    "neighbor", "classmate", "roommate", "acquaintance", "contact", "met", "date", "sweetheart", "me", "related",
    "business partner", "former spouse", "former partner",
)  # fmt: skip
_PAIRS = (
    ("parent", "child"), ("grandparent", "grandchild"), ("stepparent", "stepchild"), ("godparent", "godchild"),
    ("parent-in-law", "child-in-law"), ("aunt or uncle", "niece or nephew"), ("guardian", "ward"),
    ("manager", "report"), ("employer", "employee"), ("mentor", "mentee"), ("teacher", "student"),
    ("agent", "client"), ("doctor", "patient"), ("landlord", "tenant"), (INTRODUCED_BY, INTRODUCED),
    ("referred by", "referred"),
)  # fmt: skip
_INVERSES: Mapping[str, str] = (
    {kind: kind for kind in _MUTUAL} | dict(_PAIRS) | {second: first for first, second in _PAIRS}
)

# What two people cannot be to each other both ways. Two doctors may treat, and two mentors teach each other.
ONE_WAY = frozenset(
    kind
    for pair in _PAIRS
    for kind in pair
    if not {"mentor", "teacher", "agent", "doctor", "landlord", "referred by"}.intersection(pair)
)

# What says more than a kind above, and is that kind too: a mother is a parent.
_GENERAL: Mapping[str, str] = {
    word: general
    for general, words in {
        "spouse": ("wife", "husband"),
        "former spouse": ("former wife", "former husband"),
        "partner": ("girlfriend", "boyfriend", "domestic partner", "fiancé", "fiancée"),
        "parent": ("mother", "father"),
        "child": ("son", "daughter"),
        "sibling": ("brother", "sister"),
        "grandparent": ("grandmother", "grandfather"),
        "grandchild": ("grandson", "granddaughter"),
        "stepparent": ("stepmother", "stepfather"),
        "stepchild": ("stepson", "stepdaughter"),
        "godparent": ("godmother", "godfather"),
        "godchild": ("godson", "goddaughter"),
        "parent-in-law": ("mother-in-law", "father-in-law"),
        "child-in-law": ("son-in-law", "daughter-in-law"),
        "sibling-in-law": ("brother-in-law", "sister-in-law"),
        "aunt or uncle": ("aunt", "uncle"),
        "niece or nephew": ("niece", "nephew"),
        "relative": ("kin",),
        "friend": ("best friend",),
        "colleague": ("co-worker",),
        "roommate": ("co-resident",),
    }.items()
    for word in words
}

# Other words for the kinds above; of Chinese ones those that say exactly that.
_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "spouse": ("配偶", "爱人", "愛人"),
    "husband": ("丈夫", "老公"),
    "wife": ("妻子", "老婆", "太太"),
    "partner": ("伴侣", "伴侶", "life partner", "significant other"),
    "girlfriend": ("女朋友", "女友"),
    "boyfriend": ("男朋友", "男友"),
    "fiancé": ("fiance", "未婚夫"),
    "fiancée": ("fiancee", "未婚妻"),
    "former spouse": ("ex-spouse", "前配偶"),
    "former husband": ("ex-husband", "前夫"),
    "former wife": ("ex-wife", "前妻"),
    "parent": ("父母", "家长", "家長"),
    "mother": ("mum", "mom", "母亲", "母親", "妈妈", "媽媽"),
    "father": ("dad", "父亲", "父親", "爸爸"),
    "child": ("kid", "孩子", "子女"),
    "son": ("儿子", "兒子"),
    "daughter": ("女儿", "女兒"),
    "sibling": ("兄弟姐妹",),
    "brother": ("哥哥", "弟弟", "兄弟"),
    "sister": ("姐姐", "妹妹", "姐妹"),
    "grandmother": ("grandma", "奶奶", "外婆", "祖母"),
    "grandfather": ("grandpa", "爷爷", "爺爺", "外公", "祖父"),
    "godfather": ("教父",),
    "godmother": ("教母",),
    "relative": ("亲戚", "親戚", "亲属", "親屬"),
    "friend": ("朋友", "好友"),
    "best friend": ("闺蜜", "閨蜜"),
    "colleague": ("同事",),
    "co-worker": ("coworker",),
    "neighbor": ("neighbour", "邻居", "鄰居"),
    "classmate": ("同学", "同學"),
    "roommate": ("flatmate", "室友"),
    "co-resident": ("coresident",),
    "manager": ("boss", "supervisor", "上司", "上级", "上級", "领导", "領導"),
    "report": ("direct report", "subordinate", "下属", "下屬", "下级", "下級", "部下"),
    "assistant": ("助理", "秘书", "秘書"),
    "mentor": ("导师", "導師"),
    "teacher": ("老师", "老師"),
    "student": ("pupil", "学生", "學生"),
    "agent": ("经纪人", "經紀人"),
    "client": ("客户", "客戶"),
    "doctor": ("医生", "醫生"),
    "landlord": ("房东", "房東"),
    "tenant": ("租客", "房客"),
    "business partner": ("合伙人", "合夥人"),
    "emergency contact": ("emergency", "紧急联系人", "緊急聯絡人"),
    INTRODUCED_BY: ("introducer", "介绍人", "介紹人"),
    "referred by": ("推荐人", "推薦人"),
}


def _key(kind: str) -> str:
    return entered.key(kind).replace("-", " ")


_KINDS: Mapping[str, str] = {_key(kind): kind for kind in (*_INVERSES, *_GENERAL, *_OTHER_WORDS)} | {
    _key(word): kind for kind, words in _OTHER_WORDS.items() for word in words
}


def entered_kind(words: str) -> str:
    """A kind as the user writes it. Raises UsageError where there is nothing to see, and for control characters."""
    kind = " ".join(entered.filled(words).split())
    if any(category(char) == "Cc" for char in kind):
        raise UsageError("the kind of a relation holds control characters; write it in plain words")
    return kind


def canonical(kind: str) -> str:
    """The one word for a kind that is known here (`Wife` and `妻子` are `wife`); one's own as it is written."""
    return _KINDS.get(_key(kind), " ".join(kind.split()))


def words_for(kind: str) -> list[str]:
    """The known words for a kind, and for what it is too: of `wife` also 妻子, spouse and 配偶."""
    kinds = dict.fromkeys((canonical(kind), general(kind)))
    return list(dict.fromkeys(word for each in kinds for word in (each, *_OTHER_WORDS.get(each, ()))))


def beginning(words: str) -> list[str]:
    """The known words for kinds that begin so, in small letters with `_` for blanks and hyphens, which means the same.

    Without a beginning one word for each kind.
    """
    wanted = _key(words)
    known = _KINDS if wanted else map(_key, dict.fromkeys(_KINDS.values()))
    return sorted(word.replace(" ", "_") for word in known if word.startswith(wanted))


def inverse(kind: str) -> str:
    """What a contact is to the one who is its `kind`: of a mother the child, of one's own kind "KIND of".

    Of several kinds in one, as RELATED may have them (`contact,friend`), the inverse of each.
    """
    return ",".join(dict.fromkeys(map(_inverse, kind.split(","))))


def _inverse(kind: str) -> str:
    kind = canonical(kind)
    known = _INVERSES.get(general(kind))
    if known is not None:
        return known
    return kind.removesuffix(_OF) if kind.endswith(_OF) and kind != _OF else f"{kind}{_OF}"


def general(kind: str) -> str:
    """The kind that a mother and a father are too; every other kind in its one word."""
    word = canonical(kind)
    return _GENERAL.get(word, word)


def is_said_by(kind: str, other: str) -> bool:
    """Whether somebody who is the `other` kind is `kind` too: who is a mother is a parent."""
    return _key(canonical(kind)) in (_key(canonical(other)), _key(general(other)))


def sentence(kind: str, name: str, whose: str) -> str:
    """`Tom Example is a child of Ada Example`."""
    if kind.endswith((" by", _OF)) or kind in (INTRODUCED, "referred"):
        return f"{whose}: {kind} {name}"
    article = "an" if kind[:1].casefold() in set("aeiou") else "a"
    return f"{name} is {article} {kind} of {whose}"
