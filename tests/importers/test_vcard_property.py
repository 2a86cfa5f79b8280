"""One content line: header, parameters, charset, encodings, escapes."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relkeeper.importers.encoding import TextCodec
from relkeeper.importers.vcard.lines import ContentLine
from relkeeper.importers.vcard.properties import property_of, undeclared
from relkeeper.rules.vcard.content_lines import Property, header_of

UTF8 = TextCodec("utf-8")


def read(raw: str | bytes, version: str = "3.0", codec: str = "utf-8", *, whole: bool = False) -> Property:
    line = ContentLine(1, raw.encode() if isinstance(raw, str) else raw)
    prop = property_of(line, version, TextCodec(codec), whole=whole)
    assert prop is not None
    return prop


def test_the_parts_of_a_header() -> None:
    header = header_of("item1.x-Thing;TYPE=Home,WORK;type=pref;X-A=\"b;c:d\",e;LABEL=a^nb^'c^'^^")
    assert (header.group, header.name) == ("item1", "X-THING")
    assert header.types == ("home", "work", "pref")
    assert header.values["X-A"] == ("b;c:d", "e")
    assert header.first("LABEL") == 'a\nb"c"^'
    assert header.first("NO") == ""
    assert header.params.startswith("TYPE=Home,WORK;type=pref")


@pytest.mark.parametrize(
    ("header", "types"),
    [
        ("TEL;HOME;CELL", ("home", "cell")),
        ('TEL;TYPE="HOME,VOICE"', ("home", "voice")),
        ("TEL;TYPE=HOME,TYPE=VOICE", ("home", "voice")),
        ("TEL;TYPE=,HOME,;;", ("home",)),
        ("TEL;WORK;utf-8;QUOTED-PRINTABLE;de-DE;INLINE;VCARD", ("work",)),
        ("TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E5=A7=90=E5=A7=90)", ("姐姐",)),
        ('TEL;TYPE="never closed', ("never closed",)),
        ("TEL;CP1;HEX", ("cp1", "hex")),
    ],
)
def test_types(header: str, types: tuple[str, ...]) -> None:
    assert header_of(header).types == types


@pytest.mark.parametrize(
    ("header", "encoding", "charset"),
    [
        ("N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE", "QP", "GBK"),
        ("N;quoted-printable;iso-8859-1", "QP", "iso-8859-1"),
        ("PHOTO;ENCODING=b;TYPE=JPEG", "BASE64", ""),
        ("PHOTO;JPEG;B", "BASE64", ""),
        ("NOTE;ENCODING=8BIT", "", ""),
        ("NOTE;SHIFT_JIS", "", "SHIFT_JIS"),
    ],
)
def test_encoding_and_charset(header: str, encoding: str, charset: str) -> None:
    found = header_of(header)
    assert (found.encoding, found.charset) == (encoding, charset)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("SOURCE:ldap://cn=a,o=b", "ldap://cn=a,o=b"),
        ('ADR;GEO="geo:1,2";LABEL="a: b":;;c', ";;c"),
        ('NOTE;X="never:closed:value', "closed:value"),
        ("ADR;LABEL=one: two^nthree:four:;;street;town;;1;land", ";;street;town;;1;land"),
        ("ADR;LABEL=plain:;;street;town;;1;land", ";;street;town;;1;land"),
        ("ADR;LABEL=a:b;c", "b;c"),
        ("NOTE:", ""),
        ("NOTE;nothing behind it", ""),
    ],
)
def test_where_the_value_begins(raw: str, value: str) -> None:
    assert read(raw).value == value


@pytest.mark.parametrize("raw", [":x", ";TYPE=home:x", "item1.:x", " ;A=b"])
def test_a_line_without_a_name_is_no_property(raw: str) -> None:
    assert property_of(ContentLine(1, raw.encode()), "3.0", UTF8) is None


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("GB2312", "gb18030"), ("SHIFT_JIS", "cp932"), ("windows-1251", "cp1251"), ("UTF-8", "utf-8")],
)
def test_a_charset_is_honoured(charset: str, codec: str) -> None:
    text = {"cp1251": "Київ", "utf-8": "Žižka"}.get(codec, "東京")
    raw = text.encode(codec)
    assert read(b"FN;CHARSET=" + charset.encode() + b":" + raw, codec="cp1252").value == text
    encoded = b"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=" + charset.encode() + b":" + quoted(raw)
    assert read(encoded, codec="cp1252").value == text


@pytest.mark.parametrize(
    "charset", [b"", b";CHARSET=BLABLA", b";CHARSET=UTF-8", b";CHARSET=US-ASCII", b";CHARSET=UTF-16"]
)
def test_a_charset_that_is_missing_unknown_or_wrong_leaves_it_to_the_file(charset: bytes) -> None:
    assert read(b"FN" + charset + b":" + "Größe".encode("cp1252"), codec="cp1252").value == "Größe"


def test_a_converted_file_is_read_as_it_is_now_but_for_quoted_printable() -> None:
    assert read("FN;CHARSET=ISO-8859-1:Größe", whole=True).value == "Größe"
    assert read("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Gr=F6=DFe", whole=True).value == "Größe"
    # What is not in the encoding of the file after all can still say what it is in.
    assert read(b"FN;CHARSET=ISO-8859-1:Gr\xf6\xdfe", whole=True).value == "Größe"


def test_an_encoded_semicolon_is_text_and_a_plain_one_divides() -> None:
    assert read("N;ENCODING=QUOTED-PRINTABLE:a=3Bb;c", "2.1").parts() == ["a;b", "c"]
    assert read("N;ENCODING=QUOTED-PRINTABLE:a=5C=3Bb;c", "2.1").parts() == ["a;b", "c"]
    assert read("NOTE;ENCODING=QUOTED-PRINTABLE:a=3Bb;c", "2.1").text == "a;b;c"
    assert read("N;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=3B=E4=B8=89", "2.1").parts() == ["张", "三"]


def test_soft_breaks_and_line_ends_in_quoted_printable() -> None:
    assert read("NOTE;QUOTED-PRINTABLE:one=\n two=0D=0Athree=\n", "2.1").value == "one two\nthree"
    assert read("NOTE;QUOTED-PRINTABLE;UTF-8:=E5=BC=\n=A0", "2.1").value == "张"


def test_base64_of_a_file_stays_and_of_a_text_is_read() -> None:
    assert read("PHOTO;ENCODING=b:QU JD\n REVG").value == "QUJDREVG"
    assert read("PHOTO;ENCODING=b:no base64!").value == "no base64!"
    packed = base64.b64encode("张三;李四".encode("gb18030")).decode()
    assert read(f"FN;ENCODING=BASE64;CHARSET=GBK:{packed}").value == "张三;李四"
    assert read("FN;ENCODING=BASE64:plain after all").value == "plain after all"


def test_zero_characters_and_line_ends_of_other_systems_are_gone() -> None:
    assert read("NOTE;QUOTED-PRINTABLE:a=00b=0Dc=0D=0Ad").value == "ab\nc\nd"
    assert read(b"NOTE:a\0b\tc\x0c").value == "ab\tc\x0c"
    assert read(b"X-\0A;P=\0q:v").header[:3] == ("", "X-A", "P=q")


def test_what_cannot_be_read_is_told() -> None:
    assert read(b"FN:a\xff").unreadable
    assert not read("FN:aÿ").unreadable


@pytest.mark.parametrize(
    ("version", "value", "text"),
    [
        ("3.0", r"a\, b\; c\n d\N\: \\ \" \x", 'a, b; c\n d\n: \\ " \\x'),
        ("4.0", "a\\", "a\\"),
        ("2.1", r"C:\new\\x\; y\, z", "C:\\new\\\\x; y, z"),
    ],
)
def test_escapes_of_a_text(version: str, value: str, text: str) -> None:
    assert read("NOTE:" + value, version).text == text


@pytest.mark.parametrize(
    ("version", "value", "parts"),
    [
        ("3.0", r"a;b\;c;;d\\;e", ["a", "b;c", "", "d\\", "e"]),
        ("3.0", "", [""]),
        ("3.0", "a;", ["a", ""]),
        ("3.0", "a\\;", ["a;"]),
        ("3.0", "a\\", ["a\\"]),
        ("2.1", r";A\;B\\;C\\\;;D;\:E;\\\\;", ["", "A;B\\", "C\\;", "D", ":E", "\\\\", ""]),
    ],
)
def test_parts(version: str, value: str, parts: list[str]) -> None:
    assert read("N:" + value, version).parts() == parts


def test_lists_in_parts_are_of_3_and_later() -> None:
    assert read(r"N:Public;John;Quinlan,Paul\,X").lists() == [["Public"], ["John"], ["Quinlan", "Paul,X"]]
    assert read("N:Public;John;Quinlan,Paul").lists()[2] == ["Quinlan", "Paul"]
    assert read("N:Public;John;Quinlan,Paul", "2.1").lists()[2] == ["Quinlan,Paul"]


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=40).map(str.strip)


@given(TEXTS)
def test_unescaping_undoes_escaping(text: str) -> None:
    assert read("NOTE:" + escaped(text)).text == text


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_dividing_undoes_joining(parts: list[str]) -> None:
    assert read("N:" + ";".join(map(escaped, parts))).parts() == parts
    assert read("NICKNAME:" + ",".join(map(escaped, parts))).parts(",") == parts


def quoted(raw: bytes) -> bytes:
    """Quoted-printable with a soft break after every tenth character."""
    pieces = [bytes([byte]) if chr(byte).isalnum() and byte < 0x80 else b"=%02X" % byte for byte in raw]
    return b"=\n".join(b"".join(pieces[start : start + 10]) for start in range(0, len(pieces), 10))


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=60), st.sampled_from(["UTF-8", "GB18030"])
)
def test_quoted_printable_comes_back(text: str, charset: str) -> None:
    encoded = quoted(text.replace("\n", "\r\n").encode(charset)).decode()
    assert read(f"X-A;QUOTED-PRINTABLE;CHARSET={charset}:{encoded}", "2.1").value == text


@given(st.binary(max_size=120), st.sampled_from(["2.1", "3.0", ""]), st.sampled_from(["utf-8", "gb18030", "cp1252"]))
def test_any_bytes_are_a_property_or_none(raw: bytes, version: str, codec: str) -> None:
    prop = property_of(ContentLine(1, raw), version, TextCodec(codec))
    if prop is not None:
        assert "\0" not in prop.value
        "".join([prop.name, prop.value, prop.text, *prop.parts(), *map("".join, prop.lists())]).encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"FN:plain", (b"", "")),
        (b"FN:Gr\xf6\xdfe", (b"Gr\xf6\xdfe", "")),
        (b"FN;CHARSET=MURKS:Gr\xf6\xdfe", (b"Gr\xf6\xdfe", "")),
        (b"FN;CHARSET=UTF-8:Gr\xf6\xdfe", (b"Gr\xf6\xdfe", "utf-8")),
        (b"FN;CHARSET=latin-1:Gr\xf6\xdfe", (b"", "cp1252")),
        (b"FN;QUOTED-PRINTABLE:Gr=F6=DFe", (b"Gr\xf6\xdfe", "")),
        (b"FN;QUOTED-PRINTABLE:plain", (b"", "")),
        (b"PHOTO;BASE64:\xf6\xdf=", (b"", "")),
    ],
)
def test_what_a_guess_has_to_go_by(raw: bytes, found: tuple[bytes, str]) -> None:
    assert undeclared(ContentLine(1, raw), "2.1") == found
