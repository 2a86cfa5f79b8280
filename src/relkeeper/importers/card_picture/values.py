"""What a label promises, taken out of a text: numbers, addresses of mail and web, handles.

Mistakes of the recognition are mended where nothing else can be meant: `O` among digits is a zero, a blank in an
e-mail address is none. What is not there is never made up: an address without its `@` is left as text.
"""

import re

from relkeeper.rules.points import digits

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；（）！？"}
_ALIKE = str.maketrans({"O": "0", "o": "0", "D": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "（": "(", "）": ")"})
_AMONG_DIGITS = re.compile(r"(?<=[\d\s+(-])[OoDQlI|]+(?=[\d\s)-]|$)|(?<!\S)[OolI](?=\d)")
_NUMBER = re.compile(
    r"(?:\+|00)?\s?\(?\d[\d\s().\-–—]{4,24}\d"
    r"(?:\s*(?:ext\.?|extn\.?|x|#|转|轉|分机|分機)\s*[:：.]?\s*(?P<extension>\d{1,6}))?",
    re.IGNORECASE,
)
# Two numbers, where a hyphen or one blank would be within one: 010-55550101/55550102, 138...  139...
_BETWEEN = re.compile(r"\s*[/、;；,，|]\s*|\s{2,}")
_FEWEST, _MOST = 5, 16

_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]*\s?@\s?[A-Za-z0-9-]+"
    r"(?:\s?[.,]\s?[A-Za-z0-9-]+)*\s?[.,]\s?[A-Za-z]{2,12}(?![A-Za-z0-9])"
)
_ENDINGS = (
    "com|cn|org|net|edu|gov|io|de|uk|hk|tw|jp|kr|eu|fr|at|ch|it|es|nl|au|ca|us|info|biz|co|me|ai|app|dev|xyz|top|site"
    "|tech"
)
_HOST = rf"(?:[A-Za-z0-9-]+\s?\.\s?)+(?:{_ENDINGS})(?![A-Za-z0-9])"
_URL = re.compile(
    rf"(?<![@\w.])(?:https?\s?[:：]?\s?/\s?/\s?{_HOST}|www\s?[.,]\s?{_HOST}|{_HOST}(?=/|\s*$))(?:/[^\s，。；]*)?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"[A-Za-z0-9][\w.-]{2,30}")
# No word begins so: what stands there is a capital I, or the letter ß.
_NO_L = re.compile(r"(?<![A-Za-z])l(?=[bcdfghjkmnpqrstvwxz][a-z])")
_SHARP_S = re.compile(r"(?<=[Ss]tra)B(?=e(?![A-Za-z]))")
_SAME_NUMBER = re.compile(
    r"[（(]?\s*(?:微信同号|微信同號|同微信|微信同步|同微信号|same\s+wechat)\s*[)）]?", re.IGNORECASE
)


def plain(text: str) -> str:
    """Full-width letters, digits and signs as the usual ones; Chinese punctuation stays, and blanks are single."""
    return text.translate(_WIDE).replace("\u3000", " ").strip()


def numbers(text: str) -> list[str]:
    """The telephone numbers in a text, as printed, with their extensions."""
    mended = _AMONG_DIGITS.sub(lambda found: found[0].translate(_ALIKE), text.replace("（", "(").replace("）", ")"))
    found = [match for part in _BETWEEN.split(mended) for match in _NUMBER.finditer(part)]
    return [_tidy(match[0]) for match in found if _FEWEST <= len(digits(_main(match))) <= _MOST]


def _main(match: re.Match[str]) -> str:
    return match[0] if match["extension"] is None else match[0][: match.start("extension") - match.start()]


def _tidy(number: str) -> str:
    return re.sub(r"\s+", " ", number).strip(" -.")


def is_cell(number: str) -> bool:
    """Whether a number is one of a mobile telephone by itself: in China those have 11 digits and begin with 1."""
    abroad = number.startswith("+") and not number.startswith("+86")
    return not abroad and re.fullmatch(r"(?:(?:00)?86)?1[3-9]\d{9}", digits(number)) is not None


def without_blanks(text: str) -> str:
    return "".join(text.split())


def emails(text: str) -> list[str]:
    """The e-mail addresses in a text."""
    return [without_blanks(found[0]).replace(",", ".") for found in _EMAIL.finditer(text)]


def urls(text: str) -> list[str]:
    """The addresses of web sites in a text; hosts alone are taken where nothing follows them."""
    return [_mended_url(without_blanks(found[0])) for found in _URL.finditer(_EMAIL.sub(" ", text))]


def _mended_url(url: str) -> str:
    return re.sub(r"^(https?)[:：]?//", r"\1://", url, flags=re.IGNORECASE).replace("www,", "www.")


def handle(text: str) -> str:
    """What a service may know somebody by; empty where there is nothing like it."""
    found = _HANDLE.search(text)
    return found[0].rstrip(".") if found else ""


def is_wechat_too(text: str) -> bool:
    """Whether it is said of a number that it is the one of WeChat too."""
    return _SAME_NUMBER.search(text) is not None


def letters(text: str) -> str:
    """A text of words, with letters mended that look like others."""
    return _SHARP_S.sub("ß", _NO_L.sub("I", text))


def rest(text: str) -> str:
    """What is left of a text without addresses, numbers and remarks on them."""
    for pattern in (_EMAIL, _URL, _NUMBER, _SAME_NUMBER):
        text = pattern.sub(" ", text)
    return letters(re.sub(r"\s+", " ", text).strip(" ,，;；|/()（）:："))
