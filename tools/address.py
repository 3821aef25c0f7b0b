"""The repository's public address, and the links that follow from it.

It stands in pom.xml's <url> and nowhere else; README's links are made from it. While nobody knows
it there is no <url>, and what asks for a link gets None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import stamps
from places import Places
from progress import Problem

EXAMPLE = "https://github.com/OWNER/REPOSITORY"

BINDER = "https://mybinder.org"
# The folder that Binder opens a chapter in, and the state of the repository that it takes.
FOLDER = "notebooks"
REF = "HEAD"

# No user or password, no query, and nothing that XML, Markdown or a shell would read otherwise.
SHAPE = re.compile(r"https://([a-z0-9.-]+(?::\d+)?)((?:/[\w~.-]+)+)/?", re.ASCII | re.IGNORECASE)

URL = re.compile(r"(<name>Netbook</name>\n)(?:\s*<url>([^<]*)</url>\n)?")
BADGE = re.compile(rf" \[!\[[^\]]*\]\({re.escape(BINDER)}/[^)]*\)\]\([^)]*\)")
CHAPTER_ROW = re.compile(r"^\|.*?\[[^\]]*\]\(notebooks/([^)]+\.ipynb)\)", re.MULTILINE)
GENERATED = re.compile(r"(<!-- address: .*? -->\n).*?(<!-- end -->)", re.DOTALL)

CLONE = """\
Press a chapter's Binder badge, [below](#chapters), to open it in your browser without installing
anything. For a copy of your own:

```sh
git clone {url}
cd {folder}
```

"""


@dataclass(frozen=True)
class Repository:
    """An address in parts: the host, and the path without a slash at either end."""

    host: str
    path: str

    @classmethod
    def parse(cls, text: str) -> Repository:
        """The address that a text is, in the one form that we keep; a Problem if it is none."""
        found = SHAPE.fullmatch(text.strip())
        if found is None:
            raise Problem(f"{text!r} is not an address like {EXAMPLE}")
        host, path = found[1].lower(), found[2].strip("/")
        names = path.split("/")
        if host == "github.com" and len(names) != 2:
            raise Problem(f"{text!r} names no repository; on GitHub it is {EXAMPLE}")
        if host == "gitlab.com" and (len(names) < 2 or "-" in names):
            where = f"https://{host}/GROUP/NAME"
            raise Problem(f"{text!r} names no repository; on GitLab it is {where}")
        if {".", ".."} & set(names):
            raise Problem(f"{text!r} has dots for a name in it")
        return cls(host, path.removesuffix(".git") if host in PROVIDERS else path)

    def __str__(self) -> str:
        return f"https://{self.host}/{self.path}"

    @property
    def folder(self) -> str:
        """The name of the folder that `git clone` makes."""
        return self.path.rsplit("/", 1)[-1].removesuffix(".git")

    def binder(self) -> str:
        """The address as Binder names it: by the host's own short name, or as any git address."""
        provider = PROVIDERS.get(self.host, "git")
        if provider == "gh":
            return f"gh/{self.path}"
        name = self.path if provider == "gl" else str(self)
        return f"{provider}/{quote(name, safe='')}"


PROVIDERS = {"github.com": "gh", "gitlab.com": "gl"}


def repository(places: Places) -> str | None:
    """The repository's address; None while it isn't known."""
    found = _known(places)
    return str(found) if found else None


def binder(places: Places, path: Path | str) -> str | None:
    """The link that opens a notebook in JupyterLab on mybinder.org."""
    found = _known(places)
    if found is None:
        return None
    page = quote(f"lab/tree/{FOLDER}/{Path(path).name}")
    return f"{BINDER}/v2/{found.binder()}/{REF}?urlpath={page}"


def readme(places: Places, text: str) -> str:
    """README as it has to be with the address that is known: badges in its table, and the clone."""
    text = CHAPTER_ROW.sub(lambda row: row[0] + _badge(places, row[1]), BADGE.sub("", text))
    found = _known(places)
    clone = CLONE.format(url=found, folder=found.folder) if found else ""
    return GENERATED.sub(lambda part: f"{part[1]}{clone}{part[2]}", text)


def write(places: Places, text: str) -> str:
    """Puts an address into pom.xml, and what follows from it into README; returns it."""
    wanted = Repository.parse(text)
    pom = places.root / "pom.xml"
    before = pom.read_text(encoding="utf-8")
    if not URL.search(before):
        raise Problem("pom.xml has no line <name>Netbook</name>, behind which the address stands")
    after = URL.sub(lambda found: f"{found[1]}  <url>{wanted}</url>\n", before)
    stamps.write(pom, after)
    page = places.root / "README.md"
    stamps.write(page, readme(places, page.read_text(encoding="utf-8")))
    return str(wanted)


def _known(places: Places) -> Repository | None:
    found = URL.search((places.root / "pom.xml").read_text(encoding="utf-8"))
    return Repository.parse(found[2]) if found and found[2] else None


def _badge(places: Places, name: str) -> str:
    link = binder(places, name)
    return f" [![Open in Binder]({BINDER}/badge_logo.svg)]({link})" if link else ""
