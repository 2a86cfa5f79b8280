"""What WhatsApp itself says, in the languages of its exports: notices, placeholders, names of files."""

import re

# On iOS what the app says carries a sender and begins with a mark, and so do photos, calls and deleted messages: those
# are told by these words, and belong to who sent them.
_KEPT = re.compile(
    r"omitted|weggelassen|ausgelassen|absent|omis|omit|omess|weggelaten|utel[äa]m|utelatt|udeladt|pominięto|vynech"
    r"|отсутств|пропущ|не включ|dahil edilmedi|省略|忽略|略過|생략|המדיה|تم استبعاد|deleted|gelöscht|supprimé|elimin"
    r"|apag|verwijder|удал|silindi|borra|删除|刪除|削除|삭제|נמחק|حذف|call|anruf|appel|llamad|chiamat|ligação"
    r"|chamad|oproep|звон|arama|通话|通話|來電|通電|통화|not answer|silenced|location|standort|ubicaci|localisation"
    r"|posizion|locatie|位置|위치|poll|umfrage|encuesta|sondage|sondaggio|enquete|投票|\.vcf|view once|einmal"
    r"|<(?=[^<>]*>)[^<>]+: [^<>]+>",
    re.IGNORECASE,
)

# A line that stands for a picture or the like: "<Media omitted>", "<attached: 00000042-PHOTO.jpg>" and, behind a mark,
# "image omitted"; "IMG-20200101-WA0001.jpg (file attached)".
_MEDIUM = re.compile(r"<[^<>\n]{1,200}>|[^\n]{1,200}\.\w{1,5} \([^()\n]{1,60}\)")
_OMITTED = re.compile(
    r"[^\n]{0,40}(?:omitted|weggelassen|ausgelassen|absent|omis|omit|omess|weggelaten|utel[äa]m|utelatt|udeladt|pominięto"
    r"|vynech|отсутств|пропущ|не включ|dahil edilmedi|省略|忽略|略過|생략|המדיה|تم استبعاد)[^\n]{0,20}",
    re.IGNORECASE,
)

# The first notice of each chat; it speaks of calls, too.
_ENCRYPTED = re.compile(
    r"end-to-end|ende-zu-ende|bout en bout|extremo a extremo|ponta a ponta|end-til-end|totalsträcks|uçtan uca|сквозн"
    r"|端到端|端對端|エンドツーエンド|종단",
    re.IGNORECASE,
)
# A notice that only a group gets: somebody made it, joined, was added, left, renamed it.
_IN_GROUP = re.compile(
    r"\bgroup\b|grupp|\bgrupo?\b|\bgruppo\b|\bgroupe\b|\bgroep|grubu|ryhmä|групп|群組|群组|群聊|本群|此群|グループ|그룹|קבוצה"
    r"|مجموعة|समूह|\badded\b|\bjoined\b|\bleft$|\bremoved\b|hinzugefügt|beigetreten|\bverlassen|a ajouté|a rejoint"
    r"|a quitté|añadió|se unió|\bsalió$|ha aggiunto|si è unit|ha abbandonato|adicionou|entrou|\bsaiu$|toegevoegd"
    r"|新增了|加入了|退出了|离开了|離開了|参加しました|退出しました|추가했|나갔",
    re.IGNORECASE,
)
# "WhatsApp Chat with Ada.txt", "WhatsApp Chat - Ada", "Chat de WhatsApp con Ada.txt", "与Ada的 WhatsApp 聊天.txt", ...
_NAMED = (
    re.compile(
        r"(?:whats?app.*?|.*?whats?app.*?)[ _](?:with|mit|con|avec|com|met|med|dengan|kanssa|с|z|s|مع|עם|-|–)[ _](.+)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:.*whatsapp\s*)?[与與和](.+?)的.*", re.IGNORECASE),
    re.compile(r"(.+?) ile whatsapp.*", re.IGNORECASE),
    re.compile(r"(?:.*whatsapp\s*)?(.+?)(?:との|님과의).*", re.IGNORECASE),
)
_COPY = re.compile(r"\s*\(\d+\)$")


def is_said_by_app(marked: str) -> bool:
    """Whether a text that begins with a mark on iOS is a notice, and nothing that somebody sent."""
    return _ENCRYPTED.search(marked) is not None or _KEPT.search(marked) is None


def is_medium(text: str, marked: bool) -> bool:
    """Whether a text is nothing but a picture or the like, left out or beside the export; iOS puts a mark before it."""
    return _MEDIUM.fullmatch(text) is not None or (marked and _OMITTED.fullmatch(text) is not None)


def tells_of_group(notice: str) -> bool:
    """Whether what the app says can only be said in a group."""
    return _IN_GROUP.search(notice) is not None


def partner(file_name: str) -> str:
    """With whom or in which group the chat is, by its file's name without an ending; empty where that does not say."""
    name = _COPY.sub("", file_name).strip()
    for pattern in _NAMED:
        if found := pattern.fullmatch(name):
            return found[1].strip()
    return ""
