"""The words of findings and errors, by their codes."""

from PySide6.QtCore import QObject


class Findings(QObject):
    """`{where}` is the name of the file, `{line}` the line; other names are values of the finding.

    The context of these words in a translation is "Findings".
    """

    def sentences(self) -> dict[str, str]:
        """Sentence by code."""
        return {**self._a(), **self._b(), **self._c()}

    def sides(self) -> dict[str, str]:
        """Where a shape leaves the image: the value `side` of a finding."""
        return {
            "left": self.tr("left"),
            "top": self.tr("top"),
            "right": self.tr("right"),
            "bottom": self.tr("bottom"),
        }

    def _a(self) -> dict[str, str]:
        return {
            "all_saved": self.tr("Everything is saved"),
            "all_seen": self.tr("There is no image left that nobody has looked at"),
            "already_there": self.tr("{where} is there already, so nothing was put back"),
            "box_differs": self.tr(
                "{name}: the XML and the txt hold different boxes ({px} px apart)"
            ),
            "capture_cancelled": self.tr(
                "Stopped: {written} frames were captured and stay, {same} were there already. The "
                "same again goes on from here"
            ),
            "capture_first": self.tr("This frame is no image yet; {key} captures it"),
            "capture_died": self.tr(
                "The capture of {where} ended unexpectedly; what is done stays, the same again "
                "goes on"
            ),
            "captured_already": self.tr("This frame is captured already"),
            "clips_here": self.tr("Videos in this folder too: {count}"),
            "cannot_bake": self.tr(
                "{where}: the rotation cannot be stored in this kind of file ({format})"
            ),
            "cannot_open": self.tr("{where} could not be opened: {reason}"),
            "cannot_read": self.tr("{where} could not be read: {reason}"),
            "cannot_write": self.tr(
                "{where} could not be written: {reason}. The edit is kept here; try again or save "
                "elsewhere"
            ),
            "changed_on_disk": self.tr(
                "{where} was changed by another program. Nothing was overwritten; which of the two "
                "holds?"
            ),
            "class_appended": self.tr("The class {name} was not in the list and is appended to it"),
            "class_differs": self.tr("The classes differ: {xml} in the XML, {txt} in the txt"),
            "class_exists": self.tr("There is a class {name} already"),
            "class_file_not_appended": self.tr(
                "The new class could not be added to {where}; it is remembered in labeler.yaml"
            ),
            "class_merged": self.tr(
                "The class {before} is merged into {after} now ({count} objects)"
            ),
            "class_name_empty": self.tr("A class needs a name"),
            "class_not_listed": self.tr("The class {name} has no number"),
            "class_removed": self.tr("The class {before} is removed ({count} objects)"),
            "class_renamed": self.tr("The class {before} is called {after} now ({count} objects)"),
            "classes_disagree": self.tr(
                "The class lists of this dataset disagree: {first} and {second}. Which one holds?"
            ),
            "classes_unclear": self.tr(
                "The class lists {first} and {second} disagree; say first which one holds"
            ),
            "confidence_column": self.tr("The row ends with a confidence ({value}); it is kept"),
            "conflict_open": self.tr("The XML and the txt disagree; choose one first"),
            "disk_full": self.tr(
                "The disk is full, so the last edit is not saved yet. Nothing is lost: make room "
                "and try again, or save elsewhere"
            ),
            "does_not_survive": self.tr(
                "{format} cannot hold everything ({what}: {count}); the files it came from are "
                "unchanged"
            ),
            "duplicate_box": self.tr("{name}: the very same box is there twice"),
            "file_locked": self.tr(
                "{where} is in use by another program, so the last edit is not saved yet. Nothing "
                "is lost: try again"
            ),
            "files_disagree": self.tr(
                "The XML ({in_xml}) and the txt ({in_txt}) disagree. Choose which one holds; until "
                "then nothing is changed"
            ),
            "frame_missing": self.tr(
                "Frame {frame} ({time} s) is damaged and cannot be shown; the next one is"
            ),
            "frames_captured": self.tr("{written} frames captured into {where}"),
            "frames_captured_more": self.tr(
                "{written} frames captured into {where}, {same} were there already"
            ),
            "frames_missing": self.tr(
                "{where}: {count} frames are damaged and were left out, the first at {time}"
            ),
            "first_image": self.tr("This is the first image in the list"),
            "folder_gone": self.tr(
                "The folder of {where} is gone, so the last edit is not saved yet. Nothing is "
                "lost: try again once it is back, or save elsewhere"
            ),
            "image_in_trash": self.tr("{where} and its labels are in the trash of this dataset"),
            "image_not_found": self.tr("No image is called “{name}”"),
            "image_size_unknown": self.tr(
                "The size of the image is not known, so its txt cannot be read"
            ),
            "inverted_sides": self.tr("{name}: left and right, or top and bottom, are exchanged"),
        }

    def _b(self) -> dict[str, str]:
        return {
            "label_empty": self.tr("{where} is empty"),
            "label_too_large": self.tr("{where} is too large for a label file ({megabytes} MB)"),
            "label_without_image": self.tr("There is no image for {where}"),
            "last_image": self.tr("This is the last image in the list"),
            "missing_in_txt": self.tr("{name}: in the XML but not in the txt"),
            "missing_in_xml": self.tr("{name}: in the txt but not in the XML"),
            "missing_value": self.tr("{where}, line {line}: <{element}> is missing"),
            "no_class_on_key": self.tr("No class is on key {key}; add one with {add}"),
            "no_classes": self.tr("There are no class names in {where}"),
            "no_clips": self.tr("There are no videos in {where}"),
            "no_pin": self.tr("There is no pin further on"),
            "no_pin_here": self.tr("There is no pin at this frame"),
            "no_images": self.tr("There are no images in {where}"),
            "no_problem": self.tr("No image in the list has a problem"),
            "no_such_path": self.tr("{where} does not exist"),
            "not_a_class_number": self.tr("{where}, line {line}: “{value}” is not a class number"),
            "not_a_file": self.tr("{where} is not a file"),
            "not_a_folder": self.tr("{where} is not a folder"),
            "not_a_number": self.tr("{where}, line {line}: “{value}” is not a number"),
            "not_a_picture": self.tr("{where} is not a picture, whatever its name says"),
            "not_an_image": self.tr("{where} is not an image Labeler can open"),
            "not_in_trash": self.tr(
                "The upright picture stays: the file as it was is no longer in the trash"
            ),
            "not_repairable": self.tr(
                "This file could not be repaired; open it and mend it by hand"
            ),
            "not_turned": self.tr(
                "The labels of this picture cannot be read, so they were not turned with it"
            ),
            "not_utf8": self.tr("{where}, line {line}: this is not UTF-8 text"),
            "not_voc": self.tr("{where} is XML, but no VOC labels (its root is <{root}>)"),
            "nothing_copied": self.tr(
                "Nothing has been copied yet; {key} copies all shapes of the previous image"
            ),
            "nothing_droppable": self.tr("Drop a folder, an image or a video"),
            "not_a_video": self.tr(
                "{where} is not a video that can be read, whatever its name says"
            ),
            "nothing_to_capture": self.tr("{where}: no frame matches, nothing was captured"),
            "nothing_to_convert": self.tr("The images here have no {format} labels to convert"),
            "nothing_to_copy": self.tr("The previous image has no shapes"),
            "object_without_box": self.tr(
                "An object has no box; it is kept as it is and not shown"
            ),
            "outside_image": self.tr("{name}: {px} px outside the image ({side})"),
            "picture_damaged": self.tr("{where} is damaged and cannot be shown"),
            "picture_empty": self.tr("{where} is empty"),
        }

    def _c(self) -> dict[str, str]:
        return {
            "picture_missing": self.tr("{where} is gone"),
            "picture_too_large": self.tr(
                "{where} is too large to be shown safely ({width} × {height})"
            ),
            "picture_unsupported": self.tr(
                "{where}: pictures of this kind ({format}) cannot be shown"
            ),
            "no_focal": self.tr(
                "The distance and the corners do not fit together; measure again, and draw the "
                "corners exactly"
            ),
            "no_grade_on_key": self.tr(
                "The rule in hand has no grade {key}, or nothing is selected"
            ),
            "measuring_rules": self.tr(
                "No problem found so far; {done} of {total} images are looked at"
            ),
            "project_bad_value": self.tr(
                "labeler.yaml, line {line}: {key} cannot be “{value}”. The file is left as it is"
            ),
            "project_changed_on_disk": self.tr(
                "labeler.yaml was changed by another program and is left as it is; reload the "
                "folder"
            ),
            "project_not_yaml": self.tr(
                "labeler.yaml cannot be read (line {line}): {problem}. It is left as it is"
            ),
            "read_only": self.tr(
                "The folder of {where} cannot be written to, so the last edit is not saved yet. "
                "Nothing is lost: try again, or save elsewhere"
            ),
            "repaired_commas": self.tr("Line {line}: commas between the values became spaces"),
            "repaired_edge": self.tr("Line {line}: the second <{element}> was meant as <{meant}>"),
            "repaired_objects": self.tr(
                "The file breaks off: {kept} whole objects were kept, {lost} broken ones left out"
            ),
            "repaired_pixels": self.tr(
                "Rows in pixels became fractions; the class is taken to be {name}"
            ),
            "repaired_size": self.tr("The size of the image, {size}, was put into the file"),
            "repeated_value": self.tr("{where}, line {line}: <{element}> is there twice"),
            "rotated": self.tr(
                "This picture is stored turned (EXIF). Some training programs ignore that; baking "
                "the rotation in makes it safe"
            ),
            "rotation_baked": self.tr("{where} is stored upright now, and its labels fit it"),
            "row_left_out": self.tr("Line {line} is no label and was left out: {text}"),
            "save_failed": self.tr(
                "The labels could not be saved: {reason}. The edit is kept here"
            ),
            "size_differs": self.tr("The file says the image is {file}; it is {image}"),
            "stem_clash": self.tr(
                "{name} and {other} would share one label file; each gets its own"
            ),
            "target_differs": self.tr(
                "{where} is there already and says something else; it is left as it is"
            ),
            "too_many_shapes": self.tr(
                "{count} shapes are more than a label file may hold ({most})"
            ),
            "txt_changed": self.tr(
                "The txt was changed by another program since it was saved here"
            ),
            "unexpected": self.tr(
                "Something unexpected happened. Your labels are saved and you can go on; the log "
                "says more"
            ),
            "unexpected_unsaved": self.tr(
                "Something unexpected happened, and the last edit is not saved yet; the log says "
                "more"
            ),
            "unknown_class": self.tr("The class {name} is not in the class list"),
            "video_damaged": self.tr(
                "{where} is damaged: {count} pieces cannot be read. All other frames are here"
            ),
            "video_gone": self.tr(
                "{where} is gone. What was captured from it is safe; connect the drive or put the "
                "file back, and open it again"
            ),
            "video_no_frames": self.tr("{where} holds no frame that can be shown"),
            "video_no_stream": self.tr("{where} holds no moving picture"),
            "video_no_such_stream": self.tr("{where} has {last} streams, none is number {number}"),
            "video_unsupported": self.tr("{where}: videos of this kind ({codec}) cannot be shown"),
            "work_under_way": self.tr(
                "Work on many files is under way; wait for it or cancel it first"
            ),
            "wrong_encoding": self.tr("{where}: its text cannot be read as {encoding}"),
            "wrong_value_count": self.tr(
                "{where}, line {line}: {count} values make no box, polygon or quad"
            ),
            "xml_broken": self.tr("{where}, line {line}: this is not complete XML ({reason})"),
            "xml_doctype": self.tr(
                "{where}, line {line}: declarations in XML are not read, for safety"
            ),
            "zero_side": self.tr("{name}: a side of the box has no length"),
        }
