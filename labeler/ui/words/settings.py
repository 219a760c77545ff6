"""The words of the settings."""

from PySide6.QtCore import QObject


class SettingsWords(QObject):
    """The context of these words in a translation is "SettingsWords"."""

    def groups(self) -> dict[str, str]:
        """Title by group."""
        return {
            "appearance": self.tr("Appearance"),
            "drawing": self.tr("Drawing"),
            "view": self.tr("View"),
            "video": self.tr("Video"),
        }

    def titles(self) -> dict[str, tuple[str, str]]:
        """Title and hint by setting."""
        return {
            "language": (self.tr("Language"), self.tr("Language of menus and messages")),
            "theme": (self.tr("Theme"), self.tr("Light, dark or as the system has it")),
            "names_shown": (
                self.tr("Class names beside shapes"),
                self.tr("Names fade while a shape is dragged"),
            ),
            "fill_opacity": (
                self.tr("Fill of shapes"),
                self.tr("How strongly the inside of shapes is coloured"),
            ),
            "snap": (
                self.tr("Snap to whole pixels"),
                self.tr("Then VOC and YOLO hold the very same box"),
            ),
            "guide_lines": (
                self.tr("Guide lines"),
                self.tr("Lines through the pointer while drawing"),
            ),
            "loupe": (
                self.tr("Loupe"),
                self.tr("Magnifies what lies under the pointer while drawing or resizing"),
            ),
            "single_shape_mode": (
                self.tr("One shape per image"),
                self.tr("After a shape is drawn, the next image opens by itself"),
            ),
            "annotator": (
                self.tr("Your name"),
                self.tr("Shapes you draw or change carry it; empty: they carry none"),
            ),
            "fit_each_image": (
                self.tr("Fit every image"),
                self.tr("Otherwise the view is kept from image to image"),
            ),
            "pixel_grid": (self.tr("Pixel grid"), self.tr("Lines between pixels from 800 % on")),
            "brightness": (
                self.tr("Brightness"),
                self.tr("Of what is shown; image files are never changed"),
            ),
            "contrast": (
                self.tr("Contrast"),
                self.tr("Of what is shown; image files are never changed"),
            ),
            "gamma": (
                self.tr("Gamma"),
                self.tr("Above 1 lifts the shadows; image files are never changed"),
            ),
            "cache_mb": (
                self.tr("Memory for images, MB"),
                self.tr("Decoded images kept so that walking back is instant"),
            ),
            "frame_format": (
                self.tr("Captured frames as"),
                self.tr("PNG keeps every pixel and takes two to four times the room"),
            ),
            "keymap": (self.tr("Keys"), self.tr("The key map to start from")),
            "keys": (self.tr("Changed keys"), self.tr("Keys that differ from the key map")),
        }

    def choices(self) -> dict[str, str]:
        """Title by value, for settings that offer a choice."""
        return {
            "system": self.tr("As the system"),
            "ko": self.tr("한국어"),
            "en": self.tr("English"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "jpg": self.tr("JPEG"),
            "png": self.tr("PNG"),
            "labelimg": self.tr("LabelImg"),
            "yolo_mark": self.tr("Yolo_mark"),
        }
