"""Just enough Java to lint a cell: where the code is, and what its statements are."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NOT_CODE = re.compile(
    r'"""[^\n]*\n(?:\\.|[^\\])*?"""'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'(?:\\.|[^'\\\n])*'"
    r"|//[^\n]*"
    r"|/\*.*?\*/",
    re.DOTALL,
)
_GOES_ON = re.compile(r"\s*(?:[;.,)\]]|(?:else|catch|finally)\b)")
_MODIFIERS = r"(?:(?:public|final|static|abstract|sealed|non-sealed|private|protected)\s+)*"
_ANNOTATIONS = r"(?:@[\w.]+(?:\([^)]*\))?\s*)*"
_TYPE = re.compile(rf"{_ANNOTATIONS}{_MODIFIERS}(?:class|record|interface|enum|@interface)\s+(\w+)")
_METHOD = re.compile(
    rf"{_ANNOTATIONS}{_MODIFIERS}(?:<[^>]*>\s*)?(?!(?:return|new|else|throw)\b)"
    r"[\w.]+(?:<[^()]*>)?(?:\[\])*\s+(\w+)\s*\([^()]*\)\s*(?:throws\s+[\w., ]+)?\s*\{"
)
_VARIABLE = re.compile(
    rf"{_ANNOTATIONS}{_MODIFIERS}(?!(?:return|throw|else|import|package|assert|break|continue|yield)\b)"
    r"([\w.]+(?:<[^=;()]*>)?(?:\[\])*)\s+(\w+)\s*(?:=(?!=)|;|$)"
)


@dataclass(frozen=True)
class Statement:
    """One top-level statement or declaration of a cell, with strings and comments blanked."""

    code: str
    line: int
    """The line of the cell that it starts on, from 1."""

    @property
    def declared_type(self) -> str | None:
        """The name of the class, record, interface or enum that this declares."""
        match = _TYPE.match(self.code)
        return match[1] if match else None

    @property
    def is_method(self) -> bool:
        """Whether this declares a method."""
        return _METHOD.match(self.code) is not None

    @property
    def is_variable(self) -> bool:
        """Whether this declares a variable."""
        return not self.declared_type and _VARIABLE.match(self.code) is not None

    @property
    def words(self) -> set[str]:
        """All names that stand in it without a qualifier."""
        return set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", self.code))


def code_only(source: str) -> str:
    """The source with strings, characters and comments blanked out; every line keeps its place."""
    return _NOT_CODE.sub(lambda match: _blank(match[0]), source)


def statements(source: str) -> list[Statement]:
    """The top-level statements of a cell in their order; lines that are magics are left out."""
    code = re.sub(r"^[ \t]*%\w.*$", lambda match: " " * len(match[0]), source, flags=re.MULTILINE)
    code = code_only(code)
    found, start, depth = [], 0, 0
    for place, character in enumerate(code):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(character, 0)
        block_ends = character == "}" and not _goes_on(code, start, place + 1)
        if depth <= 0 and (character == ";" or block_ends):
            found.append((start, place + 1))
            start, depth = place + 1, 0
    found.append((start, len(code)))
    return [_statement(code, start, end) for start, end in found if code[start:end].strip(" \n\t;")]


def _goes_on(code: str, start: int, place: int) -> bool:
    """Whether a statement goes on behind a closing brace, as `} else {` or `}.run();` do."""
    is_do = re.match(r"\s*do\b", code[start:place])
    return bool(_GOES_ON.match(code, place) or is_do and re.match(r"\s*while\b", code[place:]))


def _statement(code: str, start: int, end: int) -> Statement:
    text = code[start:end]
    before = len(text) - len(text.lstrip())
    return Statement(text.strip(), code.count("\n", 0, start + before) + 1)


def _blank(text: str) -> str:
    """Blanks that keep the quotes, so that an empty string is still a value."""
    quote = text[0] if text[0] in "\"'" else " "
    inner = re.sub(r"[^\n]", " ", text)
    return quote + inner[1:-1] + quote
