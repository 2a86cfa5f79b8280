"""The ways people are in touch, and the words for them."""

from collections.abc import Sequence
from difflib import get_close_matches

from relkeeper.errors import UsageError

# Where the user did not say.
UNSAID = "other"

KNOWN = (
    "call", "meeting", "email", "message", "letter", "video", "social",
    "qq", "wechat", "whatsapp", "telegram", "signal", "line", "sms", "imessage", "messenger", "instagram",
    "discord", "slack", "teams", "zoom", "skype", "linkedin", "weibo", "dingtalk", "feishu", UNSAID,
)  # fmt: skip

_SYNONYMS = {
    "phone": "call", "telephone": "call", "mail": "email", "e-mail": "email", "met": "meeting",
    "visit": "meeting", "in-person": "meeting", "chat": "message", "text": "sms",
    "post": "letter", "videocall": "video", "wx": "wechat", "wa": "whatsapp",
    "电话": "call", "通话": "call", "见面": "meeting", "会面": "meeting", "聚会": "meeting", "开会": "meeting",
    "邮件": "email", "电邮": "email", "消息": "message", "信": "letter", "信件": "letter", "视频": "video",
    "微信": "wechat", "短信": "sms", "微博": "weibo", "钉钉": "dingtalk", "飞书": "feishu", "领英": "linkedin",
}  # fmt: skip


def word(text: str) -> str:
    """A channel's word in its one spelling; any word is taken. Raises UsageError for none or several."""
    folded = text.strip().casefold()
    if not folded or not all(char.isalnum() or char in "-_" for char in folded):
        raise UsageError(f"'{text}' is no channel; one word is expected, for example call, meeting or wechat")
    return _SYNONYMS.get(folded, folded)


def parse(text: str, further: Sequence[str] = ()) -> str:
    """A channel known here or among the user's `further` ones. Raises UsageError that proposes the nearest."""
    channel = word(text)
    if channel in KNOWN or channel in further:
        return channel
    known = (*KNOWN, *further)
    near = get_close_matches(channel, (*known, *_SYNONYMS), n=1, cutoff=0.6)
    hint = f"did you mean {near[0]}? " if near else ""
    raise UsageError(
        f"there is no channel '{text}'; {hint}known are {', '.join(known)}; "
        f"add your own with: relkeeper config set channels {','.join((*further, channel))}"
    )
