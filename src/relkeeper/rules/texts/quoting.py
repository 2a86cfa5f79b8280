"""What is new in a mail: its text without the history that mail programs put under an answer, and its bare subject."""

import re
from collections.abc import Sequence

# What programs put before a subject, in their user's language; "Re[2]:" counts.
_PREFIXES = re.compile(
    r"(?:\s*(?:re|fwd?|aw|antw|wg|sv|vs|vb|rv|tr|réf|res|enc|odp|ynt|回复|回覆|答复|答覆|回信|转发|轉寄|轉發|返信|転送|답장|전달)"
    r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：])++\s*",
    re.IGNORECASE,
)
_FORWARD = re.compile(r"\s*(?:fwd?|wg|tr|rv|vb|enc|转发|轉寄|轉發|転送|전달)\s*[:：]", re.IGNORECASE)

_RULER = re.compile(
    r"\s*[-_=*]{2,}[\s\xa0]*(?:original(?: message| appointment)?|reply message|原始邮件|原始郵件"
    r"|原邮件信息|原邮件|原郵件|ursprüngliche nachricht|message d['’]origine|mensaje original"
    r"|messaggio originale|mensagem original)[\s\xa0]*[-_=*]{2,}\s*\Z",
    re.IGNORECASE,
)
_LINE_ABOVE = re.compile(r"\s*[_\-=]{5,}\s*\Z")
_FROM = re.compile(r"[\s*]*(?:from|von|de|da|发件人|寄件者|寄件人|发送人|差出人)\**\s*[:：]", re.IGNORECASE)
_BESIDE_FROM = re.compile(
    r"[\s*]*(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado(?: el)?|para|asunto|inviato|a"
    r"|oggetto|发送时间|发送日期|发件时间|日期|时间|收件人|抄送|主题|寄件日期|收件者|主旨|送信日時|宛先|件名)\**\s*[:：]",
    re.IGNORECASE,
)
# "On Mon, 3 Nov 2025 at 10:00, Ada Example <ada@example.org> wrote:" and its like; it may run over three lines.
_ATTRIBUTION = re.compile(
    r"(?:on\b.+\bwrote|am\b.+\bschrieb\b.*|le\b.+a écrit|el\b.+escribió|il\b.+ha scritto.*|op\b.+schreef.*"
    r"|em\b.+escreveu|在.+写道|在.+寫道)[\s\xa0]*[:：]\Z",
    re.IGNORECASE,
)
# The name comes first: it is looked for on one line only.
_NAME_FIRST = re.compile(r"(?:.*[<@].+\bwrote|.+[于於].+[写寫]道|.+[<@].+[写寫]道)[\s\xa0]*[:：]\Z", re.IGNORECASE)
_ATTRIBUTION_ENDS = re.compile(
    r"(?:wrote|schrieb[^:]*|écrit|escribió|scritto[^:]*|schreef[^:]*|escreveu|写道|寫道|>)[\s\xa0]*[:：]\Z",
    re.IGNORECASE,
)
_HAS_DATE_OR_ADDRESS = re.compile(r"\d|@")
_LONGEST_LINE = 300
_LINES_OF_ATTRIBUTION = 3


def bare_subject(subject: str) -> str:
    """`subject` on one line, without the prefixes of answers and forwarding ("Re: 回复: plan" is "plan")."""
    bare = " ".join(subject.split())
    prefixes = _PREFIXES.match(bare)
    return bare[prefixes.end() :] if prefixes else bare


def is_forwarded(subject: str) -> bool:
    """Whether the subject says that a mail passes on another one, which then is what it has to say."""
    return _FORWARD.match(subject) is not None


def new_text(text: str, *, forwarded: bool = False) -> str:
    """The part of a mail's text that its sender wrote: without the quoted history at its end.

    Quotations among the new text stay, as answers to them stand between. A text that is nothing but history is kept,
    and of a forwarded mail only lines with `>` are taken for history. No blank lines at the ends.
    """
    lines = text.split("\n")
    kept = lines if forwarded else lines[: _end_of_new(lines)]
    return _stripped(_without_quotation(kept)) or _stripped(lines)


def _stripped(lines: Sequence[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _end_of_new(lines: Sequence[str]) -> int:
    """The number of the first line that belongs to the history which ends the mail; all lines where there is none."""
    for number, line in enumerate(lines):
        words = line.strip()
        if not words or len(words) > _LONGEST_LINE:
            continue
        # The ends of a line say at once that it is none of these: most lines are none.
        if words[-1] in "-_=*" and _RULER.match(words):
            return number
        if words[0] in "*FfVvDd发寄差" and _FROM.match(words) and _is_block(lines[number + 1 : number + 6]):
            return _above(lines, number)
        if words[-1] in ":：" and (begun := _attribution(lines, number)):
            following = next((later for later in lines[number + 1 :] if later.strip()), "")
            if not following.lstrip().startswith(">"):
                return number + 1 - begun
    return len(lines)


def _is_block(lines: Sequence[str]) -> bool:
    """Whether the lines under a "From:" are the rest of a header."""
    return sum(_BESIDE_FROM.match(line[:_LONGEST_LINE]) is not None for line in lines) >= 2


def _above(lines: Sequence[str], number: int) -> int:
    """The line before this one where it is the ruler of Outlook."""
    before = number - 1
    while before > 0 and not lines[before].strip():
        before -= 1
    return before if before >= 0 and _LINE_ABOVE.match(lines[before]) else number


def _attribution(lines: Sequence[str], number: int) -> int:
    """How many lines, up to this one, say who wrote what follows and when; 0 where it is no such line."""
    last = lines[number].strip()
    if last[-1:] not in ":：" or not _ATTRIBUTION_ENDS.search(last[-80:]):
        return 0
    for count in range(1, min(_LINES_OF_ATTRIBUTION, number + 1) + 1):
        whole = " ".join(line.strip() for line in lines[number + 1 - count : number + 1])
        if len(whole) > 2 * _LONGEST_LINE or not lines[number + 1 - count].strip():
            break
        if _ATTRIBUTION.match(whole) and _HAS_DATE_OR_ADDRESS.search(whole):
            return count
    return int(_NAME_FIRST.match(last[:_LONGEST_LINE]) is not None and _HAS_DATE_OR_ADDRESS.search(last) is not None)


def _without_quotation(lines: Sequence[str]) -> Sequence[str]:
    """Without the `>` lines at the end and who is said to have written them."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith(">")):
        end -= 1
    if not any(line.strip() for line in lines[end:]):
        return lines
    return lines[: end - _attribution(lines, end - 1)] if end else lines[:0]
