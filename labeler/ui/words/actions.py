"""The words of every action and menu."""

from PySide6.QtCore import QObject


class Actions(QObject):
    """Title and tip by action id; the context of these words in a translation is "Actions"."""

    def words(self) -> dict[str, tuple[str, str]]:
        return {
            "open_folder": (
                self.tr("Open folder…"),
                self.tr("Open a folder of images and go on where it was left"),
            ),
            "open_image": (
                self.tr("Open image…"),
                self.tr("Open one image with all those beside it"),
            ),
            "open_sample": (
                self.tr("Open the sample"),
                self.tr("Open a small labelled dataset to try things on"),
            ),
            "save": (
                self.tr("Save now"),
                self.tr(
                    "Every change is saved at once by itself; this tries again what could not be "
                    "saved"
                ),
            ),
            "save_elsewhere": (
                self.tr("Save elsewhere…"),
                self.tr("Write what could not be saved into another folder"),
            ),
            "choose_labels_folder": (
                self.tr("Labels folder…"),
                self.tr("Choose the folder where label files are written"),
            ),
            "reload": (self.tr("Reload"), self.tr("Read the image and its labels from disk again")),
            "delete_image": (
                self.tr("Move image to trash"),
                self.tr("Move the image and its labels to the trash; undo brings them back"),
            ),
            "quit": (self.tr("Quit"), self.tr("Close the program; everything is saved first")),
            "undo": (self.tr("Undo"), self.tr("Take back the last step")),
            "redo": (self.tr("Redo"), self.tr("Do again what was taken back")),
            "cut": (
                self.tr("Cut"),
                self.tr("Remove the selected shapes and keep them for pasting"),
            ),
            "copy": (self.tr("Copy"), self.tr("Copy the selected shapes")),
            "paste": (self.tr("Paste"), self.tr("Add the copied shapes to this image")),
            "duplicate": (self.tr("Duplicate"), self.tr("Add a copy beside each selected shape")),
            "copy_previous": (
                self.tr("Copy from previous image"),
                self.tr("Add all shapes of the previous image to this one"),
            ),
            "delete": (self.tr("Delete"), self.tr("Delete the selected shapes")),
            "clear_all": (
                self.tr("Delete all shapes"),
                self.tr("Delete every shape on this image"),
            ),
            "select_all": (self.tr("Select all"), self.tr("Select every shape on this image")),
            "select_none": (self.tr("Select none"), self.tr("Select nothing")),
            "zoom_in": (self.tr("Zoom in"), self.tr("Show the image larger")),
            "zoom_out": (self.tr("Zoom out"), self.tr("Show the image smaller")),
            "zoom_fit": (self.tr("Fit image"), self.tr("Show the whole image")),
            "zoom_fit_width": (self.tr("Fit width"), self.tr("Show the whole width of the image")),
            "zoom_actual": (self.tr("Actual size"), self.tr("One image pixel to one screen pixel")),
            "fit_each_image": (
                self.tr("Fit every image"),
                self.tr("Fit each image that is opened, instead of keeping the view"),
            ),
            "hide_shapes": (
                self.tr("Hide shapes while held"),
                self.tr("Show the bare image while the key is held down"),
            ),
            "names_shown": (self.tr("Class names"), self.tr("Write the class beside each shape")),
            "fill": (
                self.tr("Fill shapes"),
                self.tr("Change how strongly shapes are filled: off, light, strong"),
            ),
            "guide_lines": (
                self.tr("Guide lines"),
                self.tr("Lines through the pointer while drawing"),
            ),
            "loupe": (
                self.tr("Loupe"),
                self.tr("Magnify what lies under the pointer while drawing or resizing"),
            ),
            "pixel_grid": (self.tr("Pixel grid"), self.tr("Lines between pixels from 800 % on")),
            "brighter": (
                self.tr("Brighter"),
                self.tr("Show the image brighter; its file stays as it is"),
            ),
            "darker": (
                self.tr("Darker"),
                self.tr("Show the image darker; its file stays as it is"),
            ),
            "more_contrast": (
                self.tr("More contrast"),
                self.tr("Show the image with more contrast; its file stays as it is"),
            ),
            "less_contrast": (
                self.tr("Less contrast"),
                self.tr("Show the image with less contrast; its file stays as it is"),
            ),
            "more_gamma": (
                self.tr("Lift shadows"),
                self.tr("Show what is in the shadows; the file stays as it is"),
            ),
            "less_gamma": (
                self.tr("Deepen shadows"),
                self.tr("Show the shadows darker; the file stays as it is"),
            ),
            "adjust_reset": (
                self.tr("Show as it is"),
                self.tr("Brightness, contrast and gamma back to normal"),
            ),
            "next_theme": (
                self.tr("Switch light and dark"),
                self.tr("Change between the light and the dark theme"),
            ),
            "next_language": (
                self.tr("한국어 / English"),
                self.tr("Change the language of the window"),
            ),
            "full_screen": (self.tr("Full screen"), self.tr("Use the whole screen")),
            "reset_layout": (
                self.tr("Reset panels"),
                self.tr("Put all panels back where they were at first"),
            ),
            "next_image": (self.tr("Next image"), self.tr("Go to the next image in the list")),
            "previous_image": (
                self.tr("Previous image"),
                self.tr("Go to the previous image in the list"),
            ),
            "verify_and_next": (
                self.tr("Verified, next"),
                self.tr("Mark this image as checked and go on"),
            ),
            "forward_ten": (self.tr("Ten forward"), self.tr("Go ten images forward")),
            "back_ten": (self.tr("Ten back"), self.tr("Go ten images back")),
            "first_image": (self.tr("First image"), self.tr("Go to the first image in the list")),
            "last_image": (self.tr("Last image"), self.tr("Go to the last image in the list")),
            "go_to": (self.tr("Go to…"), self.tr("Go to an image by its number or name")),
            "next_unseen": (
                self.tr("Next not looked at"),
                self.tr("Go to the next image that nobody has looked at"),
            ),
            "next_problem": (
                self.tr("Next problem"),
                self.tr("Go to the next shape that fails a rule, or image with a problem"),
            ),
            "unverify": (
                self.tr("Take back “verified”"),
                self.tr("Mark this image as not checked"),
            ),
            "nothing_here": (
                self.tr("Nothing here"),
                self.tr("Say that you looked and there is nothing to mark"),
            ),
            "select": (
                self.tr("Select"),
                self.tr("Select, move and resize; dragging on empty ground draws a box"),
            ),
            "draw_box": (self.tr("Box"), self.tr("Draw a box: drag, or click two corners")),
            "draw_polygon": (
                self.tr("Polygon"),
                self.tr("Draw a polygon: click its corners, Enter closes it"),
            ),
            "draw_quad": (self.tr("Quad"), self.tr("Draw a quad: click its four corners")),
            "edit_points": (self.tr("Edit points"), self.tr("Move, add and remove single corners")),
            "single_shape_mode": (
                self.tr("One shape per image"),
                self.tr("After a shape is drawn, the next image opens by itself"),
            ),
            "snap": (
                self.tr("Snap to pixels"),
                self.tr("Put corners on whole pixels, so that VOC and YOLO hold the very same box"),
            ),
            "to_box": (
                self.tr("Turn into box"),
                self.tr("Replace the selected shapes by the boxes around them"),
            ),
            "to_polygon": (
                self.tr("Turn into polygon"),
                self.tr("Make the selected shapes polygons"),
            ),
            "to_quad": (self.tr("Turn into quad"), self.tr("Make the selected shapes quads")),
            "difficult": (
                self.tr("Difficult"),
                self.tr("Mark the selected shapes as difficult to recognise"),
            ),
            "truncated": (
                self.tr("Truncated"),
                self.tr("Mark the selected shapes as cut off by the edge"),
            ),
            "occluded": (self.tr("Occluded"), self.tr("Mark the selected shapes as partly hidden")),
            "raise_shape": (
                self.tr("Bring forward"),
                self.tr("Move the selected shapes one up in the order"),
            ),
            "lower_shape": (
                self.tr("Send backward"),
                self.tr("Move the selected shapes one down in the order"),
            ),
            "nudge_left": (self.tr("Left by 1 px"), self.tr("Move the selected shapes one pixel")),
            "nudge_right": (
                self.tr("Right by 1 px"),
                self.tr("Move the selected shapes one pixel"),
            ),
            "nudge_up": (self.tr("Up by 1 px"), self.tr("Move the selected shapes one pixel")),
            "nudge_down": (self.tr("Down by 1 px"), self.tr("Move the selected shapes one pixel")),
            "far_left": (self.tr("Left by 10 px"), self.tr("Move the selected shapes ten pixels")),
            "far_right": (
                self.tr("Right by 10 px"),
                self.tr("Move the selected shapes ten pixels"),
            ),
            "far_up": (self.tr("Up by 10 px"), self.tr("Move the selected shapes ten pixels")),
            "far_down": (self.tr("Down by 10 px"), self.tr("Move the selected shapes ten pixels")),
            "narrower": (
                self.tr("Narrower by 1 px"),
                self.tr("Move the right edge of the selected shapes in"),
            ),
            "wider": (
                self.tr("Wider by 1 px"),
                self.tr("Move the right edge of the selected shapes out"),
            ),
            "shorter": (
                self.tr("Shorter by 1 px"),
                self.tr("Move the bottom edge of the selected shapes in"),
            ),
            "taller": (
                self.tr("Taller by 1 px"),
                self.tr("Move the bottom edge of the selected shapes out"),
            ),
            "class_palette": (
                self.tr("Choose class…"),
                self.tr("Find a class by typing, for the shape under the pointer or the next one"),
            ),
            "add_class": (self.tr("Add class…"), self.tr("Append a class to the list")),
            "next_class": (
                self.tr("Next class"),
                self.tr("Take the next class for the next shape"),
            ),
            "previous_class": (
                self.tr("Previous class"),
                self.tr("Take the previous class for the next shape"),
            ),
            **self._video(),
            "check_dataset": (
                self.tr("Check dataset"),
                self.tr("Look for mistakes in all label files"),
            ),
            "bake_rotation": (
                self.tr("Bake rotation into the file"),
                self.tr("Store the picture upright and turn its labels with it"),
            ),
            "dataset_settings": (
                self.tr("Dataset settings…"),
                self.tr("Formats, classes and where labels go"),
            ),
            "edit_keys": (self.tr("Keys…"), self.tr("Change which key does what")),
            "edit_settings": (
                self.tr("Settings…"),
                self.tr("Change how the program looks and works"),
            ),
            "key_sheet": (self.tr("Key sheet"), self.tr("Show all keys on one page")),
            "open_log": (
                self.tr("Open the log"),
                self.tr("Open the file where unexpected errors are written"),
            ),
            "about": (self.tr("About Labeler"), self.tr("Version and licence")),
            **self._classes(),
            **self._rules(),
        }

    def _video(self) -> dict[str, tuple[str, str]]:
        """What is done with a video."""
        return {
            "open_video": (
                self.tr("Open video…"),
                self.tr("Open a video to capture frames from it"),
            ),
            "switch_to_video": (
                self.tr("Video / images"),
                self.tr("Change between the video and the images of the list"),
            ),
            "close_video": (self.tr("Close video"), self.tr("Close the video and its timeline")),
            "choose_frames_folder": (
                self.tr("Folder for frames…"),
                self.tr("Choose where captured frames are written"),
            ),
            "capture": (
                self.tr("Capture"),
                self.tr("Make an image of the frame on the screen"),
            ),
            "capture_many": (
                self.tr("Capture many…"),
                self.tr("Capture every so many frames or seconds, a number, or the best ones"),
            ),
            "accept_pin": (
                self.tr("Accept pin, label frame"),
                self.tr("Capture the proposed frame; open a captured one to be labelled"),
            ),
            "drop_pin": (
                self.tr("Drop pin"),
                self.tr("Take back a proposal; a captured frame goes to the trash"),
            ),
            "next_pin": (self.tr("Next pin"), self.tr("Go to the next pin on the timeline")),
            "previous_pin": (
                self.tr("Previous pin"),
                self.tr("Go to the previous pin on the timeline"),
            ),
            "play": (self.tr("Play"), self.tr("Play or pause the video")),
            "play_on": (
                self.tr("Play forwards"),
                self.tr("Play forwards; press again to go faster"),
            ),
            "play_back": (
                self.tr("Play backwards"),
                self.tr("Play backwards; press again to go faster"),
            ),
            "play_stop": (self.tr("Stop playing"), self.tr("Stop at the frame on the screen")),
            "frame_on": (self.tr("One frame on"), self.tr("Show the next frame")),
            "frame_back": (self.tr("One frame back"), self.tr("Show the frame before")),
            "ten_frames_on": (self.tr("Ten frames on"), self.tr("Go ten frames on")),
            "ten_frames_back": (self.tr("Ten frames back"), self.tr("Go ten frames back")),
            "second_on": (self.tr("One second on"), self.tr("Go one second on")),
            "second_back": (self.tr("One second back"), self.tr("Go one second back")),
            "ten_seconds_on": (self.tr("Ten seconds on"), self.tr("Go ten seconds on")),
            "ten_seconds_back": (self.tr("Ten seconds back"), self.tr("Go ten seconds back")),
            "first_frame": (self.tr("First frame"), self.tr("Go to the start of the video")),
            "last_frame": (self.tr("Last frame"), self.tr("Go to the end of the video")),
            "next_clip": (self.tr("Next video"), self.tr("Open the next video of the folder")),
            "previous_clip": (
                self.tr("Previous video"),
                self.tr("Open the previous video of the folder"),
            ),
            "mark_in": (
                self.tr("Mark start"),
                self.tr("The part to capture from begins at this frame"),
            ),
            "mark_out": (
                self.tr("Mark end"),
                self.tr("The part to capture from ends with this frame"),
            ),
            "clear_marks": (
                self.tr("Clear marks"),
                self.tr("The whole video is the part to capture from"),
            ),
        }

    def _rules(self) -> dict[str, tuple[str, str]]:
        """Rules, and one action per digit for the grades of the one in hand."""
        return {
            "edit_rules": (
                self.tr("Set rules by example…"),
                self.tr("Lay the objects of this dataset in order and draw the limits"),
            ),
            "coverage_board": (
                self.tr("Coverage board"),
                self.tr("See how many examples there are of each kind, and what is missing"),
            ),
            "edit_cameras": (
                self.tr("Cameras and real sizes…"),
                self.tr("Say how wide a camera sees and how large objects are: for metres"),
            ),
            "next_rule": (
                self.tr("Next rule"),
                self.tr("Take the next rule in hand, those not certain first"),
            ),
            "previous_rule": (self.tr("Previous rule"), self.tr("Take the rule before in hand")),
            "grade_0": (
                self.tr("Grade as measured"),
                self.tr("Take back the grade that was set by hand"),
            ),
            **{
                f"grade_{digit}": (
                    self.tr("Grade {number}").format(number=digit),
                    self.tr("Give what is selected this grade of the rule in hand"),
                )
                for digit in range(1, 10)
            },
        }

    def _classes(self) -> dict[str, tuple[str, str]]:
        """One action per digit."""
        return {
            f"class_{digit}": (
                self.tr("Class on key {key}").format(key=digit),
                self.tr("Give the shape under the pointer, or the next one, this class"),
            )
            for digit in range(10)
        }

    def menus(self) -> dict[str, str]:
        """Title by menu and submenu."""
        return {
            "file": self.tr("&File"),
            "edit": self.tr("&Edit"),
            "view": self.tr("&View"),
            "go": self.tr("&Go"),
            "shape": self.tr("&Shape"),
            "class": self.tr("&Class"),
            "rule": self.tr("&Rules"),
            "video": self.tr("V&ideo"),
            "tools": self.tr("&Tools"),
            "help": self.tr("&Help"),
            "open_recent": self.tr("Open recent"),
            "adjust": self.tr("Brightness and contrast"),
            "nudge": self.tr("Move and resize"),
            "by_digit": self.tr("By key"),
            "grade": self.tr("Grade of the rule in hand"),
            "theme": self.tr("Theme"),
            "language": self.tr("Language"),
            "panels": self.tr("Panels"),
            "forget_recent": self.tr("Clear the list"),
        }
