"""A hundred texts that would be scripts, and how a page is searched for what runs."""

from __future__ import annotations

import lxml.html

SCRIPTS = (
    "<script>window.xss=1</script>",
    "<img src=x onerror=window.xss=1>",
    "<svg onload=window.xss=1>",
    '<iframe srcdoc="<script>parent.xss=1</script>">',
    '<a href="javascript:window.xss=1">go</a>',
    "<details open ontoggle=window.xss=1>",
    "<input autofocus onfocus=window.xss=1>",
    "<math><mtext><style><img src onerror=window.xss=1>",
    "{{ 7 * 7 }}${window.xss=1}",
    '" autofocus onfocus="window.xss=1" x="',
)
BREAKS = ("", '">', "'>", "</textarea>", "</title>", "</script>", "</option></select>", "-->", "</noscript>", "]]>")
PAYLOADS = [f"{before}{script}" for before in BREAKS for script in SCRIPTS]


def find_scripts(page: str) -> list[str]:
    """Return everything in a page that runs, or would if it were pressed, and is not ours."""
    found = []
    for element in lxml.html.fromstring(page).iter():
        if callable(element.tag):  # a comment
            continue
        attributes = {str(key).lower(): str(value) for key, value in element.attrib.items()}
        runs = element.tag in {"iframe", "object", "embed", "base", "math", "style"}
        runs |= element.tag == "script" and not attributes.get("src", "").startswith("/static/")
        runs |= any(
            key.startswith("on") or value.strip().lower().startswith("javascript:") for key, value in attributes.items()
        )
        if runs:
            found.append(lxml.html.tostring(element, encoding="unicode")[:120])
    return found
