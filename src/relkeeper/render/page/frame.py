"""The page around its sections: one file that asks nothing of any network, and runs nothing but its own script."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from relkeeper.render.page.markup import Markup, element, joined
from relkeeper.render.pictures import page_style


def framed(title: str, *body: str) -> str:
    """A whole document in UTF-8.

    Its policy (Content Security Policy, level 3) names style sheet and script by their hashes, so that nothing that is
    smuggled in would run.
    """
    style, script = f"{page_style()}\n{_file('page.css')}", _file("page.js")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("style", Markup(style)),
    )
    content = element("body", *body, element("script", Markup(script)))
    return joined(Markup("<!DOCTYPE html>\n"), element("html", head, content, lang="en"), Markup("\n"))


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


@cache
def _file(name: str) -> str:
    return (files("relkeeper.render.page") / name).read_text(encoding="utf-8")
