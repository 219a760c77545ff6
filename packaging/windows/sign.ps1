# Signs one file with the certificate that the environment names; see build.ps1.
param([Parameter(Mandatory = $true)][string]$File)
$ErrorActionPreference = "Stop"

$found = Get-Command signtool -ErrorAction SilentlyContinue
if ($found) {
    $signtool = $found.Source
} else { # comes with the Windows SDK, a folder for each of its versions
    $pattern = Join-Path ${env:ProgramFiles(x86)} "Windows Kits\10\bin\*\x64\signtool.exe"
    $newest = Get-ChildItem -Path $pattern -ErrorAction SilentlyContinue |
        Sort-Object { [version]$_.Directory.Parent.Name } | Select-Object -Last 1
    if (-not $newest) { throw "signtool was not found; it comes with the Windows SDK" }
    $signtool = $newest.FullName
}

$stamp = $env:LABELER_SIGN_TIMESTAMP
if (-not $stamp) { $stamp = "http://timestamp.digicert.com" }
$arguments = @("sign", "/fd", "SHA256", "/tr", $stamp, "/td", "SHA256", "/d", "Labeler")
if ($env:LABELER_SIGN_PFX) {
    $arguments += @("/f", $env:LABELER_SIGN_PFX)
    if ($env:LABELER_SIGN_PASSWORD) { $arguments += @("/p", $env:LABELER_SIGN_PASSWORD) }
} elseif ($env:LABELER_SIGN_THUMBPRINT) {
    $arguments += @("/sha1", $env:LABELER_SIGN_THUMBPRINT)
} else {
    throw "Neither LABELER_SIGN_PFX nor LABELER_SIGN_THUMBPRINT is set"
}
& $signtool @arguments $File
if ($LASTEXITCODE -ne 0) { throw "signtool ended with $LASTEXITCODE" }
