"""The words of `labeler rules`, in English and Korean: its sentences, and those of the presets."""

from collections.abc import Mapping

Words = tuple[str, str]  # English, Korean

WORDS: Mapping[str, Words] = {
    "about_rules": (
        "Count what the rules say of the objects of a folder: how many there are of each grade, "
        "which combinations are rare, and what to capture next. What was measured once is not "
        "measured again.",
        "폴더의 객체를 규칙에 따라 셉니다. 등급별 개수, 부족한 조합, 더 캡처할 것을 알려 줍니다. "
        "한 번 측정한 것은 다시 측정하지 않습니다.",
    ),
    "help_rules_json": (
        "print everything as JSON, with ids instead of words",
        "모두 JSON으로 출력합니다. 이름 대신 id를 씁니다",
    ),
    "help_csv": (
        "write a line for each object: image, class, box, and what every rule says",
        "객체마다 한 줄씩 씁니다: 이미지, 클래스, 상자, 규칙별 결과",
    ),
    "help_fail_under": (
        "exit with 1 when less than N per cent of the objects pass. An object fails when a rule "
        "about it or its image fails; else it passes when at least one passes. Not counted are "
        "objects of which no rule is sure, those left out by a rule that says ignore, and rules "
        "whose failure does nothing. Where no object counts, it is 0 per cent",
        "통과한 객체가 N%%보다 적으면 종료 코드 1. 객체나 그 이미지에 대한 규칙이 하나라도 "
        "미달이면 미달이고, 그 밖에 하나라도 통과이면 통과입니다. 어느 규칙도 확실하지 않은 "
        "객체, ignore 규칙으로 제외한 객체, 미달해도 아무 일 없는(none) 규칙은 세지 않습니다. 셀 "
        "객체가 없으면 0%%입니다",
    ),
    "help_by": (
        "lines and columns of the table: one or two of the rules' ids, class, video and annotator "
        "(default: brightness,distance)",
        "표의 행과 열: 규칙 id, class, video, annotator 가운데 하나 또는 둘 (기본: "
        "brightness,distance)",
    ),
    "bad_percent": (
        "“{value}” is not a percentage from 0 to 100",
        "‘{value}’은(는) 0에서 100 사이의 백분율이 아닙니다",
    ),
    "bad_axes": (
        "--by takes one or two different names, parted by a comma",
        "--by에는 서로 다른 이름 하나나 둘을 쉼표로 이어 씁니다",
    ),
    "no_such_axis": (
        "there is no “{value}” to count by in {folder}; there are {known}",
        "{folder}에는 ‘{value}’ 규칙이 없습니다. 쓸 수 있는 규칙: {known}",
    ),
    "measuring": ("Measuring", "측정 중"),
    "standing": (
        "{images} images, {labelled} labelled, {objects} objects: {passing} pass, {failing} fail, "
        "{unsure} unsure, {ignored} left out; {share} of the sure ones pass",
        "이미지 {images}장(라벨 {labelled}장), 객체 {objects}개: 통과 {passing}, 미달 {failing}, "
        "불확실 {unsure}, 제외 {ignored}. 확실한 것 가운데 {share} 통과",
    ),
    "unread": (
        "{count} images could not be measured, the first is {first} (see labeler check)",
        "측정하지 못한 이미지 {count}장. 첫 번째는 {first} (labeler check 참고)",
    ),
    "no_objects": (
        "{images} images, no objects yet",
        "이미지 {images}장, 아직 객체가 없습니다",
    ),
    "verdicts": (
        "{title}: {passing} pass, {failing} fail, {unsure} unsure",
        "{title}: 통과 {passing}, 미달 {failing}, 불확실 {unsure}",
    ),
    "verdicts_of_images": (
        "{title} (images): {passing} pass, {failing} fail, {unsure} unsure",
        "{title} (이미지): 통과 {passing}, 미달 {failing}, 불확실 {unsure}",
    ),
    "count": ("count", "개수"),
    "part": ("share", "비율"),
    "target": ("target", "목표"),
    "lacking": ("missing", "부족"),
    "total": ("total", "합계"),
    "unsure": ("unsure", "불확실"),
    "none_of_it": ("none", "없음"),
    "class": ("class", "클래스"),
    "video": ("video", "동영상"),
    "annotator": ("annotator", "작업자"),
    "board_object": ("{axes}, objects", "{axes} (객체 수)"),
    "board_image": ("{axes}, images", "{axes} (이미지 수)"),
    "board_thin": ("4/30 is 4 where 30 are wanted", "4/30은 목표 30개 가운데 4개라는 뜻입니다"),
    "to_capture": ("Still missing:", "부족한 것:"),
    "nothing_lacks": ("Nothing is missing.", "부족한 것이 없습니다."),
    "cell_thin": (
        "{cell}: {have} of {want}, capture more",
        "{cell}: {want}개 중 {have}개, 더 캡처하세요",
    ),
    "cell_thin_image": (
        "{cell}: {have} of {want} images, capture more",
        "{cell}: {want}장 중 {have}장, 더 캡처하세요",
    ),
    "not_known": (
        "{cell}: nothing certain yet, answer by hand first",
        "{cell}: 아직 확실한 것이 없습니다. 먼저 직접 등급을 정해 주세요",
    ),
    "more_thin": ("{cell}: {count} more are short", "{cell}: 이 밖에 {count}곳이 더 부족합니다"),
    "csv_written": ("{count} objects written to {file}", "객체 {count}개를 {file}에 썼습니다"),
    "under": (
        "{share} pass, less than {least} %",
        "{share} 통과, 요구한 {least} %에 못 미칩니다",
    ),
}

_LIGHT: Mapping[str, Words] = {
    "dark": ("dark", "어두움"),
    "normal": ("normal", "보통"),
    "bright": ("bright", "밝음"),
    "glare": ("glare", "눈부심"),
    "flat": ("no contrast", "대비 없음"),
}

# Of the rules that the program brings along: the title under "", then the grades.
PRESETS: Mapping[str, Mapping[str, Words]] = {
    "distance": {
        "": ("Distance", "거리"),
        "near": ("near", "가까움"),
        "middle": ("middle", "중간"),
        "far": ("far", "멂"),
        "very_far": ("very far", "아주 멂"),
    },
    "yaw": {
        "": ("Left–right angle", "좌우 각도"),
        "front": ("front", "정면"),
        "slight": ("slight", "약간 비스듬함"),
        "oblique": ("oblique", "비스듬함"),
        "steep": ("steep", "심하게 비스듬함"),
    },
    "pitch": {
        "": ("Up–down angle", "상하 각도"),
        "level": ("level", "수평"),
        "slight": ("slight", "약간 비스듬함"),
        "oblique": ("oblique", "비스듬함"),
        "steep": ("steep", "심하게 비스듬함"),
    },
    "sharpness": {
        "": ("Sharpness", "선명도(흐릿함)"),
        "unreadable": ("unreadable", "식별 불가"),
        "blurred": ("blurred", "흐릿함"),
        "soft": ("soft", "약간 흐릿함"),
        "sharp": ("sharp", "선명함"),
    },
    "brightness": {"": ("Brightness", "밝기"), **_LIGHT},
    "size": {
        "": ("Size", "크기"),
        "tiny": ("tiny", "아주 작음"),
        "small": ("small", "작음"),
        "medium": ("medium", "중간"),
        "large": ("large", "큼"),
        "very_large": ("very large", "아주 큼"),
    },
    "environment": {
        "": ("Environment", "주변 환경"),
        "indoor": ("indoors", "실내"),
        "sunny": ("sunny", "맑음"),
        "overcast": ("overcast", "흐림"),
        "night": ("night", "밤"),
    },
    "image_brightness": {
        "": ("Standard brightness", "표준 밝기"),
        "dim": ("dim", "조금 어두움"),
        **_LIGHT,
    },
    "image_size": {
        "": ("Standard size", "표준 크기"),
        "small": ("small", "작음"),
        "standard": ("standard", "표준"),
        "large": ("large", "큼"),
    },
}
