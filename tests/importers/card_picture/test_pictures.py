"""Pictures as they come: turned, transparent, broken, empty, huge; with QR codes, and without the extra."""

import sys
import zlib
from io import BytesIO
from struct import pack

import pytest

from relkeeper.drafts import ContactDraft
from relkeeper.errors import InputError
from relkeeper.importers import READERS, Reading, card_picture
from relkeeper.importers.card_picture.codes import card_of, over
from relkeeper.importers.head import Head
from tests.importers.card_picture import drawing
from tests.importers.card_picture.measuring import read
from tests.importers.card_picture.needs import EXTRA, FONT
from tests.importers.card_picture.people import PEOPLE

Image = pytest.importorskip("PIL.Image", reason="needs: pip install 'relkeeper[ocr]'")
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:样张三\nN:张三;样;;;\nORG:样本科技\nTEL;TYPE=CELL:+86 138 0000 0101\nEMAIL:zhang@example.org\nEND:VCARD\n"


def encoded(picture: "Image.Image", kind: str = "PNG", **how: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as said:
        list(card_picture.read(BytesIO(data), "card.jpg", Reading()))
    return str(said.value)


def huge_png(side: int) -> bytes:
    """A picture of a few bytes that says it has `side` by `side` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "TIFF"])
def test_pictures_are_recognised_by_their_bytes(kind: str) -> None:
    data = encoded(Image.new("RGB", (40, 30), "white"), kind)
    assert READERS.that_recognises(Head(data, "no ending")) is READERS["card-picture"]


@pytest.mark.parametrize(
    "data", [b"GIF89a\x01\0", b"BMW and other cars", b"RIFF\0\0\0\0WAVEfmt ", b"\xff\xd8", b"MM\0"]
)
def test_what_is_no_such_picture_is_not_taken(data: bytes) -> None:
    assert not card_picture.recognises(Head(data))


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr_onnxruntime", None)
    for module in ("ocr", "reading"):
        monkeypatch.delitem(sys.modules, f"relkeeper.importers.card_picture.{module}", raising=False)
        monkeypatch.delattr(card_picture, module, raising=False)
    assert (
        refused(encoded(Image.new("RGB", (40, 30))))
        == "card.jpg needs a package that is not installed: pip install 'relkeeper[ocr]'"
    )


@EXTRA
def test_a_picture_that_cannot_be_read_is_refused_with_a_sentence() -> None:
    whole = encoded(Image.effect_noise((200, 100), 90), "JPEG")
    assert refused(whole[: len(whole) // 2]) == "card.jpg is a damaged picture, or none; take or save it again"
    assert "damaged" in refused(b"\xff\xd8\xff")
    assert refused(huge_png(8_000)) == "card.jpg has 8000 by 8000 pixels, which is too many; save it smaller"
    assert refused(huge_png(20_000)) == "card.jpg has far too many pixels; save it smaller"
    assert "no text can be read on card.jpg" in refused(encoded(Image.new("RGB", (300, 200), "white")))
    assert "no text can be read" in refused(encoded(Image.new("RGB", (1, 1))))


@EXTRA
@FONT
def test_a_picture_of_something_else_is_refused() -> None:
    picture = Image.new("RGB", (600, 300), "white")
    drawing.ImageDraw.Draw(picture).text((60, 100), "42 : 17", (0, 0, 0), drawing._font(60))
    assert "no name, phone or e-mail can be read on card.jpg" in refused(encoded(picture))


@EXTRA
@FONT
@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_card_that_lies_on_its_side_or_its_head_is_read(quarter: int) -> None:
    draft = read(encoded(drawing.drawn(PEOPLE[8], "plain").rotate(quarter, expand=True)))
    assert (draft.name, draft.title, draft.organization) == ("Ada Example", "Chief Engineer", "Example Engines Ltd")


@EXTRA
@FONT
def test_what_the_camera_noted_of_its_way_is_heeded_and_the_picture_kept() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    data = encoded(drawing.drawn(PEOPLE[0], "below").rotate(90, expand=True), "JPEG", exif=exif)
    draft = read(data)
    assert draft.name == "样张三"
    (picture,) = draft.files
    assert (picture.name, b"".join(picture.read())) == ("card.jpg", data)


@EXTRA
@FONT
def test_dark_letters_on_nothing_are_read_as_on_paper() -> None:
    picture = Image.new("RGBA", (700, 200), (0, 0, 0, 0))
    drawing.ImageDraw.Draw(picture).text((40, 60), "ada@example.org", (0, 0, 0, 255), drawing._font(50))
    assert [point.value for point in read(encoded(picture)).points] == ["ada@example.org"]


def with_code(text: str, card: int | None) -> bytes:
    segno = pytest.importorskip("segno")
    out = BytesIO()
    segno.make(text, error="m").save(out, kind="png", scale=6, border=4)
    code = Image.open(out).convert("RGB")
    picture = drawing.drawn(PEOPLE[card], "plain") if card is not None else Image.new("RGB", code.size, "white")
    picture.paste(code, (picture.width - code.width, picture.height - code.height))
    return encoded(picture)


@EXTRA
@FONT
def test_a_code_goes_before_the_letters_which_fill_in_what_it_does_not_say() -> None:
    draft = read(with_code(VCARD, 1))  # on the card of somebody else
    assert (draft.name, draft.organization, draft.title) == ("样张三", "样本科技", "高级工程师")
    said = [(point.kind, point.value) for point in draft.points]
    assert said[:2] == [("phone", "+86 138 0000 0101"), ("email", "zhang@example.org")]
    assert ("email", "li.yangben@example.com") not in said
    assert ("wechat", "li_yangben") in said


@EXTRA
def test_a_code_alone_is_enough() -> None:
    assert read(with_code(VCARD, None)).name == "样张三"
    draft = read(with_code(r"MECARD:N:Example,Ada;ORG:Engines\; Ltd;TEL:+12125550110;EMAIL:ada@example.org;;", None))
    assert (draft.name, draft.given_name, draft.family_name) == ("Ada Example", "Ada", "Example")
    assert draft.organization == "Engines; Ltd"
    assert [point.value for point in draft.points] == ["+12125550110", "ada@example.org"]
    assert "no name" in refused(with_code("https://example.org/profile", None))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("MECARD:N:样张三;TEL:13800000101;;", "样张三"),
        ("MECARD:N:样,张三;;", "样张三"),
        ("mecard:ORG:Example Engines;;", "Example Engines"),
        ("MECARD:TEL:13800000101;;", None),
        ("MECARD:", None),
        ("https://example.org", None),
        ("BEGIN:VCARD", None),
    ],
)
def test_codes_that_say_a_contact(code: str, name: str | None) -> None:
    draft = card_of(code, Reading())
    assert (draft and draft.name) == name


def test_a_printed_number_in_another_spelling_is_no_second_one() -> None:
    coded = card_of("MECARD:N:Ada Example;TEL:+8613800000101;;", Reading())
    printed = card_of("MECARD:N:Ada Example;TEL:138 0000 0101;TEL:010-55550101;;", Reading())
    both = over(coded, printed)
    assert isinstance(both, ContactDraft)
    assert [point.value for point in both.points] == ["+8613800000101", "010-55550101"]
    assert over(None, None) is None


@pytest.mark.parametrize(
    ("coded", "printed", "aliases"),
    [
        ("Ada Example", "样张三", ("样张三",)),
        ("样张三", "Zhang San Yang", ("Zhang San Yang",)),
        ("Ada Example", "ADA EXAMPLE", ()),
        ("Ada Example", "Ada Exarnple", ()),
        ("Ada Example", "Example Engines", ()),
    ],
)
def test_a_printed_name_is_another_one_only_in_the_other_script(
    coded: str, printed: str, aliases: tuple[str, ...]
) -> None:
    both = over(ContactDraft(coded), ContactDraft(printed))
    assert both is not None
    assert (both.name, both.aliases) == (coded, aliases)
