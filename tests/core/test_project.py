"""labeler.yaml: read, written, its comments kept, its errors told by line and never overwritten."""

from dataclasses import replace
from pathlib import Path

import pytest

from labeler.core.classes import ClassList, LabelClass
from labeler.core.finding import LabelerError
from labeler.core.project import Project, SourceVideo, load_project, save_project

BY_HAND = """\
# our plates
classes:
  - name: car   # everything with wheels
    color: "#ff0000"
    key: "2"
  - plate
  - {name: old, removed: true}
order: [1, 0]
formats: [yolo]
yolo: segment   # polygons
voc_origin: 1
labels_dir: labels/new
owner: kim   # not ours
"""


def written(root: Path, text: str) -> Path:
    path = root / "labeler.yaml"
    path.write_bytes(text.encode())
    return path


def test_no_file_is_no_project(tmp_path: Path) -> None:
    assert load_project(tmp_path) is None


def test_every_key_is_read(tmp_path: Path) -> None:
    written(tmp_path, BY_HAND)
    project = load_project(tmp_path)
    assert project is not None
    assert project.classes.classes == (
        LabelClass("car", "#ff0000", "2"),
        LabelClass("plate"),
        LabelClass("old", removed=True),
    )
    assert project.classes.order == (1, 0)
    assert project.formats == ("yolo",)
    assert (project.yolo, project.voc_origin) == ("segment", 1)
    assert project.labels_dir == "labels/new"
    assert project.exists


def test_a_removed_class_keeps_the_numbers_of_the_others(tmp_path: Path) -> None:
    save_project(Project(tmp_path, ClassList.of(["a", "b", "c"]).removing(1)))
    project = load_project(tmp_path)
    assert project is not None
    assert project.classes.number_of("c") == 2
    assert project.classes.number_of("b") is None


def test_saving_what_was_read_changes_no_byte(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    project = load_project(tmp_path)
    assert project is not None
    save_project(project)
    assert path.read_bytes() == BY_HAND.encode()


def test_comments_order_and_unknown_keys_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    project = load_project(tmp_path)
    assert project is not None
    save_project(project.classed(project.classes.adding("truck")))
    after = path.read_text("utf-8")
    for line in BY_HAND.splitlines():
        assert line in after
    again = load_project(tmp_path)
    assert again is not None
    assert again.classes.names == ("car", "plate", "old", "truck")


def test_one_class_changed_leaves_the_other_lines(tmp_path: Path) -> None:
    path = written(tmp_path, BY_HAND)
    project = load_project(tmp_path)
    assert project is not None
    save_project(project.classed(project.classes.renaming(1, "licence plate")))
    before, after = BY_HAND.splitlines(), path.read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [("  - plate", "  - {name: licence plate}")]


def test_windows_line_ends_and_mark_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "labeler.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + b"classes:\r\n  - car\r\nyolo: detect\r\n")
    project = load_project(tmp_path)
    assert project is not None
    save_project(project.classed(project.classes.adding("차")))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfclasses:\r\n  - car\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert "차".encode() in data


@pytest.mark.parametrize(
    "name",
    ["yes", "no", "1", "null", "#a", "a: b", "[x]", "'", '"', "é", "번호판", "{", "~", "- a"],
)
def test_any_name_comes_back(tmp_path: Path, name: str) -> None:
    save_project(Project(tmp_path, ClassList.of([name, "other"])))
    project = load_project(tmp_path)
    assert project is not None
    assert project.classes.names == (name, "other")
    save_project(project.classed(project.classes.adding("third")))
    again = load_project(tmp_path)
    assert again is not None
    assert again.classes.names == (name, "other", "third")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("classes:\n  - a\n bad: [\n", "project_not_yaml", 3),
        ("classes:\n  - a\nyolo: detekt\n", "project_bad_value", 3),
        ("classes:\n  - {name: a, color: red}\n", "project_bad_value", 2),
        ("classes:\n  - a\n  - b\n  - a\n", "project_bad_value", 4),
        ("classes:\n  - color: '#ffffff'\n", "project_bad_value", 2),
        ("formats: [voc, coco]\n", "project_bad_value", 1),
        ("\n\nvoc_origin: 2\n", "project_bad_value", 3),
        ("- a\n- b\n", "project_bad_value", 1),
        ("classes:\n  - a\norder: [3]\n", "project_bad_value", 3),
        ("yolo: obb\nyolo: obb\n", "project_bad_value", 2),
        ("videos:\n  - {name: a.mp4, sha256: red}\n", "project_bad_value", 2),
        ("videos:\n  - {name: a.mp4}\n  - a.mp4\n", "project_bad_value", 3),
        ("videos:\n  - {sha256: 0123456789abcdef}\n", "project_bad_value", 2),
        ("videos:\n  name: a.mp4\n", "project_bad_value", 2),
    ],
)
def test_an_error_is_told_by_line_and_never_overwritten(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(LabelerError) as caught:
        load_project(tmp_path)
    assert (caught.value.finding.code, caught.value.finding.line) == (code, line)
    with pytest.raises(LabelerError):
        save_project(Project(tmp_path, ClassList.of(["new"])))
    assert path.read_text("utf-8") == text


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "labeler.yaml").write_bytes(b"classes:\n  - \xff\xfe\n")
    with pytest.raises(LabelerError) as caught:
        load_project(tmp_path)
    assert (caught.value.finding.code, caught.value.finding.line) == ("not_utf8", 2)


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    project = save_project(Project(tmp_path, ClassList.of(["a"])))
    path = written(tmp_path, "classes: [a, by hand]\n")
    with pytest.raises(LabelerError) as caught:
        save_project(replace(project, yolo="obb"))
    assert caught.value.finding.code == "project_changed_on_disk"
    assert path.read_text("utf-8") == "classes: [a, by hand]\n"


def test_saving_twice_in_a_row(tmp_path: Path) -> None:
    project = save_project(Project(tmp_path, ClassList.of(["a"])))
    project = save_project(project.classed(project.classes.adding("b")))
    save_project(project.classed(project.classes.adding("c")))
    loaded = load_project(tmp_path)
    assert loaded is not None
    assert loaded.classes.names == ("a", "b", "c")


# --- videos

WITH_VIDEOS = """\
classes: [car]
videos:   # in the order they were driven
  - {name: drive.mp4, sha256: 0123456789012345}   # rain
  - name: 블랙박스.mp4
    sha256: "ABCDEF0123456789"
    place: Seoul   # not ours
  - old.avi
"""
VIDEOS = (
    SourceVideo("drive.mp4", "0123456789012345"),
    SourceVideo("블랙박스.mp4", "abcdef0123456789"),
    SourceVideo("old.avi"),
)


def test_videos_are_read_in_order(tmp_path: Path) -> None:
    written(tmp_path, WITH_VIDEOS)
    project = load_project(tmp_path)
    assert project is not None
    assert project.videos == VIDEOS
    written(tmp_path, "videos:\n")
    project = load_project(tmp_path)
    assert project is not None
    assert project.videos == ()


def test_a_video_more_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, WITH_VIDEOS)
    project = load_project(tmp_path)
    assert project is not None
    save_project(project)
    assert path.read_text("utf-8") == WITH_VIDEOS
    more = (*project.videos, SourceVideo("50% #1: 'a'.mp4", "1234567890123456"))
    save_project(replace(project, videos=more))
    after = path.read_text("utf-8")
    for word in ("# in the order they were driven", "# rain", "place: Seoul   # not ours"):
        assert word in after
    again = load_project(tmp_path)
    assert again is not None
    assert again == replace(project, videos=more)
    save_project(replace(again, videos=()))
    last = load_project(tmp_path)
    assert last is not None
    assert (last.videos, last.classes.names) == ((), ("car",))


def test_a_comment_after_braces_before_a_mapping_in_lines(tmp_path: Path) -> None:
    text = 'classes:\n  - {name: a}   # first\n  - name: b\n    color: "#ff0000"\n'
    path = written(tmp_path, text)
    project = load_project(tmp_path)
    assert project is not None
    save_project(project.classed(project.classes.adding("c")))
    again = load_project(tmp_path)
    assert again is not None
    assert again.classes == project.classes.adding("c")
    assert "# first" in path.read_text()


def test_no_videos_are_no_key(tmp_path: Path) -> None:
    save_project(Project(tmp_path, ClassList.of(["a"])))
    assert "videos" not in (tmp_path / "labeler.yaml").read_text()


@pytest.mark.parametrize("sha256", ["0000000000000000", "1e10000000000000", "00e1234567890123"])
def test_a_digest_that_looks_like_a_number_stays_text(tmp_path: Path, sha256: str) -> None:
    import yaml

    videos = (SourceVideo("a.mp4", sha256),)
    save_project(Project(tmp_path, videos=videos))
    project = load_project(tmp_path)
    assert project is not None
    assert project.videos == videos
    by_others = yaml.safe_load((tmp_path / "labeler.yaml").read_text())
    assert by_others["videos"] == [{"name": "a.mp4", "sha256": sha256}]
