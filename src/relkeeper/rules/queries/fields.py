"""The fields of a query: what may stand before a colon, and what its value means."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from relkeeper.errors import UsageError
from relkeeper.rules import channels, segmenting
from relkeeper.rules.queries.query import KINDS
from relkeeper.rules.texts import entered
from relkeeper.rules.texts.typed import quoted


class Place(NamedTuple):
    """Where words may stand: in these columns of the index, of these kinds of things."""

    columns: tuple[str, ...]
    kinds: tuple[str, ...]


_PEOPLE = ("contact",)
_SAID = ("entry", "note")

# By the word that is shown for it.
PLACES: Mapping[str, Place] = {
    "name": Place(("name",), _PEOPLE),
    "point": Place(("point",), _PEOPLE),
    "about": Place(("about",), _PEOPLE),
    "topic": Place(("topic",), _PEOPLE),
    # The second of them is no column: it asks for the kinds of relations as well as for the names in them.
    "relation": Place(("name", "relation"), _PEOPLE),
    "summary": Place(("summary",), _SAID),
    "body": Place(("body",), _SAID),
    "outcome": Place(("outcome",), _SAID),
    "place": Place(("place",), _SAID),
    # A note of somebody, the notes on a contact, and the note on a file.
    "note": Place(("summary", "body", "about", "private", "file"), ("note", "contact", "attachment")),
    "private": Place(("private",), _PEOPLE),
    "follow-up": Place(("text",), ("follow-up",)),
    "file": Place(("file",), ("attachment",)),
    "text": Place(("text",), ("attachment",)),
}

# Where people have a handle: a result is labelled with the service.
_SERVICES = (
    "qq", "wechat", "weibo", "dingtalk", "feishu", "douyin", "xiaohongshu", "zhihu", "alipay", "whatsapp", "telegram",
    "signal", "line", "imessage", "messenger", "instagram", "facebook", "twitter", "bluesky", "mastodon", "threads",
    "discord", "slack", "teams", "zoom", "skype", "linkedin", "github", "gitlab", "matrix", "xmpp", "sip", "kakaotalk",
    "viber", "threema", "icq", "irc",
)  # fmt: skip

# What a result may be labelled with is among them: a person types what was read.
_PLACE_WORDS = {
    "names": "name", "alias": "name", "姓名": "name", "名字": "name", "关系": "relation", "relations": "relation",
    "points": "point", "phone": "point", "tel": "point", "email": "point", "mail": "point", "mailto": "point",
    "handle": "point", "address": "point", "url": "point", "电话": "point", "手机": "point", "邮箱": "point",
    "微信": "point", "地址": "point",
    "organization": "about", "org": "about", "title": "about", "field": "about", "公司": "about",
    "met": "about", "how-we-met": "about",
    "topics": "topic", "knows": "topic", "话题": "topic",
    "notes": "note", "备注": "note", "private-notes": "private",
    "outcomes": "outcome", "结果": "outcome", "结论": "outcome",
    "location": "place", "地点": "place", "followup": "follow-up", "follow-ups": "follow-up", "todo": "follow-up",
    "files": "file", "attachment": "file", "附件": "file", "文件": "file",
} | dict.fromkeys(_SERVICES, "point")  # fmt: skip

# The fields that say something else than where words stand.
FIELDS = ("who", "via", "tag", "since", "until", "in", "kind", "class")

_FIELD_WORDS = {
    "with": "who", "contact": "who", "channel": "via", "tags": "tag", "标签": "tag", "渠道": "via", "类型": "kind",
}  # fmt: skip

_KIND_WORDS = {
    "contacts": "contact", "person": "contact", "people": "contact", "联系人": "contact",
    "entries": "entry", "interaction": "entry", "interactions": "entry",
    "notes": "note", "备注": "note",
    "follow-ups": "follow-up", "followup": "follow-up", "followups": "follow-up", "todo": "follow-up",
    "attachments": "attachment", "file": "attachment", "files": "attachment", "附件": "attachment",
}  # fmt: skip


# Words of other programs that search, and what says the same here.
_ELSEWHERE = {
    "before": "write until:", "after": "write since:", "newer": "write since:", "older": "write until:",
    "from": "write who: for a person, since: for a day", "to": "write who: for a person, until: for a day",
    "has": "write kind:attachment for files", "label": "write tag:", "is": "write kind:",
}  # fmt: skip
# What is less alike is another word.
_LIKE = 0.75


def word(name: str) -> str:
    """The one spelling of what stands before a colon; empty where nothing is known by it."""
    folded = name.casefold().replace("_", "-")
    known = _FIELD_WORDS.get(folded) or _PLACE_WORDS.get(folded, folded)
    return known if known in FIELDS or known in PLACES else ""


def is_known(name: str) -> bool:
    return bool(word(name))


def unknown(name: str) -> UsageError:
    """The refusal of a field that there is not, with what may have been meant and with all that there are."""
    return UsageError(
        f"there is no field {quoted(name)}; {_instead(name.casefold())}known are {', '.join(FIELDS)} and, for where "
        f"words stand, {', '.join(PLACES)}; to look for it as words, leave the colon out"
    )


def _instead(name: str) -> str:
    """Of what is known, the one that comes nearest, in the spelling in which it is listed."""
    if name in _ELSEWHERE:
        return f"{_ELSEWHERE[name]}; "
    if name in channels.KNOWN:
        return f"did you mean via:{name}? "
    near = get_close_matches(name, (*FIELDS, *PLACES, *_FIELD_WORDS, *_PLACE_WORDS), n=1, cutoff=_LIKE)
    return f"did you mean {word(near[0])}:? " if near else ""


def people(text: str) -> tuple[str, ...]:
    return (entered.filled(text),)


def tags(text: str) -> tuple[str, ...]:
    return (entered.key(entered.tag(text)),)


def ways(text: str) -> tuple[str, ...]:
    """Channels in their one spelling, with commas between them."""
    return tuple(map(channels.word, _listed(text)))


def kinds(text: str) -> tuple[str, ...]:
    """Kinds of what can be found, with commas between them."""
    return tuple(_one_of(each, KINDS, _KIND_WORDS, "kind of thing") for each in _listed(text))


def places(text: str) -> tuple[str, ...]:
    """Keys of PLACES, with commas between them."""
    return tuple(_one_of(each, tuple(PLACES), _PLACE_WORDS, "place to look in") for each in _listed(text))


class Values(NamedTuple):
    """How the value of a field is read, to which attribute of the query it goes, and to which with `-` before it."""

    read: Callable[[str], tuple[str, ...]]
    attribute: str
    negated: str


LISTS: Mapping[str, Values] = {
    "who": Values(people, "who", "not_who"),
    "via": Values(ways, "channels", "not_channels"),
    "tag": Values(tags, "tags", "not_tags"),
    "class": Values(segmenting.letters, "classes", "not_classes"),
}


def _listed(text: str) -> list[str]:
    return [each.strip() for each in entered.filled(text).replace("，", ",").replace("、", ",").split(",")]


def _one_of(text: str, known: tuple[str, ...], synonyms: Mapping[str, str], noun: str) -> str:
    folded = text if text in known else text.casefold()
    found = synonyms.get(folded, folded)
    if found in known:
        return found
    near = get_close_matches(folded, (*known, *synonyms), n=1, cutoff=_LIKE)
    meant = f"did you mean {synonyms.get(near[0], near[0])}? " if near else ""
    raise UsageError(f"there is no {noun} {quoted(text)}; {meant}known are {', '.join(known)}")
