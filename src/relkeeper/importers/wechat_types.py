"""What all exports of WeChat share: the numbers of kinds of messages, and what marks a group."""

import re

SYSTEM = "10000"
SYSTEM_WORD = "系统消息"
# The owner, where a program writes a word and no name.
OWNER_WORD = "我"

_PLACEHOLDERS = {
    "3": "[图片]",
    "34": "[语音]",
    "42": "[名片]",
    "43": "[视频]",
    "47": "[动画表情]",
    "48": "[位置]",
    "49": "[分享]",
    "50": "[通话]",
}
_MARKUP = re.compile(r"<[^<>]*>")
# Pictures, voices, videos and stickers, by number and by word. Some programs write a path for them, or what was heard.
_MEDIA = {"3", "34", "43", "47", "图片消息", "语音消息", "视频消息", "动画表情"}
_MEDIUM = re.compile(r"\[(?:图片|语音|视频|动画表情|表情包)\]")


def is_group(username: str) -> bool:
    return username.endswith("@chatroom")


def text_of(kind: str, content: str) -> str:
    """What a message says. Of a kind that is not text it is XML or nothing, and becomes a placeholder.

    `kind` are the digits of its number, empty in what has no such numbers.
    """
    if kind == SYSTEM:
        return _MARKUP.sub("", content).strip()
    if kind in ("", "1") or (content and not content.lstrip().startswith("<")):
        return content.rstrip()
    return _PLACEHOLDERS.get(kind, "[未知消息]")


def is_medium(kind: str, text: str) -> bool:
    """Whether a message is nothing but a picture or the like; `kind` is its number or word, empty where it has none."""
    return kind in _MEDIA or _MEDIUM.fullmatch(text) is not None
