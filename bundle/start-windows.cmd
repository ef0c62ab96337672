@echo off
rem Drop folders or files on this file: they are audited, and the report opens.
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "PYTHONUTF8=1"
set "AUDITOR_DROPPED="
rem A name with an ampersand but no blank is dropped without quotes and would be cut there; the
rem line that started this has it whole. What was cut off must not be run: exit, not exit /b.
setlocal EnableDelayedExpansion
set "line=!cmdcmdline!"
if defined line if not "!line:%~nx0=!" == "!line!" set "AUDITOR_DROPPED=!line!"
setlocal DisableDelayedExpansion
set "status=4"
set "python="
if exist "%~dp0python\python.exe" set python="%~dp0python\python.exe"
for %%v in (3.14 3.13 3.12 3.11) do if not defined python call :try py -%%v
if not defined python call :try python
if not defined python goto none
%python% "%~dp0program\start.py" %*
set "status=%errorlevel%"
goto end
:none
echo Python 3.11 or later is needed. Please read README.html.
start "" "%~dp0README.html"
:end
if not "%status%" == "0" pause
if defined AUDITOR_DROPPED exit %status%
exit /b %status%
:try
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set "python=%*"
exit /b
