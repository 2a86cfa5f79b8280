"""Names: how they are compared, how they divide into given and family name, which are near to a misspelt one.

Comparing follows the compatibility caseless matching of the Unicode Standard (section 3.13, D146), and goes further
where a person who types a name does: accents, punctuation and the number of blanks do not count.
"""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import partial
from unicodedata import category, normalize
from unicodedata import name as unicode_name

from relkeeper.rules.names import firms, forms_of_address


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Letters that no decomposition turns into the ones people type for them.
_TYPED: dict[int, str] = {
    **{ord(letter): plain for letter, plain in zip("øłđħŧıƶðŋ", "oldhtizdn", strict=True)},
    **{ord(letter): plain for letter, plain in zip("æœþ", ("ae", "oe", "th"), strict=True)},
    # Modifier letters (the okina of ʻIolani, the ʼ of OʼBrien) are letters to Unicode and apostrophes to people.
    **dict.fromkeys(range(0x02B9, 0x0300), " "),
}

# Letters of scripts without capitals. On Latin, Greek and Cyrillic ones a mark is an accent, which people leave out; on
# these it is a sound of its own (が is not か).
_UNCASED = "Lo"

_HAN = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
    (0x3005, 0x3005),  # 々 repeats the character before it
    (0x3007, 0x3007),  # 〇
)

# Family names of one character, simplified and traditional, without those that are far more often a word (水, 家).
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄"
    "米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾路娄危江童颜郭梅盛林刁钟徐邱骆夏蔡田樊胡凌霍虞万"
    "柯昝管卢莫房裘缪解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲封芮羿储靳汲邴糜松井段"
    "富巫乌焦巴隗谷车侯宓蓬郗班仰秋仲伊宫宁仇栾甘钭厉戎祖武符刘景詹龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓"
    "蔺屠蒙池乔阴胥苍闻莘翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿边扈燕冀郏浦尚农温庄晏柴瞿阎慕连茹习宦艾鱼容古"
    "易慎戈廖庾暨居衡耿弘匡寇禄阙欧殳沃蔚夔隆师巩厍聂晁勾敖冷訾辛阚那简饶曾毋沙乜鞠丰巢关蒯查荆游竺权逯盖桓肖"
    "冼覃谌区员折黑朴佟仝付代闫岳苟丘楚种祭秘召繁洗佴郇苻过仉邸隽涂尧牟帅缑亢商墨哈谯赏恽眭郄尉重"
    "趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇範魯韋馬鳳鮑賀湯羅畢鄔樂齊顧黃蕭貝計談龐紀項藍閔賈婁顏鍾鐘駱萬"
    "盧繆應鄧單龔陸榮儲葉劉龍賴喬陰聞譚貢勞農溫莊閻連習關歐聶簡饒豐遊權蓋區員諶賁鈕車寧甯欒厲閆雋闞師費種"
    "蒼藺酈壽薊惲過賞"
)

COMPOUND_SURNAMES = _words(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 令狐 皇甫 夏侯 尉迟 尉遲 公孙 公孫 慕容 司徒 端木 东方 東方 独孤 獨孤 "
    "南宫 南宮 西门 西門 轩辕 軒轅 长孙 長孫 宇文 鲜于 鮮于 司空 太史 申屠 公羊 公冶 澹台 澹臺 万俟 萬俟 闻人 "
    "聞人 赫连 赫連 濮阳 濮陽 淳于 单于 單于 钟离 鍾離 百里 呼延 东郭 東郭 羊舌 梁丘 左丘 拓跋 宰父 谷梁 穀梁 "
    "亓官 司寇 颛孙 顓孫 漆雕 乐正 樂正 巫马 巫馬 纳兰 納蘭 完颜 完顏 叶赫 葉赫"
)

# What stands behind a family name and is no given name: 王老师, 张总 and 李姐 are forms of address, 方公司 is a firm.
_NO_GIVEN = forms_of_address.CHINESE | forms_of_address.CHINESE_SHORT | firms.CHINESE | firms.CHINESE_SHORT

_NO_PERSON = forms_of_address.TITLES | forms_of_address.NEVER_GIVEN | firms.WORDS

# No name that is typed is longer, and comparing takes time by the square of the length.
_LONGEST = 64


def clean(text: str) -> str:
    """`text` as it can be stored: without NUL, and a lone surrogate, which no encoding takes, becomes `?`."""
    return _encodable(text).replace("\0", "")


def fold(text: str) -> str:
    """The form in which names are compared: the same for whatever people would call the same name.

    Case, width, ligatures and the accents of Latin, Greek and Cyrillic do not count; every run of punctuation, symbols
    and white space is one blank. Text of symbols only ("🦊") keeps them. Empty only where there is nothing to be seen.
    Folding twice changes nothing.
    """
    text = _encodable(text)
    # Accents go before the case: the case folding of a Greek accent (U+0345) is a letter.
    letters = _without_accents(normalize("NFKD", text)).casefold()
    words = "".join(char if _in_word(char) else " " for char in letters.translate(_TYPED))
    for form in (words, letters, _visible(text)):
        if folded := " ".join(form.split()):
            return normalize("NFC", folded)
    return ""


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _in_word(char: str) -> bool:
    return char.isalnum() or category(char)[0] == "M"


def _without_accents(text: str) -> str:
    """NFKD `text` without accents and invisible characters; a control character is a blank."""
    return text if text.isascii() and text.isprintable() else "".join(_unaccented(text))


def _unaccented(text: str) -> Iterator[str]:
    keeps_marks = False
    for char in text:
        kind = category(char)
        if kind[0] == "M":
            if keeps_marks:
                yield char
        elif kind != "Cf":
            keeps_marks = kind == _UNCASED
            yield " " if kind == "Cc" else char


def _visible(text: str) -> str:
    """For a lone accent such as `´`, of which a decomposition leaves only the blank it stood on."""
    return "".join(char for char in text if category(char) not in {"Cc", "Cf"})


def is_han(char: str) -> bool:
    point = ord(char)
    return any(first <= point <= last for first, last in _HAN)


def is_cjk(text: str) -> bool:
    """Whether `text` has a Chinese character (Han script, also in Japanese and Korean names; no kana, no hangul)."""
    return not text.isascii() and any(map(is_han, text))


def split(text: str) -> tuple[str, str] | None:
    """Given and family name, or None where the name alone does not tell them.

    It does where two to four Chinese characters begin with a known family name, and in exactly two Latin words.
    """
    text = normalize("NFC", text).strip()
    return _split_chinese(text) if is_cjk(text) else _split_latin(text)


def _split_chinese(text: str) -> tuple[str, str] | None:
    if len(text) > 4 or not all(map(is_han, text)):
        return None
    compound = text[:2] in COMPOUND_SURNAMES
    if not compound and (len(text) > 3 or text[0] not in SURNAMES):
        return None
    family, given = (text[:2], text[2:]) if compound else (text[:1], text[1:])
    pet_name = given == family  # 乐乐
    return None if not given or pet_name or given in _NO_GIVEN else (given, family)


def _split_latin(text: str) -> tuple[str, str] | None:
    words = text.split()
    if len(words) != 2 or not all(map(_is_latin_name, words)) or not _NO_PERSON.isdisjoint(map(fold, words)):
        return None
    return words[0], words[1]


def _is_latin_name(word: str) -> bool:
    """Two letters or more. A word in capitals is an abbreviation, or the family name wherever it stands."""
    letters = [char for char in word if char not in "-'’"]
    return len(letters) > 1 and not word.isupper() and all(map(_is_latin_letter, letters))


def _is_latin_letter(char: str) -> bool:
    """Letters of Vietnamese alone (U+1EA0 to U+1EF9, ơ, ư) do not count: there the family name stands first."""
    vietnamese = "\u1ea0" <= char <= "\u1ef9" or char in "ơưƠƯ"
    return char.isalpha() and not vietnamese and unicode_name(char, "").startswith("LATIN ")


def nearest(text: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Up to `limit` of `names` that `text` may have been meant for, the nearest first.

    A name is as near as its nearest word, so that `adda` finds `Ada Example`. Of two Chinese characters one may differ.
    """
    wanted = fold(text)[:_LONGEST]
    if not wanted:
        return []
    likeness = partial(_likeness, SequenceMatcher(b=wanted, autojunk=False), 0.5 if is_cjk(wanted) else 0.6)
    scored = ((max(map(likeness, _forms(name))), name) for name in dict.fromkeys(names))
    near = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], len(pair[1])))
    return [name for _, name in near[:limit]]


def _forms(name: str) -> set[str]:
    folded = fold(name)[:_LONGEST]
    return {folded, *(word for word in folded.split() if len(word) > 1)}


def _likeness(wanted: SequenceMatcher[str], cutoff: float, form: str) -> float:
    """difflib's ratio, or 0.0 below the cutoff. The quick bounds rule out most of 10,000 names in microseconds each."""
    wanted.set_seq1(form)
    if wanted.real_quick_ratio() < cutoff or wanted.quick_ratio() < cutoff:
        return 0.0
    ratio = wanted.ratio()
    return ratio if ratio >= cutoff else 0.0
