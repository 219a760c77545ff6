; The kinds of files Labeler offers itself for: those of the program, without HEIC, which it only
; lists. A test holds the two together.

!macro EACH_TYPE DO
  !insertmacro ${DO} Image .jpg
  !insertmacro ${DO} Image .jpeg
  !insertmacro ${DO} Image .jpe
  !insertmacro ${DO} Image .jfif
  !insertmacro ${DO} Image .mpo
  !insertmacro ${DO} Image .png
  !insertmacro ${DO} Image .apng
  !insertmacro ${DO} Image .bmp
  !insertmacro ${DO} Image .dib
  !insertmacro ${DO} Image .gif
  !insertmacro ${DO} Image .tif
  !insertmacro ${DO} Image .tiff
  !insertmacro ${DO} Image .webp
  !insertmacro ${DO} Image .avif
  !insertmacro ${DO} Image .jp2
  !insertmacro ${DO} Image .j2k
  !insertmacro ${DO} Image .ppm
  !insertmacro ${DO} Image .pgm
  !insertmacro ${DO} Image .pbm
  !insertmacro ${DO} Image .pnm
  !insertmacro ${DO} Video .mp4
  !insertmacro ${DO} Video .mov
  !insertmacro ${DO} Video .m4v
  !insertmacro ${DO} Video .avi
  !insertmacro ${DO} Video .mkv
  !insertmacro ${DO} Video .webm
  !insertmacro ${DO} Video .ts
  !insertmacro ${DO} Video .mts
  !insertmacro ${DO} Video .m2ts
  !insertmacro ${DO} Video .mpg
  !insertmacro ${DO} Video .mpeg
  !insertmacro ${DO} Video .3gp
  !insertmacro ${DO} Video .flv
  !insertmacro ${DO} Video .wmv
  !insertmacro ${DO} Video .asf
  !insertmacro ${DO} Video .h264
  !insertmacro ${DO} Video .264
  !insertmacro ${DO} Video .h265
  !insertmacro ${DO} Video .hevc
!macroend
