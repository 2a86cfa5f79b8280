"""Which 8-bit encoding pieces of text are in, where nothing in the file says so.

A detector trained on pages is unsure of a card with six accented letters. So every candidate is read and judged as
words of a language: letters of its alphabet, capitals where capitals stand, no word of two scripts; Chinese, Japanese
and Korean by how many of the characters are everyday ones. chardet's opinion decides between readings equally good, and
alone where no reading is good.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import chardet

from relkeeper.rules.texts.charsets import codec_of

# Enough to be sure of any language, little enough to be judged in a blink.
_BUDGET = 4096
# A reading worse than this is no reading; chardet may know a language that is not in the tables.
_GOOD_ENOUGH = 0.55
_HINT_BONUS = 0.2
_CHARDET_BONUS = 0.06
_LAST_RESORT = "cp1252"
# Most files that declare nothing and are not Western are Chinese. It decides for a name of two characters;
# longer ones speak for themselves, so the bonus fades with the number of bytes.
_HOUSE_CODEC = "gb18030"
_HOUSE_BONUS = 0.07
_HOUSE_BYTES = 5
# Encodings of other decades and systems need better reasons.
_UNUSUAL = frozenset(
    {"koi8-u", "iso8859-5", "cp866", "iso8859-7", "iso8859-2", "mac-roman", "cp850", "cp1256", "cp1257"}
)
_UNUSUAL_MALUS = 0.08

Judge = Callable[[str], float]

_WORD = re.compile(r"[^\W\d_]+")
_ASCII = bytes(range(0x80))
_UP_TO_ASCII = re.compile(rb".*[\x00-\x7f]", re.DOTALL)
_SIGN = re.compile(r"[^\x00-\x7f](?<![^\W\d_])")
_APOSTROPHE = re.compile(r"(?<=[a-z])’(?=[a-z])")
_QUOTES_AND_SIGNS = frozenset("’‘“”„‚–—…€«»°§·•™®©№¿¡ªº´£†‹›\xa0\xad")


@dataclass(frozen=True, slots=True)
class _Language:
    """A language in one encoding: its letters beyond ASCII, whether ASCII letters stand among them in a word, and what
    no word of it looks like."""

    codec: str
    letters: frozenset[str]
    latin: bool
    never: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class _Ideographs:
    """A double-byte encoding: the first bytes of its everyday characters, of its punctuation and of its rarer ones."""

    codec: str
    everyday: frozenset[int]
    signs: frozenset[int]
    rare: frozenset[int]
    second_from: int


def _both_cases(letters: str) -> frozenset[str]:
    return frozenset(letters + letters.upper())


def _latin(codec: str, *alphabets: str) -> list[_Language]:
    return [_Language(codec, _both_cases(letters), latin=True) for letters in alphabets]


def _script(letters: str, never: str, *encodings: str) -> list[_Language]:
    return [_Language(codec, _both_cases(letters), False, re.compile(never)) for codec in encodings]


# One alphabet is one group of languages whose letters occur together.
_WESTERN = ("äöüß", "àâæçéèêëîïôœùûüÿ", "áéíóúüñç", "ãõáéíóúâêôçà", "åäöéæøü", "àèéìòóùî", "àçèéíïòóúü", "áðéíóúýþæö")
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýžäĺľôŕ", "áéíóöőúüű", "ăâîșțşţ", "čćđšž")
_BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž")
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђјљњћџ"
_GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"
_HEBREW = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
_ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ"

_LANGUAGES = [
    *_latin("cp1252", *_WESTERN),
    *_latin("cp1250", *_CENTRAL),
    *_latin("cp1254", "çğıöşüâîûİ"),
    *_latin("cp1257", *_BALTIC),
    *_script(_CYRILLIC, r"^[ьъЬЪ]|[аеёиоуыэюяі]{5}|ґ.*ґ", "cp1251", "koi8-u", "iso8859-5", "cp866"),
    *_script(_GREEK, r"ς.|σ$", "cp1253", "iso8859-7"),
    *_script(_HEBREW, r"[ךםןףץ].", "cp1255"),
    *_script(_ARABIC, r"[ىةء]{2}|ى.|[أإؤئآ].{0,2}[أإؤئآ]", "cp1256"),
    *_latin("iso8859-2", *_CENTRAL),
    *_latin("mac-roman", *_WESTERN),
    *_latin("cp850", *_WESTERN),
]


def _bytes(first: int, last: int) -> frozenset[int]:
    return frozenset(range(first, last + 1))


_IDEOGRAPHS = [
    _Ideographs("gb18030", _bytes(0xB0, 0xD7), _bytes(0xA1, 0xA3), _bytes(0xD8, 0xF7), 0xA1),
    _Ideographs("cp932", _bytes(0x82, 0x83) | _bytes(0x88, 0x97), _bytes(0x81, 0x81), _bytes(0x98, 0xEA), 0x40),
    _Ideographs("cp950", _bytes(0xA4, 0xC6), _bytes(0xA1, 0xA3), _bytes(0xC9, 0xF9), 0x40),
    _Ideographs("cp949", _bytes(0xB0, 0xC8), _bytes(0xA1, 0xA3), _bytes(0xCA, 0xFD), 0xA1),
    _Ideographs("euc_jp", _bytes(0xB0, 0xCF) | _bytes(0xA4, 0xA5), _bytes(0xA1, 0xA3), _bytes(0xD0, 0xF4), 0xA1),
]


def guess(samples: Sequence[bytes], hints: Sequence[str] = ()) -> str:
    """The codec in which `samples` read best. `hints` are codecs that other text of the same file is known to be in."""
    pieces = _within_budget(samples)
    if not pieces:
        return _LAST_RESORT
    opinion = _asked_chardet(pieces)
    scores = {codec: _score(pieces, codec, judges) for codec, judges in _JUDGES.items()}
    best = max(scores, key=lambda codec: scores[codec] + _leaning(codec, opinion, hints, pieces))
    return best if scores[best] >= _GOOD_ENOUGH else _anything(pieces)


def _leaning(codec: str, opinion: str, hints: Sequence[str], pieces: Sequence[bytes]) -> float:
    """What speaks for a codec besides how well the text reads."""
    leaning = (
        _HINT_BONUS * (codec in hints) + _CHARDET_BONUS * (codec == opinion) - _UNUSUAL_MALUS * (codec in _UNUSUAL)
    )
    if codec == _HOUSE_CODEC:
        leaning += _HOUSE_BONUS * min(1.0, _HOUSE_BYTES / sum(_high_bytes(piece) for piece in pieces))
    return leaning


def _within_budget(samples: Iterable[bytes]) -> list[bytes]:
    """Different samples, the first ones, up to the budget."""
    pieces: dict[bytes, None] = {}
    size = 0
    for sample in samples:
        if sample.isascii() or sample in pieces:
            continue
        pieces[_cut(sample)] = None
        size += len(sample)
        if size >= _BUDGET:
            break
    return list(pieces)


def _cut(sample: bytes) -> bytes:
    """Within the budget, from shortly before what is not ASCII, and not cut inside a character if that can be told."""
    if len(sample) <= _BUDGET:
        return sample
    first = len(sample) - len(sample.lstrip(_ASCII))
    window = sample[max(first - 20, 0) :][:_BUDGET]
    piece = _UP_TO_ASCII.match(window)
    return piece[0] if piece and not piece[0].isascii() else window


def _score(pieces: Sequence[bytes], codec: str, judges: Sequence[Judge]) -> float:
    """How well the pieces read, from 0 to 1, the longer ones counting more. One that cannot be read counts 0.

    Half of it is the one language that fits all pieces best, the other half the best language for each: a list of
    people from many countries is not much worse for that, and one language that explains everything is better.
    """
    sizes = [_high_bytes(piece) for piece in pieces]
    texts = [_read(piece, codec) for piece in pieces]
    marks = [[size * judge(text) if text else 0.0 for judge in judges] for size, text in zip(sizes, texts, strict=True)]
    one_for_all = max(map(sum, zip(*marks, strict=True)))
    one_for_each = sum(map(max, marks))
    return (one_for_all + one_for_each) / 2 / sum(sizes)


def _high_bytes(piece: bytes) -> int:
    return sum(byte >= 0x80 for byte in piece)


def _read(piece: bytes, codec: str) -> str | None:
    try:
        return piece.decode(codec)
    except UnicodeError:
        return None


def _as_ideographs(text: str, row: _Ideographs) -> float:
    """The share of everyday characters."""
    marks = [
        _ideograph(char, text[place - 1 : place], text[place + 1 : place + 2], row)
        for place, char in enumerate(text)
        if not char.isascii()
    ]
    return sum(marks) / len(marks) if marks else 0.0


def _ideograph(char: str, before: str, after: str, row: _Ideographs) -> float:
    """One that stands between ASCII letters, or has swallowed one, is a misread accent ("M黮ler", "Reid痴")."""
    raw = char.encode(row.codec)
    if len(raw) != 2 or raw[1] < row.second_from:
        return 0.1
    neighbours = _is_plain_letter(before) + _is_plain_letter(after)
    if neighbours + _is_plain_letter(chr(raw[1])) > 1:
        return 0.1
    if raw[0] in row.everyday:
        return 1.0
    if raw[0] in row.signs:
        return 0.8
    return 0.7 if raw[0] in row.rare else 0.1


def _is_plain_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _as_words(text: str, row: _Language) -> float:
    """The share of characters beyond ASCII that stand where the language has them."""
    total = count = 0.0
    for word in _WORD.findall(text):
        beyond = sum(not char.isascii() for char in word)
        if beyond:
            total += beyond * _word(word, beyond, row)
            count += beyond
    for sign in _SIGN.findall(text):
        total += 0.7 * (sign in _QUOTES_AND_SIGNS)
        count += 1
    total += 0.3 * len(_APOSTROPHE.findall(text))
    return total / count if count else 0.0


def _word(word: str, beyond: int, row: _Language) -> float:
    ascii_letters = len(word) - beyond
    if any(char not in row.letters for char in word if not char.isascii()) or (row.never and row.never.search(word)):
        return 0.0
    if row.latin:
        # "à" and "é" are words, "Żółw" is; two and more accented letters without a plain one are another script.
        fits = float(beyond <= 2 * ascii_letters + 1 and (ascii_letters > 0 or len(word) == 1))
    else:
        fits = 0.2 if ascii_letters else 1.0
    return fits * _capitals(word)


def _capitals(word: str) -> float:
    """Names begin with a capital; capitals inside a word ("иВАН") are a sign of a wrong table."""
    head, tail = word[0], word[1:]
    if tail == tail.lower():
        return 1.0 if head != head.lower() or head == head.upper() else 0.9
    return 0.85 if word == word.upper() else 0.1


def _judges() -> dict[str, list[Judge]]:
    judges: dict[str, list[Judge]] = {}
    for ideographs in _IDEOGRAPHS:
        judges.setdefault(ideographs.codec, []).append(partial(_as_ideographs, row=ideographs))
    for language in _LANGUAGES:
        judges.setdefault(language.codec, []).append(partial(_as_words, row=language))
    return judges


# Every way to read, with the judges of a text that is read so. Earlier ones win a draw.
_JUDGES = _judges()


def _asked_chardet(pieces: Sequence[bytes]) -> str:
    """The codec of the tables that chardet finds likeliest; empty for a Latin one, between which it only guesses."""
    latin = {row.codec: row.latin for row in _LANGUAGES} | {row.codec: False for row in _IDEOGRAPHS}
    ranking = chardet.detect_all(b"\n".join(pieces), ignore_threshold=True)
    first = next((codec for found in ranking if (codec := codec_of(found["encoding"] or "")) in latin), None)
    return "" if first is None or latin[first] else first


def _anything(pieces: Sequence[bytes]) -> str:
    """What chardet makes of it among all it knows."""
    return codec_of(chardet.detect(b"\n".join(pieces))["encoding"] or "") or _LAST_RESORT
