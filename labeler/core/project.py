"""labeler.yaml: the classes and settings that belong to a dataset, read and written by hand too."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, cast

from labeler.core.classes import ClassList, LabelClass, normalised
from labeler.core.files import digest, replace_files
from labeler.core.finding import LabelerError

if TYPE_CHECKING:
    from yaml import MappingNode, ScalarNode, SequenceNode

    Node = MappingNode | ScalarNode | SequenceNode

FILE_NAME = "labeler.yaml"
YoloTask = Literal["detect", "segment", "obb"]
FORMAT_IDS = ("voc", "yolo")
ORIGINS = ("0", "1")
TASKS = ("detect", "segment", "obb")

_HEAD = "# What Labeler remembers of this dataset. It may be edited by hand; comments are kept.\n"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_DIGEST = re.compile(r"[0-9a-f]{16}")
_LARGEST = 4 << 20


@dataclass(frozen=True, slots=True)
class SourceVideo:
    """A video that frames were captured from: its id as a group, and the start of its digest."""

    name: str
    sha256: str = ""  # 16 digits in hex; "" where the file does not say


@dataclass(frozen=True)
class Project:
    """What a dataset's owner has decided. `labels_dir` is relative to `root`, "" is by layout.

    `exists` is False while there is no file; `digest` is that of the file as last read or written.
    """

    root: Path
    classes: ClassList = field(default_factory=ClassList)
    formats: tuple[str, ...] = FORMAT_IDS
    yolo: YoloTask = "detect"
    voc_origin: Literal[0, 1] = 0
    labels_dir: str = ""
    videos: tuple[SourceVideo, ...] = ()
    exists: bool = False
    digest: str = field(default="", compare=False)

    @property
    def path(self) -> Path:
        return self.root / FILE_NAME

    def classed(self, classes: ClassList) -> "Project":
        return replace(self, classes=classes)


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


class _Reader:
    """Turns the text of a labeler.yaml into a Project, and knows the line of what is wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def project(self, data: bytes) -> Project:
        bare = Project(self._path.parent, exists=True, digest=digest(data))
        top = self._parsed(data)
        if top is None:
            return bare
        values = self._mapping(top, "labeler.yaml")
        classes = self._classes(values["classes"]) if "classes" in values else ClassList()
        if "order" in values:
            classes = classes.ordering(self._order(values["order"], len(classes.classes)))
        return replace(
            bare,
            classes=classes,
            formats=self._formats(values.get("formats")),
            yolo=cast(YoloTask, self._choice(values.get("yolo"), "yolo", TASKS)),
            voc_origin=cast(
                Literal[0, 1], int(self._choice(values.get("voc_origin"), "voc_origin", ORIGINS))
            ),
            labels_dir=self._folder(values.get("labels_dir")),
            videos=self._videos(values["videos"]) if "videos" in values else (),
        )

    def _parsed(self, data: bytes) -> "Node | None":
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

    def _bad(self, node: "Node", key: str, value: object = "") -> NoReturn:
        shown = str(value or getattr(node, "value", ""))[:80]
        line = node.start_mark.line + 1
        raise LabelerError("project_bad_value", self._path, line, key=key, value=shown)

    def _mapping(self, node: "Node", key: str) -> dict[str, "Node"]:
        if node.id != "mapping":
            self._bad(node, key, node.id)
        values: dict[str, Node] = {}
        for name, value in node.value:
            if name.id != "scalar":
                self._bad(name, key, name.id)
            if name.value in values:
                self._bad(name, str(name.value), "twice")
            values[name.value] = value
        return values

    def _items(self, node: "Node", key: str) -> "Sequence[Node]":
        if node.id == "scalar" and node.value in ("", "~", "null"):
            return []
        if node.id != "sequence":
            self._bad(node, key, node.id)
        return list(node.value)

    def _text(self, node: "Node | None", key: str) -> str:
        if node is None:
            return ""
        if node.id != "scalar":
            self._bad(node, key, node.id)
        return str(node.value)

    def _classes(self, node: "Node") -> ClassList:
        classes: list[LabelClass] = []
        used: set[str] = set()
        for item in self._items(node, "classes"):
            one = self._class(item)
            if not one.removed:
                if not one.name or one.name in used:
                    self._bad(item, "classes", one.name or "empty")
                used.add(one.name)
            classes.append(one)
        return ClassList(tuple(classes))

    def _class(self, node: "Node") -> LabelClass:
        if node.id == "scalar":
            return LabelClass(normalised(str(node.value)))
        values = self._mapping(node, "classes")
        if "name" not in values:
            self._bad(node, "name", "missing")
        color = self._text(values.get("color"), "color")
        if color and not _COLOR.fullmatch(color):
            self._bad(values["color"], "color")
        key = self._text(values.get("key"), "key")
        if key and not (len(key) == 1 and key in "0123456789"):
            self._bad(values["key"], "key")
        removed = self._text(values.get("removed"), "removed").lower()
        if removed not in ("", "true", "false", "yes", "no"):
            self._bad(values["removed"], "removed")
        name = normalised(self._text(values["name"], "name"))
        return LabelClass(name, color, key, removed in ("true", "yes"))

    def _order(self, node: "Node", count: int) -> list[int]:
        order = []
        for item in self._items(node, "order"):
            text = self._text(item, "order")
            if not text.isdecimal() or int(text) >= count:
                self._bad(item, "order")
            order.append(int(text))
        return order

    def _formats(self, node: "Node | None") -> tuple[str, ...]:
        if node is None:
            return FORMAT_IDS
        items = [node] if node.id == "scalar" else self._items(node, "formats")
        chosen = [self._choice(item, "formats", FORMAT_IDS) for item in items]
        if not chosen:
            self._bad(node, "formats", "empty")
        return tuple(name for name in FORMAT_IDS if name in chosen)

    def _choice(self, node: "Node | None", key: str, allowed: Sequence[str]) -> str:
        if node is None:
            return allowed[0]
        text = self._text(node, key).strip()
        if text not in allowed:
            self._bad(node, key)
        return text

    def _folder(self, node: "Node | None") -> str:
        text = self._text(node, "labels_dir").strip()
        if "\x00" in text:
            assert node is not None
            self._bad(node, "labels_dir")
        return text.replace("\\", "/").rstrip("/") or text

    def _videos(self, node: "Node") -> tuple[SourceVideo, ...]:
        videos: dict[str, SourceVideo] = {}
        for item in self._items(node, "videos"):
            video = self._video(item)
            if not video.name or video.name in videos:
                self._bad(item, "videos", video.name or "empty")
            videos[video.name] = video
        return tuple(videos.values())

    def _video(self, node: "Node") -> SourceVideo:
        if node.id == "scalar":
            return SourceVideo(normalised(str(node.value)))
        values = self._mapping(node, "videos")
        if "name" not in values:
            self._bad(node, "name", "missing")
        sha256 = self._text(values.get("sha256"), "sha256").strip().lower()[:16]
        if sha256 and not _DIGEST.fullmatch(sha256):
            self._bad(values["sha256"], "sha256")
        return SourceVideo(normalised(self._text(values["name"], "name")), sha256)


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
    if before:
        there = _Reader(path).project(before)
        if there == replace(project, exists=True):
            return there
        if project.digest and digest(before) != project.digest:
            raise LabelerError("project_changed_on_disk", path)
    after = _written(project, before)
    try:
        _Reader(path).project(after)
    except LabelerError as error:  # a slip of the writer must not cost the file
        raise LabelerError("cannot_write", path, reason="YAML") from error
    replace_files([(path, after)])
    return replace(project, exists=True, digest=digest(after))


def _written(project: Project, before: bytes) -> bytes:
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
    for key in ("classes", "videos"):
        _lift_comments(document.get(key))
    out = StringIO()
    yaml.dump(document, out)
    done = (_HEAD if new and not text.strip() else text if new else "") + out.getvalue()
    if "\r\n" in text:
        done = done.replace("\n", "\r\n")
    bom = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    return bom + done.encode("utf-8")


def _update(document: Any, project: Project) -> None:
    """Bring the document's keys to the project's values; what is equal or default stays."""
    _update_list(document, "classes", [_fields(one) for one in project.classes.classes])
    order = list(project.classes.order)
    if order or "order" in document:
        _put(document, "order", order)
    _put(document, "formats", list(project.formats))
    _put(document, "yolo", project.yolo)
    if project.voc_origin or "voc_origin" in document:
        _put(document, "voc_origin", project.voc_origin)
    if project.labels_dir or "labels_dir" in document:
        _put(document, "labels_dir", project.labels_dir)
    _update_list(document, "videos", [_video_fields(one) for one in project.videos])


def _put(document: Any, key: str, value: Any) -> None:
    old = document.get(key)
    same = [str(v) for v in old] == [str(v) for v in value] if _lists(old, value) else old == value
    if key in document and same:
        return
    if isinstance(value, list):
        from ruamel.yaml.comments import CommentedSeq

        seq = CommentedSeq(value)
        seq.fa.set_flow_style()
        document[key] = seq
    else:
        document[key] = value


def _lists(old: Any, value: Any) -> bool:
    return isinstance(old, list) and isinstance(value, list)


def _update_list(document: Any, key: str, items: Sequence[dict[str, Any]]) -> None:
    """Bring a list of named things to these fields, each where it stands."""
    from ruamel.yaml.comments import CommentedSeq

    there = document.get(key)
    if not isinstance(there, list):
        if not items:
            return
        there = document[key] = CommentedSeq()
    if there and not items:
        there = document[key] = CommentedSeq()
    for number, fields in enumerate(items):
        if number == len(there):
            there.append(_entry(fields))
        else:
            _update_item(there, number, fields)
    del there[len(items) :]


def _lift_comments(items: Any) -> None:
    """Put the comment after a `{...}` above it where a mapping in lines follows.

    ruamel.yaml 0.19 would write the first two lines of that mapping as one, which is no YAML.
    """
    comments = items.ca.items if hasattr(items, "ca") else {}
    for number in sorted(comments):
        pair = items[number : number + 2]
        if len(pair) < 2 or not all(
            hasattr(item, "fa") and isinstance(item, dict) for item in pair
        ):
            continue
        token = comments[number][0]
        if token is not None and pair[0].fa.flow_style() and not pair[1].fa.flow_style():
            comments[number][0] = None
            lines = (line.strip().lstrip("#").strip() for line in token.value.splitlines())
            above = "\n".join(line for line in lines if line)
            items.yaml_set_comment_before_after_key(number, before=above, indent=2)


def _update_item(there: Any, number: int, wanted: dict[str, Any]) -> None:
    item = there[number]
    if not isinstance(item, dict):
        if wanted != {"name": normalised(str(item))}:
            there[number] = _entry(wanted)
        return
    for key in ("name", "color", "key", "removed", "sha256"):
        if key not in wanted:
            item.pop(key, None)
        elif str(item.get(key, "")).strip() != str(wanted[key]):
            item[key] = wanted[key]


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


def _entry(fields: dict[str, Any]) -> Any:
    from ruamel.yaml.comments import CommentedMap

    entry = CommentedMap(fields)
    entry.fa.set_flow_style()
    return entry
