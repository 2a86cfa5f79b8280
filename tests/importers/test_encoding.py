"""encoding: what a file is written in, by what it says, by its shape, by how it reads."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.errors import UsageError
from relkeeper.importers.encoding import TextCodec, choose, decode, from_shape, nearly, with_byte_order
from relkeeper.importers.encoding.guessing import guess
from relkeeper.rules.texts.charsets import codec_of, keeps_ascii, named

CHINESE = "姓名：王小明\n手机：13800138000\n地址：北京市朝阳区建国路\n"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("GB2312", "gb18030"),
        ("gbk", "gb18030"),
        ("cp936", "gb18030"),
        ("x-gbk", "gb18030"),
        ("iso-8859-1", "cp1252"),
        ("latin-1", "cp1252"),
        ("Windows-1252", "cp1252"),
        ("SHIFT_JIS", "cp932"),
        ("windows-31j", "cp932"),
        ("Big5", "cp950"),
        ("ks_c_5601-1987", "cp949"),
        ("iso-8859-8-i", "cp1255"),
        ("UTF8", "utf-8"),
        (' "utf-8" ', "utf-8"),
        ("windows-1251", "cp1251"),
    ],
)
def test_a_label_is_read_with_the_codec_its_files_are_really_in(label: str, codec: str) -> None:
    assert codec_of(label) == codec
    assert named(label) == codec


@pytest.mark.parametrize(
    "label", ["BLABLA", "MURKS", "", "base64", "rot13", "idna", "utf-7", "a\0b", "微软", "../utf_8"]
)
def test_a_label_nobody_knows(label: str) -> None:
    assert codec_of(label) is None
    with pytest.raises(UsageError, match="no encoding is called"):
        decode(b"x", label)


def test_what_keeps_ascii() -> None:
    assert [codec for codec in ("utf-8", "gb18030", "cp932", "cp1252", "utf-16", "utf-32-le", "iso2022_jp", "cp037")
            if keeps_ascii(codec)] == ["utf-8", "gb18030", "cp932", "cp1252"]  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "encoding", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
        (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
        (b"", "utf-16-le", "utf-16-le"),
        (b"", "utf-16-be", "utf-16-be"),
        (b"", "utf-8", "utf-8"),
        (b"", "gb18030", "gb18030"),
    ],
)
def test_marks_and_shapes(mark: bytes, encoding: str, name: str) -> None:
    assert decode(mark + CHINESE.encode(encoding)) == (CHINESE, name)


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"a\0", b"FN:zero\0in\0text\nTEL:12345678\n", bytes(100), b"\x01\0\0\x02" * 50]
)
def test_zero_bytes_alone_are_not_utf16(data: bytes) -> None:
    assert from_shape(data) is None


def test_the_users_word_is_not_doubted() -> None:
    raw = "張三".encode("big5")
    assert decode(raw, "big5") == ("張三", "cp950")
    assert decode(raw, "cp1252")[0] != "張三"
    assert decode("ä".encode(), "latin-1") == ("Ã¤", "cp1252")


def test_a_mark_is_never_text() -> None:
    assert decode(codecs.BOM_UTF8 + b"x", "utf-8") == ("x", "utf-8")


def test_the_file_tells_the_byte_order_that_the_user_left_open() -> None:
    assert decode("BEGIN:VCARD".encode("utf-16-be"), "utf-16") == ("BEGIN:VCARD", "utf-16-be")
    assert with_byte_order("utf-16", codecs.BOM_UTF16_LE + b"a\0") == "utf-16"
    assert with_byte_order("gb18030", "BEGIN".encode("utf-16-be")) == "gb18030"
    assert decode("张".encode("utf-16-le"), "utf-16") == ("张", "utf-16-le")
    assert decode("张".encode("utf-32-le"), "utf-32") == ("张", "utf-32-le")


LISTS = {
    "gb18030": "张三 李明 王小红 欧阳锋 北京市海淀区 中国移动 手机号码 璐璐",
    "cp950": "張三豐 李小明 台北市中正區 劉德華 中華電信 林青霞",
    "cp932": "安藤 太郎 山田花子 東京都渋谷区桜丘 株式会社 ロイド さとう",
    "cp949": "김철수 이영희 서울특별시 강남구 대한민국 최민수",
    "euc_jp": "安藤 ロイド さとう ひろし 東京都渋谷区のビル",
    "cp1252": "Jürgen Groß, François Lefèvre, José Muñoz, João, Åsa Öberg, Søren, l’hôtel",
    "cp1250": "Dvořák Nováček Łukasz Wałęsa Żółw Gyöngyösi Szőke Đorđević Plzeň",
    "cp1251": "Иванов Владимир Наталья Київ Віталій Кличко привет ул. Ленина",
    "koi8-u": "Иванов Владимир Наталья привет ул. Ленина",
    "cp1253": "Βαγγέλης Παπαθανασίου Αθήνα Γιώργος Ελένη",
    "cp1255": "אפרים קישון דוד משה לוי ירושלים",
    "cp1256": "محمد علي أحمد القاهرة",
    "cp1254": "Gökçe Yılmaz Şükrü İstanbul Ağaoğlu",
    "cp1257": "Jānis Bērziņš Žemaitis Šķēle",
    "mac-roman": "Zoë Müller, José García, François Lefèvre",
    "cp850": "Zoë Müller, José García, Jürgen Groß",
}


@pytest.mark.parametrize("codec", LISTS)
def test_a_list_of_names_is_read_right(codec: str) -> None:
    text = LISTS[codec]
    assert text.encode(codec).decode(guess([word.encode(codec) for word in text.split()])) == text


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("gb18030", "陈高"),
        ("gb18030", "李明"),
        ("gb18030", "王鑫"),
        ("cp1252", "Müller"),
        ("cp1252", "Größe"),
        ("cp1252", "Reid’s place"),
        ("cp1252", "Ärzte"),
        ("cp1251", "Віталій"),
        ("cp1253", "Αθήνα"),
        ("cp1255", "דוד"),
        ("cp932", "鈴木ソ"),
        ("cp949", "김철수"),
    ],
)
def test_a_single_name_is_read_right(codec: str, name: str) -> None:
    assert decode(name.encode(codec))[0] == name


@pytest.mark.parametrize(
    ("codec", "names"),
    [
        ("cp1252", ["Jürgen Groß", "José Muñoz", "João Conceição", "Søren", "François Lefèvre"]),
        ("cp1250", ["Kovács Szőke", "Jürgen Müller", "Dvořák"]),
    ],
)
def test_people_from_many_countries(codec: str, names: list[str]) -> None:
    assert guess([name.encode(codec) for name in names]) == codec


def test_a_codec_named_elsewhere_in_the_file_decides_what_could_be_either() -> None:
    raw = "Київ".encode("cp1251")
    assert guess([raw]) == "gb18030"
    assert guess([raw], ["cp1251"]) == "cp1251"
    # But not against all evidence.
    assert guess(["Müller".encode("cp1252")], ["cp1251"]) == "cp1252"


def test_a_language_outside_of_the_tables_is_left_to_the_detector() -> None:
    text = "สมชาย ใจดี กรุงเทพมหานคร สวัสดีครับ วันนี้อากาศดีมาก"
    assert decode(text.encode("tis-620"))[0] == text


def test_text_longer_than_the_sample_is_not_cut_inside_a_character() -> None:
    for text in ("a" + "手机号码" * 1000, "a" * 5000 + "手机号码", "手机号码" * 2000):
        assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_utf8_with_strays_is_utf8_and_the_strays_are_read_for_themselves() -> None:
    data = "příliš žluťoučký kůň\nčeský text\n".encode() + "Jürgen Groß\n".encode("cp1252")
    assert decode(data) == ("příliš žluťoučký kůň\nčeský text\nJürgen Groß\n", "utf-8")


def test_a_character_cut_in_half_makes_no_other_encoding_of_the_rest() -> None:
    raw = "花店在街角".encode()[:-1]
    assert nearly(raw, "utf-8") == "花店在街�"
    assert choose([raw]) == TextCodec("utf-8")
    assert nearly("花店".encode("gb18030"), "utf-8") is None


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "utf-16", "gb18030", "cp1252", "shift_jis", "utf-32"]))
def test_any_bytes_become_text_that_can_be_stored(data: bytes, encoding: str | None) -> None:
    text, _ = decode(data, encoding)
    text.encode("utf-8")


@given(st.text(st.characters(codec="utf-8"), max_size=50))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(b"#" + text.encode(), "utf-8")[0] == "#" + text


@given(st.lists(st.binary(max_size=20), max_size=5), st.binary(max_size=30))
def test_a_codec_reads_anything(samples: list[bytes], raw: bytes) -> None:
    choose(samples).text(raw).encode("utf-8")
