"""One frozen Settings value, stored in the user's configuration folder and announced on change."""

import json
import os
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

_RECENT = 10


@dataclass(frozen=True, slots=True)
class Spec:
    """How a setting is offered: `group` is a page of the dialog, "" keeps it out of the dialog.

    With `choices` it is one of them, with `high` a number from `low` to `high` in `step`s.
    """

    group: str = ""
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    step: float = 1


def _setting(default: Any, group: str = "", **spec: Any) -> Any:
    metadata = {"spec": Spec(group, **spec)}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Settings:
    """All settings, each with its default; titles and hints are in `ui/text.py`."""

    language: str = _setting("system", "appearance", choices=("system", "ko", "en"))
    theme: str = _setting("system", "appearance", choices=("system", "light", "dark"))
    names_shown: bool = _setting(True, "appearance")
    fill_opacity: float = _setting(0.15, "appearance", high=1.0, step=0.05)

    snap: bool = _setting(True, "drawing")
    guide_lines: bool = _setting(True, "drawing")
    loupe: bool = _setting(True, "drawing")
    single_shape_mode: bool = _setting(False, "drawing")
    annotator: str = _setting("", "drawing")

    fit_each_image: bool = _setting(False, "view")
    pixel_grid: bool = _setting(True, "view")
    brightness: int = _setting(0, "view", low=-100, high=100, step=5)
    contrast: int = _setting(0, "view", low=-100, high=100, step=5)
    gamma: float = _setting(1.0, "view", low=0.2, high=5.0, step=0.1)
    cache_mb: int = _setting(48, "view", low=16, high=4096, step=16)

    frame_format: str = _setting("jpg", "video", choices=("jpg", "png"))

    keymap: str = _setting("labelimg", choices=("labelimg", "yolo_mark"))
    keys: Mapping[str, tuple[str, ...]] = _setting({})


def spec_of(name: str) -> Spec:
    """How the setting with this name is offered."""
    return _spec(_FIELDS[name])


def default_of(name: str) -> Any:
    """What the setting is when nobody changed it."""
    wanted = _FIELDS[name]
    if wanted.default is not MISSING:
        return wanted.default
    assert wanted.default_factory is not MISSING
    return wanted.default_factory()


def _spec(wanted: "Field[Any]") -> Spec:
    spec: Spec = wanted.metadata["spec"]
    return spec


_FIELDS: Mapping[str, "Field[Any]"] = {f.name: f for f in fields(Settings)}


class SettingsStore(QObject):
    """The settings in force. A value on disk that cannot be used falls back to its default."""

    changed = Signal(object, object)  # Settings, the set of names that differ
    recent_changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = (folder or config_folder()) / "settings.ini"
        self._stored = _opened(self._file)
        self._value = self._read()
        self._recent = self._read_recent()

    @property
    def value(self) -> Settings:
        return self._value

    def change(self, **values: Any) -> None:
        """Take new values, clipped to what is allowed, store them and say which changed."""
        usable = {name: _usable(name, value) for name, value in values.items()}
        before = self._value
        self._value = replace(before, **usable)
        names = {name for name in usable if usable[name] != getattr(before, name)}
        for name in names:
            self._write(name)
        if names:
            self._stored.sync()
            self.changed.emit(self._value, names)

    def reset(self, name: str) -> None:
        self.change(**{name: default_of(name)})

    # --- what is remembered but is no setting

    @property
    def recent(self) -> tuple[Path, ...]:
        """The datasets opened last, newest first."""
        return self._recent

    def add_recent(self, path: Path) -> None:
        self._keep_recent((path, *(p for p in self._recent if p != path)))

    def forget_recent(self, path: Path) -> None:
        self._keep_recent(tuple(p for p in self._recent if p != path))

    def _keep_recent(self, paths: tuple[Path, ...]) -> None:
        self._recent = paths[:_RECENT]
        self._stored.setValue("recent", json.dumps([str(p) for p in self._recent]))
        self.recent_changed.emit()

    def remember(self, key: str, data: bytes) -> None:
        """Keep bytes, such as the window's geometry, under a name."""
        self._stored.setValue(f"window/{key}", QByteArray(data))
        self._stored.sync()

    def remembered(self, key: str) -> bytes:
        """What was kept under this name, b"" for nothing."""
        data = self._stored.value(f"window/{key}")
        return bytes(data.data()) if isinstance(data, QByteArray) else b""

    # --- the file

    def _read(self) -> Settings:
        values = {}
        for name in _FIELDS:
            raw = self._stored.value(f"settings/{name}")
            if isinstance(raw, str):
                values[name] = _usable(name, _parsed(raw))
        return replace(Settings(), **values)

    def _write(self, name: str) -> None:
        value = getattr(self._value, name)
        if value == default_of(name):
            self._stored.remove(f"settings/{name}")
        else:
            self._stored.setValue(f"settings/{name}", json.dumps(value, ensure_ascii=False))

    def _read_recent(self) -> tuple[Path, ...]:
        found = _parsed(str(self._stored.value("recent") or "[]"))
        if not isinstance(found, list):
            return ()
        return tuple(Path(p) for p in found if isinstance(p, str))[:_RECENT]


def config_folder() -> Path:
    """Where this user's settings are; `LABELER_CONFIG_DIR` says otherwise."""
    chosen = os.environ.get("LABELER_CONFIG_DIR")
    if chosen:
        return Path(chosen)
    kind = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(kind)) / "labeler"


def _opened(file: Path) -> QSettings:
    """The settings file; a broken one is put aside, since Qt would refuse to write over it."""
    stored = QSettings(str(file), QSettings.Format.IniFormat)
    stored.allKeys()
    if stored.status() is QSettings.Status.FormatError:
        try:
            os.replace(file, file.with_suffix(".broken"))
        except OSError:
            pass
        stored = QSettings(str(file), QSettings.Format.IniFormat)
    return stored


def _parsed(raw: str) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _usable(name: str, value: Any) -> Any:
    """The value as the field holds it: of its type, in its range; else the default."""
    default, spec = default_of(name), spec_of(name)
    if isinstance(default, dict):
        return _keys(value)
    if isinstance(default, bool) or spec.choices or not spec.high:
        fits = isinstance(value, type(default)) and (not spec.choices or value in spec.choices)
        return value if fits else default
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return default
    return type(default)(min(max(value, spec.low), spec.high))


def _keys(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, Mapping):
        return {}
    return {
        str(id): tuple(keys)
        for id, keys in value.items()
        if isinstance(keys, list | tuple) and all(isinstance(k, str) for k in keys)
    }
