"""report: the page of the book, as a file that keeps to itself."""

import base64
import hashlib
import re
import stat
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.render.page.test_markup import Reader, read


@pytest.fixture(autouse=True)
def people(once: Run) -> None:
    once("add 'Ada Example' --every 2w --tag friends --org 'Example Engines' --email ada@example.org")
    once("log ada tea --outcome 'she sends the slides' --via call --when 2026-09-01")
    once("add 样张三 --phone '+1 212 555 0100'")


def page(run: Run, options: str = "") -> Reader:
    return read(run(f"report --html - {options}").out)


def section(run: Run, name: str, options: str = "") -> str:
    """The text of one section."""
    whole = run(f"report --html - {options}").out
    return read(whole.partition(f'<section id="{name}"')[2].partition("</section>")[0].partition(">")[2]).text


def test_the_file_is_private_and_says_what_it_holds(run: Run, home: Path) -> None:
    said = run("report --html people.html").out
    assert said == "Wrote people.html: 2 contacts. It holds what you know of people: keep it to yourself.\n"
    path = home / "people.html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8") == run("report --html -").out


def test_nothing_is_replaced_unasked(run: Run, home: Path) -> None:
    (home / "people.html").write_text("mine")
    assert "--force replaces it" in run("report --html people.html", code=1).err
    assert (home / "people.html").read_text() == "mine"
    run("report --html people.html --force")
    assert "Ada Example" in (home / "people.html").read_text()


def test_without_a_place_it_says_what_to_ask_for(run: Run) -> None:
    assert "report --html people.html" in run("report", code=2).err


def test_without_a_book_nothing_is_written(run: Run, home: Path) -> None:
    assert "begin with" in run("--db none.db report --html people.html", code=3).err
    assert not (home / "people.html").exists()


def test_an_empty_book_has_a_page_too(run: Run) -> None:
    run("contact delete ada --yes")
    run("contact delete 样张三 --yes")
    words = page(run).text
    for told in ("Nobody is overdue.", "Nothing comes up.", "Nothing happened", "nobody in the book", "No relations"):
        assert told in words


def test_style_and_script_are_those_that_the_policy_names(run: Run) -> None:
    whole = run("report --html -").out
    (policy,) = (
        str(attributes["content"])
        for tag, attributes in read(whole).elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    for name, part in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(f"<{name}>(.*?)</{name}>", whole, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{part} 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_no_element_has_a_style_or_a_handler_of_its_own(run: Run) -> None:
    names = {name for _, attributes in page(run).elements for name in attributes}
    assert not {name for name in names if name == "style" or name.startswith("on") or name == "src"}


def test_who_is_overdue_is_told_with_what_was_said_last(run: Run) -> None:
    words = section(run, "overdue")
    assert words == "Overdue 1Ada Example67 days lateevery 2 weeks1 Sep, 2 months agocall she sends the slides"


def test_the_agenda_has_what_comes_up_and_nobody_who_is_overdue(run: Run) -> None:
    run("follow-up add 张三 'bring the book' --due 2026-11-25")
    run("occasion add 张三 birthday 1980-12-20")
    assert section(run, "agenda") == "The next 14 days 1Wed 25 Nov 2026, in 4 days样张三bring the book"
    assert "birthday, turns 46" in section(run, "agenda", "--days 30")


def test_the_year_and_the_months_count_entries_and_no_notes(run: Run) -> None:
    run("log ada one --when 2026-11-01")
    run("log ada two --when 2025-10-01")
    run("note add ada 'flat white' --kind likes")
    assert section(run, "year").startswith("The year 2 entries")
    assert "0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1" in section(run, "people")


def found_by(run: Run) -> dict[str | None, str]:
    elements = page(run).elements
    return {each["id"]: str(each["data-find"]) for _, each in elements if "data-find" in each}


def test_people_are_found_by_what_they_are_known_by(run: Run) -> None:
    run("contact knows ada 'Rust, tax law'")
    found = found_by(run)
    for word in ("Ada Example", "Example Engines", "friends", "ada@example.org", "Rust", "tax law"):
        assert word in found["person-1"]
    for word in ("yangzhangsan", "+1 212 555 0100", "+12125550100"):
        assert word in found["person-2"]


def test_chinese_is_found_by_its_simplified_characters_and_told_once(run: Run) -> None:
    run("edit 张三 --org 樣本電腦公司 --tag 同学")
    run("contact knows 张三 稅法")
    words = found_by(run)["person-2"].split()
    assert {"樣本電腦公司", "样本电脑公司", "稅法", "税法"} <= {*words}
    assert words.count("同学") == 1


def test_a_number_that_is_dialled_at_home_is_found_as_it_was_typed(run: Run) -> None:
    run("edit 张三 --phone '(030) 555-0100'")
    assert "0305550100" in found_by(run)["person-2"].split()


def test_what_somebody_knows_about_is_told(run: Run) -> None:
    assert "knows about" not in section(run, "people")
    run("contact knows ada 'Rust, tax law'")
    assert "knows about Rust, tax law" in section(run, "people")


def test_points_are_told_as_they_were_typed_and_lead_to_their_one_form(run: Run) -> None:
    run("edit 张三 --phone '+1 (212) 555-0101' --email Three@Example.org")
    whole = run("report --html -").out
    assert '<a href="tel:+12125550101">+1 (212) 555-0101</a>' in whole
    assert '<a href="mailto:three@example.org">Three@Example.org</a>' in whole


def test_people_have_a_class_and_the_rule_stands_below(run: Run) -> None:
    run("contact consent ada --no-automation")
    whole = run("report --html -").out
    assert whole.count('class="badge') == 1
    assert "recency: 5 up to" in read(whole).text


def test_what_is_private_is_told_only_when_asked_for(run: Run) -> None:
    run("log ada 'a secret' --outcome 'the secret outcome' --private --via wechat --when yesterday")
    run("follow-up add ada 'the secret promise' --due tomorrow --private")
    run("edit ada --private --notes 'the secret note'")
    run("edit ada --private --field 'code=the secret field'")
    hidden = run("report --html -").out
    assert "secret" not in hidden
    assert "wechat" not in hidden
    assert "20 Nov, yesterday" in read(hidden).text
    assert "What is marked private is not on it" in read(hidden).text
    told = page(run, "--reveal").text
    assert "the secret outcome" in told
    assert "the secret promise" in told
    assert "What is private stands on it, too." in told
    assert ", and what is private: keep it" in run("report --html people.html --reveal").out


def test_who_is_overdue_since_a_private_entry_is_told_without_its_words(run: Run) -> None:
    run("log 张三 'a secret' --private --via wechat --when 2026-09-02")
    run("edit 张三 --every 2w")
    assert "2 Sep" in section(run, "overdue")
    assert "secret" not in section(run, "overdue")
    assert "wechat a secret" in section(run, "overdue", "--reveal")


def test_archived_people_are_nowhere(run: Run) -> None:
    run("contact relate ada friend 张三")
    assert "Relations 1" in page(run).text
    run("contact archive 张三")
    whole = run("report --html -").out
    assert "样张三" not in whole
    assert "No relations between people are noted." in whole


def test_who_does_not_want_to_be_shared_is_told_of(run: Run) -> None:
    run("contact consent ada --no-sharing")
    assert "1 of whom does not want to be shared" in run("report --html people.html").out
    run("contact consent 张三 --no-sharing")
    assert "2 of whom do not want to be shared" in run("report --html people.html --force").out


def test_what_is_hostile_stays_text(run: Run) -> None:
    hostile = "</li></style><script>alert(1)</script><img src=x onerror=alert(2)>"
    before = [tag for tag, _ in page(run).elements]
    run(f"edit ada --name '{hostile}' --org '{hostile}'")
    run(f"log '#1' '{hostile}' --outcome '{hostile}' --when 2026-09-02")
    after = page(run)
    assert hostile in after.text
    assert ([tag for tag, _ in after.elements].count("script"), before.count("script")) == (1, 1)
    assert "img" not in {tag for tag, _ in after.elements}
