"""The page in a real browser: it is read, found in, printed, and nothing that somebody wrote runs in it."""

import io
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import HOSTILE, TURNED, needed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PEOPLE = 6
FINDS = {
    "sample": ["Zoë Sämple"],
    "ZOË": ["Zoë Sämple"],
    "musica": ["Zoë Sämple"],
    "ｚｏｅ": ["Zoë Sämple"],
    "张三": ["样张三"],
    "yangzhangsan": ["样张三"],
    "同学": ["样张三"],
    "电脑": ["样张三"],
    "電腦": ["样张三"],
    "212": ["样张三"],
    "212 555 0100": ["样张三"],
    "(212) 555": ["样张三"],
    "212-555-0100 张": ["样张三"],
    "001 212 555": ["样张三"],
    "three@example.org": ["样张三"],
    "baroque": ["Zoë Sämple"],
    "engines ada": ["Ada Example"],
    "nobody at all": [],
}

Open = Callable[..., "Page"]


class Pages:
    """The page, opened once for each way to open it, and what was complained about, asked for or run there."""

    def __init__(self, browser: "Browser", url: str) -> None:
        self.told: list[str] = []
        self._browser, self._url = browser, url
        self._pages: dict[frozenset[tuple[str, Any]], Page] = {}

    def open(self, width: int = 1280, scheme: Any = "light", **options: Any) -> "Page":
        """As it is when it is loaded, whatever was done to it before."""
        way = frozenset(options.items())
        if way not in self._pages:
            self._pages[way] = self._heard(self._browser.new_context(**options).new_page())
        page = self._pages[way]
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto(self._url)
        return page

    def close(self) -> None:
        for page in self._pages.values():
            page.context.close()

    def _heard(self, page: "Page") -> "Page":
        told = self.told
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda asked: told.append(asked.url) if asked.url != self._url else None)
        return page


@pytest.fixture(scope="module")
def pages(browser: "Browser", page_file: Path) -> Iterator[Pages]:
    pages = Pages(browser, page_file.as_uri())
    yield pages
    pages.close()


@pytest.fixture
def opened(pages: Pages) -> Iterator[Open]:
    """Opens the page; in the end nothing was complained about, asked for or run that is not of the page."""
    pages.told.clear()
    yield pages.open
    assert pages.told == []


def found(page: "Page") -> list[str]:
    return [name for name in page.locator(".person h3:visible").all_inner_texts() if len(name) < 20]


def test_all_sections_are_there_and_hold_something(opened: Open) -> None:
    page = opened()
    assert page.title() == "Your people, Saturday, 21 November 2026"
    heads = page.get_by_role("heading", level=2).all_inner_texts()
    assert heads == ["Overdue 3", "The next 14 days 2", "The year 4 entries", f"People {PEOPLE}", "Relations 2"]
    for name in ("overdue", "agenda", "year", "people", "relations"):
        assert page.locator(f"#{name} :is(li, svg)").first.is_visible()
    assert page.locator(".spark svg").count() == 4
    assert page.locator("#person-1 .badge").text_content() == "Class E"


def test_the_field_finds_by_name_organisation_and_tag(opened: Open) -> None:
    page = opened()
    field, nobody = page.get_by_label("Find people"), page.get_by_text("Nobody is found by that.")
    for typed, names in FINDS.items():
        field.fill(typed)
        assert (typed, found(page)) == (typed, names)
        assert page.locator("#shown").inner_text() == f"{len(names)} of {PEOPLE}"
        assert nobody.is_visible() == (not names)
    page.keyboard.press("Escape")
    assert page.locator(".person:visible").count() == PEOPLE
    assert page.locator("#shown").inner_text() == ""


def test_a_link_leads_to_somebody_who_is_not_found_at_the_moment(opened: Open) -> None:
    page = opened()
    page.get_by_label("Find people").fill("张三")
    page.locator("#overdue").get_by_role("link", name="Ada Example").click()
    page.locator("#person-1").wait_for(state="visible")


def test_the_same_link_leads_there_a_second_time(opened: Open) -> None:
    page = opened()
    link = page.locator("#overdue").get_by_role("link", name="Ada Example")
    link.click()
    page.get_by_label("Find people").fill("张三")
    assert not page.locator("#person-1").is_visible()
    link.click()
    needed("playwright.sync_api").expect(page.locator("#person-1")).to_be_in_viewport()


def test_the_keyboard_reaches_the_field(opened: Open) -> None:
    page = opened()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "find":
            break
    page.keyboard.type("ada")
    assert found(page) == ["Ada Example"]


def test_without_scripts_everybody_is_shown_and_no_field(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator(".person:visible").count() == PEOPLE
    assert not page.locator("#filter").is_visible()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(opened: Open, width: int) -> None:
    page = opened(width)
    wide, shown = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= shown == width
    calendar = page.locator(".calendar")
    assert calendar.evaluate("each => each.scrollLeft + each.clientWidth + 1 >= each.scrollWidth")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_classes_and_points_stand_one_below_the_other(opened: Open, width: int) -> None:
    page = opened(width)
    edges = "(all, side) => [...new Set(all.map(each => Math.round(each.getBoundingClientRect()[side])))]"
    badges = page.locator(".badge").evaluate_all(edges, "right")
    assert len(badges) == 1
    assert width == 1280 or badges == page.locator(".person").evaluate_all(edges, "right")
    points = page.locator(".points > *" if width == 360 else ".points > :first-child")
    assert points.evaluate_all(edges, "left") == page.locator(".person .name > div").evaluate_all(edges, "left")


def test_the_page_is_dark_where_the_system_is(opened: Open) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    assert opened(scheme="light").evaluate(ground) == "rgb(255, 255, 255)"
    assert opened(scheme="dark").evaluate(ground) == "rgb(20, 23, 28)"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_it_is_accessible(opened: Open, width: int, scheme: str) -> None:
    axe = files(needed("axe_playwright_python")) / "axe.min.js"
    page = opened(width, scheme, bypass_csp=True)
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    page.evaluate(axe.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run().then(result => result.violations)")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in violations] == []


def test_what_is_hostile_stays_text(opened: Open) -> None:
    page = opened()
    person = page.locator("#person-4")
    assert person.locator("h3").inner_text() == HOSTILE
    assert person.locator(".words").inner_text().endswith(HOSTILE)
    assert person.locator(".tags").inner_text() == HOSTILE
    assert page.locator("#agenda .what", has_text=HOSTILE).is_visible()
    assert page.locator("img, iframe, [onerror], [style]").count() == 0
    assert page.locator("script").count() == 1
    shown = page.locator("#person-5 h3").inner_text()
    assert (TURNED in shown, shown) == (False, "Mal\\u202eyrol")


def test_links_lead_nowhere_but_to_mail_phone_and_the_page(opened: Open) -> None:
    links = opened().locator("a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    schemes = {link.partition(":")[0] if ":" in link else link[0] for link in links}
    assert schemes == {"mailto", "tel", "#"}


def test_nothing_that_is_smuggled_in_runs_or_loads(browser: "Browser", page_file: Path) -> None:
    error = needed("playwright.sync_api").Error
    with browser.new_context() as context:
        page = context.new_page()
        refused: list[tuple[str, str | None]] = []
        page.on("requestfailed", lambda request: refused.append((request.url, request.failure)))
        page.goto(page_file.as_uri())
        with pytest.raises(error, match="TrustedScript"):
            page.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
            )
        with pytest.raises(error, match="TrustedHTML"):
            page.evaluate("document.body.innerHTML = '<p>x</p>'")
        page.evaluate(
            "new Promise(done => Object.assign(new Image(), {onerror: done, src: 'https://example.org/x.png'}))"
        )
        assert refused == [("https://example.org/x.png", "csp")]


def test_on_paper_all_is_told_but_the_field(opened: Open) -> None:
    printed = needed("pypdf").PdfReader(io.BytesIO(opened().pdf()))
    words = " ".join(" ".join(sheet.extract_text().split()) for sheet in printed.pages)
    for told in ("Ada Example", "she sends the slides", "Ada Example: friend Zoë Sämple", "The year"):
        assert told in words
    assert "Find people" not in words
