"""What reading pictures in tests needs, and the words with which they are skipped where it is absent."""

from importlib.util import find_spec

import pytest

from tests.importers.card_picture.drawing import font_path

EXTRA = pytest.mark.skipif(find_spec("rapidocr_onnxruntime") is None, reason="needs: pip install 'relkeeper[ocr]'")
FONT = pytest.mark.skipif(font_path() is None, reason="needs a font with Chinese characters, for example Noto Sans CJK")
