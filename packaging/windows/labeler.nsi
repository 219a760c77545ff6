; The installer for Windows: for one user, without administrator rights, in English and Korean.
;
;   makensis -DPAYLOAD=FOLDER -DVERSION=0.1.0 -DOUT=INSTALLER labeler.nsi
;
; PAYLOAD is the one-folder program with labeler.exe and labeler-cli.exe. makensis goes into the
; folder of this file: write both in full. Optional: ICON, an .ico (else that in the payload);
; PYTHON, which lists the payload; TARGET, the kind of installer; SIGN, the PowerShell that runs
; sign.ps1 on the installer and the uninstaller.
;
; The installer takes /S (silent), /D=FOLDER (last, never in quotes), /NODESKTOP, /NOFOLDERS and
; /NOFILES (leave out an entry). The uninstaller takes /S and /SETTINGS (remove these too).
; Both end with 0 done, 1 cancelled, 2 broken off, 3 Labeler or another installer is running,
; 4 the folder cannot be used or a file not removed, 5 this Windows is too old.

; 32-bit like every build of NSIS for Windows has it; it installs 64-bit programs all the same
!ifndef TARGET
  !define TARGET x86-unicode
!endif
Target ${TARGET}
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ManifestDPIAware true
RequestExecutionLevel user

!ifndef PYTHON
  !ifdef NSIS_WIN32_MAKENSIS
    !define PYTHON python
  !else
    !define PYTHON python3
  !endif
!endif
!tempfile LIST
!tempfile PICTURE
!system '"${PYTHON}" "${__FILEDIR__}/payload.py" "${PAYLOAD}" "${VERSION}" "${LIST}" "${PICTURE}"' = 0
!include /CHARSET=UTF8 "${LIST}"
!delfile "${LIST}"

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh
!include Sections.nsh

!define DEVELOPERS "The Labeler developers"
!define CLASSES "Software\Classes"
!define WINDOWS "Software\Microsoft\Windows\CurrentVersion"
!define ENTRY "${WINDOWS}\Uninstall\Labeler"
; no program but this one has such a file: it tells that a folder is ours, and it will be run
!define UNINSTALLER "Uninstall Labeler.exe"
!define RUNNING 3
!define UNUSABLE 4
!define TOO_OLD 5

Name "Labeler"
BrandingText "Labeler ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Labeler"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
AllowSkipFiles off ; half a program is none

VIProductVersion "${VERSION_NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "Labeler"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "Labeler ${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "${DEVELOPERS}"
VIAddVersionKey /LANG=0 "LegalCopyright" "${DEVELOPERS}, MIT"

!ifdef SIGN
  !define SIGN_FILE '"${SIGN}" -NoProfile -ExecutionPolicy Bypass -File "${__FILEDIR__}/sign.ps1"'
  !finalize '${SIGN_FILE} "%1"' = 0
  !uninstfinalize '${SIGN_FILE} "%1"' = 0
!endif

; --- pages

!ifndef ICON
  !if /FileExists "${PAYLOAD}/labeler.ico"
    !define ICON "${PAYLOAD}/labeler.ico"
  !endif
!endif
!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURE}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_NODESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\labeler.exe"

; the texts of NSIS speak of closing all programs and of restarting, which nobody has to
!define MUI_WELCOMEPAGE_TEXT "$(Welcome)"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_SUBTEXT "$(WhatElse)"
!define MUI_COMPONENTSPAGE_TEXT_TOP " "
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_HEADER_SUBTEXT "$(WhereTo)"
!define MUI_DIRECTORYPAGE_TEXT_TOP " "
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE RefuseFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_PAGE_CUSTOMFUNCTION_SHOW un.HideSpace
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES

; the first one is for every system that speaks neither
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Korean"
!include /CHARSET=UTF8 "${__FILEDIR__}/texts.nsh"
!include /CHARSET=UTF8 "${__FILEDIR__}/types.nsh"

; --- what both the installer and the uninstaller ask

; Stops the program with a message and an exit code; a silent one tells by the code alone.
!macro REFUSE CODE TEXT
  MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

!macro ASK_WHETHER_RUNNING PREFIX
  ; Windows lets nobody write into a program that runs. A silent run waits for ten seconds, so
  ; that whoever starts it from Labeler has time to close.
  Function ${PREFIX}WaitUntilClosed
    StrCpy $R1 0
    look:
    StrCpy $R2 ""
    Push "$INSTDIR\labeler.exe"
    Call ${PREFIX}LookIntoProgram
    Push "$INSTDIR\labeler-cli.exe"
    Call ${PREFIX}LookIntoProgram
    StrCmp $R2 "" closed
    IfSilent 0 ask
    IntOp $R1 $R1 + 1
    IntCmp $R1 20 give_up 0 give_up
    Sleep 500
    Goto look
    ask:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsRunning)" IDRETRY look
    give_up:
    SetErrorLevel ${RUNNING}
    Quit
    closed:
  FunctionEnd

  Function ${PREFIX}LookIntoProgram
    Pop $R3
    IfFileExists "$R3" 0 done
    ClearErrors
    FileOpen $R4 "$R3" a
    IfErrors 0 free
    StrCpy $R2 "$R3"
    Goto done
    free:
    FileClose $R4
    done:
    ClearErrors
  FunctionEnd
!macroend
!insertmacro ASK_WHETHER_RUNNING ""
!insertmacro ASK_WHETHER_RUNNING "un."

; Explorer reads menus and icons anew.
!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

; --- entries in the registry

!macro WRITE_VERB KEY ARGUMENT
  WriteRegStr HKCU "${CLASSES}\${KEY}\shell\Labeler" "" "$(OpenWith)"
  WriteRegStr HKCU "${CLASSES}\${KEY}\shell\Labeler" "Icon" '"$INSTDIR\labeler.exe",0'
  WriteRegStr HKCU "${CLASSES}\${KEY}\shell\Labeler\command" "" '"$INSTDIR\labeler.exe" "${ARGUMENT}"'
!macroend

; What we made goes, and then each key above it that nobody else has put anything into.
!macro DELETE_VERB KEY
  DeleteRegKey HKCU "${CLASSES}\${KEY}\shell\Labeler"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${KEY}\shell"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${KEY}"
!macroend

!macro DELETE_FOLDER_VERBS
  !insertmacro DELETE_VERB "Directory\Background"
  !insertmacro DELETE_VERB "Directory"
  !insertmacro DELETE_VERB "Drive"
!macroend

!macro WRITE_OPENER KEY
  WriteRegStr HKCU "${CLASSES}\${KEY}\DefaultIcon" "" '"$INSTDIR\labeler.exe",0'
  WriteRegStr HKCU "${CLASSES}\${KEY}\shell\open\command" "" '"$INSTDIR\labeler.exe" "%1"'
!macroend

!macro WRITE_TYPE KIND SUFFIX
  WriteRegStr HKCU "${CLASSES}\Applications\labeler.exe\SupportedTypes" "${SUFFIX}" ""
  WriteRegStr HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "Labeler.${KIND}" ""
!macroend

!macro DELETE_TYPE KIND SUFFIX
  DeleteRegValue HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids" "Labeler.${KIND}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${SUFFIX}"
!macroend

!macro DELETE_FILE_ENTRIES
  !insertmacro EACH_TYPE DELETE_TYPE
  DeleteRegKey HKCU "${CLASSES}\Labeler.Image"
  DeleteRegKey HKCU "${CLASSES}\Labeler.Video"
  DeleteRegKey HKCU "${CLASSES}\Applications\labeler.exe"
  DeleteRegKey /ifempty HKCU "${CLASSES}\Applications"
!macroend

; --- installing

!macro SHORTCUT FOLDER
  CreateShortcut /NoWorkingDir "${FOLDER}\Labeler.lnk" "$INSTDIR\labeler.exe" "" \
    "$INSTDIR\labeler.exe" 0 SW_SHOWNORMAL "" "$(About)"
!macroend

Section "$(ProgramPart)" Program
  SectionIn RO
  Call RefuseFolder
  Call WaitUntilClosed

  ; The old version knows its files, and takes away those; entries and settings stay.
  Push "$INSTDIR"
  Call RemoveVersion
  ReadRegStr $0 HKCU "${ENTRY}" "InstallLocation"
  ${If} $0 != ""
  ${AndIf} $0 != "$INSTDIR" ; it moves to another folder
    Push "$0"
    Call RemoveVersion
    Delete "$0\${UNINSTALLER}"
    RMDir "$0"
  ${EndIf}

  ; First the way back: what is broken off half-way can be removed too.
  ClearErrors
  CreateDirectory "$INSTDIR"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"
  ${If} ${Errors}
    !insertmacro REFUSE ${UNUSABLE} "$(NotWritable)"
  ${EndIf}
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "Labeler"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${DEVELOPERS}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\labeler.exe,0"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1

  !insertmacro UNPACK_FILES

  !insertmacro SHORTCUT "$SMPROGRAMS"
  WriteRegStr HKCU "${WINDOWS}\App Paths\labeler.exe" "" "$INSTDIR\labeler.exe"
  WriteRegStr HKCU "${WINDOWS}\App Paths\labeler-cli.exe" "" "$INSTDIR\labeler-cli.exe"
SectionEnd

Section "$(DesktopPart)" Desktop
  !insertmacro SHORTCUT "$DESKTOP"
SectionEnd

Section "$(FolderPart)" Folders
  !insertmacro WRITE_VERB "Directory" "%1"
  ; a drive is named D:\, and \" would be a quotation mark; the dot changes nothing
  !insertmacro WRITE_VERB "Directory\Background" "%V\."
  !insertmacro WRITE_VERB "Drive" "%1\."
SectionEnd

Section "$(FilePart)" Files
  WriteRegStr HKCU "${CLASSES}\Applications\labeler.exe" "FriendlyAppName" "Labeler"
  !insertmacro WRITE_OPENER "Applications\labeler.exe"
  WriteRegStr HKCU "${CLASSES}\Labeler.Image" "" "$(ImageKind)"
  !insertmacro WRITE_OPENER "Labeler.Image"
  WriteRegStr HKCU "${CLASSES}\Labeler.Video" "" "$(VideoKind)"
  !insertmacro WRITE_OPENER "Labeler.Video"
  !insertmacro EACH_TYPE WRITE_TYPE
SectionEnd

; An entry that is not wanted any more goes also on an update.
Section
  ${IfNot} ${SectionIsSelected} ${Desktop}
    Delete "$DESKTOP\Labeler.lnk"
  ${EndIf}
  ${IfNot} ${SectionIsSelected} ${Folders}
    !insertmacro DELETE_FOLDER_VERBS
  ${EndIf}
  ${IfNot} ${SectionIsSelected} ${Files}
    !insertmacro DELETE_FILE_ENTRIES
  ${EndIf}
  !insertmacro TELL_EXPLORER
SectionEnd

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro REFUSE ${TOO_OLD} "$(NeedsWindows)"
  ${EndIf}
  System::Call 'kernel32::CreateMutex(p 0, i 0, t "LabelerInstaller") p .r1 ?e'
  Pop $0
  ${If} $0 = 183 ; it is there already
    !insertmacro REFUSE ${RUNNING} "$(AlreadyOpen)"
  ${EndIf}

  Call TrimFolder

  ; An update gives back no entry that was left out, or thrown away since.
  ReadRegStr $0 HKCU "${ENTRY}" "InstallLocation"
  ${If} $0 != ""
    ${IfNot} ${FileExists} "$DESKTOP\Labeler.lnk"
      !insertmacro UnselectSection ${Desktop}
    ${EndIf}
    ReadRegStr $1 HKCU "${CLASSES}\Directory\shell\Labeler" ""
    ${If} $1 == ""
      !insertmacro UnselectSection ${Folders}
    ${EndIf}
    ReadRegStr $1 HKCU "${CLASSES}\Labeler.Image" ""
    ${If} $1 == ""
      !insertmacro UnselectSection ${Files}
    ${EndIf}
  ${EndIf}

  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/NODESKTOP" $1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${Desktop}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/NOFOLDERS" $1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${Folders}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/NOFILES" $1
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${Files}
  ${EndIf}
FunctionEnd

; NSIS ends the folder it has from the registry with a backslash, as people do too.
Function TrimFolder
  StrCpy $0 "$INSTDIR" 1 -1
  ${If} $0 == "\"
    StrCpy $INSTDIR "$INSTDIR" -1
  ${EndIf}
FunctionEnd

; A folder whose files would get names too long, or where files of others would be replaced.
; The page of the window stays open; a silent run ends.
Function RefuseFolder
  Call TrimFolder
  StrCpy $R0 ""
  StrLen $R1 "$INSTDIR"
  IntOp $R1 $R1 + ${LONGEST_NAME}
  ${If} $R1 > 258
    StrCpy $R0 "$(TooLong)"
  ${ElseIf} ${FileExists} "$INSTDIR\${UNINSTALLER}"
  ${OrIf} ${FileExists} "$INSTDIR\labeler.exe"
    Return ; ours
  ${Else}
    !insertmacro LOOK_FOR_FILES found
  ${EndIf}
  Goto decided
  found:
  StrCpy $R0 "$(HoldsOthers)"
  decided:
  ${If} $R0 != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$R0" /SD IDOK
    SetErrorLevel ${UNUSABLE}
    Abort
  ${EndIf}
FunctionEnd

; Takes a folder from the stack, and the files of the Labeler that is in it away.
Function RemoveVersion
  Pop $R0
  IfFileExists "$R0\${UNINSTALLER}" 0 none
  ClearErrors
  ExecWait '"$R0\${UNINSTALLER}" /S /UPDATE _?=$R0' $R1
  IfErrors stays
  StrCmp $R1 0 none
  StrCmp $R1 ${RUNNING} runs
  stays:
  !insertmacro REFUSE ${UNUSABLE} "$(OldStays)"
  runs:
  !insertmacro REFUSE ${RUNNING} "$(IsRunning)"
  none:
FunctionEnd

; --- removing

Var Update

Section "un.$(ProgramPart)" UnProgram
  SectionIn RO
  Call un.WaitUntilClosed
  SetOutPath "$TEMP" ; a folder in use cannot go
  ClearErrors
  !insertmacro DELETE_FILES
  ${If} ${Errors}
    !insertmacro REFUSE ${UNUSABLE} "$(FilesStay)"
  ${EndIf}
  !insertmacro DELETE_FOLDERS
  ${If} $Update == ""
    Delete "$SMPROGRAMS\Labeler.lnk"
    Delete "$DESKTOP\Labeler.lnk"
    !insertmacro DELETE_FOLDER_VERBS
    !insertmacro DELETE_FILE_ENTRIES
    DeleteRegKey HKCU "${WINDOWS}\App Paths\labeler.exe"
    DeleteRegKey HKCU "${WINDOWS}\App Paths\labeler-cli.exe"
    DeleteRegKey /ifempty HKCU "${WINDOWS}\App Paths"
    DeleteRegKey HKCU "${ENTRY}"
    DeleteRegKey /ifempty HKCU "${WINDOWS}\Uninstall"
    !insertmacro TELL_EXPLORER
    Delete "$INSTDIR\${UNINSTALLER}"
    RMDir "$INSTDIR"
  ${EndIf}
SectionEnd

; Only what Labeler itself writes there, file by file.
Section /o "un.$(SettingsPart)" UnSettings
  Delete "$LOCALAPPDATA\labeler\settings.ini"
  Delete "$LOCALAPPDATA\labeler\settings.ini.lock"
  Delete "$LOCALAPPDATA\labeler\settings.broken"
  Delete "$LOCALAPPDATA\labeler\Cache\measured-*.sqlite"
  Delete "$LOCALAPPDATA\labeler\Cache\measured-*.sqlite-journal"
  RMDir "$LOCALAPPDATA\labeler\Cache"
  RMDir "$LOCALAPPDATA\labeler"
SectionEnd

; "Space required: 0.0 KB" says nothing to one who removes.
Function un.HideSpace
  FindWindow $0 "#32770" "" $HWNDPARENT
  GetDlgItem $0 $0 1023
  ShowWindow $0 ${SW_HIDE}
FunctionEnd

Function un.onInit
  StrCpy $Update ""
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPDATE" $1
  ${IfNot} ${Errors}
    StrCpy $Update yes
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/SETTINGS" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${UnSettings}
  ${EndIf}
  ClearErrors
FunctionEnd

!delfile "${PICTURE}" ; packed by now
