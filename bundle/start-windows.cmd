@echo off
rem Drop a folder or a file on this file: it is audited, and the report opens.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
set "own=%~dp0python\python.exe"
if exist "%own%" goto own
py -3 -c "import sys" >nul 2>nul && goto launcher
python -c "import sys" >nul 2>nul && goto plain
start "" "%~dp0README.html"
exit /b 4
:own
"%own%" "%~dp0program\start.py" %*
goto end
:launcher
py -3 "%~dp0program\start.py" %*
goto end
:plain
python "%~dp0program\start.py" %*
:end
if errorlevel 1 pause
