"""Rules, cameras and real sizes in labeler.yaml: read from its nodes, and as plain fields."""

import re
from typing import TYPE_CHECKING, Any, cast

from labeler.core.annotation import DIFFICULT
from labeler.core.cameras import Camera
from labeler.core.classes import normalised
from labeler.core.real_sizes import RealSizes, size_mm
from labeler.core.rules.rule import (
    FAILURES,
    Example,
    Failure,
    Grade,
    Rule,
    StandIn,
    Subject,
    Texts,
)
from labeler.core.yaml_nodes import Nodes

if TYPE_CHECKING:
    from labeler.core.yaml_nodes import Node

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_RESERVED = (DIFFICULT, "origins")  # attributes of a record are called so
_SUBJECTS = ("object", "image")
_MOST = 1e9
LANGUAGES = ("ko", "en")


class RuleNodes(Nodes):
    """Reads what labeler.yaml says of rules."""

    def rules(self, node: "Node") -> tuple[Rule, ...]:
        rules: dict[str, Rule] = {}
        for item in self.items(node, "rules"):
            rule = self._rule(item)
            if rule.id in rules:
                self.bad(item, "id", rule.id)
            rules[rule.id] = rule
        return tuple(rules.values())

    def _rule(self, node: "Node") -> Rule:
        values = self.mapping(node, "rules")
        if "grades" not in values:
            self.bad(node, "grades", "missing")
        grades = tuple(self._grade(item) for item in self.items(values["grades"], "grades"))
        ids = [grade.id for grade in grades]
        if not ids or len(set(ids)) < len(ids):
            self.bad(values["grades"], "grades", ", ".join(ids) or "empty")
        stand_in = values.get("stand_in")
        return Rule(
            self._id(node, values),
            grades,
            self.text(values.get("measure"), "measure").strip(),
            self._limits(values.get("limits"), len(grades)),
            cast(Subject, self.choice(values.get("of"), "of", _SUBJECTS)),
            cast(Failure, self.choice(values.get("on_failure"), "on_failure", FAILURES)),
            self._stand_in(stand_in, len(grades)) if stand_in is not None else None,
            self.text(values.get("by"), "by").strip(),
            self._accepts_by(values.get("accepts_by"), ids),
            tuple(normalised(name) for name in self.texts(values.get("classes"), "classes")),
            tuple(self._example(item) for item in self.items(values.get("examples"), "examples")),
            self.whole(values.get("version"), "version", 1, int(_MOST), 1),
            self._texts(values.get("title"), "title"),
            self._texts(values.get("hint"), "hint"),
        )

    def _id(self, node: "Node", values: "dict[str, Node]") -> str:
        id = self.text(values.get("id"), "id").strip()
        if not _ID.fullmatch(id) or id in _RESERVED:
            self.bad(values.get("id", node), "id", id or "missing")
        return id

    def _grade(self, node: "Node") -> Grade:
        if node.id == "scalar":
            id = str(node.value).strip()
            if not _ID.fullmatch(id):
                self.bad(node, "grades", id or "empty")
            return Grade(id)
        values = self.mapping(node, "grades")
        quota = values.get("quota")
        return Grade(
            self._id(node, values),
            self.flag(values.get("accepted"), "accepted", True),
            None if quota is None else self.whole(quota, "quota", 0, int(_MOST), 0),
            self._texts(values.get("title"), "title"),
        )

    def _limits(self, node: "Node | None", grades: int) -> tuple[float, ...]:
        if node is None:
            return ()
        limits = tuple(
            self.number(item, "limits", -_MOST, _MOST) for item in self.items(node, "limits")
        )
        if limits not in (tuple(sorted(limits)), tuple(sorted(limits, reverse=True))):
            self.bad(node, "limits", ", ".join(f"{limit:g}" for limit in limits))
        if len(limits) >= grades:
            self.bad(node, "limits", str(len(limits)))
        return limits

    def _stand_in(self, node: "Node", grades: int) -> StandIn:
        values = self.mapping(node, "stand_in")
        measure = self.text(values.get("measure"), "measure").strip()
        return StandIn(measure, self._limits(values.get("limits"), grades))

    def _accepts_by(self, node: "Node | None", ids: list[str]) -> dict[str, frozenset[str]]:
        if node is None:
            return {}
        accepted: dict[str, frozenset[str]] = {}
        for condition, names in self.mapping(node, "accepts_by").items():
            accepted[condition] = frozenset(self.texts(names, "accepts_by"))
            if unknown := accepted[condition] - set(ids):
                self.bad(names, "accepts_by", ", ".join(sorted(unknown)))
        return accepted

    def _example(self, node: "Node") -> Example:
        values = self.mapping(node, "examples")
        box = [self.number(n, "box", -_MOST, _MOST) for n in self.items(values.get("box"), "box")]
        if len(box) != 4:
            self.bad(node, "box", str(len(box)))
        x1, y1, x2, y2 = box
        image = self.text(values.get("image"), "image")
        return Example(image, (x1, y1, x2, y2), self.flag(values.get("good"), "good", True))

    def _texts(self, node: "Node | None", key: str) -> Texts:
        """Words by language; a single text is for all."""
        if node is None:
            return {}
        if node.id == "scalar":
            return dict.fromkeys(LANGUAGES, str(node.value)) if node.value else {}
        return {code: self.text(value, key) for code, value in self.mapping(node, key).items()}

    def cameras(self, node: "Node") -> tuple[Camera, ...]:
        cameras: dict[str, Camera] = {}
        for item in self.items(node, "cameras"):
            values = self.mapping(item, "cameras")
            name = normalised(self.text(values.get("name"), "name"))
            if not name or name in cameras:
                self.bad(item, "name", name or "missing")
            if "hfov" not in values:
                self.bad(item, "hfov", "missing")
            cameras[name] = Camera(
                name,
                self.number(values["hfov"], "hfov", 1, 179),
                tuple(normalised(one) for one in self.texts(values.get("videos"), "videos")),
                self.texts(values.get("folders"), "folders"),
            )
        return tuple(cameras.values())

    def real_sizes(self, node: "Node") -> RealSizes:
        sizes: dict[str, tuple[str, ...]] = {}
        for name, value in self.mapping(node, "real_sizes").items():
            texts = self.texts(value, "real_sizes")
            for text in texts:
                if size_mm(text) is None:
                    self.bad(value, "real_sizes", text)
            if texts:
                sizes[normalised(name)] = texts
        return sizes


def rule_fields(rule: Rule) -> dict[str, Any]:
    """A rule as plain values, without what is as by default."""
    fields: dict[str, Any] = {"id": rule.id, "version": rule.version}
    fields |= {"of": rule.of} if rule.of != "object" else {}
    fields |= {"measure": rule.measure} if rule.measure else {}
    fields |= {"limits": [_plain(limit) for limit in rule.limits]} if rule.limits else {}
    fields["grades"] = [_grade_fields(grade) for grade in rule.grades]
    fields |= {"on_failure": rule.on_failure} if rule.on_failure != "warn" else {}
    if rule.stand_in:
        limits = [_plain(limit) for limit in rule.stand_in.limits]
        fields["stand_in"] = {"measure": rule.stand_in.measure, "limits": limits}
    fields |= {"by": rule.by} if rule.by else {}
    if rule.accepts_by:
        order = [grade.id for grade in rule.grades]
        fields["accepts_by"] = {
            condition: [id for id in order if id in accepted]
            for condition, accepted in rule.accepts_by.items()
        }
    fields |= {"classes": list(rule.classes)} if rule.classes else {}
    fields |= {"title": dict(rule.title)} if rule.title else {}
    fields |= {"hint": dict(rule.hint)} if rule.hint else {}
    if rule.examples:
        fields["examples"] = [
            {"image": one.image, "box": [_plain(edge) for edge in one.box], "good": one.good}
            for one in rule.examples
        ]
    return fields


def _grade_fields(grade: Grade) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": grade.id}
    fields |= {} if grade.accepted else {"accepted": False}
    fields |= {} if grade.quota is None else {"quota": grade.quota}
    return fields | ({"title": dict(grade.title)} if grade.title else {})


def camera_fields(camera: Camera) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": camera.name, "hfov": _plain(camera.hfov_deg)}
    fields |= {"videos": list(camera.videos)} if camera.videos else {}
    return fields | ({"folders": list(camera.folders)} if camera.folders else {})


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else round(number, 6)
