"""The words of the command line, in English and Korean, by code."""

import locale
import os
from collections.abc import Mapping
from functools import cache

from labeler.cli_rules_text import WORDS
from labeler.core.finding import Finding

Sentence = tuple[str, str]  # English, Korean

_WORDS: Mapping[str, Sentence] = {
    "error": ("error", "오류"),
    "warning": ("warning", "경고"),
    "interrupted": (
        "Interrupted; files already written are whole",
        "중단했습니다. 이미 쓴 파일은 온전합니다",
    ),
    "wrong_use": (
        "{command}: {message} (see {command} --help)",
        "{command}: {message} ({command} --help 참고)",
    ),
    "about": (
        "Mark objects on images; VOC and YOLO labels by one save.",
        "이미지에 물체를 표시하고 VOC와 YOLO 라벨을 한 번에 저장합니다.",
    ),
    "commands": (
        "commands:\n  labeler convert DIR --to voc|yolo   write the other half of a dataset\n"
        "  labeler check DIR                   list what is wrong with the labels\n"
        "  labeler capture VIDEO… --into DIR   write frames of videos as images\n"
        "  labeler rules DIR                   count by the rules, and what to capture next\n\n"
        "A folder called convert, check, capture or rules is opened by ./convert.",
        "명령:\n  labeler convert DIR --to voc|yolo   데이터셋의 나머지 형식을 씁니다\n"
        "  labeler check DIR                   라벨의 문제를 나열합니다\n"
        "  labeler capture VIDEO… --into DIR   동영상의 프레임을 이미지로 캡처합니다\n"
        "  labeler rules DIR                   규칙에 따라 세고 더 캡처할 것을 알립니다\n\n"
        "이름이 convert, check, capture, rules인 폴더는 ./convert 처럼 엽니다.",
    ),
    "help_path": ("folder or image to open", "열 폴더 또는 이미지"),
    "help_sample": (
        "open a copy of the sample that comes with the program",
        "프로그램에 들어 있는 예제의 사본 열기",
    ),
    "help_smoke_test": (
        "draw a box, capture a frame and look at the files, in a temporary folder; exits with 0 "
        "when all is well, 1 when not, 2 without a display",
        "임시 폴더에서 상자를 그리고 프레임을 캡처한 뒤 파일을 확인합니다. 종료 코드는 정상이면 0, "
        "문제가 있으면 1, 디스플레이가 없으면 2입니다",
    ),
    "help_report": (
        "write what --smoke-test says into this file, too",
        "--smoke-test의 출력을 이 파일에도 씁니다",
    ),
    "help_folder": ("folder of the dataset", "데이터셋 폴더"),
    "help_to": ("format to write", "쓸 형식"),
    "help_into": (
        "write below this folder instead of beside the labels there are",
        "기존 라벨 옆 대신 이 폴더 아래에 씁니다",
    ),
    "help_yolo": ("kind of rows to write", "쓸 YOLO 행의 종류"),
    "help_classes": (
        "the class list: data.yaml, obj.names or a name a line",
        "클래스 목록: data.yaml, obj.names 또는 한 줄에 이름 하나",
    ),
    "help_overwrite": (
        "replace files that say something else; a copy goes to the trash (.labeler/trash)",
        "내용이 다른 파일을 바꿉니다. 사본은 휴지통(.labeler/trash)에 남습니다",
    ),
    "help_jobs": (
        "processes to use (default: one a core)",
        "사용할 프로세스 수 (기본: 코어마다 하나)",
    ),
    "help_json": ("print the findings as JSON", "결과를 JSON으로 출력합니다"),
    "help_fail_on": (
        "exit with 1 from this severity on (default: error)",
        "이 심각도부터 종료 코드 1 (기본: error)",
    ),
    "about_convert": (
        "Write the other half of a dataset. A file that is there already is never overwritten "
        "unless asked for.",
        "데이터셋의 나머지 형식을 씁니다. 이미 있는 파일은 요청하지 않는 한 덮어쓰지 않습니다.",
    ),
    "about_check": (
        "List what is wrong with the labels of a folder, with file and line.",
        "폴더에 있는 라벨의 문제를 파일과 줄 번호와 함께 나열합니다.",
    ),
    "about_capture": (
        "Write frames of videos as images, exactly those, named by video, time and frame. What is "
        "there already is never written again, so an interrupted capture goes on when it is "
        "started once more. frames.csv in the folder says where each image came from.",
        "동영상의 프레임을 정확히 골라 이미지로 캡처합니다. 파일 이름에는 동영상, 시각, 프레임 "
        "번호가 들어갑니다. 이미 있는 파일은 다시 쓰지 않으므로, 중단한 캡처는 다시 실행하면 "
        "이어집니다. 각 이미지의 출처는 폴더의 frames.csv에 기록됩니다.",
    ),
    "help_videos": (
        "video, or folder of clips",
        "동영상 파일 또는 동영상이 들어 있는 폴더",
    ),
    "help_frames_into": (
        "folder of the images; made if need be",
        "이미지를 넣을 폴더. 없으면 만듭니다",
    ),
    "help_every": (
        "a frame every so many seconds (1s, 500ms) or frames (10f); default: 1s",
        "이 간격마다 한 프레임: 초(1s, 500ms) 또는 프레임 수(10f). 기본: 1s",
    ),
    "help_choose": (
        "choose sharp frames of different scenes, and a few blurred ones: as many as the rules of "
        "the dataset lack",
        "서로 다른 장면에서 선명한 프레임을 고릅니다. 흐린 프레임도 데이터셋의 규칙에 부족한 만큼 "
        "넣습니다",
    ),
    "help_quota": (
        "with --choose, do not bring more of the blur that the dataset's rules lack",
        "--choose와 함께 쓰면, 데이터셋의 규칙에 부족한 흐린 프레임을 더 넣지 않습니다",
    ),
    "rules_lack": ("the rules lack: {grades}", "규칙에 부족함: {grades}"),
    "lacks_blurred": ("blurred {count}", "흐릿함 {count}"),
    "lacks_soft": ("soft {count}", "약간 흐릿함 {count}"),
    "help_count": (
        "so many frames of each video, evenly spaced; with --choose, so many chosen ones",
        "동영상마다 이만큼의 프레임을 고른 간격으로. --choose와 함께 쓰면 이만큼 고릅니다",
    ),
    "help_from": (
        "look at each video from this time on: 12.5, 90s, 1:02 or 1:02:03.4",
        "각 동영상에서 이 시각부터: 12.5, 90s, 1:02, 1:02:03.4",
    ),
    "help_until": (
        "look at each video up to and with this time",
        "각 동영상에서 이 시각까지 (그 시각 포함)",
    ),
    "help_stream": (
        "which of the pictures a file holds side by side, such as front and rear (default: 0)",
        "전방·후방처럼 한 파일에 영상이 여러 개일 때 그 번호 (기본: 0)",
    ),
    "help_format": (
        "jpg (quality 95) or png (exact pixels); default: jpg",
        "jpg(품질 95) 또는 png(픽셀 그대로). 기본: jpg",
    ),
    "every_or_count": (
        "--every and --count exclude each other",
        "--every와 --count는 함께 쓸 수 없습니다",
    ),
    "from_after_to": ("--from is later than --to", "--from이 --to보다 뒤입니다"),
    "bad_time": (
        "“{value}” is not a time: 12.5, 90s, 1:02 or 1:02:03.4",
        "‘{value}’은(는) 시각이 아닙니다. 예: 12.5, 90s, 1:02, 1:02:03.4",
    ),
    "bad_every": (
        "“{value}” is not an interval: 1s or 500ms for time, 10f for frames",
        "‘{value}’은(는) 간격이 아닙니다. 시간은 1s나 500ms, 프레임 수는 10f처럼 씁니다",
    ),
    "bad_number": (
        "“{value}” is not a number that fits here",
        "‘{value}’은(는) 여기에 쓸 수 있는 수가 아닙니다",
    ),
    "capturing": ("Capturing", "캡처 중"),
    "captured": (
        "{written} written, {same} there already, {missing} not decodable, from {videos} videos",
        "동영상 {videos}개에서 새로 씀 {written}, 이미 있음 {same}, 디코딩 못 함 {missing}",
    ),
    "smoke_step_processes": ("two processes", "프로세스 두 개"),
    "smoke_step_window": ("window open", "창 열기"),
    "smoke_step_sample": ("sample shown", "예제 표시"),
    "smoke_step_box": ("box drawn", "상자 그리기"),
    "smoke_step_saved": ("saved, XML and txt hold the box", "저장, XML과 txt에 상자 확인"),
    "smoke_step_video": ("video open", "동영상 열기"),
    "smoke_step_frame": ("frame captured", "프레임 캡처"),
    "smoke_step_close": ("window closed", "창 닫기"),
    "smoke_step_end": ("end of the program", "프로그램 종료"),
    "smoke_step_command": ("labeler {command}", "labeler {command}"),
    "smoke_passed": ("All is well, {seconds} s", "모두 정상입니다. {seconds} s"),
    "smoke_failed": ("FAILED at “{step}”: {reason}", "실패한 단계 ‘{step}’: {reason}"),
    "smoke_settings_read_only": (
        "The settings folder {folder} cannot be written; it is used as it is",
        "설정 폴더 {folder}에 쓸 수 없어 있는 그대로 사용합니다",
    ),
    "smoke_no_folder": (
        "No temporary folder can be made: {reason}",
        "임시 폴더를 만들 수 없습니다: {reason}",
    ),
    "smoke_hangs": (
        "it was not over after {seconds} s",
        "{seconds}초가 지나도 끝나지 않았습니다",
    ),
    "smoke_no_processes": (
        "two processes gave other answers than they should",
        "두 프로세스의 답이 올바르지 않습니다",
    ),
    "smoke_command_failed": (
        "labeler {command} ended with {status}: {last}",
        "labeler {command}이(가) {status}(으)로 끝났습니다: {last}",
    ),
    "smoke_never_shown": (
        "the window was closed before everything was done",
        "모두 끝나기 전에 창이 닫혔습니다",
    ),
    "smoke_never_painted": (
        "the window was not painted within {seconds} s",
        "창이 {seconds}초 안에 그려지지 않았습니다",
    ),
    "smoke_complains": ("the window says: {complaint}", "창의 알림: {complaint}"),
    "smoke_no_image": (
        "no image of the sample was shown within {seconds} s",
        "예제의 이미지가 {seconds}초 안에 표시되지 않았습니다",
    ),
    "smoke_no_box": (
        "no box came of pressing, moving and letting go",
        "누르고 움직이고 놓았지만 상자가 생기지 않았습니다",
    ),
    "smoke_not_saved": (
        "nothing was saved within {seconds} s",
        "{seconds}초 안에 저장되지 않았습니다",
    ),
    "smoke_wrong_xml": (
        "{file} should have one box more, near {drawn}; it has {found}",
        "{file}에 {drawn} 근처의 상자 하나가 늘어야 하지만 실제로는 {found}입니다",
    ),
    "smoke_wrong_txt": (
        "{file} has no row within half a pixel of {box}",
        "{file}에 {box}와(과) 반 픽셀 이내로 맞는 행이 없습니다",
    ),
    "smoke_no_frame": (
        "no frame of the sample video was shown within {seconds} s",
        "예제 동영상의 프레임이 {seconds}초 안에 표시되지 않았습니다",
    ),
    "smoke_not_captured": (
        "the frame was not captured within {seconds} s",
        "프레임이 {seconds}초 안에 캡처되지 않았습니다",
    ),
    "smoke_wrong_picture": (
        "the captured picture {file} has not the size of the video",
        "캡처한 사진 {file}의 크기가 동영상과 다릅니다",
    ),
    "smoke_wrong_row": (
        "frames.csv does not say where {file} came from",
        "frames.csv에 {file}의 출처가 없습니다",
    ),
    "smoke_not_closed": ("the window did not close", "창이 닫히지 않았습니다"),
    "converting": ("Converting", "변환 중"),
    "checking": ("Checking", "검사 중"),
    "converted": (
        "{written} written, {same} there already, {failed} not converted, {unlabelled} unlabelled",
        "새로 씀 {written}, 이미 있음 {same}, 변환 못 함 {failed}, 라벨 없음 {unlabelled}",
    ),
    "checked": (
        "{images} images: {errors} errors, {warnings} warnings",
        "이미지 {images}장: 오류 {errors}개, 경고 {warnings}개",
    ),
}

_LOST: Mapping[str, Sentence] = {
    "truncated": ("the flag “truncated”", "‘truncated’ 표시"),
    "difficult": ("the flag “difficult”", "‘difficult’ 표시"),
    "occluded": ("the flag “occluded”", "‘occluded’ 표시"),
    "attributes": ("attributes", "속성"),
    "grades": ("grades", "등급"),
    "outline": (
        "outlines of polygons and quads (written as boxes)",
        "다각형과 사각형의 윤곽 (상자로 씀)",
    ),
    "polygon": ("polygons (written as rotated boxes)", "다각형 (회전 상자로 씀)"),
    "verified": ("“verified”", "‘검수됨’"),
}

SENTENCES: Mapping[str, Sentence] = {
    # the command line's own
    "no_images": ("there are no images here", "여기에는 이미지가 없습니다"),
    "no_such_path": ("there is no such file or folder", "그런 파일이나 폴더가 없습니다"),
    "not_an_image": (
        "this is not an image Labeler can open",
        "Labeler가 열 수 있는 이미지가 아닙니다",
    ),
    "not_a_folder": ("this is not a folder", "폴더가 아닙니다"),
    "no_classes": ("no class names in this file", "이 파일에 클래스 이름이 없습니다"),
    "nothing_to_convert": (
        "the images here have no {format} labels to convert",
        "여기 이미지에는 변환할 {format} 라벨이 없습니다",
    ),
    "target_differs": (
        "is there already and says something else; left as it is (--overwrite replaces it)",
        "이미 있고 내용이 다릅니다. 그대로 두었습니다 (--overwrite로 바꿀 수 있음)",
    ),
    "does_not_survive": (
        "{format} cannot hold {lost}: {count}; the files they came from are unchanged",
        "{format}에 담을 수 없음: {lost}, {count}개. 원래 파일은 그대로입니다",
    ),
    "class_appended": (
        "the class {name} was not in the list and is appended to it",
        "목록에 없던 클래스 {name}을(를) 끝에 추가했습니다",
    ),
    "label_without_image": (
        "there is no image for these labels",
        "이 라벨에 해당하는 이미지가 없습니다",
    ),
    "class_file_not_appended": (
        "the new class could not be added here; it is remembered in labeler.yaml",
        "새 클래스를 여기에 추가하지 못했습니다. labeler.yaml에 기록되어 있습니다",
    ),
    "classes_disagree": (
        "the class lists {first} and {second} disagree; {first} is used",
        "클래스 목록 {first}와(과) {second}이(가) 서로 다릅니다. {first}을(를) 사용합니다",
    ),
    "classes_unclear": (
        "the class lists {first} and {second} disagree; say which holds with --classes",
        "클래스 목록 {first}와(과) {second}이(가) 서로 다릅니다. --classes로 지정해 주세요",
    ),
    "stem_clash": (
        "{name} and {other} would share one label file; each gets its own",
        "{name}와(과) {other}의 라벨 파일 이름이 같아 따로 둡니다",
    ),
    # reading labels
    "box_differs": (
        "{name}: the XML and the txt hold different boxes ({px} px apart)",
        "{name}: XML과 txt의 상자가 다릅니다 ({px}픽셀 차이)",
    ),
    "class_differs": (
        "the classes differ: {xml} in the XML, {txt} in the txt",
        "클래스가 다릅니다: XML은 {xml}, txt는 {txt}",
    ),
    "missing_in_txt": (
        "{name}: in the XML but not in the txt",
        "{name}: XML에는 있고 txt에는 없습니다",
    ),
    "missing_in_xml": (
        "{name}: in the txt but not in the XML",
        "{name}: txt에는 있고 XML에는 없습니다",
    ),
    "txt_changed": (
        "the txt was changed by another program since it was saved here",
        "저장한 뒤 다른 프로그램이 txt를 바꾸었습니다",
    ),
    "conflict_open": ("the XML and the txt disagree", "XML과 txt가 서로 다릅니다"),
    "duplicate_box": (
        "{name}: the very same box is there twice",
        "{name}: 똑같은 상자가 두 번 있습니다",
    ),
    "inverted_sides": (
        "{name}: left and right, or top and bottom, are exchanged",
        "{name}: 왼쪽과 오른쪽 또는 위와 아래가 뒤바뀌었습니다",
    ),
    "zero_side": ("{name}: a side of the box has no length", "{name}: 상자 한 변의 길이가 0입니다"),
    "outside_image": (
        "{name}: {px} px outside the image ({side})",
        "{name}: 이미지 밖으로 {px}픽셀 나갔습니다 ({side})",
    ),
    "unknown_class": (
        "the class {name} is not in the class list",
        "클래스 {name}이(가) 목록에 없습니다",
    ),
    "class_not_listed": ("the class {name} has no number", "클래스 {name}에 번호가 없습니다"),
    "confidence_column": (
        "the row ends with a confidence ({value})",
        "행 끝에 신뢰도({value})가 있습니다",
    ),
    "object_without_box": ("an object has no box", "상자가 없는 물체가 있습니다"),
    "size_differs": (
        "the file says the image is {file}; it is {image}",
        "파일에 적힌 이미지 크기는 {file}, 실제는 {image}입니다",
    ),
    "image_size_unknown": (
        "the size of the image is not known, so its txt cannot be read or written",
        "이미지 크기를 알 수 없어 txt를 읽거나 쓸 수 없습니다",
    ),
    "label_too_large": (
        "too large for a label file ({megabytes} MB)",
        "라벨 파일로는 너무 큽니다 ({megabytes} MB)",
    ),
    "too_many_shapes": (
        "{count} shapes are more than a label file may hold ({most})",
        "물체가 {count}개로 라벨 파일의 한도({most}개)를 넘습니다",
    ),
    "missing_value": ("<{element}> is missing", "<{element}>이(가) 없습니다"),
    "repeated_value": ("<{element}> is there twice", "<{element}>이(가) 두 번 있습니다"),
    "not_a_class_number": (
        "“{value}” is not a class number",
        "‘{value}’은(는) 클래스 번호가 아닙니다",
    ),
    "not_a_number": ("“{value}” is not a number", "‘{value}’은(는) 숫자가 아닙니다"),
    "wrong_value_count": (
        "{count} values make no box, polygon or quad",
        "값 {count}개로는 상자도 다각형도 되지 않습니다",
    ),
    "not_voc": (
        "XML, but no VOC labels (its root is <{root}>)",
        "XML이지만 VOC 라벨이 아닙니다 (최상위 요소 <{root}>)",
    ),
    "xml_broken": ("this is not complete XML ({reason})", "온전한 XML이 아닙니다 ({reason})"),
    "xml_doctype": (
        "declarations in XML are not read, for safety",
        "안전을 위해 XML 선언(DOCTYPE)은 읽지 않습니다",
    ),
    "wrong_encoding": (
        "its text cannot be read as {encoding}",
        "{encoding}(으)로 읽을 수 없는 글입니다",
    ),
    "not_utf8": ("this is not UTF-8 text", "UTF-8 글이 아닙니다"),
    "cannot_read": ("cannot be read: {reason}", "읽을 수 없습니다: {reason}"),
    # pictures
    "rotated": (
        "the picture is stored turned (EXIF orientation {orientation}), which some trainers ignore",
        "회전 정보(EXIF 방향 {orientation})가 있는 사진입니다. 무시하는 학습 프로그램도 있습니다",
    ),
    "not_a_file": ("this is not a file", "파일이 아닙니다"),
    "not_a_picture": ("not a picture, whatever its name says", "이름과 달리 사진이 아닙니다"),
    "picture_damaged": ("the picture is damaged", "손상된 사진입니다"),
    "picture_empty": ("the file is empty", "빈 파일입니다"),
    "picture_missing": ("the picture is gone", "사진이 없어졌습니다"),
    "picture_too_large": (
        "too large to be opened safely ({width} × {height})",
        "안전하게 열기에는 너무 큽니다 ({width} × {height})",
    ),
    "picture_unsupported": (
        "pictures of this kind ({format}) cannot be opened",
        "이 종류({format})의 사진은 열 수 없습니다",
    ),
    # labeler.yaml
    "project_bad_value": ("{key} cannot be “{value}”", "{key}에 ‘{value}’을(를) 쓸 수 없습니다"),
    "project_not_yaml": ("this is not YAML: {problem}", "YAML이 아닙니다: {problem}"),
    "project_changed_on_disk": (
        "changed by another program; left as it is",
        "다른 프로그램이 바꾸어 그대로 두었습니다",
    ),
    # cameras
    "no_focal": (
        "the distance and the corners do not fit together",
        "거리와 모서리가 서로 맞지 않습니다",
    ),
    # videos
    "no_clips": ("there are no videos here", "여기에는 동영상이 없습니다"),
    "not_a_video": (
        "this is not a video Labeler can open",
        "Labeler가 열 수 있는 동영상이 아닙니다",
    ),
    "video_unsupported": (
        "its pictures are encoded by {codec}, which cannot be decoded here",
        "{codec} 코덱은 여기서 디코딩할 수 없습니다",
    ),
    "video_no_stream": ("there are no moving pictures in it", "영상이 들어 있지 않습니다"),
    "video_no_such_stream": (
        "there is no stream {number}; it has {last}, counted from 0",
        "{number}번 영상이 없습니다. 영상은 {last}개이고 번호는 0부터입니다",
    ),
    "video_no_frames": (
        "no frame of it can be decoded",
        "디코딩할 수 있는 프레임이 하나도 없습니다",
    ),
    "video_gone": ("the video is gone", "동영상이 없어졌습니다"),
    "video_damaged": (
        "the video is damaged: {count} part(s) of it hold no frame; the others are used",
        "동영상이 손상되었습니다. 프레임이 없는 부분이 {count}곳이고 나머지는 사용합니다",
    ),
    "frames_missing": (
        "{count} frames cannot be decoded, the first at {time} (frame {frame})",
        "디코딩할 수 없는 프레임이 {count}개 있습니다. 첫 번째는 {time}(프레임 {frame})",
    ),
    "nothing_to_capture": (
        "no frame to capture in the given part",
        "지정한 구간에 캡처할 프레임이 없습니다",
    ),
    "capture_died": (
        "the process that captured from it was ended by the system; run it again to go on",
        "캡처하던 프로세스를 시스템이 끝냈습니다. 다시 실행하면 이어집니다",
    ),
    # changes to many files
    "not_in_trash": ("the old file is not in the trash any more", "원래 파일이 휴지통에 없습니다"),
    "not_turned": (
        "these labels could not be turned with the picture",
        "이 라벨은 사진과 함께 돌리지 못했습니다",
    ),
    # writing
    "already_there": ("is there already", "이미 있습니다"),
    "changed_on_disk": (
        "changed by another program; left as it is",
        "다른 프로그램이 바꾸어 그대로 두었습니다",
    ),
    "cannot_write": ("cannot be written: {reason}", "쓸 수 없습니다: {reason}"),
    "disk_full": ("the disk is full", "디스크가 가득 찼습니다"),
    "read_only": ("the folder or file cannot be written to", "쓰기가 금지된 폴더나 파일입니다"),
    "file_locked": ("in use by another program", "다른 프로그램이 사용 중입니다"),
    "folder_gone": ("the folder is gone", "폴더가 없어졌습니다"),
}


_SIDES: Mapping[str, Sentence] = {
    "left": ("left", "왼쪽"),
    "top": ("top", "위쪽"),
    "right": ("right", "오른쪽"),
    "bottom": ("bottom", "아래쪽"),
}


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


@cache
def language() -> int:
    """Which of the two languages the system speaks: 0 English, 1 Korean."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return int(value.lower().startswith("ko"))
    return int((locale.getlocale()[0] or "").lower().startswith("ko"))


def said(word: str, **values: object) -> str:
    """A sentence of the command line itself."""
    words = _WORDS.get(word) or WORDS[word]
    return words[language()].format_map(_Values(values))


def sentence(finding: Finding) -> str:
    """A finding in words; the code and its values where there are none."""
    values = _Values(finding.values)
    values["where"] = "?" if finding.where is None else str(finding.where)
    if "what" in values:
        values["lost"] = _LOST.get(str(values["what"]), (str(values["what"]),) * 2)[language()]
    if (side := str(values.get("side"))) in _SIDES:
        values["side"] = _SIDES[side][language()]
    words = SENTENCES.get(finding.code)
    if words is None:
        more = ", ".join(f"{key}={value}" for key, value in finding.values.items())
        return f"{finding.code} ({more})" if more else finding.code
    return words[language()].format_map(values)
