"""sync vdir against the real things: a phone's cards on Radicale, vdirsyncer in between, khard on the same folder."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.syncing.servers import Phone, phone

pytestmark = pytest.mark.skipif(
    not all(map(find_spec, ("radicale", "vdirsyncer", "khard"))),
    reason="radicale, vdirsyncer or khard is not installed",
)


@pytest.fixture
def ada(home: Path) -> Iterator[Phone]:
    with phone(home) as made:
        yield made


def test_a_phone_and_the_book_agree(run: Run, ada: Phone) -> None:
    """Both add, both change, both delete; khard reads what lies between."""

    def meet(options: str = "") -> str:
        ada.sync()
        said = run(f"sync vdir {ada.folder} {options}").out
        assert run(f"sync vdir {ada.folder}").out == ""
        ada.sync()
        return said

    for number, name in enumerate(("Grace Sampleton", "Bob Placeholder", "样张三", "Tom Muster"), 1):
        ada.put(f"p{number}.vcf", f"UID:p{number}", f"N:;{name};;;", f"FN:{name}", f"TEL;TYPE=CELL:+1 212 555 010{number}",
                "X-PHONE-RINGTONE:bell")  # fmt: skip
    run("add 'Ada Example' --email ada@example.org --org 'Engines Ltd' --tag friends")
    run("edit ada --private --notes 'between jobs'")
    assert "here\tadded\tGrace Sampleton" in meet()
    everybody = ["Ada Example", "Bob Placeholder", "Grace Sampleton", "Tom Muster", "样张三"]
    assert sorted(ada.names()) == everybody
    assert [row["name"] for row in run("list --json").json] == everybody
    assert "ORG:Engines Ltd" in ada.get(ada.names()["Ada Example"])
    assert "between jobs" not in ada.get(ada.names()["Ada Example"])

    # The phone adds an e-mail and says a title, the book a tag and another title.
    grace = ada.get("p1.vcf").replace("END:", "EMAIL:grace@example.org\r\nTITLE:Admiral\r\nEND:").splitlines()
    ada.put("p1.vcf", *grace[2:-1])
    run("edit grace --tag ships --title Captain")
    assert "there\tupdated\tGrace Sampleton" in meet()
    told = ada.get("p1.vcf")
    for line in ("EMAIL", "CATEGORIES:ships", "TITLE:Captain", "X-PHONE-RINGTONE:bell", "UID:p1"):
        assert line in told
    shown = run("show grace --json").json
    assert [point["value"] for point in shown["contact_points"]] == ["+1 212 555 0101", "grace@example.org"]
    assert (shown["title"], shown["tags"]) == ("Captain", ["ships"])

    # The phone deletes one, the book another.
    ada.delete("p2.vcf")
    run("contact delete tom --yes")
    said = meet("--force")
    assert "here\tarchived\tBob Placeholder" in said
    assert "there\tremoved" in said
    assert sorted(ada.names()) == ["Ada Example", "Grace Sampleton", "样张三"]
    assert sorted(ada.khard().splitlines()) == sorted(ada.names())

    # Whoever is restored comes back to the phone.
    run("contact restore bob")
    run(f"sync vdir {ada.folder}")
    ada.sync()
    assert sorted(ada.names()) == ["Ada Example", "Bob Placeholder", "Grace Sampleton", "样张三"]
