"""labeler.yaml: the classes and settings that belong to a dataset, read and written by hand too."""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from labeler.core.cameras import Camera
from labeler.core.classes import ClassList, LabelClass, normalised
from labeler.core.files import digest, replace_files
from labeler.core.finding import LabelerError
from labeler.core.real_sizes import RealSizes
from labeler.core.rules.rule import Rule
from labeler.core.rules_file import RuleNodes, camera_fields, rule_fields
from labeler.core.yaml_edits import lift_comments, put, update_list, update_named

if TYPE_CHECKING:
    from labeler.core.yaml_nodes import Node

FILE_NAME = "labeler.yaml"
YoloTask = Literal["detect", "segment", "obb"]
FORMAT_IDS = ("voc", "yolo")
ORIGINS = ("0", "1")
TASKS = ("detect", "segment", "obb")

_HEAD = "# What Labeler remembers of this dataset. It may be edited by hand; comments are kept.\n"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_DIGEST = re.compile(r"[0-9a-f]{16}")
_LARGEST = 4 << 20
_MODEL_INPUT = 640
_MODEL_INPUTS = (32, 8192)


@dataclass(frozen=True, slots=True)
class SourceVideo:
    """A video that frames were captured from: its id as a group, and the start of its digest."""

    name: str
    sha256: str = ""  # 16 digits in hex; "" where the file does not say


@dataclass(frozen=True)
class Project:
    """What a dataset's owner has decided. `labels_dir` is relative to `root`, "" is by layout.

    `rules` is None while nobody has set one: the program's own hold. `model_input` is the side in
    pixels of the pictures that the model is trained on.

    `exists` is False while there is no file; `digest` is that of the file as last read or written.
    """

    root: Path
    classes: ClassList = field(default_factory=ClassList)
    formats: tuple[str, ...] = FORMAT_IDS
    yolo: YoloTask = "detect"
    voc_origin: Literal[0, 1] = 0
    labels_dir: str = ""
    videos: tuple[SourceVideo, ...] = ()
    rules: tuple[Rule, ...] | None = None
    cameras: tuple[Camera, ...] = ()
    real_sizes: RealSizes = field(default_factory=dict)
    model_input: int = _MODEL_INPUT
    exists: bool = False
    digest: str = field(default="", compare=False)

    @property
    def path(self) -> Path:
        return self.root / FILE_NAME

    @property
    def rules_in_force(self) -> tuple[Rule, ...]:
        return presets() if self.rules is None else self.rules

    def classed(self, classes: ClassList) -> "Project":
        return replace(self, classes=classes)

    def ruled(self, rule: Rule) -> "Project":
        """The project with a rule in the place of that of its id, or one more."""
        rules = self.rules_in_force
        if all(one.id != rule.id for one in rules):
            return replace(self, rules=(*rules, rule))
        return replace(self, rules=tuple(rule if one.id == rule.id else one for one in rules))


@cache
def presets() -> tuple[Rule, ...]:
    """The rules that the program brings along."""
    from labeler.core.rules import RULES

    return tuple(rule for module in RULES for rule in module.presets)


def load_project(root: Path) -> Project | None:
    """The project of a dataset's root; None when it has no labeler.yaml.

    Raises LabelerError, with the line, when the file is there and cannot be understood.
    """
    path = root / FILE_NAME
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LabelerError("cannot_read", path, reason=error.strerror or "") from error
    if data is None:
        raise LabelerError("project_not_yaml", path, 1, problem="too large")
    return _Reader(path).project(data)


class _Reader(RuleNodes):
    """Turns the text of a labeler.yaml into a Project."""

    def project(self, data: bytes) -> Project:
        bare = Project(self._path.parent, exists=True, digest=digest(data))
        top = self.parsed(data)
        if top is None:
            return bare
        values = self.mapping(top, "labeler.yaml")
        classes = self._classes(values["classes"]) if "classes" in values else ClassList()
        if "order" in values:
            classes = classes.ordering(self._order(values["order"], len(classes.classes)))
        return replace(
            bare,
            classes=classes,
            formats=self._formats(values.get("formats")),
            yolo=cast(YoloTask, self.choice(values.get("yolo"), "yolo", TASKS)),
            voc_origin=cast(
                Literal[0, 1], int(self.choice(values.get("voc_origin"), "voc_origin", ORIGINS))
            ),
            labels_dir=self._folder(values.get("labels_dir")),
            videos=self._videos(values["videos"]) if "videos" in values else (),
            rules=self.rules(values["rules"]) if "rules" in values else None,
            cameras=self.cameras(values["cameras"]) if "cameras" in values else (),
            real_sizes=self.real_sizes(values["real_sizes"]) if "real_sizes" in values else {},
            model_input=self.whole(
                values.get("model_input"), "model_input", *_MODEL_INPUTS, _MODEL_INPUT
            ),
        )

    def _classes(self, node: "Node") -> ClassList:
        classes: list[LabelClass] = []
        used: set[str] = set()
        for item in self.items(node, "classes"):
            one = self._class(item)
            if not one.removed:
                if not one.name or one.name in used:
                    self.bad(item, "classes", one.name or "empty")
                used.add(one.name)
            classes.append(one)
        return ClassList(tuple(classes))

    def _class(self, node: "Node") -> LabelClass:
        if node.id == "scalar":
            return LabelClass(normalised(str(node.value)))
        values = self.mapping(node, "classes")
        if "name" not in values:
            self.bad(node, "name", "missing")
        color = self.text(values.get("color"), "color")
        if color and not _COLOR.fullmatch(color):
            self.bad(values["color"], "color")
        key = self.text(values.get("key"), "key")
        if key and not (len(key) == 1 and key in "0123456789"):
            self.bad(values["key"], "key")
        removed = self.text(values.get("removed"), "removed").lower()
        if removed not in ("", "true", "false", "yes", "no"):
            self.bad(values["removed"], "removed")
        name = normalised(self.text(values["name"], "name"))
        return LabelClass(name, color, key, removed in ("true", "yes"))

    def _order(self, node: "Node", count: int) -> list[int]:
        order = []
        for item in self.items(node, "order"):
            text = self.text(item, "order")
            if not text.isdecimal() or int(text) >= count:
                self.bad(item, "order")
            order.append(int(text))
        return order

    def _formats(self, node: "Node | None") -> tuple[str, ...]:
        if node is None:
            return FORMAT_IDS
        items = [node] if node.id == "scalar" else self.items(node, "formats")
        chosen = [self.choice(item, "formats", FORMAT_IDS) for item in items]
        if not chosen:
            self.bad(node, "formats", "empty")
        return tuple(name for name in FORMAT_IDS if name in chosen)

    def _folder(self, node: "Node | None") -> str:
        text = self.text(node, "labels_dir").strip()
        if "\x00" in text:
            assert node is not None
            self.bad(node, "labels_dir")
        return text.replace("\\", "/").rstrip("/") or text

    def _videos(self, node: "Node") -> tuple[SourceVideo, ...]:
        videos: dict[str, SourceVideo] = {}
        for item in self.items(node, "videos"):
            video = self._video(item)
            if not video.name or video.name in videos:
                self.bad(item, "videos", video.name or "empty")
            videos[video.name] = video
        return tuple(videos.values())

    def _video(self, node: "Node") -> SourceVideo:
        if node.id == "scalar":
            return SourceVideo(normalised(str(node.value)))
        values = self.mapping(node, "videos")
        if "name" not in values:
            self.bad(node, "name", "missing")
        sha256 = self.text(values.get("sha256"), "sha256").strip().lower()[:16]
        if sha256 and not _DIGEST.fullmatch(sha256):
            self.bad(values["sha256"], "sha256")
        return SourceVideo(normalised(self.text(values["name"], "name")), sha256)


def save_project(project: Project) -> Project:
    """Write labeler.yaml, keeping the comments and unknown keys of the one there is.

    The same values are not written again. Raises LabelerError when the file there is broken or was
    changed since the project was read: it is then left as it is.
    """
    path = project.path
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        before = b""
    except OSError as error:
        raise LabelerError("cannot_read", path, reason=error.strerror or "") from error
    there = _Reader(path).project(before)
    if before:
        if there == replace(project, exists=True):
            return there
        if project.digest and digest(before) != project.digest:
            raise LabelerError("project_changed_on_disk", path)
    after = _written(project, before, there)
    try:
        _Reader(path).project(after)
    except LabelerError as error:  # a slip of the writer must not cost the file
        raise LabelerError("cannot_write", path, reason="YAML") from error
    replace_files([(path, after)])
    return replace(project, exists=True, digest=digest(after))


def _written(project: Project, before: bytes, there: Project) -> bytes:
    from io import StringIO

    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    text = before.decode("utf-8-sig")
    document: Any = yaml.load(text.replace("\r\n", "\n")) if text.strip() else None
    new = document is None
    if document is None:
        document = CommentedMap()
    _update(document, project)
    _update_rules(document, there, project)
    for key in ("classes", "videos"):
        lift_comments(document.get(key))
    out = StringIO()
    yaml.dump(document, out)
    done = (_HEAD if new and not text.strip() else text if new else "") + out.getvalue()
    if "\r\n" in text:
        done = done.replace("\n", "\r\n")
    bom = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return bom + done.encode("utf-8")


def _update(document: Any, project: Project) -> None:
    """Bring the document's keys to the project's values; what is equal or default stays."""
    update_list(document, "classes", [_fields(one) for one in project.classes.classes])
    order = list(project.classes.order)
    if order or "order" in document:
        put(document, "order", order)
    put(document, "formats", list(project.formats))
    put(document, "yolo", project.yolo)
    if project.voc_origin or "voc_origin" in document:
        put(document, "voc_origin", project.voc_origin)
    if project.labels_dir or "labels_dir" in document:
        put(document, "labels_dir", project.labels_dir)
    update_list(document, "videos", [_video_fields(one) for one in project.videos])


def _update_rules(document: Any, there: Project, project: Project) -> None:
    """Only what differs from what the document says now, in whatever way it says it."""
    if project.model_input != there.model_input:
        put(document, "model_input", project.model_input)
    if project.real_sizes != there.real_sizes:
        put(document, "real_sizes", {n: list(v) for n, v in project.real_sizes.items()})
    cameras = [[camera_fields(one) for one in each.cameras] for each in (there, project)]
    update_named(document, "cameras", cameras[0], cameras[1], "name")
    if project.rules is None:
        document.pop("rules", None)
    elif not project.rules:
        put(document, "rules", [])
    else:
        rules = [[rule_fields(one) for one in each.rules or ()] for each in (there, project)]
        update_named(document, "rules", rules[0], rules[1], "id")


def _fields(one: LabelClass) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": one.name}
    if one.color:
        fields["color"] = one.color
    if one.key:
        fields["key"] = one.key
    if one.removed:
        fields["removed"] = True
    return fields


def _video_fields(one: SourceVideo) -> dict[str, Any]:
    return {"name": one.name, "sha256": one.sha256} if one.sha256 else {"name": one.name}
