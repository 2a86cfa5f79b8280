"""A picture as pixels: upright by what its camera noted (EXIF), flattened on white, no larger than reading needs.

It comes from a stranger: what it takes in memory is bounded before it is unpacked.
"""

import warnings
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from relkeeper.errors import InputError

# Of the longer side. A card that fills it has letters of 30 pixels and more, and a larger one is read no better.
_SIDE = 1600
# A whole picture of a telephone; 4 bytes each while it is unpacked. A JPEG is unpacked at a fraction of its size.
_MOST_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF")


def pixels(data: bytes, name: str) -> Any:
    """The picture as an array of rows of red, green and blue. Raises InputError where it is broken or too large."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own word on large pictures, and on odd EXIF
        try:
            return np.asarray(_small(_opened(data, name)))
        except InputError:
            raise
        except Image.DecompressionBombError as error:
            raise InputError(f"{name} has far too many pixels; save it smaller") from error
        except Exception as error:  # a broken picture makes Pillow raise anything
            raise InputError(f"{name} is a damaged picture, or none; take or save it again") from error


def _opened(data: bytes, name: str) -> Image.Image:
    picture = Image.open(BytesIO(data), formats=_FORMATS)
    picture.draft("RGB", (_SIDE, _SIDE))
    width, height = picture.size
    if width * height > _MOST_PIXELS:
        raise InputError(f"{name} has {width} by {height} pixels, which is too many; save it smaller")
    return picture


def _small(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((_SIDE, _SIDE))
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return upright.convert("RGB")
