"""How a file begins: what formats are recognised by."""

from functools import cached_property

from relkeeper.importers.encoding import choose, from_shape, strictly

SIZE = 65536


class Head:
    """The first bytes of a file (at most SIZE) and its name."""

    def __init__(self, data: bytes, name: str = "") -> None:
        self.data = data
        self.name = name

    @cached_property
    def text(self) -> str:
        """The beginning as text, without a byte order mark, its line ends as `\\n`; never raises."""
        codec = from_shape(self.data)
        if codec is None:
            # The last character may be cut in half.
            whole = next((self.data[: -cut or None] for cut in range(4) if _is_utf8(self.data[: -cut or None])), None)
            text = whole.decode() if whole is not None else choose(self.data.splitlines()).text(self.data)
        else:
            text = self.data.decode(codec, "replace")
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.split("\n")

    @cached_property
    def is_json(self) -> bool:
        """Whether the text begins as a JSON object or array."""
        return self.text.lstrip()[:1] in {"{", "["}


def _is_utf8(data: bytes) -> bool:
    return strictly(data, "utf-8") is not None
