"""Reads a YAML file node by node, and knows the line of what is wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

from labeler.core.finding import LabelerError

if TYPE_CHECKING:
    from yaml import MappingNode, ScalarNode, SequenceNode

    Node = MappingNode | ScalarNode | SequenceNode

_YES, _NO = ("true", "yes", "on"), ("false", "no", "off")


class Nodes:
    """Its methods raise LabelerError "project_bad_value" with the line of what they cannot take."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def parsed(self, data: bytes) -> "Node | None":
        """The top node; raises LabelerError "not_utf8" or "project_not_yaml"."""
        import yaml

        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        try:
            return cast("Node | None", yaml.compose(data.decode("utf-8-sig"), Loader=loader))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise LabelerError("not_utf8", self._path, line) from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            problem = error.problem or ""
            raise LabelerError("project_not_yaml", self._path, line, problem=problem) from error
        except (yaml.YAMLError, RecursionError) as error:
            raise LabelerError("project_not_yaml", self._path, 1, problem=str(error)) from error

    def bad(self, node: "Node", key: str, value: object = "") -> NoReturn:
        shown = str(value or getattr(node, "value", ""))[:80]
        line = node.start_mark.line + 1
        raise LabelerError("project_bad_value", self._path, line, key=key, value=shown)

    def mapping(self, node: "Node", key: str) -> dict[str, "Node"]:
        if node.id != "mapping":
            self.bad(node, key, node.id)
        values: dict[str, Node] = {}
        for name, value in node.value:
            if name.id != "scalar":
                self.bad(name, key, name.id)
            if name.value in values:
                self.bad(name, str(name.value), "twice")
            values[name.value] = value
        return values

    def items(self, node: "Node | None", key: str) -> "Sequence[Node]":
        if node is None or (node.id == "scalar" and node.value in ("", "~", "null")):
            return []
        if node.id != "sequence":
            self.bad(node, key, node.id)
        return list(node.value)

    def text(self, node: "Node | None", key: str) -> str:
        if node is None:
            return ""
        if node.id != "scalar":
            self.bad(node, key, node.id)
        return str(node.value)

    def choice(self, node: "Node | None", key: str, allowed: Sequence[str]) -> str:
        """One of these, the first where the key is missing."""
        if node is None:
            return allowed[0]
        text = self.text(node, key).strip()
        if text not in allowed:
            self.bad(node, key)
        return text

    def flag(self, node: "Node | None", key: str, default: bool = False) -> bool:
        text = self.text(node, key).strip().lower()
        if text and text not in (*_YES, *_NO):
            assert node is not None
            self.bad(node, key)
        return text in _YES if text else default

    def number(self, node: "Node", key: str, low: float, high: float) -> float:
        try:
            value = float(self.text(node, key))
        except ValueError:
            self.bad(node, key)
        if not low <= value <= high:  # so is NaN
            self.bad(node, key)
        return value

    def whole(self, node: "Node | None", key: str, low: int, high: int, default: int) -> int:
        if node is None:
            return default
        value = self.number(node, key, low, high)
        if value != int(value):
            self.bad(node, key)
        return int(value)

    def texts(self, node: "Node | None", key: str) -> tuple[str, ...]:
        """A list of texts; a single one stands for a list of one."""
        if node is not None and node.id == "scalar" and node.value.strip():
            return (str(node.value),)
        return tuple(self.text(item, key) for item in self.items(node, key))
