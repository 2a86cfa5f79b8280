"""Contact points: the forms in which they are compared, and how they are written on the command line.

A normal form never refuses anything, since what a card holds must be kept. What the user types is looked at more
strictly. Phone numbers have a module of their own, `phones`, whose library takes time to load.
"""

from unicodedata import normalize
from urllib.parse import SplitResult, urlsplit

from relkeeper.errors import UsageError
from relkeeper.rules.names import clean, fold

_SERVICES = {
    "微信": "wechat", "微信号": "wechat", "weixin": "wechat", "wx": "wechat", "qq号": "qq", "qq号码": "qq",
    "扣扣": "qq", "微博": "weibo", "新浪微博": "weibo", "sinaweibo": "weibo", "钉钉": "dingtalk", "飞书": "feishu",
    "抖音": "douyin", "小红书": "xiaohongshu", "知乎": "zhihu", "支付宝": "alipay", "领英": "linkedin",
    "推特": "twitter", "脸书": "facebook", "电报": "telegram", "tg": "telegram", "fb": "facebook", "ig": "instagram",
    "wa": "whatsapp", "jabber": "xmpp", "kakao": "kakaotalk",
}  # fmt: skip

# What reads like a service, and has an option of its own.
_OPTIONS = {
    "phone": "--phone", "tel": "--phone", "电话": "--phone", "手机": "--phone", "email": "--email", "mail": "--email",
    "mailto": "--email", "邮箱": "--email", "address": "--address", "地址": "--address", "url": "--url",
    "http": "--url", "https": "--url", "ftp": "--url", "网址": "--url",
}  # fmt: skip

# Schemes of URIs that people write: never a label, and complete without `//`.
_SCHEMES = frozenset({
    "http", "https", "ftp", "ftps", "file", "ssh", "mailto", "tel", "callto", "sip", "sips", "xmpp", "irc", "ircs",
    "geo", "urn", "magnet",
})  # fmt: skip
_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21}
_MAILTO = "mailto:"
_COLONS = (":", "：")
_LONGEST_LABEL = 20


def normalise(kind: str, value: str) -> str:
    """The form in which a contact point is compared that is no phone number."""
    return _NORMALISE.get(kind, normalise_handle)(value)


def normalise_email(text: str) -> str:
    """The address alone, in lower case: no `mailto:` (RFC 6068), no angle brackets, no display name before them."""
    return _address(text).lower()


def _address(text: str) -> str:
    before, text = "", _compatible(text)
    while text != before:  # wrapped one in another: <mailto:ada@example.org>
        before = text
        if text.endswith(">"):
            text = text[:-1].rpartition("<")[2]
        if text.lower().startswith(_MAILTO):
            text = text[len(_MAILTO) :].partition("?")[0]
        text = text.strip()
    return text


def normalise_handle(text: str) -> str:
    """What a service knows somebody by, without case and leading `@`."""
    return " ".join(_compatible(_compatible(text).casefold()).split()).lstrip("@ ")


def normalise_url(text: str) -> str:
    """RFC 3986, sections 6.2.2.1 and 6.2.3: scheme and host in lower case, no default port, no slash at the end.

    `https` where there is no scheme. Path, query and fragment keep their case.
    """
    text = clean(text).strip()
    if len(text.split()) != 1:  # nothing, or a sentence
        return text
    head, _, rest = text.partition(":")
    if not rest.startswith("//") and head.lower() in _SCHEMES:
        return f"{head.lower()}:{rest}"
    try:
        parts = urlsplit(text if rest.startswith("//") else f"https://{text.lstrip('/')}")
        host = _host(parts)
    except ValueError:  # an unclosed IPv6 bracket, a port that is no number
        return text
    return parts._replace(netloc=host, path=parts.path.rstrip("/")).geturl()


def _host(parts: SplitResult) -> str:
    user, at, host = parts.netloc.rpartition("@")
    if parts.port is not None and parts.port == _DEFAULT_PORTS.get(parts.scheme):
        host = host.rpartition(":")[0]
    return f"{user}{at}{host.lower().rstrip(':')}"


def normalise_text(text: str) -> str:
    """For postal addresses: line breaks, commas and case do not count."""
    return fold(text)


_NORMALISE = {"email": normalise_email, "url": normalise_url, "address": normalise_text}


def digits(text: str) -> str:
    """The decimal digits in `text`, of whatever script, as 0 to 9; everything else is dropped."""
    return "".join(str(int(char)) for char in text if char.isdecimal())


def _compatible(text: str) -> str:
    return normalize("NFKC", clean(text))


def service(word: str) -> str:
    """The one spelling of a service's name: `微信` and `WeChat` are `wechat`."""
    folded = _compatible(word).strip().casefold()
    return _SERVICES.get(folded, folded)


def labelled(text: str) -> tuple[str, str]:
    """`work:+49 30 1234` as ("work", "+49 30 1234"); the label is empty where there is none.

    A label is one word of up to 20 letters, digits and hyphens, not of digits only, and no scheme of a URI. Raises
    UsageError where there is no value.
    """
    word, value = _cut(text)
    label = word if _is_label(word) and word.lower() not in _SCHEMES else ""
    value = value if label else text.strip()
    if not value:
        after = f" after '{label}:'" if label else ""
        raise UsageError(f"a value is missing{after}; write VALUE or LABEL:VALUE, for example work:+49 30 1234")
    return label, value


def handle(text: str) -> tuple[str, str]:
    """`QQ:12345` as ("qq", "12345"). Raises UsageError unless both are there, and where another option is meant."""
    word, value = _cut(text)
    named = service(word)
    if not _is_label(word) or not value:
        raise UsageError(f"'{text}' is no handle; write SERVICE:NAME, for example qq:12345 or wechat:ada")
    if named in _OPTIONS:
        raise UsageError(f"'{text}' is no handle of a service; write it with {_OPTIONS[named]}")
    return named, value


def check_email(text: str) -> str:
    """The address in `text`, in its own case. Raises UsageError if there is none."""
    if not is_email(text):
        raise UsageError(f"'{text}' is no e-mail address; one looks like ada@example.org")
    return _address(text)


def is_email(text: str) -> bool:
    """Whether there is text on both sides of a single `@`, and no blank: all that can be said without sending mail."""
    address = _address(text)
    local, _, domain = address.partition("@")
    return bool(local and domain) and "@" not in domain and len(address.split()) == 1


def _cut(text: str) -> tuple[str, str]:
    """What stands before and after the first colon; nothing before it where there is none."""
    place = min((text.index(colon) for colon in _COLONS if colon in text), default=-1)
    return text[: max(place, 0)].strip(), text[place + 1 :].strip()


def _is_label(word: str) -> bool:
    return (
        len(word) <= _LONGEST_LABEL
        and not word.isdecimal()
        and any(map(str.isalnum, word))
        and all(char.isalnum() or char == "-" for char in word)
    )
