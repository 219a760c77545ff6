"""The words of gestures, of undoable steps and of the answers to a message."""

from PySide6.QtCore import QObject


class Gestures(QObject):
    """The context of these words in a translation is "Gestures"."""

    def hints(self) -> dict[str, str]:
        """What the pointer can do next, by hint code of a tool."""
        return {
            "select": self.tr("Drag to draw a box, or click a shape to select it"),
            "select_click": self.tr("Click to select; a number key changes its class"),
            "select_move": self.tr("Drag to move it; arrow keys move it by 1 px"),
            "select_moving": self.tr("Release to put it here, Esc to leave it where it was"),
            "select_resize": self.tr("Drag to resize"),
            "select_resizing": self.tr("Release when it fits, Esc to leave it as it was"),
            "select_corner": self.tr("Drag to move the corner"),
            "select_edge": self.tr("Drag to move the edge"),
            "select_middle": self.tr("Drag to add a corner here"),
            "select_marquee": self.tr("Release to select what the frame touches"),
            "drawing_box": self.tr("Release at the opposite corner, Esc to drop it"),
            "draw_box": self.tr("Drag from corner to corner, or click two corners"),
            "draw_box_second": self.tr("Click the opposite corner, Esc to drop it"),
            "draw_polygon": self.tr("Click the first corner of the polygon"),
            "draw_polygon_next": self.tr("Click the next corner; Backspace takes back the last"),
            "draw_polygon_finish": self.tr("Click the next corner; Enter or a double click closes"),
            "draw_polygon_close": self.tr("Click to close the polygon"),
            "draw_quad": self.tr("Click the first of four corners, or drag a box"),
            "draw_quad_next": self.tr("Click the next corner; Backspace takes back the last"),
            "draw_quad_last": self.tr("Click the fourth corner"),
            "edit_points": self.tr("Point at a corner or an edge of a shape"),
            "edit_points_body": self.tr("Click to select it; its corners can then be moved"),
            "edit_points_corner": self.tr("Drag to move the corner; Delete removes it"),
            "edit_points_edge": self.tr("Click to add a corner here"),
            "edit_points_middle": self.tr("Click or drag to add a corner here"),
            "first_shape": self.tr(
                "Drag around an object to mark it; press {nothing} if there is none"
            ),
            "locked": self.tr(
                "The labels of this image cannot be changed until the message above is answered"
            ),
            "no_picture": self.tr("This image cannot be shown; {next} goes on"),
            "opening": self.tr("Opening {name}…"),
            "video_frame": self.tr(
                "Drag to draw: this frame becomes an image; {capture} captures it as it is"
            ),
            "video_passing": self.tr("Pause to draw on a frame"),
            "welcome": self.tr("Open a folder of images to begin"),
        }

    def steps(self) -> dict[str, str]:
        """What a step of the history did, by its code."""
        return {
            "draw": self.tr("draw"),
            "move": self.tr("move"),
            "move_corner": self.tr("move corner"),
            "resize": self.tr("resize"),
            "add_corner": self.tr("add corner"),
            "remove_corner": self.tr("remove corner"),
            "delete": self.tr("delete"),
            "class": self.tr("change class"),
            "convert": self.tr("change kind"),
            "cut": self.tr("cut"),
            "paste": self.tr("paste"),
            "duplicate": self.tr("duplicate"),
            "copy_previous": self.tr("copy from previous image"),
            "clear_all": self.tr("delete all shapes"),
            "nudge": self.tr("move"),
            "stretch": self.tr("resize"),
            "order": self.tr("change order"),
            "flag": self.tr("change mark"),
            "difficult": self.tr("difficult"),
            "truncated": self.tr("truncated"),
            "occluded": self.tr("occluded"),
            "verify": self.tr("verified"),
            "unverify": self.tr("take back “verified”"),
            "nothing_here": self.tr("nothing here"),
            "rename_class": self.tr("rename class"),
            "merge_class": self.tr("merge classes"),
            "remove_class": self.tr("remove class"),
            "bake_rotation": self.tr("bake rotation"),
            "capture_many": self.tr("capture frames"),
            "delete_images": self.tr("move to trash"),
            "class_color": self.tr("change class colour"),
            "class_key": self.tr("change class key"),
            "reorder_classes": self.tr("reorder classes"),
            "grade": self.tr("set grade"),
            "rule": self.tr("change rule"),
            "camera": self.tr("change cameras"),
            "real_sizes": self.tr("change real sizes"),
            "model_input": self.tr("change the model's input size"),
        }

    def reasons(self) -> dict[str, str]:
        """Why a frame of a video was captured or is proposed."""
        return {
            "hand": self.tr("by hand"),
            "every-n": self.tr("at a fixed interval"),
            "sharp": self.tr("the sharpest of its scene"),
            "quota-soft": self.tr("a little soft, for variety"),
            "quota-blur": self.tr("blurred, for variety"),
        }

    def answers(self) -> dict[str, str]:
        """What a button in a message bar does, by its id."""
        return {
            "retry": self.tr("Try again"),
            "save_elsewhere": self.tr("Save elsewhere…"),
            "keep_mine": self.tr("Keep mine"),
            "take_theirs": self.tr("Take theirs"),
            "repair": self.tr("Repair…"),
            "open_label_file": self.tr("Open the file"),
            "use_voc": self.tr("Use XML"),
            "use_yolo": self.tr("Use txt"),
            "undo": self.tr("Undo"),
            "open_log": self.tr("Open the log"),
            "choose_classes": self.tr("Choose…"),
            "dataset_settings": self.tr("Dataset settings…"),
            "open_folder": self.tr("Open another folder…"),
            "bake_rotation": self.tr("Bake rotation"),
            "cancel": self.tr("Cancel"),
            "close_video": self.tr("Close video"),
            "open_clips": self.tr("Open videos"),
        }
