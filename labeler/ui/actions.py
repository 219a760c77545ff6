"""ACTIONS: every action by id with its default keys, icon and menu, and the key-map presets.

An id is the name of a method of `Commands`; its words are in `text.py`. The default keys are
LabelImg's wherever it has one. Two differ on purpose: Ctrl+V pastes what was copied and V copies
the previous image's shapes (LabelImg has only the latter, on Ctrl+V), and Ctrl+O opens a folder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

When = Literal[
    "always",
    "dataset",
    "image",
    "listed",
    "editable",
    "selection",
    "shapes",
    "empty",
    "rotated",
    "unsaved",
    "undo",
    "redo",
    "footage",
    "frames",
    "still",
]
Kind = Literal["", "check", "tool", "hold"]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the user can do.

    `when` says what must be there for it; `group` separates it in its menu; `check` switches the
    setting with its id, `tool` picks the tool, `hold` lasts while its key is down; `canvas` keys
    work only while the canvas has the focus, since lists and fields use the same ones. The keys of
    a `page` hold only while it is shown, and then before those of all others.
    """

    id: str
    keys: tuple[str, ...]
    menu: str
    group: int = 0
    icon: str = ""
    when: When = "always"
    kind: Kind = ""
    canvas: bool = False
    submenu: str = ""
    page: Literal["", "video"] = ""


def _video(
    id: str,
    keys: tuple[str, ...],
    group: int,
    icon: str = "",
    when: When = "frames",
    canvas: bool = False,
) -> Action:
    """An action whose keys are those of video editors, while a video is shown."""
    return Action(id, keys, "video", group, icon, when, canvas=canvas, page="video")


MENUS = ("file", "edit", "view", "go", "shape", "class", "rule", "video", "tools", "help")

ACTIONS: tuple[Action, ...] = (
    Action("open_folder", ("Ctrl+U", "Ctrl+O"), "file", 0, "open_folder"),
    Action("open_image", ("Ctrl+Shift+O",), "file", 0, "open_image"),
    Action("open_video", ("Ctrl+Shift+U",), "file", 0, "open_video"),
    Action("open_sample", ("Ctrl+Alt+O",), "file", 0),
    Action("save", ("Ctrl+S",), "file", 1, "save", "dataset"),
    Action("save_elsewhere", ("Ctrl+Alt+S",), "file", 1, when="unsaved"),
    Action("choose_labels_folder", ("Ctrl+R",), "file", 1, "labels_folder", "dataset"),
    Action("reload", ("F5",), "file", 1, "reload", "listed"),
    Action("delete_image", ("Ctrl+Shift+D",), "file", 2, "delete_image", "listed"),
    Action("quit", ("Ctrl+Q",), "file", 3),
    #
    Action("undo", ("Ctrl+Z",), "edit", 0, "undo", "undo"),
    Action("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "edit", 0, "redo", "redo"),
    Action("cut", ("Ctrl+X",), "edit", 1, "cut", "selection"),
    Action("copy", ("Ctrl+C",), "edit", 1, "copy", "selection"),
    Action("paste", ("Ctrl+V",), "edit", 1, "paste", "editable"),
    Action("duplicate", ("Ctrl+D",), "edit", 1, "duplicate", "selection"),
    Action("copy_previous", ("V",), "edit", 1, "copy_previous", "editable"),
    Action("delete", ("Del",), "edit", 2, "delete", "selection"),
    Action("clear_all", ("Ctrl+Shift+Del",), "edit", 2, when="shapes"),
    Action("select_all", ("Ctrl+A",), "edit", 3, when="shapes"),
    Action("select_none", ("Ctrl+Shift+A",), "edit", 3, when="selection"),
    #
    Action("zoom_in", ("Ctrl++", "Ctrl+="), "view", 0, "zoom_in", "image"),
    Action("zoom_out", ("Ctrl+-",), "view", 0, "zoom_out", "image"),
    Action("zoom_fit", ("Ctrl+F", "Ctrl+0"), "view", 0, "zoom_fit", "image"),
    Action("zoom_fit_width", ("Ctrl+Shift+F",), "view", 0, when="image"),
    Action("zoom_actual", ("Ctrl+1",), "view", 0, when="image"),
    Action("fit_each_image", ("Shift+F",), "view", 0, kind="check"),
    Action("hide_shapes", ("H",), "view", 1, when="image", kind="hold"),
    Action("names_shown", ("Ctrl+Shift+P",), "view", 1, kind="check"),
    Action("fill", ("F",), "view", 1),
    Action("guide_lines", ("G",), "view", 1, kind="check"),
    Action("loupe", ("L",), "view", 1, kind="check"),
    Action("pixel_grid", ("Shift+G",), "view", 1, kind="check"),
    Action("brighter", ("]",), "view", 2, when="image", submenu="adjust"),
    Action("darker", ("[",), "view", 2, when="image", submenu="adjust"),
    Action("more_contrast", ("Shift+]",), "view", 2, when="image", submenu="adjust"),
    Action("less_contrast", ("Shift+[",), "view", 2, when="image", submenu="adjust"),
    Action("more_gamma", ("Alt+]",), "view", 2, when="image", submenu="adjust"),
    Action("less_gamma", ("Alt+[",), "view", 2, when="image", submenu="adjust"),
    Action("adjust_reset", ("\\",), "view", 2, when="image", submenu="adjust"),
    Action("next_theme", ("Ctrl+Shift+T",), "view", 3, "theme"),
    Action("next_language", ("Ctrl+Shift+L",), "view", 3, "language"),
    Action("full_screen", ("F11",), "view", 4),
    Action("reset_layout", ("Ctrl+Alt+R",), "view", 4),
    #
    Action("next_image", ("D",), "go", 0, "next", "dataset"),
    Action("previous_image", ("A",), "go", 0, "previous", "dataset"),
    Action("verify_and_next", ("Space",), "go", 0, "verify", "image"),
    Action("forward_ten", ("PgDown",), "go", 1, when="dataset", canvas=True),
    Action("back_ten", ("PgUp",), "go", 1, when="dataset", canvas=True),
    Action("first_image", ("Home",), "go", 1, when="dataset", canvas=True),
    Action("last_image", ("End",), "go", 1, when="dataset", canvas=True),
    Action("go_to", ("Ctrl+G",), "go", 1, when="dataset"),
    Action("next_unseen", ("N",), "go", 2, "next_unseen", "dataset"),
    Action("next_problem", ("Shift+N",), "go", 2, when="dataset"),
    Action("unverify", ("Shift+Space",), "go", 3, when="editable"),
    Action("nothing_here", ("X",), "go", 3, "nothing_here", "empty"),
    #
    Action("select", ("S",), "shape", 0, "select", kind="tool"),
    Action("draw_box", ("W",), "shape", 0, "draw_box", kind="tool"),
    Action("draw_polygon", ("P",), "shape", 0, "draw_polygon", kind="tool"),
    Action("draw_quad", ("Q",), "shape", 0, "draw_quad", kind="tool"),
    Action("edit_points", ("E",), "shape", 0, "edit_points", kind="tool"),
    Action("single_shape_mode", ("Ctrl+Shift+S",), "shape", 1, "single_shape_mode", kind="check"),
    Action("snap", ("Shift+S",), "shape", 1, kind="check"),
    Action("to_box", ("Shift+W",), "shape", 2, "draw_box", "selection"),
    Action("to_polygon", ("Shift+P",), "shape", 2, "draw_polygon", "selection"),
    Action("to_quad", ("Shift+Q",), "shape", 2, "draw_quad", "selection"),
    Action("difficult", ("U",), "shape", 3, when="selection"),
    Action("truncated", ("T",), "shape", 3, when="selection"),
    Action("occluded", ("O",), "shape", 3, when="selection"),
    Action("raise_shape", ("Ctrl+]",), "shape", 4, when="selection"),
    Action("lower_shape", ("Ctrl+[",), "shape", 4, when="selection"),
    Action("nudge_left", ("Left",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("nudge_right", ("Right",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("nudge_up", ("Up",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("nudge_down", ("Down",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("far_left", ("Shift+Left",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("far_right", ("Shift+Right",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("far_up", ("Shift+Up",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("far_down", ("Shift+Down",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("narrower", ("Ctrl+Left",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("wider", ("Ctrl+Right",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("shorter", ("Ctrl+Up",), "shape", 5, "", "selection", "", True, "nudge"),
    Action("taller", ("Ctrl+Down",), "shape", 5, "", "selection", "", True, "nudge"),
    #
    Action("class_palette", ("C", "/"), "class", 0, "class_palette", "dataset"),
    Action("add_class", ("Ctrl+N",), "class", 0, "add", "dataset"),
    Action("next_class", (".",), "class", 0, when="dataset"),
    Action("previous_class", (",",), "class", 0, when="dataset"),
    *(
        Action(f"class_{digit}", (str(digit),), "class", 1, when="dataset", submenu="by_digit")
        for digit in (*range(1, 10), 0)
    ),
    #
    Action("edit_rules", ("F8",), "rule", 0, "rules", "dataset"),
    Action("coverage_board", ("F9",), "rule", 0, "coverage", "dataset"),
    Action("edit_cameras", ("Shift+F8",), "rule", 0, "camera", "dataset"),
    Action("next_rule", ("R",), "rule", 1, when="editable"),
    Action("previous_rule", ("Shift+R",), "rule", 1, when="editable"),
    *(
        Action(f"grade_{digit}", (f"Alt+{digit}",), "rule", 2, when="editable", submenu="grade")
        for digit in (*range(1, 10), 0)
    ),
    #
    Action("switch_to_video", ("F6",), "video", 0, "video", "footage"),
    Action("capture_many", ("Ctrl+M",), "video", 0, "capture_many", "footage"),
    Action("choose_frames_folder", ("Ctrl+Shift+M",), "video", 0, "labels_folder", "footage"),
    Action("close_video", ("Ctrl+W",), "video", 0, when="footage"),
    _video("capture", ("C",), 1, "capture"),
    _video("accept_pin", ("Return", "Enter"), 1, when="still", canvas=True),
    _video("drop_pin", ("Del", "Backspace"), 1, when="still", canvas=True),
    _video("next_pin", ("Down",), 1, when="still", canvas=True),
    _video("previous_pin", ("Up",), 1, when="still", canvas=True),
    _video("play", ("Space",), 2, "play"),
    _video("play_back", ("J",), 2),
    _video("play_stop", ("K",), 2),
    _video("play_on", ("L",), 2),
    _video("frame_on", (".",), 3, "frame_on"),
    _video("frame_back", (",",), 3, "frame_back"),
    _video("ten_frames_on", ("Shift+.",), 3),
    _video("ten_frames_back", ("Shift+,",), 3),
    _video("second_on", ("Right",), 3, when="still", canvas=True),
    _video("second_back", ("Left",), 3, when="still", canvas=True),
    _video("ten_seconds_on", ("Shift+Right",), 3, when="still", canvas=True),
    _video("ten_seconds_back", ("Shift+Left",), 3, when="still", canvas=True),
    _video("first_frame", ("Home",), 3, canvas=True),
    _video("last_frame", ("End",), 3, canvas=True),
    _video("next_clip", ("PgDown",), 4, canvas=True),
    _video("previous_clip", ("PgUp",), 4, canvas=True),
    _video("mark_in", ("I",), 5, "mark_in"),
    _video("mark_out", ("O",), 5, "mark_out"),
    _video("clear_marks", ("Shift+I",), 5),
    #
    Action("check_dataset", ("F7",), "tools", 0, "check_dataset", "dataset"),
    Action("bake_rotation", ("Ctrl+Shift+R",), "tools", 0, "rotate", "rotated"),
    Action("dataset_settings", ("Alt+Return",), "tools", 1, "dataset", "dataset"),
    Action("edit_keys", ("Ctrl+K",), "tools", 2, "keys"),
    Action("edit_settings", ("Ctrl+,",), "tools", 2, "settings"),
    #
    Action("key_sheet", ("F1",), "help", 0, "keys"),
    Action("open_log", ("Shift+F1",), "help", 1),
    Action("about", ("Ctrl+F1",), "help", 1),
)

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

# What Yolo_mark does with a key stays on that key; what LabelImg's preset has there moves.
_YOLO_MARK: Mapping[str, tuple[str, ...]] = {
    "next_image": ("Right", "Space"),
    "previous_image": ("Left",),
    "delete": ("R", "Del"),
    "clear_all": ("C",),
    "copy_previous": ("P",),
    "key_sheet": ("H", "F1"),
    "names_shown": ("K",),
    "guide_lines": ("M",),
    "single_shape_mode": ("N",),
    "verify_and_next": ("V",),
    "next_unseen": ("D",),
    "next_problem": ("Shift+D",),
    "hide_shapes": ("A",),
    "class_palette": ("/",),
    "draw_polygon": ("G",),
    "to_polygon": ("Shift+G",),
    "pixel_grid": ("Shift+M",),
    "nudge_left": ("Alt+Left",),
    "nudge_right": ("Alt+Right",),
    "nudge_up": ("Alt+Up",),
    "nudge_down": ("Alt+Down",),
    "far_left": ("Alt+Shift+Left",),
    "far_right": ("Alt+Shift+Right",),
    "far_up": ("Alt+Shift+Up",),
    "far_down": ("Alt+Shift+Down",),
    "next_rule": ("Alt+R",),
    "previous_rule": ("Alt+Shift+R",),
    "narrower": ("Ctrl+Left",),
    "wider": ("Ctrl+Right",),
}

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"labelimg": {}, "yolo_mark": _YOLO_MARK}

Keymap = dict[str, list[str]]


def keymap(preset: str, changes: Mapping[str, Iterable[str]]) -> Keymap:
    """The keys of every action under a preset, with the user's changes."""
    chosen = PRESETS.get(preset, {})
    keys = {action.id: [*chosen.get(action.id, action.keys)] for action in ACTIONS}
    return keys | {id: [canonical(key) for key in changes[id]] for id in changes if id in keys}


def on_page(keys: Mapping[str, Iterable[str]], page: str) -> Keymap:
    """The keys that hold while a page is shown: its own, and those of the others it leaves free.

    Keys of what is done to selected shapes stay: an action of the page that holds while nothing is
    selected may have the same.
    """
    taken: dict[str, list[Action]] = {}
    for row in ACTIONS:
        if page and row.page == page:
            for key in keys[row.id]:
                taken.setdefault(canonical(key), []).append(row)

    def holds(row: Action, key: str) -> bool:
        if row.page:
            return row.page == page
        over = taken.get(canonical(key), ())
        return all(row.when == "selection" and other.when == "still" for other in over)

    return {row.id: [key for key in keys[row.id] if holds(row, key)] for row in ACTIONS}


def clashes(keys: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Every key that more than one action of a page has, with the ids of those actions."""
    users: dict[tuple[str, str], list[str]] = {}
    for id, sequences in keys.items():
        for sequence in sequences:
            users.setdefault((BY_ID[id].page, canonical(sequence)), []).append(id)
    return {key: tuple(ids) for (_, key), ids in users.items() if len(ids) > 1}


@cache
def canonical(key: str) -> str:
    """A key sequence in one spelling: `shift+ctrl+z` is `Ctrl+Shift+Z`."""
    from PySide6.QtGui import QKeySequence

    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
