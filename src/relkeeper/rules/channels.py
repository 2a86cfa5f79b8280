"""The ways people are in touch, and the words for them."""

from collections.abc import Sequence

from relkeeper.errors import UsageError
from relkeeper.rules import notes
from relkeeper.rules.texts.vocabulary import Vocabulary

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

_CHANNELS = Vocabulary("channel", KNOWN, _SYNONYMS, "call, meeting or wechat", "channels")


def word(text: str) -> str:
    """A channel's word in its one spelling; any word is taken. Raises UsageError for none or several."""
    return _CHANNELS.word(text)


def parse(text: str, further: Sequence[str] = ()) -> str:
    """A channel known here or among the user's `further` ones. Raises UsageError that proposes the nearest.

    It is never that of notes, which are no contact with anybody.
    """
    if word(text) == notes.CHANNEL:
        raise UsageError(f"'{text}' is no way to be in touch; to keep a note: relkeeper note WHO TEXT")
    return _CHANNELS.parse(text, further)
