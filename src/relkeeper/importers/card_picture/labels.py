"""The words before a number or an address on a card, in Chinese and English: what stands behind them.

Kinds are `cell`, `work` and `fax` (telephone numbers), `email`, `url`, `address`, `postcode`, and the name of a service
(`wechat`, `qq`, ...).
"""

import re
from typing import NamedTuple

PHONES = ("cell", "work", "fax")

_WORDS = {
    "cell": "手机 手機 手机号 手机号码 移动电话 行动电话 行動電話 手提电话 mobile mob cell cellphone mobil handy mp",
    "work": "电话 電話 联系电话 聯繫電話 办公电话 公司电话 座机 直线 直線 总机 總機 热线 熱線 服务热线 "
    "tel telephone telefon phone ph direct office hotline",
    "fax": "传真 傳真 fax telefax facsimile",
    "email": "邮箱 郵箱 电子邮箱 電子郵箱 电子邮件 電子郵件 邮件 郵件 电邮 電郵 信箱 e-mail email mail",
    "url": "网址 網址 网站 網站 主页 主頁 官网 官網 公司网址 web website homepage url site internet",
    "address": "地址 公司地址 办公地址 辦公地址 单位地址 通讯地址 住址 地点 address addr add adresse anschrift",
    "postcode": "邮编 郵編 邮政编码 郵政編碼 postcode zip p.c",
    "wechat": "微信 微信号 微信號 wechat wechatid weixin wx",
    "qq": "qq qq号 qq號 扣扣",
    "whatsapp": "whatsapp",
    "telegram": "telegram",
    "skype": "skype",
    "weibo": "微博 新浪微博 weibo",
    "dingtalk": "钉钉 釘釘 dingtalk",
    "line": "line",
    "linkedin": "linkedin 领英",
}  # fmt: skip
_LETTERS = {
    "t": "work", "p": "work", "d": "work", "o": "work", "f": "fax", "m": "cell", "c": "cell", "h": "cell", "e": "email",
    "w": "url", "a": "address",
}  # fmt: skip
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()} | _LETTERS

_NUMBER = r"(?=[+(（]?\s?\d[\d\s().\-–]{4})"
# What may stand behind a label without a colon. Else `Mobile Games Ltd` would be a telephone.
_VALUE = {
    **dict.fromkeys(PHONES, _NUMBER),
    "qq": _NUMBER,
    "postcode": r"(?=\d{4})",
    "email": r"(?=\S+\s?@)",
    "url": r"(?=www|http)",
    "address": r"(?=\S*[省市区區县縣路街道号號])",
}
_BARE_HANDLE = r"(?=[A-Za-z][\w-]{4,}\s*$)"
_COLON = r"\s*[:：;；]+\s*|\s*\.\s*:?\s*(?=\S)"


class Labelled(NamedTuple):
    """A part of a line: what its labels say (several where one number has several), and the text behind them."""

    kinds: tuple[str, ...]
    text: str


def _spelled(word: str) -> str:
    """Characters that were set apart are one word: 手  机, Q Q, E - mail."""
    return r"\s*".join(map(re.escape, word)) if not word.isascii() or len(word) < 3 else _latin(word)


def _latin(word: str) -> str:
    spellings = {"email": r"e\s?-?\s?mail", "e-mail": r"e\s?-?\s?mail", "wechatid": r"we\s?chat\s?id"}
    return spellings.get(word, re.escape(word))


def _one_of(kinds: dict[str, str]) -> str:
    return "|".join(_spelled(word) for word in sorted(kinds, key=len, reverse=True))


_LABEL = _one_of(_KINDS)
# Not within a word; a number may touch the label that follows it.
_BEGIN = r"(?<![A-Za-z@._\-\u4e00-\u9fff])"
# Between two labels of one value: a sign, or the step from one language to the other.
_AND = r"(?:\s*[/&|、,（(]\s*|(?<=[\u4e00-\u9fff])\s*(?=[A-Za-z])|(?<=[A-Za-z])[.:：]?\s*(?=[\u4e00-\u9fff]))"
_END = r"(?:(?<=[\u4e00-\u9fff])|(?![A-Za-z]))"
_SEVERAL = rf"(?:{_LABEL})(?:{_AND}(?:{_LABEL})[)）]?{_END})*"
_FIND = re.compile(rf"{_BEGIN}(?P<labels>{_SEVERAL})(?P<colon>{_COLON})?", re.IGNORECASE)
_ONLY = re.compile(_SEVERAL, re.IGNORECASE)
_EACH = re.compile(_LABEL, re.IGNORECASE)


def labelled(text: str) -> list[Labelled]:
    """The parts of a line; what stands before the first label has no kind."""
    found = [match for match in _FIND.finditer(text) if _is_label(match, text)]
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    before = text[: found[0].start()] if found else text
    parts = [Labelled((), before.strip(" |,，;；"))] if before.strip(" |,，;；/·•") else []
    for match, end in zip(found, ends, strict=True):
        parts.append(Labelled(_kinds(match["labels"]), text[match.end() : end].strip(" |,，;；")))
    return parts


def waits(text: str) -> bool:
    """Whether a text is a label without its value, which stands apart from it."""
    parts = labelled(text)
    if parts and parts[-1].kinds:
        return not parts[-1].text
    word = text.strip(" :：.").lower()
    return word not in _LETTERS and (_compact(word) in _KINDS or _ONLY.fullmatch(word) is not None)


def _is_label(match: re.Match[str], text: str) -> bool:
    if match["colon"]:
        is_word = len(match["labels"]) > 1 or ":" in match["colon"] or "：" in match["colon"]
        # `St.`, `P.O. Box`: a point ends an abbreviation as well.
        return is_word or bool(re.match(_NUMBER, text[match.end() :]))
    rest = text[match.end() :]
    letters = _compact(match["labels"])
    if rest[:1].isalpha() and letters.isascii():
        return False
    after = _VALUE.get(_kinds(match["labels"])[0], _BARE_HANDLE)
    return bool(re.match(rf"\s*{after}", rest, re.IGNORECASE))


def _kinds(labels: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_KINDS[_known(found[0])] for found in _EACH.finditer(labels)))


def _known(label: str) -> str:
    word = _compact(label)
    return word if word in _KINDS else "email"


def _compact(word: str) -> str:
    return "".join(word.lower().split())
