"""Whoever follows a link arrives: files, headings, and a way to each page."""

from pathlib import Path

import pytest

from tests.docs.pages import ROOT, anchors, links, name, pages

PAGES = pages()
BEGINNINGS = [ROOT / "README.md", ROOT / "docs" / "index.md"]


def pointed_at(page: Path) -> list[tuple[str, Path, str]]:
    """The links of a page within the project: as written, the file and the name of its heading."""
    found = []
    for link in links(page.read_text(encoding="utf-8")):
        if "://" not in link and not link.startswith("mailto:"):
            place, _, anchor = link.partition("#")
            found.append((link, (page.parent / place).resolve() if place else page, anchor))
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_arrives(page: Path) -> None:
    for link, target, anchor in pointed_at(page):
        assert target.exists(), f"{name(page)} points to {link}"
        assert target.is_relative_to(ROOT), f"{name(page)} points out of the project: {link}"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{name(page)} points to {link}"


def test_every_page_is_reached() -> None:
    reached: set[Path] = set()
    ahead = [page for page in BEGINNINGS if page.exists()]
    while ahead:
        page = ahead.pop()
        if page not in reached:
            reached.add(page)
            ahead += [target for _, target, _ in pointed_at(page) if target.suffix == ".md" and target.exists()]
    assert not [name(page) for page in PAGES if page not in reached]


def test_anchors_are_those_of_github() -> None:
    words = "# A `log`, and more!\n## 一 二\n## Again\n## Again\n```sh\n# no heading\n```\n"
    assert anchors(words) == {"a-log-and-more", "一-二", "again", "again-1"}


def test_links_are_found() -> None:
    words = '[a](b.md) ![p](x.svg) [`c`](d.md#e "title") `[no](f)` [![i](j.svg)](k.md) <img src="l.svg">'
    assert links(words) == ["b.md", "x.svg", "d.md#e", "k.md", "l.svg"]
