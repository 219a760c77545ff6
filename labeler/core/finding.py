"""What core has to say: a finding or an error is a code with values; `ui/text.py` has the words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd, and where.

    `where` is the file it is in (label file or image), `line` its 1-based line when known,
    `shape` the index of the object in that file when known.
    """

    code: str
    where: Path | None = None
    line: int | None = None
    shape: int | None = None
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    severity: Severity = "error"


class LabelerError(Exception):
    """An expected failure: carries the finding that says what happened."""

    def __init__(
        self,
        code: str,
        where: Path | None = None,
        line: int | None = None,
        **values: str | int | float,
    ) -> None:
        super().__init__(f"{code} {where or ''}{f':{line}' if line else ''} {values or ''}".strip())
        self.finding = Finding(code, where, line, values=values)
