<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Labeler</source>
        <translation>Labeler 정보</translation>
    </message>
    <message>
        <source>Mark objects on images and get a training set that can be trusted: VOC and YOLO labels by one save. Free software under the MIT licence.</source>
        <translation>이미지에 물체를 표시해 믿을 수 있는 학습 데이터를 만듭니다. 한 번 저장으로 VOC와 YOLO 라벨이 함께 만들어집니다. MIT 사용권의 자유 소프트웨어입니다.</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>버전 복사</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>기록 파일 열기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Open a folder of images and go on where it was left</source>
        <translation>이미지 폴더를 열어 이어서 작업합니다</translation>
    </message>
    <message>
        <source>Open image…</source>
        <translation>이미지 열기…</translation>
    </message>
    <message>
        <source>Open one image with all those beside it</source>
        <translation>이미지 하나와 그 폴더의 나머지 이미지를 함께 엽니다</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>샘플 열기</translation>
    </message>
    <message>
        <source>Open a small labelled dataset to try things on</source>
        <translation>연습용으로 준비된 작은 데이터셋을 엽니다</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>지금 저장</translation>
    </message>
    <message>
        <source>Every change is saved at once by itself; this tries again what could not be saved</source>
        <translation>모든 변경은 저절로 저장됩니다. 저장하지 못한 것이 있으면 다시 시도합니다</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>다른 곳에 저장…</translation>
    </message>
    <message>
        <source>Write what could not be saved into another folder</source>
        <translation>저장하지 못한 라벨을 다른 폴더에 씁니다</translation>
    </message>
    <message>
        <source>Labels folder…</source>
        <translation>라벨 폴더 지정…</translation>
    </message>
    <message>
        <source>Choose the folder where label files are written</source>
        <translation>라벨 파일을 저장할 폴더를 고릅니다</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>다시 읽기</translation>
    </message>
    <message>
        <source>Read the image and its labels from disk again</source>
        <translation>이미지와 라벨을 디스크에서 다시 읽습니다</translation>
    </message>
    <message>
        <source>Move image to trash</source>
        <translation>이미지를 휴지통으로</translation>
    </message>
    <message>
        <source>Move the image and its labels to the trash; undo brings them back</source>
        <translation>이미지와 라벨을 휴지통으로 옮깁니다. 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Close the program; everything is saved first</source>
        <translation>모두 저장한 뒤 프로그램을 닫습니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Take back the last step</source>
        <translation>마지막 작업을 되돌립니다</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>되돌린 작업을 다시 실행합니다</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>잘라내기</translation>
    </message>
    <message>
        <source>Remove the selected shapes and keep them for pasting</source>
        <translation>선택한 도형을 잘라 냅니다</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the selected shapes</source>
        <translation>선택한 도형을 복사합니다</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Add the copied shapes to this image</source>
        <translation>복사한 도형을 이 이미지에 붙여 넣습니다</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Add a copy beside each selected shape</source>
        <translation>선택한 도형 옆에 사본을 만듭니다</translation>
    </message>
    <message>
        <source>Copy from previous image</source>
        <translation>이전 이미지에서 복사</translation>
    </message>
    <message>
        <source>Add all shapes of the previous image to this one</source>
        <translation>이전 이미지의 모든 도형을 이 이미지에 복사합니다</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete the selected shapes</source>
        <translation>선택한 도형을 삭제합니다</translation>
    </message>
    <message>
        <source>Delete all shapes</source>
        <translation>도형 모두 삭제</translation>
    </message>
    <message>
        <source>Delete every shape on this image</source>
        <translation>이 이미지의 모든 도형을 삭제합니다</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Select every shape on this image</source>
        <translation>이 이미지의 모든 도형을 선택합니다</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>선택 해제</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>선택을 모두 해제합니다</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Show the image larger</source>
        <translation>이미지를 더 크게 봅니다</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Show the image smaller</source>
        <translation>이미지를 더 작게 봅니다</translation>
    </message>
    <message>
        <source>Fit image</source>
        <translation>창에 맞추기</translation>
    </message>
    <message>
        <source>Show the whole image</source>
        <translation>이미지 전체가 보이게 합니다</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>너비에 맞추기</translation>
    </message>
    <message>
        <source>Show the whole width of the image</source>
        <translation>이미지의 너비가 모두 보이게 합니다</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>실제 크기</translation>
    </message>
    <message>
        <source>One image pixel to one screen pixel</source>
        <translation>이미지 픽셀과 화면 픽셀을 1:1로 맞춥니다</translation>
    </message>
    <message>
        <source>Fit every image</source>
        <translation>이미지마다 맞추기</translation>
    </message>
    <message>
        <source>Fit each image that is opened, instead of keeping the view</source>
        <translation>보던 위치를 유지하는 대신 여는 이미지마다 창에 맞춥니다</translation>
    </message>
    <message>
        <source>Hide shapes while held</source>
        <translation>누르는 동안 도형 숨기기</translation>
    </message>
    <message>
        <source>Show the bare image while the key is held down</source>
        <translation>키를 누르고 있는 동안 도형 없이 이미지만 봅니다</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>클래스 이름 표시</translation>
    </message>
    <message>
        <source>Write the class beside each shape</source>
        <translation>도형 옆에 클래스 이름을 적습니다</translation>
    </message>
    <message>
        <source>Fill shapes</source>
        <translation>도형 채우기</translation>
    </message>
    <message>
        <source>Change how strongly shapes are filled: off, light, strong</source>
        <translation>도형 안을 채우는 정도를 바꿉니다: 없음, 옅게, 진하게</translation>
    </message>
    <message>
        <source>Guide lines</source>
        <translation>안내선</translation>
    </message>
    <message>
        <source>Lines through the pointer while drawing</source>
        <translation>그리는 동안 포인터를 지나는 선을 보입니다</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>확대경</translation>
    </message>
    <message>
        <source>Magnify what lies under the pointer while drawing or resizing</source>
        <translation>그리거나 크기를 바꿀 때 포인터 아래를 확대해 보입니다</translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation>픽셀 격자</translation>
    </message>
    <message>
        <source>Lines between pixels from 800 % on</source>
        <translation>800 % 이상 확대하면 픽셀 사이에 선을 보입니다</translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation>더 밝게</translation>
    </message>
    <message>
        <source>Show the image brighter; its file stays as it is</source>
        <translation>이미지를 더 밝게 보입니다. 파일은 그대로입니다</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>더 어둡게</translation>
    </message>
    <message>
        <source>Show the image darker; its file stays as it is</source>
        <translation>이미지를 더 어둡게 보입니다. 파일은 그대로입니다</translation>
    </message>
    <message>
        <source>More contrast</source>
        <translation>대비 높이기</translation>
    </message>
    <message>
        <source>Show the image with more contrast; its file stays as it is</source>
        <translation>대비를 높여 보입니다. 파일은 그대로입니다</translation>
    </message>
    <message>
        <source>Less contrast</source>
        <translation>대비 낮추기</translation>
    </message>
    <message>
        <source>Show the image with less contrast; its file stays as it is</source>
        <translation>대비를 낮춰 보입니다. 파일은 그대로입니다</translation>
    </message>
    <message>
        <source>Lift shadows</source>
        <translation>어두운 곳 밝히기</translation>
    </message>
    <message>
        <source>Show what is in the shadows; the file stays as it is</source>
        <translation>어두운 부분을 밝혀 보입니다. 파일은 그대로입니다</translation>
    </message>
    <message>
        <source>Deepen shadows</source>
        <translation>어두운 곳 더 어둡게</translation>
    </message>
    <message>
        <source>Show the shadows darker; the file stays as it is</source>
        <translation>어두운 부분을 더 어둡게 보입니다. 파일은 그대로입니다</translation>
    </message>
    <message>
        <source>Show as it is</source>
        <translation>원래대로 보기</translation>
    </message>
    <message>
        <source>Brightness, contrast and gamma back to normal</source>
        <translation>밝기, 대비, 감마를 원래대로 되돌립니다</translation>
    </message>
    <message>
        <source>Switch light and dark</source>
        <translation>밝은 테마와 어두운 테마 전환</translation>
    </message>
    <message>
        <source>Change between the light and the dark theme</source>
        <translation>밝은 테마와 어두운 테마를 서로 바꿉니다</translation>
    </message>
    <message>
        <source>한국어 / English</source>
        <translation>English / 한국어</translation>
    </message>
    <message>
        <source>Change the language of the window</source>
        <translation>화면의 언어를 바꿉니다</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>화면 전체를 사용합니다</translation>
    </message>
    <message>
        <source>Reset panels</source>
        <translation>패널 배치 초기화</translation>
    </message>
    <message>
        <source>Put all panels back where they were at first</source>
        <translation>모든 패널을 처음 자리로 되돌립니다</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>다음 이미지</translation>
    </message>
    <message>
        <source>Go to the next image in the list</source>
        <translation>목록의 다음 이미지로 갑니다</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>이전 이미지</translation>
    </message>
    <message>
        <source>Go to the previous image in the list</source>
        <translation>목록의 이전 이미지로 갑니다</translation>
    </message>
    <message>
        <source>Verified, next</source>
        <translation>검토 완료 후 다음</translation>
    </message>
    <message>
        <source>Mark this image as checked and go on</source>
        <translation>이 이미지를 검토 완료로 표시하고 다음으로 갑니다</translation>
    </message>
    <message>
        <source>Ten forward</source>
        <translation>10장 앞으로</translation>
    </message>
    <message>
        <source>Go ten images forward</source>
        <translation>열 장 뒤의 이미지로 갑니다</translation>
    </message>
    <message>
        <source>Ten back</source>
        <translation>10장 뒤로</translation>
    </message>
    <message>
        <source>Go ten images back</source>
        <translation>열 장 앞의 이미지로 돌아갑니다</translation>
    </message>
    <message>
        <source>First image</source>
        <translation>첫 이미지</translation>
    </message>
    <message>
        <source>Go to the first image in the list</source>
        <translation>목록의 첫 이미지로 갑니다</translation>
    </message>
    <message>
        <source>Last image</source>
        <translation>마지막 이미지</translation>
    </message>
    <message>
        <source>Go to the last image in the list</source>
        <translation>목록의 마지막 이미지로 갑니다</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>바로 가기…</translation>
    </message>
    <message>
        <source>Go to an image by its number or name</source>
        <translation>번호나 이름으로 이미지를 찾아갑니다</translation>
    </message>
    <message>
        <source>Next not looked at</source>
        <translation>다음 미확인 이미지</translation>
    </message>
    <message>
        <source>Go to the next image that nobody has looked at</source>
        <translation>아직 아무도 보지 않은 다음 이미지로 갑니다</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>다음 문제 이미지</translation>
    </message>
    <message>
        <source>Go to the next shape that fails a rule, or image with a problem</source>
        <translation>규칙에 미달한 다음 도형이나 문제가 있는 다음 이미지로 갑니다</translation>
    </message>
    <message>
        <source>Take back “verified”</source>
        <translation>검토 완료 취소</translation>
    </message>
    <message>
        <source>Mark this image as not checked</source>
        <translation>이 이미지의 검토 완료 표시를 지웁니다</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>표시할 것 없음</translation>
    </message>
    <message>
        <source>Say that you looked and there is nothing to mark</source>
        <translation>확인했지만 표시할 물체가 없다고 기록합니다</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Select, move and resize; dragging on empty ground draws a box</source>
        <translation>선택하고 옮기고 크기를 바꿉니다. 빈 곳을 끌면 상자를 그립니다</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>Draw a box: drag, or click two corners</source>
        <translation>끌거나 두 모서리를 클릭해 상자를 그립니다</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>다각형</translation>
    </message>
    <message>
        <source>Draw a polygon: click its corners, Enter closes it</source>
        <translation>꼭짓점을 클릭해 다각형을 그립니다. Enter로 닫습니다</translation>
    </message>
    <message>
        <source>Quad</source>
        <translation>사각형(네 점)</translation>
    </message>
    <message>
        <source>Draw a quad: click its four corners</source>
        <translation>네 꼭짓점을 클릭해 사각형을 그립니다</translation>
    </message>
    <message>
        <source>Edit points</source>
        <translation>점 편집</translation>
    </message>
    <message>
        <source>Move, add and remove single corners</source>
        <translation>꼭짓점을 하나씩 옮기고 더하고 지웁니다</translation>
    </message>
    <message>
        <source>One shape per image</source>
        <translation>이미지당 하나만</translation>
    </message>
    <message>
        <source>After a shape is drawn, the next image opens by itself</source>
        <translation>도형을 하나 그리면 다음 이미지가 저절로 열립니다</translation>
    </message>
    <message>
        <source>Snap to pixels</source>
        <translation>픽셀에 맞추기</translation>
    </message>
    <message>
        <source>Put corners on whole pixels, so that VOC and YOLO hold the very same box</source>
        <translation>꼭짓점을 픽셀 경계에 맞춰 VOC와 YOLO에 똑같은 상자를 저장합니다</translation>
    </message>
    <message>
        <source>Turn into box</source>
        <translation>상자로 바꾸기</translation>
    </message>
    <message>
        <source>Replace the selected shapes by the boxes around them</source>
        <translation>선택한 도형을 그 둘레의 상자로 바꿉니다</translation>
    </message>
    <message>
        <source>Turn into polygon</source>
        <translation>다각형으로 바꾸기</translation>
    </message>
    <message>
        <source>Make the selected shapes polygons</source>
        <translation>선택한 도형을 다각형으로 바꿉니다</translation>
    </message>
    <message>
        <source>Turn into quad</source>
        <translation>사각형(네 점)으로 바꾸기</translation>
    </message>
    <message>
        <source>Make the selected shapes quads</source>
        <translation>선택한 도형을 네 점 사각형으로 바꿉니다</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>식별 어려움</translation>
    </message>
    <message>
        <source>Mark the selected shapes as difficult to recognise</source>
        <translation>선택한 도형을 알아보기 어려운 물체로 표시합니다</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>잘림</translation>
    </message>
    <message>
        <source>Mark the selected shapes as cut off by the edge</source>
        <translation>선택한 도형을 일부가 잘린 물체로 표시합니다</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Mark the selected shapes as partly hidden</source>
        <translation>선택한 도형을 일부가 가려진 물체로 표시합니다</translation>
    </message>
    <message>
        <source>Bring forward</source>
        <translation>앞으로 가져오기</translation>
    </message>
    <message>
        <source>Move the selected shapes one up in the order</source>
        <translation>선택한 도형을 한 단계 위로 올립니다</translation>
    </message>
    <message>
        <source>Send backward</source>
        <translation>뒤로 보내기</translation>
    </message>
    <message>
        <source>Move the selected shapes one down in the order</source>
        <translation>선택한 도형을 한 단계 아래로 내립니다</translation>
    </message>
    <message>
        <source>Left by 1 px</source>
        <translation>왼쪽으로 1 px</translation>
    </message>
    <message>
        <source>Move the selected shapes one pixel</source>
        <translation>선택한 도형을 1픽셀 옮깁니다</translation>
    </message>
    <message>
        <source>Right by 1 px</source>
        <translation>오른쪽으로 1 px</translation>
    </message>
    <message>
        <source>Up by 1 px</source>
        <translation>위로 1 px</translation>
    </message>
    <message>
        <source>Down by 1 px</source>
        <translation>아래로 1 px</translation>
    </message>
    <message>
        <source>Left by 10 px</source>
        <translation>왼쪽으로 10 px</translation>
    </message>
    <message>
        <source>Move the selected shapes ten pixels</source>
        <translation>선택한 도형을 10픽셀 옮깁니다</translation>
    </message>
    <message>
        <source>Right by 10 px</source>
        <translation>오른쪽으로 10 px</translation>
    </message>
    <message>
        <source>Up by 10 px</source>
        <translation>위로 10 px</translation>
    </message>
    <message>
        <source>Down by 10 px</source>
        <translation>아래로 10 px</translation>
    </message>
    <message>
        <source>Narrower by 1 px</source>
        <translation>너비 1 px 줄이기</translation>
    </message>
    <message>
        <source>Move the right edge of the selected shapes in</source>
        <translation>선택한 도형의 오른쪽 변을 안으로 옮깁니다</translation>
    </message>
    <message>
        <source>Wider by 1 px</source>
        <translation>너비 1 px 늘리기</translation>
    </message>
    <message>
        <source>Move the right edge of the selected shapes out</source>
        <translation>선택한 도형의 오른쪽 변을 밖으로 옮깁니다</translation>
    </message>
    <message>
        <source>Shorter by 1 px</source>
        <translation>높이 1 px 줄이기</translation>
    </message>
    <message>
        <source>Move the bottom edge of the selected shapes in</source>
        <translation>선택한 도형의 아래쪽 변을 안으로 옮깁니다</translation>
    </message>
    <message>
        <source>Taller by 1 px</source>
        <translation>높이 1 px 늘리기</translation>
    </message>
    <message>
        <source>Move the bottom edge of the selected shapes out</source>
        <translation>선택한 도형의 아래쪽 변을 밖으로 옮깁니다</translation>
    </message>
    <message>
        <source>Choose class…</source>
        <translation>클래스 고르기…</translation>
    </message>
    <message>
        <source>Find a class by typing, for the shape under the pointer or the next one</source>
        <translation>이름을 입력해 클래스를 찾아 포인터 아래의 도형이나 다음 도형에 적용합니다</translation>
    </message>
    <message>
        <source>Add class…</source>
        <translation>클래스 추가…</translation>
    </message>
    <message>
        <source>Append a class to the list</source>
        <translation>목록 끝에 클래스를 더합니다</translation>
    </message>
    <message>
        <source>Next class</source>
        <translation>다음 클래스</translation>
    </message>
    <message>
        <source>Take the next class for the next shape</source>
        <translation>다음에 그릴 도형에 다음 클래스를 씁니다</translation>
    </message>
    <message>
        <source>Previous class</source>
        <translation>이전 클래스</translation>
    </message>
    <message>
        <source>Take the previous class for the next shape</source>
        <translation>다음에 그릴 도형에 이전 클래스를 씁니다</translation>
    </message>
    <message>
        <source>Check dataset</source>
        <translation>데이터셋 검사</translation>
    </message>
    <message>
        <source>Look for mistakes in all label files</source>
        <translation>모든 라벨 파일에서 잘못을 찾습니다</translation>
    </message>
    <message>
        <source>Bake rotation into the file</source>
        <translation>회전을 파일에 적용</translation>
    </message>
    <message>
        <source>Store the picture upright and turn its labels with it</source>
        <translation>사진을 바로 세워 저장하고 라벨도 함께 돌립니다</translation>
    </message>
    <message>
        <source>Dataset settings…</source>
        <translation>데이터셋 설정…</translation>
    </message>
    <message>
        <source>Formats, classes and where labels go</source>
        <translation>형식과 클래스, 라벨을 저장할 곳을 정합니다</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>단축키 설정…</translation>
    </message>
    <message>
        <source>Change which key does what</source>
        <translation>어떤 키가 무엇을 할지 바꿉니다</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>설정…</translation>
    </message>
    <message>
        <source>Change how the program looks and works</source>
        <translation>프로그램의 모양과 동작을 바꿉니다</translation>
    </message>
    <message>
        <source>Key sheet</source>
        <translation>단축키 한눈에 보기</translation>
    </message>
    <message>
        <source>Show all keys on one page</source>
        <translation>모든 단축키를 한 장에 보입니다</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>기록 파일 열기</translation>
    </message>
    <message>
        <source>Open the file where unexpected errors are written</source>
        <translation>예상하지 못한 오류를 적은 파일을 엽니다</translation>
    </message>
    <message>
        <source>About Labeler</source>
        <translation>Labeler 정보</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>버전과 사용권을 보입니다</translation>
    </message>
    <message>
        <source>Open video…</source>
        <translation>동영상 열기…</translation>
    </message>
    <message>
        <source>Open a video to capture frames from it</source>
        <translation>동영상을 열어 프레임을 캡처합니다</translation>
    </message>
    <message>
        <source>Video / images</source>
        <translation>동영상 / 이미지</translation>
    </message>
    <message>
        <source>Change between the video and the images of the list</source>
        <translation>동영상과 이미지 목록 사이를 오갑니다</translation>
    </message>
    <message>
        <source>Close video</source>
        <translation>동영상 닫기</translation>
    </message>
    <message>
        <source>Close the video and its timeline</source>
        <translation>동영상과 타임라인을 닫습니다</translation>
    </message>
    <message>
        <source>Folder for frames…</source>
        <translation>프레임 저장 폴더…</translation>
    </message>
    <message>
        <source>Choose where captured frames are written</source>
        <translation>캡처한 프레임을 저장할 폴더를 고릅니다</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>캡처</translation>
    </message>
    <message>
        <source>Make an image of the frame on the screen</source>
        <translation>지금 보이는 프레임을 이미지로 저장합니다</translation>
    </message>
    <message>
        <source>Capture many…</source>
        <translation>여러 장 캡처…</translation>
    </message>
    <message>
        <source>Capture every so many frames or seconds, a number, or the best ones</source>
        <translation>일정 간격으로, 정한 장수만큼, 또는 좋은 프레임만 골라 캡처합니다</translation>
    </message>
    <message>
        <source>Accept pin, label frame</source>
        <translation>핀 확정, 라벨링</translation>
    </message>
    <message>
        <source>Capture the proposed frame; open a captured one to be labelled</source>
        <translation>추천 프레임을 캡처합니다. 캡처한 프레임이면 라벨링하러 엽니다</translation>
    </message>
    <message>
        <source>Drop pin</source>
        <translation>핀 빼기</translation>
    </message>
    <message>
        <source>Take back a proposal; a captured frame goes to the trash</source>
        <translation>추천을 뺍니다. 캡처한 프레임은 휴지통으로 갑니다</translation>
    </message>
    <message>
        <source>Next pin</source>
        <translation>다음 핀</translation>
    </message>
    <message>
        <source>Go to the next pin on the timeline</source>
        <translation>타임라인의 다음 핀으로 갑니다</translation>
    </message>
    <message>
        <source>Previous pin</source>
        <translation>이전 핀</translation>
    </message>
    <message>
        <source>Go to the previous pin on the timeline</source>
        <translation>타임라인의 이전 핀으로 갑니다</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Play or pause the video</source>
        <translation>동영상을 재생하거나 멈춥니다</translation>
    </message>
    <message>
        <source>Play forwards</source>
        <translation>앞으로 재생</translation>
    </message>
    <message>
        <source>Play forwards; press again to go faster</source>
        <translation>앞으로 재생합니다. 다시 누르면 빨라집니다</translation>
    </message>
    <message>
        <source>Play backwards</source>
        <translation>거꾸로 재생</translation>
    </message>
    <message>
        <source>Play backwards; press again to go faster</source>
        <translation>거꾸로 재생합니다. 다시 누르면 빨라집니다</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Stop at the frame on the screen</source>
        <translation>지금 프레임에서 멈춥니다</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>다음 프레임</translation>
    </message>
    <message>
        <source>Show the next frame</source>
        <translation>한 프레임 앞으로 갑니다</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>이전 프레임</translation>
    </message>
    <message>
        <source>Show the frame before</source>
        <translation>한 프레임 뒤로 갑니다</translation>
    </message>
    <message>
        <source>Ten frames on</source>
        <translation>10프레임 앞으로</translation>
    </message>
    <message>
        <source>Go ten frames on</source>
        <translation>열 프레임 앞으로 갑니다</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>10프레임 뒤로</translation>
    </message>
    <message>
        <source>Go ten frames back</source>
        <translation>열 프레임 뒤로 갑니다</translation>
    </message>
    <message>
        <source>One second on</source>
        <translation>1초 앞으로</translation>
    </message>
    <message>
        <source>Go one second on</source>
        <translation>1초 앞으로 갑니다</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>1초 뒤로</translation>
    </message>
    <message>
        <source>Go one second back</source>
        <translation>1초 뒤로 갑니다</translation>
    </message>
    <message>
        <source>Ten seconds on</source>
        <translation>10초 앞으로</translation>
    </message>
    <message>
        <source>Go ten seconds on</source>
        <translation>10초 앞으로 갑니다</translation>
    </message>
    <message>
        <source>Ten seconds back</source>
        <translation>10초 뒤로</translation>
    </message>
    <message>
        <source>Go ten seconds back</source>
        <translation>10초 뒤로 갑니다</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>처음 프레임</translation>
    </message>
    <message>
        <source>Go to the start of the video</source>
        <translation>동영상의 처음으로 갑니다</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>마지막 프레임</translation>
    </message>
    <message>
        <source>Go to the end of the video</source>
        <translation>동영상의 끝으로 갑니다</translation>
    </message>
    <message>
        <source>Next video</source>
        <translation>다음 동영상</translation>
    </message>
    <message>
        <source>Open the next video of the folder</source>
        <translation>폴더의 다음 동영상을 엽니다</translation>
    </message>
    <message>
        <source>Previous video</source>
        <translation>이전 동영상</translation>
    </message>
    <message>
        <source>Open the previous video of the folder</source>
        <translation>폴더의 이전 동영상을 엽니다</translation>
    </message>
    <message>
        <source>Mark start</source>
        <translation>시작점 표시</translation>
    </message>
    <message>
        <source>The part to capture from begins at this frame</source>
        <translation>캡처할 구간이 이 프레임에서 시작합니다</translation>
    </message>
    <message>
        <source>Mark end</source>
        <translation>끝점 표시</translation>
    </message>
    <message>
        <source>The part to capture from ends with this frame</source>
        <translation>캡처할 구간이 이 프레임에서 끝납니다</translation>
    </message>
    <message>
        <source>Clear marks</source>
        <translation>구간 지우기</translation>
    </message>
    <message>
        <source>The whole video is the part to capture from</source>
        <translation>동영상 전체를 캡처할 구간으로 합니다</translation>
    </message>
    <message>
        <source>Set rules by example…</source>
        <translation>예시로 규칙 정하기…</translation>
    </message>
    <message>
        <source>Lay the objects of this dataset in order and draw the limits</source>
        <translation>이 데이터셋의 객체를 순서대로 놓고 경계를 정합니다</translation>
    </message>
    <message>
        <source>Coverage board</source>
        <translation>확보 현황</translation>
    </message>
    <message>
        <source>See how many examples there are of each kind, and what is missing</source>
        <translation>종류별로 예가 몇 개 있고 무엇이 모자란지 봅니다</translation>
    </message>
    <message>
        <source>Cameras and real sizes…</source>
        <translation>카메라와 실제 크기…</translation>
    </message>
    <message>
        <source>Say how wide a camera sees and how large objects are: for metres</source>
        <translation>카메라의 화각과 객체의 실제 크기를 알려 주면 거리를 미터로 잽니다</translation>
    </message>
    <message>
        <source>Next rule</source>
        <translation>다음 규칙</translation>
    </message>
    <message>
        <source>Take the next rule in hand, those not certain first</source>
        <translation>다음 규칙을 고릅니다. 불확실한 것부터 고릅니다</translation>
    </message>
    <message>
        <source>Previous rule</source>
        <translation>이전 규칙</translation>
    </message>
    <message>
        <source>Take the rule before in hand</source>
        <translation>이전 규칙을 고릅니다</translation>
    </message>
    <message>
        <source>Grade as measured</source>
        <translation>측정한 등급으로</translation>
    </message>
    <message>
        <source>Take back the grade that was set by hand</source>
        <translation>직접 지정한 등급을 되돌립니다</translation>
    </message>
    <message>
        <source>Grade {number}</source>
        <translation>등급 {number}</translation>
    </message>
    <message>
        <source>Give what is selected this grade of the rule in hand</source>
        <translation>선택한 것에 고른 규칙의 이 등급을 줍니다</translation>
    </message>
    <message>
        <source>Class on key {key}</source>
        <translation>{key}번 키의 클래스</translation>
    </message>
    <message>
        <source>Give the shape under the pointer, or the next one, this class</source>
        <translation>포인터 아래의 도형이나 다음에 그릴 도형에 이 클래스를 씁니다</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>이동(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Shape</source>
        <translation>도형(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>클래스(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Rules</source>
        <translation>규칙(&amp;R)</translation>
    </message>
    <message>
        <source>V&amp;ideo</source>
        <translation>동영상(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>도구(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>최근 폴더</translation>
    </message>
    <message>
        <source>Brightness and contrast</source>
        <translation>밝기와 대비</translation>
    </message>
    <message>
        <source>Move and resize</source>
        <translation>이동과 크기</translation>
    </message>
    <message>
        <source>By key</source>
        <translation>숫자 키로 고르기</translation>
    </message>
    <message>
        <source>Grade of the rule in hand</source>
        <translation>고른 규칙의 등급</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>패널</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>목록 지우기</translation>
    </message>
</context>
<context>
    <name>AttributesTable</name>
    <message>
        <source>Attribute</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>추가…</translation>
    </message>
    <message>
        <source>Double-click to add an attribute</source>
        <translation>두 번 클릭해 속성을 추가하세요</translation>
    </message>
    <message>
        <source>Attributes of the selected shape</source>
        <translation>선택한 도형의 속성</translation>
    </message>
</context>
<context>
    <name>BoardAxes</name>
    <message>
        <source>(none)</source>
        <translation>(없음)</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>행</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Swap rows and columns</source>
        <translation>행과 열 바꾸기</translation>
    </message>
    <message>
        <source>Wanted in each cell</source>
        <translation>칸마다 목표</translation>
    </message>
    <message>
        <source>or</source>
        <translation>또는</translation>
    </message>
    <message>
        <source>at least {count}</source>
        <translation>{count}개 이상</translation>
    </message>
    <message>
        <source>{share} % of all</source>
        <translation>전체의 {share} %</translation>
    </message>
    <message>
        <source>The larger of the two is the target of a cell.
A grade for which its rule wants a number of its own has that instead.</source>
        <translation>둘 중 큰 쪽이 칸의 목표입니다.
규칙에서 따로 개수를 정한 등급은 그 개수가 목표입니다.</translation>
    </message>
</context>
<context>
    <name>BoardWords</name>
    <message>
        <source>Open a folder of images in the main window. Its labels are counted here.</source>
        <translation>메인 창에서 이미지 폴더를 여세요. 그 라벨을 여기서 셉니다.</translation>
    </message>
    <message>
        <source>There are no images here yet. Add some to the folder, or capture frames of a video.</source>
        <translation>아직 이미지가 없습니다. 폴더에 이미지를 넣거나 동영상에서 프레임을 캡처하세요.</translation>
    </message>
    <message>
        <source>No object has a place on this board: the rules chosen are not about them, or leave them out. Choose other rows or columns.</source>
        <translation>여기에 들어갈 객체가 없습니다. 고른 규칙이 이 객체들을 다루지 않거나 세지 않습니다. 다른 행이나 열을 고르세요.</translation>
    </message>
    <message>
        <source>Looking at the labels…</source>
        <translation>라벨을 살펴보는 중…</translation>
    </message>
    <message>
        <source>Nothing is labelled yet. Mark the first objects in the main window: they are counted here as you go.</source>
        <translation>아직 라벨이 없습니다. 메인 창에서 객체를 표시하면 바로 여기에 집계됩니다.</translation>
    </message>
    <message>
        <source>No grade is certain here yet ({why}). Answer some first: what lacks can be told after that.</source>
        <translation>아직 확실한 등급이 없습니다({why}). 먼저 몇 개를 답하면 무엇이 모자라는지 알 수 있습니다.</translation>
    </message>
    <message>
        <source>between two grades</source>
        <translation>두 등급 사이</translation>
    </message>
    <message>
        <source>What was measured leaves these grades open; one key answers each.</source>
        <translation>측정값만으로는 등급을 정할 수 없습니다. 각각 키 하나로 답할 수 있습니다.</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>이미지 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>객체 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsure</source>
        <translation>
            <numerusform>불확실 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out by a rule</source>
        <translation>
            <numerusform>규칙에 따라 제외 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of other classes</source>
        <translation>
            <numerusform>다른 클래스 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer the unsure ones ({count})</source>
        <translation>불확실한 것 답하기 ({count})</translation>
    </message>
    <message>
        <source>What lacks most, so far</source>
        <translation>지금까지 가장 모자라는 것</translation>
    </message>
    <message>
        <source>What lacks most ({count})</source>
        <translation>가장 모자라는 것 ({count})</translation>
    </message>
    <message>
        <source>What lacks can be told when some grades are certain.</source>
        <translation>확실한 등급이 생기면 무엇이 모자라는지 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing lacks: every cell holds what is wanted.</source>
        <translation>모자라는 것이 없습니다. 모든 칸이 목표를 채웠습니다.</translation>
    </message>
    <message>
        <source>Nothing is wanted of these rows and columns; they only count.</source>
        <translation>이 행과 열에는 목표가 없습니다. 개수만 셉니다.</translation>
    </message>
    <message>
        <source>the first {count} are shown</source>
        <translation>앞의 {count}개만 표시</translation>
    </message>
    <message>
        <source>Choose a cell to see what is in it; a double click opens it.</source>
        <translation>칸을 고르면 들어 있는 객체가 보입니다. 객체를 두 번 누르면 열립니다.</translation>
    </message>
    <message>
        <source>Sizes: well varied, {value} of 1</source>
        <translation>크기: 고르게 다양함, 1 중 {value}</translation>
    </message>
    <message>
        <source>Sizes: somewhat varied, {value} of 1</source>
        <translation>크기: 조금 다양함, 1 중 {value}</translation>
    </message>
    <message>
        <source>Sizes: much alike, {value} of 1</source>
        <translation>크기: 대부분 비슷함, 1 중 {value}</translation>
    </message>
    <message>
        <source>How evenly the objects are spread over the grades of size:
1 is as many of each, 0 is all of one. A model finds the sizes it has seen.</source>
        <translation>객체가 크기 등급에 얼마나 고르게 퍼져 있는지 나타냅니다.
1이면 등급마다 개수가 같고, 0이면 모두 한 등급입니다. 모델은 배운 크기를 찾아냅니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n could not be measured</source>
        <translation>
            <numerusform>측정하지 못한 것 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been measured for this rule yet</source>
        <translation>이 규칙으로 측정한 값이 아직 없습니다</translation>
    </message>
    <message>
        <source>Looked at {done} of {total} images</source>
        <translation>이미지 {total}장 중 {done}장을 살펴봤습니다</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>확보 현황</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>그 밖에 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Values of: {rule}</source>
        <translation>값 분포: {rule}</translation>
    </message>
</context>
<context>
    <name>CameraForm</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Field of view</source>
        <translation>화각</translation>
    </message>
    <message>
        <source>It took</source>
        <translation>찍은 이미지</translation>
    </message>
    <message>
        <source>All images that no other camera took</source>
        <translation>다른 카메라가 찍지 않은 모든 이미지</translation>
    </message>
    <message>
        <source>Only those of these videos and folders</source>
        <translation>아래 동영상과 폴더의 이미지만</translation>
    </message>
    <message>
        <source>The images of this dataset are in one folder, and of no video.</source>
        <translation>이 데이터셋은 이미지가 한 폴더에 있고 동영상에서 온 것이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>이미지 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>now of {camera}</source>
        <translation>지금은 {camera}</translation>
    </message>
</context>
<context>
    <name>CameraList</name>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Add a camera</source>
        <translation>카메라 추가</translation>
    </message>
    <message>
        <source>No camera yet, so distances are not given in metres.</source>
        <translation>아직 카메라가 없어 거리를 미터로 보여 줄 수 없습니다.</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>카메라 {number}</translation>
    </message>
    <message>
        <source>Every camera needs a name.</source>
        <translation>카메라마다 이름이 있어야 합니다.</translation>
    </message>
    <message>
        <source>Two cameras are called “{name}”.</source>
        <translation>‘{name}’이라는 카메라가 둘입니다.</translation>
    </message>
    <message>
        <source>Choose the videos or folders that “{name}” took, or all images.</source>
        <translation>‘{name}’이(가) 찍은 동영상이나 폴더를 고르거나, 모든 이미지를 고르세요.</translation>
    </message>
    <message>
        <source>“{other}” takes no image: “{name}” has all of them already.</source>
        <translation>‘{other}’에 맞는 이미지가 없습니다. ‘{name}’이(가) 이미 모두 가지고 있습니다.</translation>
    </message>
</context>
<context>
    <name>CamerasDialog</name>
    <message>
        <source>Cameras and real sizes</source>
        <translation>카메라와 실제 크기</translation>
    </message>
    <message>
        <source>Say how wide the camera sees (1) and how large the objects really are (2), and the distance rule answers in metres.</source>
        <translation>카메라가 얼마나 넓게 보는지(1)와 객체의 실제 크기(2)를 알려 주면, 거리 규칙을 미터로 보여 줍니다.</translation>
    </message>
    <message>
        <source>1. Cameras</source>
        <translation>1. 카메라</translation>
    </message>
    <message>
        <source>Which camera took the images, and how wide it sees.</source>
        <translation>이미지를 찍은 카메라와 그 카메라가 보는 폭입니다.</translation>
    </message>
    <message>
        <source>2. Real sizes</source>
        <translation>2. 실제 크기</translation>
    </message>
    <message>
        <source>What the objects of each class measure. With several, the distance spans them; the attribute plate_type of a shape says which one it is.</source>
        <translation>클래스별 객체의 실제 크기입니다. 여러 개를 고르면 거리가 그 범위로 나옵니다. 어느 것인지는 도형의 plate_type 속성으로 정합니다.</translation>
    </message>
    <message>
        <source>Plates, or any other size in mm</source>
        <translation>번호판 종류, 또는 직접 입력(mm)</translation>
    </message>
    <message>
        <source>3. Model&apos;s input size</source>
        <translation>3. 모델 입력 크기</translation>
    </message>
    <message>
        <source>Sizes are counted in pixels of the picture the model sees.</source>
        <translation>크기는 모델이 보는 그림의 픽셀로 셉니다.</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>“{typed}” is no size: write it as 520 x 110, in mm.</source>
        <translation>‘{typed}’은(는) 크기가 아닙니다. 520 x 110처럼 mm로 적으세요.</translation>
    </message>
    <message>
        <source>Select one shape in the main window before you open this, and its distance is shown here.</source>
        <translation>도형 하나를 선택하고 이 창을 열면 그 거리가 여기에 나옵니다.</translation>
    </message>
    <message>
        <source>The selected shape would be {distance} away.</source>
        <translation>선택한 도형까지의 거리: {distance}.</translation>
    </message>
    <message>
        <source>The model sees it {height} high.</source>
        <translation>모델이 보는 높이: {height}.</translation>
    </message>
    <message>
        <source>No distance yet: choose the real size of “{name}”, under 2.</source>
        <translation>아직 거리를 알 수 없습니다. 2에서 ‘{name}’의 실제 크기를 고르세요.</translation>
    </message>
    <message>
        <source>No distance yet: no camera took this image, see 1.</source>
        <translation>아직 거리를 알 수 없습니다. 1에서 이 이미지를 찍은 카메라를 정하세요.</translation>
    </message>
    <message>
        <source>The selected shape gives no distance: {why}.</source>
        <translation>선택한 도형으로는 거리를 알 수 없습니다: {why}.</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>잘린 객체</translation>
    </message>
</context>
<context>
    <name>CaptureManyDialog</name>
    <message>
        <source>Capture many frames</source>
        <translation>여러 장 캡처</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>알아서 고르기</translation>
    </message>
    <message>
        <source>The sharpest frame of each scene that differs from the others, and some soft and blurred ones: a model that is to work on video must have seen blur.</source>
        <translation>서로 다른 장면마다 가장 선명한 프레임을 고르고, 흐릿한 프레임도 조금 섞습니다. 동영상에서 쓸 모델은 흐릿한 예도 배워야 합니다.</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>One every</source>
        <translation>일정 간격:</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>초마다</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>프레임마다</translation>
    </message>
    <message>
        <source>This number, evenly spread</source>
        <translation>고르게 이만큼:</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>저장 형식</translation>
    </message>
    <message>
        <source>Only between the marks</source>
        <translation>표시한 구간만</translation>
    </message>
    <message numerus="yes">
        <source>All %n video(s) of this folder</source>
        <translation>
            <numerusform>이 폴더의 동영상 %n개 모두</numerusform>
        </translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>캡처</translation>
    </message>
    <message>
        <source>Show as pins</source>
        <translation>핀으로 보기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>They are counted while they are captured.</source>
        <translation>장수는 캡처하면서 셉니다.</translation>
    </message>
    <message>
        <source>Only between the marks, {first} – {last}</source>
        <translation>표시한 구간만 ({first} – {last})</translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>프레임 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n captured already</source>
        <translation>
            <numerusform>%n장은 이미 캡처함</numerusform>
        </translation>
    </message>
    <message>
        <source>Choosing…</source>
        <translation>고르는 중…</translation>
    </message>
    <message>
        <source>Looking at the video…</source>
        <translation>동영상을 살펴보는 중…</translation>
    </message>
    <message>
        <source>{frames}: {sharp} sharp, {soft} soft, {blurred} blurred, {scenes}</source>
        <translation>{frames}: 선명 {sharp}, 약간 흐릿 {soft}, 흐릿 {blurred} · {scenes}</translation>
    </message>
    <message numerus="yes">
        <source>from %n scene(s)</source>
        <translation>
            <numerusform>장면 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChartPane</name>
    <message>
        <source>Values of</source>
        <translation>값 분포</translation>
    </message>
</context>
<context>
    <name>ClassChangeDialog</name>
    <message>
        <source>Rename class</source>
        <translation>클래스 이름 바꾸기</translation>
    </message>
    <message>
        <source>Merge classes</source>
        <translation>클래스 병합</translation>
    </message>
    <message>
        <source>Remove class</source>
        <translation>클래스 삭제</translation>
    </message>
    <message>
        <source>New name of “{name}” in every label file:</source>
        <translation>모든 라벨 파일에서 “{name}”의 새 이름:</translation>
    </message>
    <message>
        <source>Every object of “{name}” becomes one of:</source>
        <translation>“{name}” 객체를 모두 다음 클래스로 바꿉니다:</translation>
    </message>
    <message>
        <source>What happens to the objects of “{name}”?</source>
        <translation>“{name}” 객체를 어떻게 할까요?</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>병합</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>They are deleted</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>They become</source>
        <translation>다른 클래스로 바꾸기</translation>
    </message>
    <message>
        <source>Looking through the label files…</source>
        <translation>라벨 파일을 살펴보는 중…</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>이름을 입력하세요.</translation>
    </message>
    <message>
        <source>This is the name it has.</source>
        <translation>지금 이름과 같습니다.</translation>
    </message>
    <message>
        <source>There is a class of this name; merge them instead.</source>
        <translation>같은 이름의 클래스가 있습니다. 대신 병합하세요.</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>지움</translation>
    </message>
    <message>
        <source>No label file has this class; only the class list changes.</source>
        <translation>이 클래스를 쓰는 라벨 파일이 없어 클래스 목록만 바뀝니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>객체 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>이미지 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>The numbers of all other classes stay. Undo takes all of it back.</source>
        <translation>다른 클래스의 번호는 그대로입니다. 되돌리기로 모두 되돌릴 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ClassChoiceDialog</name>
    <message>
        <source>Choose the class list</source>
        <translation>클래스 목록 고르기</translation>
    </message>
    <message>
        <source>These sources give the same number to different classes. Choose the one that holds; it is remembered in labeler.yaml, and no other file is changed.</source>
        <translation>같은 번호에 서로 다른 클래스가 적혀 있습니다. 맞는 목록을 고르면 labeler.yaml에 기록하며, 다른 파일은 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Use this list</source>
        <translation>이 목록 사용</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Names in the XML files</source>
        <translation>XML 파일의 이름</translation>
    </message>
</context>
<context>
    <name>ClassPalette</name>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
</context>
<context>
    <name>ClassesDock</name>
    <message>
        <source>Classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>새 클래스</translation>
    </message>
    <message>
        <source>Type a name and press Enter to add a class</source>
        <translation>이름을 입력하고 Enter를 누르면 클래스가 추가됩니다</translation>
    </message>
    <message>
        <source>No classes yet. Type the first one below.</source>
        <translation>아직 클래스가 없습니다. 아래에 첫 클래스를 입력하세요.</translation>
    </message>
    <message>
        <source>Colour of this class</source>
        <translation>이 클래스의 색</translation>
    </message>
    <message>
        <source>Give this class to the selected shapes</source>
        <translation>선택한 도형에 이 클래스 적용</translation>
    </message>
    <message>
        <source>List only images with this class</source>
        <translation>이 클래스가 있는 이미지만 보기</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>색…</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>Merge into…</source>
        <translation>다른 클래스로 병합…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>By its place</source>
        <translation>순서대로</translation>
    </message>
</context>
<context>
    <name>ClassesModel</name>
    <message numerus="yes">
        <source>{name}: number {number}, %n object(s)</source>
        <translation>
            <numerusform>{name}: {number}번, 객체 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Label files use this number; give it a name.</source>
        <translation>라벨 파일에서 쓰는 번호입니다. 이름을 붙여 주세요.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Not saved yet</source>
        <translation>아직 저장되지 않음</translation>
    </message>
    <message numerus="yes">
        <source>The labels of %n image(s) are not saved.</source>
        <translation>
            <numerusform>이미지 %n장의 라벨이 저장되지 않았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard and close</source>
        <translation>버리고 닫기</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>닫지 않기</translation>
    </message>
</context>
<context>
    <name>CoverageBoard</name>
    <message>
        <source>Coverage board</source>
        <translation>확보 현황</translation>
    </message>
    <message>
        <source>Each cell counts the objects of one combination, against how many are wanted. Where there are too few (a triangle), capture or label more like that.</source>
        <translation>칸마다 그 조합의 객체가 몇 개 있고 몇 개가 필요한지 보여 줍니다. 세모 표시가 있는 칸은 모자라니, 그런 이미지를 더 찍거나 라벨링하세요.</translation>
    </message>
    <message>
        <source>Objects of the cell</source>
        <translation>칸에 든 객체</translation>
    </message>
    <message>
        <source>Save as table…</source>
        <translation>표로 저장…</translation>
    </message>
    <message>
        <source>The numbers as a CSV file, for a spreadsheet</source>
        <translation>숫자를 스프레드시트용 CSV 파일로 저장합니다</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>그림으로 저장…</translation>
    </message>
    <message>
        <source>Matrix, sentences and histogram as a PNG file</source>
        <translation>표와 문장, 히스토그램을 PNG 파일로 저장합니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Opens the next in the main window.</source>
        <translation>다음 것을 메인 창에서 엽니다.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Save the board as a table</source>
        <translation>확보 현황을 표로 저장</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Save the board as a picture</source>
        <translation>확보 현황을 그림으로 저장</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>{name}(으)로 저장했습니다</translation>
    </message>
</context>
<context>
    <name>DatasetSettingsDialog</name>
    <message>
        <source>Dataset settings</source>
        <translation>데이터셋 설정</translation>
    </message>
    <message>
        <source>Every save writes</source>
        <translation>저장할 형식</translation>
    </message>
    <message>
        <source>VOC (XML)</source>
        <translation>VOC (XML)</translation>
    </message>
    <message>
        <source>YOLO (txt)</source>
        <translation>YOLO (txt)</translation>
    </message>
    <message>
        <source>YOLO rows</source>
        <translation>YOLO 줄 형식</translation>
    </message>
    <message>
        <source>Boxes (detect)</source>
        <translation>상자 (detect)</translation>
    </message>
    <message>
        <source>Outlines (segment)</source>
        <translation>윤곽 (segment)</translation>
    </message>
    <message>
        <source>Rotated boxes (obb)</source>
        <translation>회전 상자 (obb)</translation>
    </message>
    <message>
        <source>VOC pixels</source>
        <translation>VOC 픽셀</translation>
    </message>
    <message>
        <source>Edges from 0, as LabelImg</source>
        <translation>0부터 세는 경계 (LabelImg 방식)</translation>
    </message>
    <message>
        <source>Pixels from 1, as the VOC devkit</source>
        <translation>1부터 세는 픽셀 (VOC devkit 방식)</translation>
    </message>
    <message>
        <source>Labels folder</source>
        <translation>라벨 폴더</translation>
    </message>
    <message>
        <source>As found: where the labels are now</source>
        <translation>지금 라벨이 있는 곳</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>Empty: beside the images, or in the folder that this dataset uses already.</source>
        <translation>비워 두면 이미지 옆이나 이 데이터셋이 이미 쓰는 폴더에 저장합니다.</translation>
    </message>
    <message>
        <source>Source videos</source>
        <translation>원본 동영상</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>이미지 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>A polygon is written as the box around it.</source>
        <translation>다각형은 둘레의 상자로 저장됩니다.</translation>
    </message>
    <message>
        <source>A box is written as its four corners.</source>
        <translation>상자는 네 꼭짓점으로 저장됩니다.</translation>
    </message>
    <message>
        <source>Four corners each; a polygon as its smallest rotated box.</source>
        <translation>모두 네 꼭짓점으로, 다각형은 가장 작은 회전 상자로 저장됩니다.</translation>
    </message>
    <message>
        <source>For training code that subtracts 1 from every coordinate.</source>
        <translation>모든 좌표에서 1을 빼는 학습 코드에 알맞습니다.</translation>
    </message>
    <message>
        <source>What most training code expects.</source>
        <translation>대부분의 학습 코드가 기대하는 값입니다.</translation>
    </message>
    <message>
        <source>Choose at least one format.</source>
        <translation>형식을 하나 이상 고르세요.</translation>
    </message>
</context>
<context>
    <name>EditorParts</name>
    <message>
        <source>Set a rule by examples</source>
        <translation>예시를 보며 규칙 정하기</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>Add a question…</source>
        <translation>질문 추가…</translation>
    </message>
    <message>
        <source>A rule that a person answers and nothing measures</source>
        <translation>측정하지 않고 사람이 답하는 규칙</translation>
    </message>
    <message>
        <source>As the program has it</source>
        <translation>프로그램 기본값으로</translation>
    </message>
    <message>
        <source>Take back every change of this rule, marks excepted</source>
        <translation>이 규칙에서 바꾼 것을 모두 되돌립니다(표시한 예시는 남습니다)</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>이 규칙 제거</translation>
    </message>
    <message>
        <source>Clear the marks</source>
        <translation>표시 지우기</translation>
    </message>
    <message>
        <source>Too small, too noisy or too near to a limit to be certain</source>
        <translation>너무 작거나 잡음이 많거나 한계에 가까워 확실하지 않습니다</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Crops in order</source>
        <translation>순서대로 놓인 잘라낸 그림</translation>
    </message>
    <message>
        <source>These would get another verdict. Click one to open its image.</source>
        <translation>판정이 바뀌는 것들입니다. 클릭하면 그 이미지가 열립니다.</translation>
    </message>
    <message>
        <source>A person answers this question; nothing is measured. Name the grades, and say which of them make a good example.</source>
        <translation>이 질문에는 사람이 답하며, 아무것도 측정하지 않습니다. 등급의 이름을 정하고 어떤 등급이 좋은 예시인지 고르세요.</translation>
    </message>
    <message>
        <source>Your own images, in order. Drag each line to where one grade should end and the next begin.</source>
        <translation>내 이미지를 순서대로 놓았습니다. 한 등급이 끝나고 다음 등급이 시작될 자리로 선을 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>Your own labels, in order. Drag each line to where one grade should end and the next begin.</source>
        <translation>내 라벨을 순서대로 놓았습니다. 한 등급이 끝나고 다음 등급이 시작될 자리로 선을 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>New question</source>
        <translation>새 질문</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>측정하는 중…</translation>
    </message>
    <message>
        <source>There are no labels yet. Once some are drawn, they appear here.</source>
        <translation>아직 라벨이 없습니다. 라벨을 그리면 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Nothing can be measured for this rule: {why}. You can still set what each grade does.</source>
        <translation>이 기준으로는 측정할 수 없습니다: {why}. 등급마다 어떻게 할지는 지금도 정할 수 있습니다.</translation>
    </message>
    <message>
        <source>Nobody has answered this yet. It is answered in the Rules pane, with one key.</source>
        <translation>아직 아무도 답하지 않았습니다. 규칙 창에서 키 하나로 답할 수 있습니다.</translation>
    </message>
    <message>
        <source>Move the limit there</source>
        <translation>한계를 그리로 옮기기</translation>
    </message>
    <message>
        <source>Or mark some: click a good crop, right-click a bad one, and a limit is proposed.</source>
        <translation>또는 표시하세요. 좋은 것은 클릭, 나쁜 것은 오른쪽 클릭하면 한계를 제안합니다.</translation>
    </message>
    <message>
        <source>Mark some of the other kind too.</source>
        <translation>반대쪽도 몇 개 표시하세요.</translation>
    </message>
    <message>
        <source>The good crops lie where the grades are not accepted.</source>
        <translation>좋다고 표시한 것이 허용되지 않는 등급 쪽에 있습니다.</translation>
    </message>
    <message>
        <source>Best limit: {limit}.</source>
        <translation>가장 알맞은 한계: {limit}.</translation>
    </message>
    <message>
        <source>The limit is where it fits best.</source>
        <translation>한계가 이미 가장 알맞은 자리에 있습니다.</translation>
    </message>
    <message>
        <source>{good} good, {bad} bad.</source>
        <translation>좋음 {good}개, 나쁨 {bad}개.</translation>
    </message>
    <message>
        <source>All of them are on the right side.</source>
        <translation>모두 맞는 쪽에 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them on the wrong side.</source>
        <translation>
            <numerusform>그중 %n개는 반대쪽에 있습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) would now fail</source>
        <translation>
            <numerusform>이미지 %n개가 이제 불합격</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) would now fail</source>
        <translation>
            <numerusform>라벨 %n개가 이제 불합격</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) would now pass</source>
        <translation>
            <numerusform>이미지 %n개가 이제 합격</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) would now pass</source>
        <translation>
            <numerusform>라벨 %n개가 이제 합격</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) would become unsure</source>
        <translation>
            <numerusform>이미지 %n개가 불확실로 바뀜</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) would become unsure</source>
        <translation>
            <numerusform>라벨 %n개가 불확실로 바뀜</numerusform>
        </translation>
    </message>
    <message>
        <source>No verdict changes.</source>
        <translation>판정이 바뀌는 것이 없습니다.</translation>
    </message>
    <message>
        <source>Back to the crops</source>
        <translation>그림으로 돌아가기</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Measuring… {done} of {total} images</source>
        <translation>측정하는 중… 이미지 {total}개 중 {done}개</translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>라벨 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Limits of</source>
        <translation>한계의 대상</translation>
    </message>
    <message>
        <source>Judged by {measure} for now: {rule} cannot be measured ({why}).</source>
        <translation>지금은 {measure}(으)로 판정합니다. {rule}은(는) 측정할 수 없습니다({why}).</translation>
    </message>
    <message>
        <source>Not saved. Press Esc again to give up the changes.</source>
        <translation>저장되지 않았습니다. 바꾼 것을 버리려면 Esc를 한 번 더 누르세요.</translation>
    </message>
</context>
<context>
    <name>FieldOfView</name>
    <message>
        <source>Field of view</source>
        <translation>화각</translation>
    </message>
    <message>
        <source>How wide it sees, along the longer side of the picture.</source>
        <translation>그림의 긴 변 방향으로 보이는 각도입니다.</translation>
    </message>
    <message>
        <source>Makers often quote the diagonal, which is larger.</source>
        <translation>제조사는 흔히 이보다 큰 대각선 화각을 적습니다.</translation>
    </message>
    <message>
        <source>From a photo…</source>
        <translation>사진으로 재기…</translation>
    </message>
    <message>
        <source>The surest way: one photo of a plate at a distance measured with a tape</source>
        <translation>가장 확실한 방법: 줄자로 거리를 잰 번호판 사진 한 장</translation>
    </message>
    <message>
        <source>From the diagonal…</source>
        <translation>대각선 화각으로…</translation>
    </message>
    <message>
        <source>This one measures</source>
        <translation>이 번호판의 크기</translation>
    </message>
    <message>
        <source>Lens to plate, by tape</source>
        <translation>렌즈에서 번호판까지(줄자)</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>Diagonal, as the maker says</source>
        <translation>제조사의 대각선 화각</translation>
    </message>
    <message>
        <source>Draw a quad on the four corners of a plate whose distance you measured, select it, and open this again.</source>
        <translation>거리를 잰 번호판의 네 꼭짓점에 사각형을 그려 선택한 뒤, 이 창을 다시 여세요.</translation>
    </message>
    <message>
        <source>Choose the real size of “{name}” first, under 2.</source>
        <translation>먼저 2에서 ‘{name}’의 실제 크기를 고르세요.</translation>
    </message>
    <message>
        <source>By the selected quad, “{name}”.</source>
        <translation>선택한 사각형 ‘{name}’으로 잽니다.</translation>
    </message>
    <message>
        <source>By the selected quad, “{name}”: {size}.</source>
        <translation>선택한 사각형 ‘{name}’({size})으로 잽니다.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>No camera shows it so: check the distance, the size and the corners.</source>
        <translation>이렇게 보이는 카메라는 없습니다. 거리, 크기, 꼭짓점을 확인하세요.</translation>
    </message>
    <message>
        <source>Use {degrees}°</source>
        <translation>{degrees}° 적용</translation>
    </message>
    <message>
        <source>Give or take {spread}°. The larger the plate in the picture, the surer.</source>
        <translation>오차 ± {spread}°. 번호판이 크게 찍힐수록 정확합니다.</translation>
    </message>
    <message>
        <source>Along the longer side of a picture of {width} × {height}.</source>
        <translation>{width} × {height} 그림의 긴 변 방향입니다.</translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message>
        <source>Open a folder of images</source>
        <translation>이미지 폴더 열기</translation>
    </message>
    <message>
        <source>Images ({kinds})</source>
        <translation>이미지 ({kinds})</translation>
    </message>
    <message>
        <source>Open an image</source>
        <translation>이미지 열기</translation>
    </message>
    <message>
        <source>Save labels in another folder</source>
        <translation>라벨을 다른 폴더에 저장</translation>
    </message>
    <message>
        <source>Folder for label files</source>
        <translation>라벨을 저장할 폴더</translation>
    </message>
</context>
<context>
    <name>FilesDock</name>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>이름으로 찾기</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>필터 지우기</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>미확인</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>라벨 있음</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>검토 완료</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>List only: {state}</source>
        <translation>이것만 보기: {state}</translation>
    </message>
    <message>
        <source>List only images with this class</source>
        <translation>이 클래스가 있는 이미지만 보기</translation>
    </message>
    <message>
        <source>List only images of this folder</source>
        <translation>이 폴더의 이미지만 보기</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>모든 폴더</translation>
    </message>
    <message>
        <source>List only frames of this video</source>
        <translation>이 동영상에서 캡처한 프레임만 봅니다</translation>
    </message>
    <message>
        <source>All images and videos</source>
        <translation>모든 이미지와 동영상</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>모든 클래스</translation>
    </message>
    <message>
        <source>verified {verified} · labelled {labelled} · left {left}</source>
        <translation>검토 {verified} · 라벨 {labelled} · 남음 {left}</translation>
    </message>
    <message>
        <source>{shown} of {total} shown</source>
        <translation>{total}장 중 {shown}장 표시</translation>
    </message>
    <message>
        <source>Open a folder, or drop one here.</source>
        <translation>폴더를 열거나 여기에 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>There are no images in this folder.</source>
        <translation>이 폴더에는 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>No image matches.</source>
        <translation>맞는 이미지가 없습니다.</translation>
    </message>
</context>
<context>
    <name>Fills</name>
    <message>
        <source>{rule}: {grade} ({have} of {want})</source>
        <translation>{rule}: {grade} ({want}개 중 {have}개)</translation>
    </message>
    <message>
        <source>Brings what the rules lack: {cells}</source>
        <translation>규칙에 부족한 것을 채움: {cells}</translation>
    </message>
    <message>
        <source>Grades that too few objects have, and how many have them</source>
        <translation>해당하는 객체가 아직 부족한 등급과 지금까지의 개수</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Everything is saved</source>
        <translation>모두 저장되어 있습니다</translation>
    </message>
    <message>
        <source>There is no image left that nobody has looked at</source>
        <translation>보지 않은 이미지가 더 없습니다</translation>
    </message>
    <message>
        <source>{where} is there already, so nothing was put back</source>
        <translation>{where}이(가) 이미 있어 되돌리지 않았습니다</translation>
    </message>
    <message>
        <source>{name}: the XML and the txt hold different boxes ({px} px apart)</source>
        <translation>{name}: XML과 txt의 상자가 다릅니다(차이 {px} px)</translation>
    </message>
    <message>
        <source>Stopped: {written} frames were captured and stay, {same} were there already. The same again goes on from here</source>
        <translation>중단했습니다. 캡처한 {written}장은 그대로 있고 {same}장은 이미 있었습니다. 같은 캡처를 다시 하면 이어집니다</translation>
    </message>
    <message>
        <source>This frame is no image yet; {key} captures it</source>
        <translation>아직 이미지가 아닙니다. {key} 키로 캡처합니다</translation>
    </message>
    <message>
        <source>The capture of {where} ended unexpectedly; what is done stays, the same again goes on</source>
        <translation>{where} 캡처가 갑자기 끝났습니다. 캡처한 것은 그대로 있고, 다시 하면 이어집니다</translation>
    </message>
    <message>
        <source>This frame is captured already</source>
        <translation>이미 캡처한 프레임입니다</translation>
    </message>
    <message>
        <source>Videos in this folder too: {count}</source>
        <translation>이 폴더에는 동영상도 {count}개 있습니다</translation>
    </message>
    <message>
        <source>{where}: the rotation cannot be stored in this kind of file ({format})</source>
        <translation>{where}: 이 형식({format})의 파일에는 회전을 적용할 수 없습니다</translation>
    </message>
    <message>
        <source>{where} could not be opened: {reason}</source>
        <translation>{where}을(를) 열 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>{where} could not be read: {reason}</source>
        <translation>{where}을(를) 읽을 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>{where} could not be written: {reason}. The edit is kept here; try again or save elsewhere</source>
        <translation>{where}을(를) 쓸 수 없습니다: {reason}. 변경은 여기에 남아 있습니다. 다시 시도하거나 다른 곳에 저장하세요</translation>
    </message>
    <message>
        <source>{where} was changed by another program. Nothing was overwritten; which of the two holds?</source>
        <translation>다른 프로그램이 {where}을(를) 바꾸었습니다. 아직 아무것도 덮어쓰지 않았습니다. 어느 쪽을 쓸까요?</translation>
    </message>
    <message>
        <source>The class {name} was not in the list and is appended to it</source>
        <translation>목록에 없던 클래스 {name}을(를) 끝에 추가했습니다</translation>
    </message>
    <message>
        <source>The classes differ: {xml} in the XML, {txt} in the txt</source>
        <translation>클래스가 다릅니다: XML은 {xml}, txt는 {txt}</translation>
    </message>
    <message>
        <source>There is a class {name} already</source>
        <translation>클래스 {name}이(가) 이미 있습니다</translation>
    </message>
    <message>
        <source>The new class could not be added to {where}; it is remembered in labeler.yaml</source>
        <translation>새 클래스를 {where}에 더하지 못했습니다. labeler.yaml에는 기록했습니다</translation>
    </message>
    <message>
        <source>The class {before} is merged into {after} now ({count} objects)</source>
        <translation>클래스 {before}을(를) {after}에 병합했습니다(객체 {count}개)</translation>
    </message>
    <message>
        <source>A class needs a name</source>
        <translation>클래스에는 이름이 있어야 합니다</translation>
    </message>
    <message>
        <source>The class {name} has no number</source>
        <translation>클래스 {name}에 번호가 없습니다</translation>
    </message>
    <message>
        <source>The class {before} is removed ({count} objects)</source>
        <translation>클래스 {before}을(를) 삭제했습니다(객체 {count}개)</translation>
    </message>
    <message>
        <source>The class {before} is called {after} now ({count} objects)</source>
        <translation>클래스 {before}의 이름을 {after}(으)로 바꾸었습니다(객체 {count}개)</translation>
    </message>
    <message>
        <source>The class lists of this dataset disagree: {first} and {second}. Which one holds?</source>
        <translation>이 데이터셋의 클래스 목록이 서로 다릅니다: {first}, {second}. 어느 것을 쓸까요?</translation>
    </message>
    <message>
        <source>The class lists {first} and {second} disagree; say first which one holds</source>
        <translation>클래스 목록 {first}와(과) {second}이(가) 서로 다릅니다. 어느 것을 쓸지 먼저 정하세요</translation>
    </message>
    <message>
        <source>The row ends with a confidence ({value}); it is kept</source>
        <translation>줄 끝에 신뢰도({value})가 있습니다. 그대로 보존합니다</translation>
    </message>
    <message>
        <source>The XML and the txt disagree; choose one first</source>
        <translation>XML과 txt가 서로 다릅니다. 먼저 하나를 고르세요</translation>
    </message>
    <message>
        <source>The disk is full, so the last edit is not saved yet. Nothing is lost: make room and try again, or save elsewhere</source>
        <translation>디스크가 가득 차서 마지막 변경을 저장하지 못했습니다. 잃은 것은 없습니다. 공간을 비우고 다시 시도하거나 다른 곳에 저장하세요</translation>
    </message>
    <message>
        <source>{format} cannot hold everything ({what}: {count}); the files it came from are unchanged</source>
        <translation>{format}에 모두 담을 수 없습니다({what}: {count}개). 원래 파일은 그대로입니다</translation>
    </message>
    <message>
        <source>{name}: the very same box is there twice</source>
        <translation>{name}: 똑같은 상자가 두 번 있습니다</translation>
    </message>
    <message>
        <source>{where} is in use by another program, so the last edit is not saved yet. Nothing is lost: try again</source>
        <translation>다른 프로그램이 {where}을(를) 쓰고 있어 마지막 변경을 저장하지 못했습니다. 잃은 것은 없습니다. 다시 시도하세요</translation>
    </message>
    <message>
        <source>The XML ({in_xml}) and the txt ({in_txt}) disagree. Choose which one holds; until then nothing is changed</source>
        <translation>XML({in_xml}개)과 txt({in_txt}개)가 서로 다릅니다. 어느 쪽이 맞는지 골라 주세요. 고를 때까지 아무것도 바뀌지 않습니다</translation>
    </message>
    <message>
        <source>Frame {frame} ({time} s) is damaged and cannot be shown; the next one is</source>
        <translation>{frame}번 프레임({time}초)이 손상되어 다음 프레임을 보여 줍니다</translation>
    </message>
    <message>
        <source>{written} frames captured into {where}</source>
        <translation>{where}에 {written}장 캡처했습니다</translation>
    </message>
    <message>
        <source>{written} frames captured into {where}, {same} were there already</source>
        <translation>{where}에 {written}장 캡처했습니다. {same}장은 이미 있었습니다</translation>
    </message>
    <message>
        <source>{where}: {count} frames are damaged and were left out, the first at {time}</source>
        <translation>{where}: 손상된 프레임 {count}장을 뺐습니다 (처음 것은 {time})</translation>
    </message>
    <message>
        <source>This is the first image in the list</source>
        <translation>목록의 첫 이미지입니다</translation>
    </message>
    <message>
        <source>The folder of {where} is gone, so the last edit is not saved yet. Nothing is lost: try again once it is back, or save elsewhere</source>
        <translation>{where}의 폴더가 없어져 마지막 변경을 저장하지 못했습니다. 잃은 것은 없습니다. 폴더가 돌아온 뒤 다시 시도하거나 다른 곳에 저장하세요</translation>
    </message>
    <message>
        <source>{where} and its labels are in the trash of this dataset</source>
        <translation>{where} 파일과 라벨을 이 데이터셋의 휴지통으로 옮겼습니다</translation>
    </message>
    <message>
        <source>No image is called “{name}”</source>
        <translation>“{name}” 이미지가 없습니다</translation>
    </message>
    <message>
        <source>The size of the image is not known, so its txt cannot be read</source>
        <translation>이미지 크기를 알 수 없어 txt를 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>{name}: left and right, or top and bottom, are exchanged</source>
        <translation>{name}: 왼쪽과 오른쪽 또는 위와 아래가 뒤바뀌었습니다</translation>
    </message>
    <message>
        <source>{where} is too large for a label file ({megabytes} MB)</source>
        <translation>{where}은(는) 라벨 파일로는 너무 큽니다({megabytes} MB)</translation>
    </message>
    <message>
        <source>There is no image for {where}</source>
        <translation>{where}에 해당하는 이미지가 없습니다</translation>
    </message>
    <message>
        <source>This is the last image in the list</source>
        <translation>목록의 마지막 이미지입니다</translation>
    </message>
    <message>
        <source>{name}: in the XML but not in the txt</source>
        <translation>{name}: XML에는 있으나 txt에는 없습니다</translation>
    </message>
    <message>
        <source>{name}: in the txt but not in the XML</source>
        <translation>{name}: txt에는 있으나 XML에는 없습니다</translation>
    </message>
    <message>
        <source>{where}, line {line}: &lt;{element}&gt; is missing</source>
        <translation>{where} {line}번째 줄: &lt;{element}&gt;이(가) 없습니다</translation>
    </message>
    <message>
        <source>No class is on key {key}; add one with {add}</source>
        <translation>{key}번 키에 클래스가 없습니다. {add} 키로 추가하세요</translation>
    </message>
    <message>
        <source>There are no class names in {where}</source>
        <translation>{where}에 클래스 이름이 없습니다</translation>
    </message>
    <message>
        <source>There are no videos in {where}</source>
        <translation>{where}에 동영상이 없습니다</translation>
    </message>
    <message>
        <source>There is no pin further on</source>
        <translation>그쪽에는 핀이 더 없습니다</translation>
    </message>
    <message>
        <source>There is no pin at this frame</source>
        <translation>이 프레임에는 핀이 없습니다</translation>
    </message>
    <message>
        <source>There are no images in {where}</source>
        <translation>{where}에 이미지가 없습니다</translation>
    </message>
    <message>
        <source>No image in the list has a problem</source>
        <translation>목록에 문제가 있는 이미지가 없습니다</translation>
    </message>
    <message>
        <source>{where} does not exist</source>
        <translation>{where}이(가) 없습니다</translation>
    </message>
    <message>
        <source>{where}, line {line}: “{value}” is not a class number</source>
        <translation>{where} {line}번째 줄: “{value}”은(는) 클래스 번호가 아닙니다</translation>
    </message>
    <message>
        <source>{where} is not a file</source>
        <translation>{where}은(는) 파일이 아닙니다</translation>
    </message>
    <message>
        <source>{where} is not a folder</source>
        <translation>{where}은(는) 폴더가 아닙니다</translation>
    </message>
    <message>
        <source>{where}, line {line}: “{value}” is not a number</source>
        <translation>{where} {line}번째 줄: “{value}”은(는) 숫자가 아닙니다</translation>
    </message>
    <message>
        <source>{where} is not a picture, whatever its name says</source>
        <translation>{where}은(는) 이름과 달리 그림 파일이 아닙니다</translation>
    </message>
    <message>
        <source>{where} is not an image Labeler can open</source>
        <translation>{where}은(는) Labeler가 열 수 있는 이미지가 아닙니다</translation>
    </message>
    <message>
        <source>The upright picture stays: the file as it was is no longer in the trash</source>
        <translation>이전 파일이 휴지통에 없어 바로 세운 사진을 그대로 둡니다</translation>
    </message>
    <message>
        <source>This file could not be repaired; open it and mend it by hand</source>
        <translation>이 파일은 복구하지 못했습니다. 열어서 직접 고쳐 주세요</translation>
    </message>
    <message>
        <source>The labels of this picture cannot be read, so they were not turned with it</source>
        <translation>이 사진의 라벨은 읽을 수 없어 함께 돌리지 못했습니다</translation>
    </message>
    <message>
        <source>{where}, line {line}: this is not UTF-8 text</source>
        <translation>{where} {line}번째 줄: UTF-8 글자가 아닙니다</translation>
    </message>
    <message>
        <source>{where} is XML, but no VOC labels (its root is &lt;{root}&gt;)</source>
        <translation>{where}은(는) XML이지만 VOC 라벨이 아닙니다(최상위 요소 &lt;{root}&gt;)</translation>
    </message>
    <message>
        <source>Nothing has been copied yet; {key} copies all shapes of the previous image</source>
        <translation>아직 복사한 것이 없습니다. {key} 키로 이전 이미지의 도형을 모두 복사할 수 있습니다</translation>
    </message>
    <message>
        <source>The images here have no {format} labels to convert</source>
        <translation>여기 이미지에는 변환할 {format} 라벨이 없습니다</translation>
    </message>
    <message>
        <source>The previous image has no shapes</source>
        <translation>이전 이미지에 도형이 없습니다</translation>
    </message>
    <message>
        <source>An object has no box; it is kept as it is and not shown</source>
        <translation>상자가 없는 물체가 있습니다. 그대로 보존하고 표시하지 않습니다</translation>
    </message>
    <message>
        <source>{name}: {px} px outside the image ({side})</source>
        <translation>{name}: 이미지 밖으로 {px} px 나갔습니다({side})</translation>
    </message>
    <message>
        <source>{where} is damaged and cannot be shown</source>
        <translation>{where}은(는) 손상되어 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>The distance and the corners do not fit together; measure again, and draw the corners exactly</source>
        <translation>거리와 모서리가 서로 맞지 않습니다. 거리를 다시 재고 모서리를 정확히 그려 주세요</translation>
    </message>
    <message>
        <source>The rule in hand has no grade {key}, or nothing is selected</source>
        <translation>고른 규칙에 {key}번 등급이 없거나 선택한 도형이 없습니다</translation>
    </message>
    <message>
        <source>No problem found so far; {done} of {total} images are looked at</source>
        <translation>아직 문제를 찾지 못했습니다. 이미지 {total}장 중 {done}장을 살펴봤습니다</translation>
    </message>
    <message>
        <source>{where} is stored upright now, and its labels fit it</source>
        <translation>{where} 이미지를 바로 세워 저장했고 라벨도 맞추었습니다</translation>
    </message>
    <message>
        <source>The file says the image is {file}; it is {image}</source>
        <translation>파일에 적힌 이미지 크기는 {file}, 실제 크기는 {image}입니다</translation>
    </message>
    <message>
        <source>{where} is empty</source>
        <translation>{where}은(는) 빈 파일입니다</translation>
    </message>
    <message>
        <source>left</source>
        <translation>왼쪽</translation>
    </message>
    <message>
        <source>top</source>
        <translation>위쪽</translation>
    </message>
    <message>
        <source>right</source>
        <translation>오른쪽</translation>
    </message>
    <message>
        <source>bottom</source>
        <translation>아래쪽</translation>
    </message>
    <message>
        <source>Drop a folder, an image or a video</source>
        <translation>폴더나 이미지, 동영상을 놓아 주세요</translation>
    </message>
    <message>
        <source>{where} is not a video that can be read, whatever its name says</source>
        <translation>{where}은(는) 이름과 달리 읽을 수 있는 동영상이 아닙니다</translation>
    </message>
    <message>
        <source>{where}: no frame matches, nothing was captured</source>
        <translation>{where}: 해당하는 프레임이 없어 캡처하지 않았습니다</translation>
    </message>
    <message>
        <source>{where} is gone</source>
        <translation>{where}이(가) 없어졌습니다</translation>
    </message>
    <message>
        <source>{where} is too large to be shown safely ({width} × {height})</source>
        <translation>{where}은(는) 너무 커서 안전하게 표시할 수 없습니다({width} × {height})</translation>
    </message>
    <message>
        <source>{where}: pictures of this kind ({format}) cannot be shown</source>
        <translation>{where}: 이 형식({format})의 그림은 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>labeler.yaml, line {line}: {key} cannot be “{value}”. The file is left as it is</source>
        <translation>labeler.yaml {line}번째 줄: {key}에 “{value}”은(는) 쓸 수 없습니다. 파일은 그대로 둡니다</translation>
    </message>
    <message>
        <source>labeler.yaml was changed by another program and is left as it is; reload the folder</source>
        <translation>다른 프로그램이 labeler.yaml을 바꾸어 그대로 두었습니다. 폴더를 다시 여세요</translation>
    </message>
    <message>
        <source>labeler.yaml cannot be read (line {line}): {problem}. It is left as it is</source>
        <translation>labeler.yaml을 읽을 수 없습니다({line}번째 줄): {problem}. 파일은 그대로 둡니다</translation>
    </message>
    <message>
        <source>The folder of {where} cannot be written to, so the last edit is not saved yet. Nothing is lost: try again, or save elsewhere</source>
        <translation>{where}의 폴더에 쓸 수 없어 마지막 변경을 저장하지 못했습니다. 잃은 것은 없습니다. 다시 시도하거나 다른 곳에 저장하세요</translation>
    </message>
    <message>
        <source>Line {line}: commas between the values became spaces</source>
        <translation>{line}번째 줄: 값 사이의 쉼표를 빈칸으로 바꾸었습니다</translation>
    </message>
    <message>
        <source>Line {line}: the second &lt;{element}&gt; was meant as &lt;{meant}&gt;</source>
        <translation>{line}번째 줄: 두 번째 &lt;{element}&gt;을(를) &lt;{meant}&gt;(으)로 고쳤습니다</translation>
    </message>
    <message>
        <source>The file breaks off: {kept} whole objects were kept, {lost} broken ones left out</source>
        <translation>파일이 중간에 끊겨 온전한 물체 {kept}개를 살리고 깨진 {lost}개는 뺐습니다</translation>
    </message>
    <message>
        <source>Rows in pixels became fractions; the class is taken to be {name}</source>
        <translation>픽셀로 적힌 줄을 비율로 바꾸었고, 클래스는 {name}(으)로 보았습니다</translation>
    </message>
    <message>
        <source>The size of the image, {size}, was put into the file</source>
        <translation>파일에 이미지 크기 {size}을(를) 적었습니다</translation>
    </message>
    <message>
        <source>{where}, line {line}: &lt;{element}&gt; is there twice</source>
        <translation>{where} {line}번째 줄: &lt;{element}&gt;이(가) 두 번 있습니다</translation>
    </message>
    <message>
        <source>This picture is stored turned (EXIF). Some training programs ignore that; baking the rotation in makes it safe</source>
        <translation>이 사진은 회전 정보(EXIF)로 세워 보입니다. 일부 학습 프로그램은 이를 무시하므로 회전을 파일에 적용해 두면 안전합니다</translation>
    </message>
    <message>
        <source>Line {line} is no label and was left out: {text}</source>
        <translation>{line}번째 줄은 라벨이 아니어서 뺐습니다: {text}</translation>
    </message>
    <message>
        <source>The labels could not be saved: {reason}. The edit is kept here</source>
        <translation>라벨을 저장하지 못했습니다: {reason}. 변경은 여기에 남아 있습니다</translation>
    </message>
    <message>
        <source>{name} and {other} would share one label file; each gets its own</source>
        <translation>{name}와(과) {other}의 라벨 파일 이름이 겹쳐 각각 따로 저장합니다</translation>
    </message>
    <message>
        <source>{where} is there already and says something else; it is left as it is</source>
        <translation>{where}이(가) 이미 있고 내용이 달라 그대로 두었습니다</translation>
    </message>
    <message>
        <source>{count} shapes are more than a label file may hold ({most})</source>
        <translation>물체가 {count}개로 라벨 파일의 한도({most}개)를 넘습니다</translation>
    </message>
    <message>
        <source>The txt was changed by another program since it was saved here</source>
        <translation>여기서 저장한 뒤 다른 프로그램이 txt를 바꾸었습니다</translation>
    </message>
    <message>
        <source>Something unexpected happened. Your labels are saved and you can go on; the log says more</source>
        <translation>예상하지 못한 일이 생겼습니다. 라벨은 저장되어 있으니 계속 작업해도 됩니다. 자세한 내용은 기록 파일에 있습니다</translation>
    </message>
    <message>
        <source>Something unexpected happened, and the last edit is not saved yet; the log says more</source>
        <translation>예상하지 못한 일이 생겼고 마지막 변경이 아직 저장되지 않았습니다. 자세한 내용은 기록 파일에 있습니다</translation>
    </message>
    <message>
        <source>The class {name} is not in the class list</source>
        <translation>클래스 {name}이(가) 클래스 목록에 없습니다</translation>
    </message>
    <message>
        <source>{where} is damaged: {count} pieces cannot be read. All other frames are here</source>
        <translation>{where}이(가) 손상되어 {count}곳을 읽을 수 없습니다. 나머지 프레임은 모두 쓸 수 있습니다</translation>
    </message>
    <message>
        <source>{where} is gone. What was captured from it is safe; connect the drive or put the file back, and open it again</source>
        <translation>{where}이(가) 없어졌습니다. 캡처한 것은 안전합니다. 드라이브를 연결하거나 파일을 되돌린 뒤 다시 열어 주세요</translation>
    </message>
    <message>
        <source>{where} holds no frame that can be shown</source>
        <translation>{where}에 볼 수 있는 프레임이 없습니다</translation>
    </message>
    <message>
        <source>{where} holds no moving picture</source>
        <translation>{where}에 영상이 없습니다</translation>
    </message>
    <message>
        <source>{where} has {last} streams, none is number {number}</source>
        <translation>{where}의 영상은 {last}개이고 {number}번은 없습니다</translation>
    </message>
    <message>
        <source>{where}: videos of this kind ({codec}) cannot be shown</source>
        <translation>{where}: 이 종류({codec})의 동영상은 볼 수 없습니다</translation>
    </message>
    <message>
        <source>Work on many files is under way; wait for it or cancel it first</source>
        <translation>여러 파일을 바꾸는 중입니다. 끝날 때까지 기다리거나 먼저 취소하세요</translation>
    </message>
    <message>
        <source>{where}: its text cannot be read as {encoding}</source>
        <translation>{where}: {encoding} 글자로 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>{where}, line {line}: {count} values make no box, polygon or quad</source>
        <translation>{where} {line}번째 줄: 값 {count}개로는 상자나 다각형이 되지 않습니다</translation>
    </message>
    <message>
        <source>{where}, line {line}: this is not complete XML ({reason})</source>
        <translation>{where} {line}번째 줄: 올바른 XML이 아닙니다({reason})</translation>
    </message>
    <message>
        <source>{where}, line {line}: declarations in XML are not read, for safety</source>
        <translation>{where} {line}번째 줄: 안전을 위해 XML 선언은 읽지 않습니다</translation>
    </message>
    <message>
        <source>{name}: a side of the box has no length</source>
        <translation>{name}: 상자의 한 변의 길이가 0입니다</translation>
    </message>
</context>
<context>
    <name>FindingsDialog</name>
    <message>
        <source>Check of the dataset</source>
        <translation>데이터셋 검사</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>목록에서 찾기</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>오류와 경고</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>오류만</translation>
    </message>
    <message>
        <source>Warnings only</source>
        <translation>경고만</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>검사 결과</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 검사</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>목록 복사</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>잘못된 곳이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>오류 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>경고 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Gestures</name>
    <message>
        <source>Drag to draw a box, or click a shape to select it</source>
        <translation>끌어서 상자를 그리거나, 도형을 클릭해 선택하세요</translation>
    </message>
    <message>
        <source>Click to select; a number key changes its class</source>
        <translation>클릭하면 선택됩니다. 숫자 키로 클래스를 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>Drag to move it; arrow keys move it by 1 px</source>
        <translation>끌어서 옮기세요. 화살표 키로 1 px씩 옮길 수 있습니다</translation>
    </message>
    <message>
        <source>Release to put it here, Esc to leave it where it was</source>
        <translation>놓으면 여기로 옮겨집니다. Esc를 누르면 그대로 둡니다</translation>
    </message>
    <message>
        <source>Drag to resize</source>
        <translation>끌어서 크기를 바꾸세요</translation>
    </message>
    <message>
        <source>Release when it fits, Esc to leave it as it was</source>
        <translation>맞으면 놓으세요. Esc를 누르면 그대로 둡니다</translation>
    </message>
    <message>
        <source>Drag to move the corner</source>
        <translation>끌어서 꼭짓점을 옮기세요</translation>
    </message>
    <message>
        <source>Drag to move the edge</source>
        <translation>끌어서 변을 옮기세요</translation>
    </message>
    <message>
        <source>Drag to add a corner here</source>
        <translation>끌면 여기에 꼭짓점이 생깁니다</translation>
    </message>
    <message>
        <source>Release to select what the frame touches</source>
        <translation>놓으면 테두리에 닿은 도형이 선택됩니다</translation>
    </message>
    <message>
        <source>Release at the opposite corner, Esc to drop it</source>
        <translation>반대쪽 모서리에서 놓으세요. Esc를 누르면 취소됩니다</translation>
    </message>
    <message>
        <source>Drag from corner to corner, or click two corners</source>
        <translation>모서리에서 모서리로 끌거나 두 모서리를 클릭하세요</translation>
    </message>
    <message>
        <source>Click the opposite corner, Esc to drop it</source>
        <translation>반대쪽 모서리를 클릭하세요. Esc를 누르면 취소됩니다</translation>
    </message>
    <message>
        <source>Click the first corner of the polygon</source>
        <translation>다각형의 첫 꼭짓점을 클릭하세요</translation>
    </message>
    <message>
        <source>Click the next corner; Backspace takes back the last</source>
        <translation>다음 꼭짓점을 클릭하세요. Backspace로 마지막 점을 지웁니다</translation>
    </message>
    <message>
        <source>Click the next corner; Enter or a double click closes</source>
        <translation>다음 꼭짓점을 클릭하세요. Enter나 두 번 클릭으로 닫습니다</translation>
    </message>
    <message>
        <source>Click to close the polygon</source>
        <translation>클릭하면 다각형이 닫힙니다</translation>
    </message>
    <message>
        <source>Click the first of four corners, or drag a box</source>
        <translation>네 꼭짓점 중 첫 번째를 클릭하거나 상자로 끄세요</translation>
    </message>
    <message>
        <source>Click the fourth corner</source>
        <translation>네 번째 꼭짓점을 클릭하세요</translation>
    </message>
    <message>
        <source>Point at a corner or an edge of a shape</source>
        <translation>도형의 꼭짓점이나 변을 가리키세요</translation>
    </message>
    <message>
        <source>Click to select it; its corners can then be moved</source>
        <translation>클릭해 선택하면 꼭짓점을 옮길 수 있습니다</translation>
    </message>
    <message>
        <source>Drag to move the corner; Delete removes it</source>
        <translation>끌어서 꼭짓점을 옮기세요. Delete로 지웁니다</translation>
    </message>
    <message>
        <source>Click to add a corner here</source>
        <translation>클릭하면 여기에 꼭짓점이 생깁니다</translation>
    </message>
    <message>
        <source>Click or drag to add a corner here</source>
        <translation>클릭하거나 끌면 여기에 꼭짓점이 생깁니다</translation>
    </message>
    <message>
        <source>Drag around an object to mark it; press {nothing} if there is none</source>
        <translation>물체를 둘러 끌어서 표시하세요. 표시할 물체가 없으면 {nothing} 키를 누르세요</translation>
    </message>
    <message>
        <source>The labels of this image cannot be changed until the message above is answered</source>
        <translation>위의 알림을 처리할 때까지 이 이미지의 라벨은 바꿀 수 없습니다</translation>
    </message>
    <message>
        <source>This image cannot be shown; {next} goes on</source>
        <translation>이 이미지는 표시할 수 없습니다. {next} 키로 넘어가세요</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>{name} 여는 중…</translation>
    </message>
    <message>
        <source>Drag to draw: this frame becomes an image; {capture} captures it as it is</source>
        <translation>끌어서 그리면 이 프레임이 이미지로 저장됩니다. 그대로 캡처: {capture}</translation>
    </message>
    <message>
        <source>Pause to draw on a frame</source>
        <translation>멈추면 프레임 위에 그릴 수 있습니다</translation>
    </message>
    <message>
        <source>Open a folder of images to begin</source>
        <translation>이미지 폴더를 열어 시작하세요</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>move</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>move corner</source>
        <translation>꼭짓점 이동</translation>
    </message>
    <message>
        <source>resize</source>
        <translation>크기 변경</translation>
    </message>
    <message>
        <source>add corner</source>
        <translation>꼭짓점 추가</translation>
    </message>
    <message>
        <source>remove corner</source>
        <translation>꼭짓점 삭제</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>change class</source>
        <translation>클래스 변경</translation>
    </message>
    <message>
        <source>change kind</source>
        <translation>종류 변경</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>잘라내기</translation>
    </message>
    <message>
        <source>paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>copy from previous image</source>
        <translation>이전 이미지에서 복사</translation>
    </message>
    <message>
        <source>delete all shapes</source>
        <translation>도형 모두 삭제</translation>
    </message>
    <message>
        <source>change order</source>
        <translation>순서 변경</translation>
    </message>
    <message>
        <source>change mark</source>
        <translation>표시 변경</translation>
    </message>
    <message>
        <source>difficult</source>
        <translation>식별 어려움</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>잘림</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>검토 완료</translation>
    </message>
    <message>
        <source>take back “verified”</source>
        <translation>검토 완료 취소</translation>
    </message>
    <message>
        <source>nothing here</source>
        <translation>표시할 것 없음</translation>
    </message>
    <message>
        <source>rename class</source>
        <translation>클래스 이름 변경</translation>
    </message>
    <message>
        <source>merge classes</source>
        <translation>클래스 병합</translation>
    </message>
    <message>
        <source>remove class</source>
        <translation>클래스 삭제</translation>
    </message>
    <message>
        <source>bake rotation</source>
        <translation>회전 적용</translation>
    </message>
    <message>
        <source>capture frames</source>
        <translation>프레임 캡처</translation>
    </message>
    <message>
        <source>move to trash</source>
        <translation>휴지통으로 이동</translation>
    </message>
    <message>
        <source>change class colour</source>
        <translation>클래스 색 변경</translation>
    </message>
    <message>
        <source>change class key</source>
        <translation>클래스 단축키 변경</translation>
    </message>
    <message>
        <source>reorder classes</source>
        <translation>클래스 순서 변경</translation>
    </message>
    <message>
        <source>set grade</source>
        <translation>등급 지정</translation>
    </message>
    <message>
        <source>change rule</source>
        <translation>규칙 변경</translation>
    </message>
    <message>
        <source>change cameras</source>
        <translation>카메라 변경</translation>
    </message>
    <message>
        <source>change real sizes</source>
        <translation>실제 크기 변경</translation>
    </message>
    <message>
        <source>change the model&apos;s input size</source>
        <translation>모델 입력 크기 변경</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>직접 캡처</translation>
    </message>
    <message>
        <source>at a fixed interval</source>
        <translation>일정 간격</translation>
    </message>
    <message>
        <source>the sharpest of its scene</source>
        <translation>장면에서 가장 선명함</translation>
    </message>
    <message>
        <source>a little soft, for variety</source>
        <translation>다양성을 위한 약간 흐릿한 프레임</translation>
    </message>
    <message>
        <source>blurred, for variety</source>
        <translation>다양성을 위한 흐릿한 프레임</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>다른 곳에 저장…</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>내 것으로 저장</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>디스크의 것으로</translation>
    </message>
    <message>
        <source>Repair…</source>
        <translation>복구…</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>파일 열기</translation>
    </message>
    <message>
        <source>Use XML</source>
        <translation>XML 사용</translation>
    </message>
    <message>
        <source>Use txt</source>
        <translation>txt 사용</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>기록 파일 열기</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>Dataset settings…</source>
        <translation>데이터셋 설정…</translation>
    </message>
    <message>
        <source>Open another folder…</source>
        <translation>다른 폴더 열기…</translation>
    </message>
    <message>
        <source>Bake rotation</source>
        <translation>회전 적용</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close video</source>
        <translation>동영상 닫기</translation>
    </message>
    <message>
        <source>Open videos</source>
        <translation>동영상 열기</translation>
    </message>
</context>
<context>
    <name>GoCommands</name>
    <message>
        <source>Go to image</source>
        <translation>이미지로 가기</translation>
    </message>
    <message>
        <source>Number from 1 to {last}, or a part of the name:</source>
        <translation>1부터 {last}까지의 번호 또는 이름의 일부:</translation>
    </message>
</context>
<context>
    <name>GradePanel</name>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>About</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>each object</source>
        <translation>객체마다</translation>
    </message>
    <message>
        <source>the whole image</source>
        <translation>이미지 전체</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>등급</translation>
    </message>
    <message>
        <source>Good example?</source>
        <translation>좋은 예시?</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>목표</translation>
    </message>
    <message>
        <source>Add a grade</source>
        <translation>등급 추가</translation>
    </message>
    <message>
        <source>When a label is not accepted</source>
        <translation>허용되지 않는 라벨은</translation>
    </message>
    <message>
        <source>Asked about</source>
        <translation>적용할 클래스</translation>
    </message>
    <message numerus="yes">
        <source>%n here</source>
        <translation>
            <numerusform>%n개 있음</numerusform>
        </translation>
    </message>
    <message>
        <source>When an image is not accepted</source>
        <translation>허용되지 않는 이미지는</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Name of the grade</source>
        <translation>등급 이름</translation>
    </message>
    <message>
        <source>{grade}: a good example</source>
        <translation>{grade}: 좋은 예시</translation>
    </message>
    <message>
        <source>{grade}: how many are wanted</source>
        <translation>{grade}: 목표 개수</translation>
    </message>
    <message>
        <source>Whether labels of this grade pass</source>
        <translation>이 등급의 라벨을 합격으로 볼지</translation>
    </message>
    <message>
        <source>How many of them the dataset should have</source>
        <translation>데이터셋에 있어야 할 개수</translation>
    </message>
    <message>
        <source>Remove this grade</source>
        <translation>이 등급 제거</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>모든 클래스</translation>
    </message>
    <message>
        <source>new grade</source>
        <translation>새 등급</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>All keys</source>
        <translation>모든 단축키</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>기능이나 키 찾기</translation>
    </message>
    <message>
        <source>No action and no key matches.</source>
        <translation>맞는 기능이나 키가 없습니다.</translation>
    </message>
    <message>
        <source>Pointer</source>
        <translation>마우스</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>끌기</translation>
    </message>
    <message>
        <source>Draw over another shape</source>
        <translation>다른 도형 위에 그리기</translation>
    </message>
    <message>
        <source>Ctrl+drag</source>
        <translation>Ctrl+끌기</translation>
    </message>
    <message>
        <source>Select the smallest shape</source>
        <translation>가장 작은 도형 선택</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>클릭</translation>
    </message>
    <message>
        <source>Select several</source>
        <translation>여러 개 선택</translation>
    </message>
    <message>
        <source>Shift+click</source>
        <translation>Shift+클릭</translation>
    </message>
    <message>
        <source>Shift+drag</source>
        <translation>Shift+끌기</translation>
    </message>
    <message>
        <source>Next shape beneath</source>
        <translation>아래에 있는 다음 도형</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대·축소</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>휠</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>화면 옮기기</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>가운데 버튼 끌기</translation>
    </message>
    <message>
        <source>Two fingers</source>
        <translation>두 손가락</translation>
    </message>
    <message>
        <source>Finish a polygon</source>
        <translation>다각형 닫기</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>두 번 클릭</translation>
    </message>
    <message>
        <source>Take back the last corner</source>
        <translation>마지막 꼭짓점 지우기</translation>
    </message>
    <message>
        <source>Step back: gesture, then selection</source>
        <translation>한 단계 취소: 동작, 그다음 선택</translation>
    </message>
</context>
<context>
    <name>KeymapDialog</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Keys like in</source>
        <translation>바탕 단축키</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>기능이나 키 찾기</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>기능</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>새 키</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>정하기</translation>
    </message>
    <message>
        <source>Add as second</source>
        <translation>두 번째 키로 추가</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>모든 단축키 초기화</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>also: {action}</source>
        <translation>겹침: {action}</translation>
    </message>
    <message>
        <source>{key} is now: {action}. Setting it takes it from there.</source>
        <translation>{key}은(는) 지금 ‘{action}’에 쓰입니다. 정하면 이쪽으로 옮깁니다.</translation>
    </message>
</context>
<context>
    <name>Lack</name>
    <message>
        <source>Counting what the rules lack: {done} of {total} images</source>
        <translation>규칙에 부족한 것을 세는 중: 이미지 {total}장 중 {done}장</translation>
    </message>
    <message>
        <source>The rules lack: {grades}.</source>
        <translation>규칙에 부족함: {grades}.</translation>
    </message>
    <message>
        <source>The rules lack: {grades}. There is nothing of that in this video.</source>
        <translation>규칙에 부족함: {grades}. 이 동영상에는 해당하는 프레임이 없습니다.</translation>
    </message>
    <message>
        <source>The rules lack: {grades}. The choice brings: {brought}.</source>
        <translation>규칙에 부족함: {grades}. 이번에 고른 프레임: {brought}.</translation>
    </message>
    <message>
        <source>{count} {grade}</source>
        <translation>{grade} {count}개</translation>
    </message>
    <message>
        <source>Fill what the rules lack</source>
        <translation>규칙에 부족한 것 채우기</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>English</source>
        <translation>한국어</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Tools</source>
        <translation>도구</translation>
    </message>
</context>
<context>
    <name>MatrixModel</name>
    <message>
        <source>{cell}: {have} of {want}, enough</source>
        <translation>{cell}: {want}개 중 {have}개, 충분합니다</translation>
    </message>
    <message>
        <source>The rule does not accept this grade, so none are wanted</source>
        <translation>규칙이 허용하지 않는 등급이라 필요하지 않습니다</translation>
    </message>
    <message>
        <source>What was measured leaves it open: one key answers them</source>
        <translation>측정값만으로는 정할 수 없습니다. 키 하나로 답할 수 있습니다</translation>
    </message>
</context>
<context>
    <name>NoticeRow</name>
    <message>
        <source>Close this message</source>
        <translation>알림 닫기</translation>
    </message>
</context>
<context>
    <name>ObjectsDock</name>
    <message>
        <source>Objects</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>Class of the selected shapes</source>
        <translation>선택한 도형의 클래스</translation>
    </message>
    <message>
        <source>Difficult: hard to recognise</source>
        <translation>식별 어려움: 알아보기 어려움</translation>
    </message>
    <message>
        <source>Truncated: cut off by the edge of the image</source>
        <translation>잘림: 이미지 가장자리에서 잘림</translation>
    </message>
    <message>
        <source>Occluded: partly hidden behind something</source>
        <translation>가려짐: 일부가 다른 것에 가려짐</translation>
    </message>
    <message>
        <source>box</source>
        <translation>상자</translation>
    </message>
    <message>
        <source>polygon</source>
        <translation>다각형</translation>
    </message>
    <message>
        <source>quad</source>
        <translation>사각형(네 점)</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>객체 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n개 선택</numerusform>
        </translation>
    </message>
    <message>
        <source>No image is open.</source>
        <translation>열린 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>These labels cannot be edited.</source>
        <translation>이 라벨은 편집할 수 없습니다.</translation>
    </message>
    <message>
        <source>Looked at: there is nothing to mark here.</source>
        <translation>확인했습니다. 표시할 물체가 없습니다.</translation>
    </message>
    <message>
        <source>Nothing marked yet. Drag on the image to draw a box.</source>
        <translation>아직 표시한 것이 없습니다. 이미지 위에서 끌어 상자를 그리세요.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>식별 어려움</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>잘림</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <source>Lower</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
</context>
<context>
    <name>ProblemStrip</name>
    <message>
        <source>Go to the next problem ({key})</source>
        <translation>다음 문제로 가기 ({key})</translation>
    </message>
    <message numerus="yes">
        <source>%n shape(s) fail</source>
        <translation>
            <numerusform>도형 %n개 미달</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressRow</name>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
</context>
<context>
    <name>RuleEditor</name>
    <message>
        <source>told by the picture</source>
        <translation>그림에서 바로 판정</translation>
    </message>
    <message numerus="yes">
        <source>%n unsure</source>
        <translation>
            <numerusform>불확실 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>{lower} | {upper}: {limit}</source>
        <translation>{lower} | {upper}: {limit}</translation>
    </message>
</context>
<context>
    <name>RuleWords</name>
    <message>
        <source>Distance</source>
        <translation>거리</translation>
    </message>
    <message>
        <source>How far the object is from the camera</source>
        <translation>객체가 카메라에서 얼마나 떨어져 있는지</translation>
    </message>
    <message>
        <source>Left–right angle</source>
        <translation>좌우 각도</translation>
    </message>
    <message>
        <source>How far it is turned to the left or right of the line of sight</source>
        <translation>시선에서 좌우로 얼마나 돌아가 있는지</translation>
    </message>
    <message>
        <source>Up–down angle</source>
        <translation>상하 각도</translation>
    </message>
    <message>
        <source>How far it is tilted up or down from the line of sight</source>
        <translation>시선에서 위아래로 얼마나 기울어져 있는지</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>선명도(흐릿함)</translation>
    </message>
    <message>
        <source>How blurred the object is: a model for video must have seen blur</source>
        <translation>객체가 얼마나 흐릿한지. 동영상에서 쓸 모델은 흐릿한 예도 배워야 합니다</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>How bright the object is, and whether it can be made out</source>
        <translation>객체가 얼마나 밝고 알아볼 수 있는지</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>How high the object is in pixels of the picture the model sees</source>
        <translation>모델이 보는 이미지에서 객체의 높이가 몇 픽셀인지</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>주변 환경</translation>
    </message>
    <message>
        <source>Where and in what light the picture was taken</source>
        <translation>어디서, 어떤 빛에서 찍었는지</translation>
    </message>
    <message>
        <source>Standard brightness</source>
        <translation>표준 밝기</translation>
    </message>
    <message>
        <source>How bright the picture is, for its environment</source>
        <translation>주변 환경에 비해 이미지가 얼마나 밝은지</translation>
    </message>
    <message>
        <source>Standard size</source>
        <translation>표준 크기</translation>
    </message>
    <message>
        <source>How many pixels the longer side of the picture has</source>
        <translation>이미지의 긴 변이 몇 픽셀인지</translation>
    </message>
    <message>
        <source>near</source>
        <translation>가까움</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>중간</translation>
    </message>
    <message>
        <source>far</source>
        <translation>멂</translation>
    </message>
    <message>
        <source>very far</source>
        <translation>아주 멂</translation>
    </message>
    <message>
        <source>front</source>
        <translation>정면</translation>
    </message>
    <message>
        <source>slight</source>
        <translation>약간 비스듬함</translation>
    </message>
    <message>
        <source>oblique</source>
        <translation>비스듬함</translation>
    </message>
    <message>
        <source>steep</source>
        <translation>심하게 비스듬함</translation>
    </message>
    <message>
        <source>level</source>
        <translation>수평</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>식별 불가</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>흐릿함</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>약간 흐릿함</translation>
    </message>
    <message>
        <source>sharp</source>
        <translation>선명함</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>어두움</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>밝음</translation>
    </message>
    <message>
        <source>glare</source>
        <translation>눈부심</translation>
    </message>
    <message>
        <source>no contrast</source>
        <translation>대비 없음</translation>
    </message>
    <message>
        <source>tiny</source>
        <translation>아주 작음</translation>
    </message>
    <message>
        <source>small</source>
        <translation>작음</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>중간</translation>
    </message>
    <message>
        <source>large</source>
        <translation>큼</translation>
    </message>
    <message>
        <source>very large</source>
        <translation>아주 큼</translation>
    </message>
    <message>
        <source>indoors</source>
        <translation>실내</translation>
    </message>
    <message>
        <source>sunny</source>
        <translation>맑음</translation>
    </message>
    <message>
        <source>overcast</source>
        <translation>흐림</translation>
    </message>
    <message>
        <source>night</source>
        <translation>밤</translation>
    </message>
    <message>
        <source>dim</source>
        <translation>조금 어두움</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>표준</translation>
    </message>
    <message>
        <source>about {value} m</source>
        <translation>약 {value} m</translation>
    </message>
    <message>
        <source>{value}°</source>
        <translation>{value}°</translation>
    </message>
    <message>
        <source>sharpness {value}</source>
        <translation>선명도 {value}</translation>
    </message>
    <message>
        <source>mean {value}</source>
        <translation>평균 {value}</translation>
    </message>
    <message>
        <source>{value} px</source>
        <translation>{value} px</translation>
    </message>
    <message>
        <source>too small to judge</source>
        <translation>너무 작아 판단 불가</translation>
    </message>
    <message>
        <source>too noisy to judge</source>
        <translation>노이즈가 많아 판단 불가</translation>
    </message>
    <message>
        <source>estimated from the box</source>
        <translation>박스로 추정</translation>
    </message>
    <message>
        <source>no camera profile</source>
        <translation>카메라 설정 없음</translation>
    </message>
    <message>
        <source>real size not known</source>
        <translation>실제 크기를 모름</translation>
    </message>
    <message>
        <source>the corners do not fit</source>
        <translation>모서리가 맞지 않음</translation>
    </message>
    <message>
        <source>cut off by the edge of the image</source>
        <translation>이미지 가장자리에서 잘림</translation>
    </message>
    <message>
        <source>outside the picture</source>
        <translation>이미지 밖</translation>
    </message>
    <message>
        <source>against the light</source>
        <translation>역광</translation>
    </message>
    <message>
        <source>cannot be measured</source>
        <translation>측정할 수 없음</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>측정 중…</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>직접 지정</translation>
    </message>
    <message>
        <source>not answered yet</source>
        <translation>아직 답하지 않음</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>통과</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>미달</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>불확실</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>표시하기</translation>
    </message>
    <message>
        <source>Show it and mark the shape as difficult</source>
        <translation>표시하고 도형에 difficult 붙이기</translation>
    </message>
    <message>
        <source>Leave it out of the counts</source>
        <translation>개수에서 빼기</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>아무것도 안 함</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>Source video</source>
        <translation>원본 동영상</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>작업자</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>no video</source>
        <translation>동영상 아님</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>표시 없음</translation>
    </message>
    <message>
        <source>Korea, 520 × 110</source>
        <translation>한국 520 × 110</translation>
    </message>
    <message>
        <source>Korea, 335 × 155</source>
        <translation>한국 335 × 155</translation>
    </message>
    <message>
        <source>Korea, 335 × 170</source>
        <translation>한국 335 × 170</translation>
    </message>
    <message>
        <source>Korea, 440 × 220</source>
        <translation>한국 440 × 220</translation>
    </message>
    <message>
        <source>Korea, motorcycle, 210 × 115</source>
        <translation>한국 이륜차 210 × 115</translation>
    </message>
    <message>
        <source>Korea, motorcycle, 210 × 150</source>
        <translation>한국 이륜차 210 × 150</translation>
    </message>
    <message>
        <source>European Union, 520 × 110</source>
        <translation>유럽연합 520 × 110</translation>
    </message>
    <message>
        <source>United States, 305 × 152</source>
        <translation>미국 305 × 152</translation>
    </message>
    <message>
        <source>China, 440 × 140</source>
        <translation>중국 440 × 140</translation>
    </message>
    <message>
        <source>Japan, 330 × 165</source>
        <translation>일본 330 × 165</translation>
    </message>
    <message>
        <source>{cell}: {have} of {want}, capture more</source>
        <translation>{cell}: {want}개 중 {have}개, 더 캡처하세요</translation>
    </message>
</context>
<context>
    <name>RulesDock</name>
    <message>
        <source>Rules</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>The image itself</source>
        <translation>이미지 자체</translation>
    </message>
    <message>
        <source>Set by example…</source>
        <translation>예시로 정하기…</translation>
    </message>
    <message>
        <source>Draw the limits of the rule in hand between real crops</source>
        <translation>실제 객체 사진 사이에 고른 규칙의 경계를 정합니다</translation>
    </message>
    <message>
        <source>Coverage…</source>
        <translation>확보 현황…</translation>
    </message>
    <message>
        <source>See what the dataset has and what it lacks</source>
        <translation>데이터셋에 무엇이 있고 무엇이 모자란지 봅니다</translation>
    </message>
    <message>
        <source>{grade}: click, or press Alt+{key} when the rule is in hand; again takes it back to what is measured</source>
        <translation>{grade}: 클릭하거나, 규칙을 고른 뒤 Alt+{key}를 누르세요. 한 번 더 하면 측정한 등급으로 돌아갑니다</translation>
    </message>
    <message>
        <source>No image is open.</source>
        <translation>열린 이미지가 없습니다.</translation>
    </message>
    <message>
        <source>Select a shape to see how it stands with the rules.</source>
        <translation>도형을 선택하면 규칙별 상태가 보입니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n shape(s) selected</source>
        <translation>
            <numerusform>도형 %n개 선택</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Back to the default</source>
        <translation>기본값으로</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>이 페이지 초기화</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>SettingsWords</name>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>View</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>동영상</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Language of menus and messages</source>
        <translation>메뉴와 알림에 쓰는 언어</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Light, dark or as the system has it</source>
        <translation>밝게, 어둡게 또는 시스템 설정을 따름</translation>
    </message>
    <message>
        <source>Class names beside shapes</source>
        <translation>도형 옆에 클래스 이름 표시</translation>
    </message>
    <message>
        <source>Names fade while a shape is dragged</source>
        <translation>도형을 끄는 동안에는 흐려집니다</translation>
    </message>
    <message>
        <source>Fill of shapes</source>
        <translation>도형 채우기</translation>
    </message>
    <message>
        <source>How strongly the inside of shapes is coloured</source>
        <translation>도형 안을 칠하는 진하기</translation>
    </message>
    <message>
        <source>Snap to whole pixels</source>
        <translation>픽셀에 맞추기</translation>
    </message>
    <message>
        <source>Then VOC and YOLO hold the very same box</source>
        <translation>VOC와 YOLO에 똑같은 상자가 저장됩니다</translation>
    </message>
    <message>
        <source>Guide lines</source>
        <translation>안내선</translation>
    </message>
    <message>
        <source>Lines through the pointer while drawing</source>
        <translation>그리는 동안 포인터를 지나는 선</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>확대경</translation>
    </message>
    <message>
        <source>Magnifies what lies under the pointer while drawing or resizing</source>
        <translation>그리거나 크기를 바꿀 때 포인터 아래를 확대합니다</translation>
    </message>
    <message>
        <source>One shape per image</source>
        <translation>이미지당 하나만</translation>
    </message>
    <message>
        <source>After a shape is drawn, the next image opens by itself</source>
        <translation>도형을 하나 그리면 다음 이미지가 저절로 열립니다</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>작업자 이름</translation>
    </message>
    <message>
        <source>Shapes you draw or change carry it; empty: they carry none</source>
        <translation>그리거나 고친 도형에 이 이름을 남깁니다. 비워 두면 남기지 않습니다</translation>
    </message>
    <message>
        <source>Fit every image</source>
        <translation>이미지마다 창에 맞추기</translation>
    </message>
    <message>
        <source>Otherwise the view is kept from image to image</source>
        <translation>끄면 다음 이미지에서도 보던 위치를 유지합니다</translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation>픽셀 격자</translation>
    </message>
    <message>
        <source>Lines between pixels from 800 % on</source>
        <translation>800 % 이상 확대하면 픽셀 사이에 선을 보입니다</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>Of what is shown; image files are never changed</source>
        <translation>보이는 것만 바뀌고 파일은 그대로입니다</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>감마</translation>
    </message>
    <message>
        <source>Above 1 lifts the shadows; image files are never changed</source>
        <translation>1보다 크면 어두운 곳이 밝아집니다. 파일은 그대로입니다</translation>
    </message>
    <message>
        <source>Memory for images, MB</source>
        <translation>이미지에 쓸 메모리(MB)</translation>
    </message>
    <message>
        <source>Decoded images kept so that walking back is instant</source>
        <translation>불러온 이미지를 보관해 되돌아갈 때 바로 보입니다</translation>
    </message>
    <message>
        <source>Captured frames as</source>
        <translation>캡처한 프레임의 형식</translation>
    </message>
    <message>
        <source>PNG keeps every pixel and takes two to four times the room</source>
        <translation>PNG는 화소를 그대로 보존하지만 용량이 2~4배입니다</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>The key map to start from</source>
        <translation>바탕이 되는 단축키 묶음</translation>
    </message>
    <message>
        <source>Changed keys</source>
        <translation>바꾼 단축키</translation>
    </message>
    <message>
        <source>Keys that differ from the key map</source>
        <translation>단축키 묶음과 다르게 정한 키</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>한국어</source>
        <translation>한국어</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>LabelImg</source>
        <translation>LabelImg</translation>
    </message>
    <message>
        <source>Yolo_mark</source>
        <translation>Yolo_mark</translation>
    </message>
</context>
<context>
    <name>SizeRow</name>
    <message>
        <source>Plates of {name}</source>
        <translation>{name}의 번호판</translation>
    </message>
    <message>
        <source>Own size of {name}, mm</source>
        <translation>{name}의 직접 입력 크기(mm)</translation>
    </message>
    <message>
        <source>width x height</source>
        <translation>가로 x 세로</translation>
    </message>
    <message>
        <source>In mm, such as 520 x 110; several with a comma between</source>
        <translation>520 x 110처럼 mm로 적습니다. 여러 개는 쉼표로 나눕니다.</translation>
    </message>
    <message>
        <source>Not a size</source>
        <translation>크기가 아닙니다</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>{first} and {count} more</source>
        <translation>{first} 외 {count}개</translation>
    </message>
    <message>
        <source>Licence plates, width × height in mm</source>
        <translation>번호판, 가로 × 세로(mm)</translation>
    </message>
</context>
<context>
    <name>SizeRows</name>
    <message>
        <source>Find a class</source>
        <translation>클래스 찾기</translation>
    </message>
    <message>
        <source>This dataset has no class yet.</source>
        <translation>이 데이터셋에는 아직 클래스가 없습니다.</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Pixel under the pointer</source>
        <translation>포인터 아래의 픽셀</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대·축소</translation>
    </message>
    <message>
        <source>Place of this image in the list</source>
        <translation>목록에서 이 이미지의 위치</translation>
    </message>
    <message>
        <source>EXIF rotated</source>
        <translation>EXIF 회전</translation>
    </message>
    <message>
        <source>Labels are written to</source>
        <translation>라벨을 저장하는 곳</translation>
    </message>
    <message>
        <source>Labels: beside the image · {formats}</source>
        <translation>라벨: 이미지 옆 · {formats}</translation>
    </message>
    <message>
        <source>Labels: {folder} · {formats}</source>
        <translation>라벨: {folder} · {formats}</translation>
    </message>
    <message numerus="yes">
        <source>%n not saved</source>
        <translation>
            <numerusform>%n장 저장 안 됨</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>저장 중…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>저장됨</translation>
    </message>
</context>
<context>
    <name>ThinPane</name>
    <message>
        <source>What lacks most</source>
        <translation>가장 모자라는 것</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>novelty</source>
        <translation>장면 변화</translation>
    </message>
    <message>
        <source>sharpness</source>
        <translation>선명도</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>captured</source>
        <translation>캡처함</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>추천</translation>
    </message>
</context>
<context>
    <name>VideoCommands</name>
    <message>
        <source>Videos ({kinds})</source>
        <translation>동영상 ({kinds})</translation>
    </message>
    <message>
        <source>Open a video</source>
        <translation>동영상 열기</translation>
    </message>
    <message>
        <source>Folder for captured frames</source>
        <translation>캡처한 프레임을 저장할 폴더</translation>
    </message>
</context>
<context>
    <name>VideoPane</name>
    <message>
        <source>Stream {number} · {width} × {height}</source>
        <translation>영상 {number} · {width} × {height}</translation>
    </message>
    <message>
        <source>Time, length, and frame (0 to {last})</source>
        <translation>시간 / 전체 길이 · 프레임 번호 (0부터 {last}까지)</translation>
    </message>
    <message>
        <source>captured</source>
        <translation>캡처함</translation>
    </message>
    <message>
        <source>proposed: {reason}</source>
        <translation>추천: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n captured</source>
        <translation>
            <numerusform>%n장 캡처함</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposed</source>
        <translation>
            <numerusform>추천 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>Videos of this folder</source>
        <translation>이 폴더의 동영상</translation>
    </message>
    <message>
        <source>Pictures of this video side by side, as front and rear</source>
        <translation>한 동영상에 함께 든 영상 (전방, 후방 등)</translation>
    </message>
</context>
<context>
    <name>VideoScreen</name>
    <message>
        <source>Images</source>
        <translation>이미지</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Labeler</source>
        <translation>Labeler</translation>
    </message>
    <message>
        <source>Draw boxes and polygons; every change is saved at once as VOC and YOLO.</source>
        <translation>상자와 다각형을 그리면 변경할 때마다 VOC와 YOLO로 바로 저장됩니다.</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>샘플 열어 보기</translation>
    </message>
    <message>
        <source>or drop a folder, an image or a video anywhere on this window</source>
        <translation>또는 폴더나 이미지, 동영상을 이 창에 끌어다 놓으세요</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>최근 폴더</translation>
    </message>
</context>
<context>
    <name>_MatchesModel</name>
    <message>
        <source>Add class “{name}”</source>
        <translation>“{name}” 클래스 추가</translation>
    </message>
</context>
</TS>
