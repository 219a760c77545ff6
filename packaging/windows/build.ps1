# Makes the frozen program and its installer on Windows:
#
#   powershell -ExecutionPolicy Bypass -File packaging\windows\build.ps1 [-Out dist] [-Python python]
#
# Needs 64-bit Python 3.10 or newer and NSIS 3.08 or newer. Leaves the installer in -Out, as
# labeler-<version>-windows-x86_64-setup.exe, with its .sha256; the program it holds is in
# build\windows\dist\labeler.
#
# With a certificate in the environment everything is signed, the uninstaller too: LABELER_SIGN_PFX
# (with LABELER_SIGN_PASSWORD) names a file, LABELER_SIGN_THUMBPRINT one in the user's store.
param(
    [string]$Out = "dist",
    [string]$Python = "python",
    [switch]$KeepProgram # takes the program frozen before, and makes only the installer
)
$ErrorActionPreference = "Stop"
Set-StrictMode -Version 2

# PowerShell goes on after a program has failed.
function Invoke-Checked([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with $LASTEXITCODE" }
}

function Find-Makensis {
    $found = Get-Command makensis -ErrorAction SilentlyContinue
    if ($found) { return $found.Source }
    foreach ($folder in @(${env:ProgramFiles(x86)}, $env:ProgramFiles)) {
        if ($folder) {
            $path = Join-Path $folder "NSIS\makensis.exe"
            if (Test-Path -LiteralPath $path) { return $path }
        }
    }
    throw "NSIS was not found. Install it: winget install NSIS.NSIS, or choco install nsis"
}

$root = (Resolve-Path (Join-Path $PSScriptRoot "..\..")).Path
$makensis = Find-Makensis
New-Item -ItemType Directory -Force -Path $Out | Out-Null
$Out = (Resolve-Path -LiteralPath $Out).Path
$work = Join-Path $root "build\windows" # freeze.py makes an environment of its own there
$program = Join-Path $work "dist\labeler"
$icon = Join-Path $work "work\labeler\icons\labeler.ico"
if (-not $KeepProgram) {
    Invoke-Checked $Python @((Join-Path $root "packaging\freeze.py"), $work)
}
$programs = @((Join-Path $program "labeler.exe"), (Join-Path $program "labeler-cli.exe"))
foreach ($path in $programs + @($icon)) {
    if (-not (Test-Path -LiteralPath $path)) { throw "$path was not made" }
}
$source = Get-Content -Raw -LiteralPath (Join-Path $root "labeler\__init__.py")
if ($source -notmatch '__version__ = "([^"]+)"') { throw "Labeler does not tell its version" }
$version = $Matches[1]

$installer = Join-Path $Out "labeler-$version-windows-x86_64-setup.exe"
$definitions = @(
    "-DPAYLOAD=$program", "-DVERSION=$version", "-DOUT=$installer",
    "-DICON=$icon", "-DPYTHON=$Python"
)
if ($env:LABELER_SIGN_PFX -or $env:LABELER_SIGN_THUMBPRINT) {
    $sign = Join-Path $PSScriptRoot "sign.ps1"
    foreach ($path in $programs) { & $sign $path }
    # makensis calls this for the uninstaller, before it is packed, and for the installer
    $definitions += "-DSIGN=powershell"
} else {
    Write-Host "No certificate is given: nothing is signed, and Windows will warn."
}
Invoke-Checked $makensis (@("-V2") + $definitions + @((Join-Path $PSScriptRoot "labeler.nsi")))

$digest = (Get-FileHash -Algorithm SHA256 -LiteralPath $installer).Hash.ToLowerInvariant()
$line = "$digest  $(Split-Path -Leaf $installer)`n" # as sha256sum writes and checks it
[IO.File]::WriteAllText("$installer.sha256", $line)
Write-Host $installer
Write-Host "SHA-256 $digest"
