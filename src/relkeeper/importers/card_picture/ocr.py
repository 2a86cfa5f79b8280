"""Text and QR codes of a picture, by RapidOCR (PP-OCRv4 on onnxruntime) and OpenCV: the extra `relkeeper[ocr]`.

The models come with the package; nothing is fetched. Import this module only where a picture is to be read: it takes
some tenths of a second, and raises ImportError where the extra is not installed.
"""

import logging
import os
import warnings
from functools import cache
from typing import Any

# Some builds of onnxruntime report their use over the network, and keep a number of this machine, unless told not to
# before they are loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import cv2
import numpy as np
from rapidocr_onnxruntime import RapidOCR

from relkeeper.importers.card_picture.boxes import Box, Quad, Seen, turned
from relkeeper.importers.card_picture.gaps import spaced

# Below this what was read is more likely a pattern than a text.
_SURE = 0.6
_LONG = 1.5


def seen(picture: Any) -> Seen:
    """What stands on a picture (rows of red, green and blue), turned so that most of its lines are upright."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        codes, places = _codes(picture)
        boxes = _boxes(picture)
    outside = (box for box in boxes if not any(_is_inside(box.quad, place) for place in places))
    return Seen(tuple(outside), codes)


@cache
def _engine() -> Any:
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL + 1)
    # One thread, and one line after the other: threads that wait for each other, and the padding of short lines to the
    # length of long ones, take more than they save.
    return RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1, rec_batch_num=1, det_limit_side_len=640)


def _boxes(picture: Any) -> list[Box]:
    engine = _engine()
    found, _ = engine.auto_text_det(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    if found is None:
        return []
    lines = engine.get_crop_img_list(picture, found)
    # It works on lists of crops in place: each line comes back the right way up.
    lines, ways, _ = engine.text_cls(lines)
    read, _ = engine.text_rec([cv2.cvtColor(line, cv2.COLOR_RGB2BGR) for line in lines], True)
    quarters = _quarters(found, ways)
    size = (picture.shape[1], picture.shape[0])
    return [
        Box(spaced(text, _centres(where, line.shape[1]), line), turned(_quad(quad), quarters, size), score)
        for quad, line, (text, score, where) in zip(found, lines, read, strict=True)
        if score >= _SURE and text.strip()
    ]


def _quarters(found: Any, ways: list[Any]) -> int:
    """How often the picture has to be turned clockwise by a quarter until its lines stand upright."""
    standing = sum(_height(quad) > _LONG * _width(quad) for quad in found) * 2 > len(found)
    flipped = sum(label == "180" for label, _ in ways) * 2 > len(ways)
    # A line that stands was turned anticlockwise before the way of its letters was looked at.
    return (3 if standing else 0) + (2 if flipped else 0)


def _width(quad: Any) -> float:
    return float(np.linalg.norm(quad[0] - quad[1]))


def _height(quad: Any) -> float:
    return float(np.linalg.norm(quad[0] - quad[3]))


def _quad(quad: Any) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return a, b, c, d


def _centres(where: Any, width: int) -> list[float]:
    """The middle of each character, in pixels from the left of its line."""
    columns, _, places, *_ = where
    return [(place + 0.5) * width / columns for word in places for place in word]


def _codes(picture: Any) -> tuple[tuple[str, ...], list[Any]]:
    """What the QR codes say, and where they are."""
    try:
        found, texts, places, _ = cv2.QRCodeDetector().detectAndDecodeMulti(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    except (cv2.error, UnicodeDecodeError):
        return (), []
    return (tuple(text for text in texts if text), list(places)) if found else ((), [])


def _is_inside(quad: Quad, place: Any) -> bool:
    middle = (sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4)
    return bool(cv2.pointPolygonTest(np.asarray(place, np.float32), middle, False) >= 0)
