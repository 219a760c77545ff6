; Every text of ours that a person sees, in both languages. The rest comes with NSIS.

!macro TEXT NAME ENGLISH KOREAN
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_KOREAN} "${KOREAN}"
!macroend

!insertmacro TEXT Welcome "This installs Labeler ${VERSION} for you alone; no administrator is needed.$\r$\n$\r$\nAn older version is replaced. Your settings and datasets stay as they are." "Labeler ${VERSION} 버전을 이 사용자에게만 설치합니다. 관리자 권한은 필요하지 않습니다.$\r$\n$\r$\n이전 버전이 있으면 새 버전으로 바꿉니다. 설정과 데이터셋은 그대로 남습니다."
!insertmacro TEXT WhatElse "What else should be set up?" "무엇을 함께 설치할지 고르십시오."
!insertmacro TEXT WhereTo "The folder for the program. Datasets can be anywhere." "프로그램을 설치할 폴더입니다. 데이터셋은 어디에 있어도 됩니다."
!insertmacro TEXT ProgramPart "Labeler (required)" "Labeler (필수)"
!insertmacro TEXT DesktopPart "Icon on the desktop" "바탕 화면 아이콘"
!insertmacro TEXT FolderPart "'Open with Labeler' in the menu of folders" "폴더 메뉴에 'Labeler로 열기'"
!insertmacro TEXT FilePart "'Open with' for images and videos" "이미지와 동영상의 '연결 프로그램'"
!insertmacro TEXT SettingsPart "Settings and measured values (datasets always stay)" "설정과 측정값 (데이터셋은 항상 그대로 둡니다)"
!insertmacro TEXT OpenWith "Open with Labeler" "Labeler로 열기"
!insertmacro TEXT About "Mark objects on images and video frames" "이미지와 동영상 프레임에 물체를 표시합니다"
!insertmacro TEXT ImageKind "Image" "이미지"
!insertmacro TEXT VideoKind "Video" "동영상"
!insertmacro TEXT NeedsWindows "Labeler needs a 64-bit Windows 10 or newer." "Labeler에는 64비트 Windows 10 이상이 필요합니다."
!insertmacro TEXT AlreadyOpen "Another installation of Labeler is running. Wait until it has finished." "Labeler 설치가 이미 진행 중입니다. 끝날 때까지 기다려 주십시오."
!insertmacro TEXT IsRunning "Labeler is open. Close its window, then choose Retry. Your labels are already saved." "Labeler가 열려 있습니다. 창을 닫은 뒤 '다시 시도'를 누르십시오. 라벨은 이미 저장되어 있습니다."
!insertmacro TEXT TooLong "The name of this folder is too long for Windows. Choose a shorter one." "폴더 이름이 Windows에서 쓰기에 너무 깁니다. 더 짧은 폴더를 고르십시오."
!insertmacro TEXT HoldsOthers "This folder holds files of something else that Labeler would have to replace. Choose another folder." "이 폴더에는 Labeler가 덮어써야 하는 다른 파일이 있습니다. 다른 폴더를 고르십시오."
!insertmacro TEXT NotWritable "Nothing can be written into this folder. Choose another one." "이 폴더에는 쓸 수 없습니다. 다른 폴더를 고르십시오."
!insertmacro TEXT OldStays "The older version of Labeler could not be removed. Restart the computer and try again." "이전 버전의 Labeler를 제거하지 못했습니다. 컴퓨터를 다시 시작한 뒤 다시 해 보십시오."
!insertmacro TEXT FilesStay "Some files of Labeler are in use and could not be removed. Restart the computer and try again." "Labeler의 일부 파일이 사용 중이라 제거하지 못했습니다. 컴퓨터를 다시 시작한 뒤 다시 해 보십시오."
