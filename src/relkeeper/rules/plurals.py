"""So many of a thing, in words."""


def counted(count: int, one: str, several: str = "") -> str:
    """`1 file`, `1,200 files`; `several` is for a word that takes more than an s."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"
