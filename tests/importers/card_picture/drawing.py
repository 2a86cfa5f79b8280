"""Cards as pictures: drawn straight, and then as a photograph disturbs them. The same at each call."""

import random
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.importers.card_picture.people import Printed

SIZE = (1060, 640)  # 90 by 54 mm, as a telephone's camera sees it from near by
_FONTS = (
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
    Path("/System/Library/Fonts/PingFang.ttc"),
    Path("C:/Windows/Fonts/msyh.ttc"),
)
_PAPER, _INK = (250, 249, 244), (32, 36, 48)


def font_path(fonts: tuple[Path, ...] = _FONTS) -> Path | None:
    """A font with Chinese characters, or None."""
    return next((path for path in fonts if path.exists()), None)


def drawn(card: Printed, layout: str) -> Image.Image:
    """The card, straight: `plain`, `centred`, `columns` (name left, the rest right) or `below` (lines in two columns)."""
    picture = Image.new("RGB", SIZE, _PAPER)
    _LAYOUTS[layout](ImageDraw.Draw(picture), card)
    return picture


def _font(size: int) -> ImageFont.FreeTypeFont:
    path = font_path()
    assert path is not None
    return ImageFont.truetype(str(path), size)


def _plain(draw: ImageDraw.ImageDraw, card: Printed) -> None:
    draw.text((60, 50), card.organization, _INK, _font(36))
    draw.text((60, 135), card.name, _INK, _font(56))
    draw.text((60, 215), card.title, _INK, _font(30))
    _lines(draw, card.lines, 60, 285, 26)


def _centred(draw: ImageDraw.ImageDraw, card: Printed) -> None:
    for text, y, size in ((card.name, 50, 54), (card.title, 130, 28), (card.organization, 195, 36)):
        draw.text((SIZE[0] / 2, y), text, _INK, _font(size), anchor="ma")
    for number, text in enumerate(card.lines):
        draw.text((SIZE[0] / 2, 275 + 42 * number), text, _INK, _font(25), anchor="ma")


def _columns(draw: ImageDraw.ImageDraw, card: Printed) -> None:
    font = _font(50)
    draw.text((40, 190), card.name, _INK, font)
    draw.text((40, 270), _wrapped(card.title, _font(26), 400), _INK, _font(26))
    draw.text((40, 360), _wrapped(card.organization, _font(28), 400), _INK, _font(28))
    _lines(draw, [_wrapped(line, _font(24), 530) for line in card.lines], 490, 110, 24)


def _below(draw: ImageDraw.ImageDraw, card: Printed) -> None:
    draw.text((60, 50), card.name, _INK, _font(54))
    right = 60 + draw.textlength(card.name, _font(54)) + 40
    draw.text((right, 78), card.title, _INK, _font(26))
    draw.text((60, 150), card.organization, _INK, _font(38))
    short = [line for line in card.lines if draw.textlength(line, _font(24)) < 440]
    rest = [line for line in card.lines if line not in short]
    half = (len(short) + 1) // 2
    _lines(draw, short[:half], 60, 270, 24)
    _lines(draw, short[half:], 570, 270, 24)
    _lines(draw, rest, 60, 270 + 44 * half, 24)


_LAYOUTS = {"plain": _plain, "centred": _centred, "columns": _columns, "below": _below}


def _lines(draw: ImageDraw.ImageDraw, lines: list[str], x: int, y: int, size: int) -> None:
    font = _font(size)
    for text in lines:
        draw.text((x, y), text, _INK, font, spacing=10)
        y += (size + 18) + (size + 14) * text.count("\n")


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """In two lines where it does not fit, cut at a blank where there is one."""
    if font.getlength(text) <= width:
        return text
    fits = max(end for end in range(len(text)) if font.getlength(text[:end]) <= width)
    blank = text.rfind(" ", 0, fits + 1)
    cut = blank if blank > fits // 2 else fits
    return f"{text[:cut]}\n{text[cut:].lstrip()}"


def rotated(picture: Image.Image, degrees: float) -> Image.Image:
    """On a table, turned; positive is anticlockwise."""
    return picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=(120, 116, 108))


def noisy(picture: Image.Image, seed: int) -> Image.Image:
    """Out of focus, and with the grain of a dark room."""
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(1.1)), _grain(picture.size, seed), 0.22)


def _grain(size: tuple[int, int], seed: int) -> Image.Image:
    noise = random.Random(seed).randbytes(size[0] * size[1])
    return Image.frombytes("L", size, noise).convert("RGB")


def dark(picture: Image.Image) -> Image.Image:
    """Light letters on dark blue."""
    inverted = picture.point(lambda value: 255 - value)
    return Image.blend(inverted, Image.new("RGB", picture.size, (10, 30, 80)), 0.25)


def saved(picture: Image.Image, quality: int = 88) -> bytes:
    """As JPEG."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
