"""The short list of what differs in every run, and how it is renamed before outputs are compared.

A consistent renaming gives the first value a 1, the second a 2, wherever each stands in the whole
notebook: two runs are the same when their values play the same parts. So a cell that mixes two
ports up still differs, although no port is the same twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Numbers:
    """Numbers known from where one of them stands once, and then renamed wherever it stands."""

    kind: str
    contexts: tuple[re.Pattern[str], ...]
    """What introduces such a number; the number is the only group."""
    word: re.Pattern[str]
    """How the number looks elsewhere, so that no part of a longer one is taken for it."""
    accept: Callable[[int], bool] = lambda _: True


@dataclass(frozen=True)
class Named:
    """Values renamed consistently, but only in their context: elsewhere they could be anything."""

    kind: str
    pattern: re.Pattern[str]
    """Its two groups are what stands before the value, and the value."""


@dataclass(frozen=True)
class Blurred:
    """Values that tell nothing even by being equal, such as times."""

    replacement: str
    pattern: re.Pattern[str]


_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WEEKDAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_YEAR = r"20(?:2[6-9]|[3-9]\d)"
_ISO_DATE = rf"(?<!\d){_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?"
_TEMP = r"(?:/private)?(?:/tmp|/var/folders/\w+/\w+/T)/"
_SPACE = r"(?:[ \t\xa0]|&nbsp;|&#160;)"
_OF_CLASS = r"""class=["'][^"']*\b{}\b[^"']*["'][^>]*>"""

# Systems take ephemeral ports from 32768 (Linux) or 49152 (macOS, RFC 6335) upwards: a lower port
# is one that the notebook chose. A number that neither an address nor the word "port" introduces
# anywhere, such as a datagram's 65507 bytes, isn't a port.
PORTS = Numbers(
    "port",
    (
        re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}:(\d{5})(?!\d)"),
        re.compile(r"\[(?=[^\]]*:)[0-9a-fA-F:.]{2,39}(?:%\w+)?\]:(\d{5})(?!\d)"),
        re.compile(r"\blocalhost:(\d{5})(?!\d)"),
        re.compile(r"port(?: |=|: ?)(\d{5})(?!\d)", re.IGNORECASE),
        re.compile(_OF_CLASS.format("nb-port") + r"(\d{5})<"),
    ),
    re.compile(r"(?<![\w.])\d{5}(?!\w|\.\d)"),
    lambda number: 32768 <= number <= 65535,
)

# The random digits in what File.createTempFile and Files.createTempDirectory make.
TEMPORARY_NAMES = Numbers(
    "temporary name",
    (re.compile(_TEMP + r"[A-Za-z._-]*(\d{5,20})(?!\d)"),),
    re.compile(r"(?<!\d)\d{5,20}(?!\d)"),
)

NUMBERS = (PORTS, TEMPORARY_NAMES)

NAMED = (
    Named("process", re.compile(r"(\bpid(?: |=|: ?))(\d{1,7})(?!\w|\.\d)", re.IGNORECASE)),
    # Behind a class name, Object.toString puts the hash. A dot alone doesn't tell a class from the
    # name in an e-mail address; a capital letter, a dollar or an array's bracket does.
    Named(
        "hash",
        re.compile(r"((?:\[[BCDFIJSZ]|[\w.$/]*[A-Z$][\w.$/]*;?)@)([0-9a-f]{4,8})(?![\w-]|\.\w)"),
    ),
    Named("lambda", re.compile(r"(\$\$Lambda/)(0x[0-9a-f]{8,16})(?!\w)")),
)

BLURRED = (
    Blurred("‹temporary folder›/", re.compile(_TEMP + r"(?=[A-Za-z._-]*\d{5})")),
    Blurred("‹date and time›", re.compile(rf"{_ISO_DATE}[T ]{_CLOCK}")),
    Blurred(
        "‹date and time in words›",
        re.compile(rf"{_WEEKDAY} {_MONTH} [ \d]\d {_CLOCK} [A-Z]{{3,4}} {_YEAR}"),
    ),
    Blurred("‹date in words›", re.compile(rf"{_WEEKDAY}, \d{{1,2}} {_MONTH} {_YEAR}")),
    Blurred("‹date›", re.compile(_ISO_DATE)),
    Blurred("‹time›", re.compile(rf"(?<![\w:.]){_CLOCK}(?![\w:])")),
    # A column of times is padded to its widest, so the padding differs too.
    Blurred(" ‹ms›", re.compile(rf"{_SPACE}*(?<![\d.,])\d+\.\d{{3}}{_SPACE}ms\b")),
    Blurred(
        r"\1‹ms›<",
        re.compile(rf"({_OF_CLASS.format('nb-ms')}){_SPACE}*\d+\.\d{{3}}{_SPACE}*<"),
    ),
)


def rename(
    texts: list[str], introduced_by: Iterable[str] = (), ports_alike: bool = False
) -> list[str]:
    """The texts of one notebook, in order, with what differs in every run renamed throughout.

    The other texts, whose own values count for nothing, may introduce numbers too. Where they are
    alike, all ports get one name.
    """
    names = _Names([*texts, *introduced_by], {PORTS.kind} if ports_alike else set())
    return [names.put_into(text) for text in texts]


def introduced(numbers: Numbers, texts: list[str]) -> set[str]:
    """The numbers of this kind that the texts introduce."""
    found = {
        match.group(1)
        for text in texts
        for context in numbers.contexts
        for match in context.finditer(text)
    }
    return {number for number in found if numbers.accept(int(number))}


class _Names:
    """The names given so far in one notebook."""

    def __init__(self, texts: list[str], alike: set[str]) -> None:
        self._alike = alike
        self._numbers = [(numbers, introduced(numbers, texts)) for numbers in NUMBERS]
        self._given: dict[str, dict[str, str]] = {}

    def put_into(self, text: str) -> str:
        for blurred in BLURRED:
            text = blurred.pattern.sub(blurred.replacement, text)
        for numbers, known in self._numbers:
            text = numbers.word.sub(partial(self._of_number, numbers.kind, known), text)
        for named in NAMED:
            text = named.pattern.sub(partial(self._of_named, named.kind), text)
        return text

    def _of_number(self, kind: str, known: set[str], match: re.Match[str]) -> str:
        return self._of(kind, match[0]) if match[0] in known else match[0]

    def _of_named(self, kind: str, match: re.Match[str]) -> str:
        return match[1] + self._of(kind, match[2])

    def _of(self, kind: str, value: str) -> str:
        if kind in self._alike:
            return f"‹{kind}›"
        given = self._given.setdefault(kind, {})
        return given.setdefault(value, f"‹{kind} {len(given) + 1}›")
