# Installs the given installer silently as a user would, tries the installed program, updates it in
# place, removes it again and looks whether it is gone and a dataset still there:
#   pwsh packaging/smoke/windows.ps1 SETUP.EXE
#Requires -Version 7
param([Parameter(Mandatory)][string]$Setup)
$ErrorActionPreference = 'Stop'
$Setup = (Resolve-Path -LiteralPath $Setup).Path

function Invoke-Installer([string]$Program, [string[]]$Words) {
    # a program with windows does not hold up PowerShell by itself
    $process = Start-Process -FilePath $Program -ArgumentList $Words -Wait -PassThru
    if ($process.ExitCode -ne 0) { throw "$Program $Words ended with $($process.ExitCode)" }
}

function Invoke-Labeler([string[]]$Words) {
    & $Labeler @Words
    if ($LASTEXITCODE -ne 0) { throw "labeler $Words ended with $LASTEXITCODE" }
}

$scratch = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
$dataset = Join-Path $scratch '데이터'
New-Item -ItemType Directory -Path $dataset | Out-Null
$label = Join-Path $dataset 'classes.txt'
Set-Content -LiteralPath $label -Value 'plate'

$entry = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Labeler'
Invoke-Installer $Setup '/S'
$folder = (Get-ItemProperty -Path $entry).InstallLocation.Trim('"')
$Labeler = Join-Path $folder 'labeler-cli.exe'
Invoke-Labeler '--version'
Invoke-Labeler '--smoke-test'
Invoke-Labeler '--smoke-test' # a second start finds what the first one left
Invoke-Installer $Setup '/S'  # over itself, as an update is
Invoke-Labeler '--smoke-test'

$uninstaller = (Get-ItemProperty -Path $entry).UninstallString.Trim('"')
Invoke-Installer $uninstaller '/S'
# the uninstaller goes on as a copy of itself, so that it can remove its own file
for ($tries = 0; (Test-Path -LiteralPath $folder) -and $tries -lt 60; $tries++) { Start-Sleep 1 }
if (Test-Path -LiteralPath $folder) {
    Get-ChildItem -Recurse -LiteralPath $folder | Out-String | Write-Output
    throw "left behind: $folder"
}
if (Test-Path -Path $entry) { throw "left behind: $entry" }
if ((Get-Content -LiteralPath $label) -ne 'plate') { throw 'the dataset was touched' }
Remove-Item -Recurse -Force -LiteralPath $scratch
Write-Output 'smoke: passed'
