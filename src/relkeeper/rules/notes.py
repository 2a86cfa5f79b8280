"""Notes: dated facts about people, and the words for their kinds.

A note is kept as an entry, so that all that can be done to an entry can be done to it, but it is no contact with
anybody: writing down what somebody likes is not being in touch.
"""

from collections.abc import Sequence

from relkeeper.errors import UsageError
from relkeeper.rules.texts.vocabulary import Vocabulary

# The channel of every note, and of nothing else.
CHANNEL = "note"
# Where the user did not say what it is about.
UNSAID = "other"

KNOWN = (
    "gift", "debt", "likes", "dislikes", "wish", "food", "health", "family", "work", "topic", UNSAID,
)  # fmt: skip

_SYNONYMS = {
    "gifts": "gift", "present": "gift", "presents": "gift", "debts": "debt", "loan": "debt", "owes": "debt",
    "like": "likes", "loves": "likes", "dislike": "dislikes", "hates": "dislikes", "wishes": "wish", "wants": "wish",
    "diet": "food", "illness": "health", "allergy": "health", "allergies": "health",
    "job": "work", "topics": "topic", "note": UNSAID,
    "礼物": "gift", "送礼": "gift", "欠": "debt", "欠款": "debt", "欠债": "debt", "借款": "debt",
    "喜欢": "likes", "喜好": "likes", "爱好": "likes", "不喜欢": "dislikes", "讨厌": "dislikes", "愿望": "wish",
    "想要": "wish", "饮食": "food", "吃": "food", "健康": "health", "家人": "family", "家庭": "family",
    "工作": "work", "话题": "topic", "其他": UNSAID, "备注": UNSAID,
}  # fmt: skip

_KINDS = Vocabulary("kind of note", KNOWN, _SYNONYMS, "gift, debt or likes", "note_kinds")

# What `out` and `in` say of kinds that pass from one to the other: `out` is from you.
_DIRECTIONS = {
    "gift": {"out": "given", "in": "received"},
    "debt": {"out": "they owe", "in": "you owe"},
}


def parse(text: str, further: Sequence[str] = ()) -> str:
    """A kind known here or among the user's `further` ones. Raises UsageError that proposes the nearest."""
    return _KINDS.parse(text, further)


def check_direction(kind: str, direction: str) -> None:
    """Raises UsageError where a kind has no direction and one was said."""
    if direction and kind not in _DIRECTIONS:
        raise UsageError(f"--in and --out are for the kinds {' and '.join(_DIRECTIONS)}, not for {kind}")


def describe(kind: str, direction: str) -> str:
    """`gift, given`; just the kind where no direction was said."""
    said = _DIRECTIONS.get(kind, {}).get(direction, "")
    return f"{kind}, {said}" if said else kind
