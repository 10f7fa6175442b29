@echo off
rem Starts Lotwise: double-click this file.
rem The first time it installs what Lotwise needs into the folder .venv beside it; after that it starts at once, also offline.
setlocal
title Lotwise
cd /d "%~dp0"

set "CHECK=import sys; sys.exit(sys.version_info < (3, 11))"
set "OURS=.venv\Scripts\python.exe"
"%OURS%" -c "%CHECK%" >nul 2>&1 && goto install

set "BASE="
py -3 -c "%CHECK%" >nul 2>&1 && set "BASE=py -3"
if not defined BASE python -c "%CHECK%" >nul 2>&1 && set "BASE=python"
if not defined BASE goto no_python

echo Preparing Lotwise for the first time. This takes a few minutes and needs the internet once.
%BASE% -m venv --clear .venv
if errorlevel 1 goto no_folder

:install
fc /b requirements.txt .venv\installed.txt >nul 2>&1 && goto start
echo Installing what Lotwise needs. Please wait ...
"%OURS%" -m pip install --disable-pip-version-check --quiet -r requirements.txt
if errorlevel 1 goto no_install
copy /y requirements.txt .venv\installed.txt >nul

:start
"%OURS%" start.py
if errorlevel 1 goto failed
exit /b 0

:no_python
echo.
echo Lotwise needs Python 3.11 or newer, and this computer has none.
echo Install it from https://www.python.org/downloads/ and tick "Add python.exe to PATH". Then start Lotwise again.
goto wait

:no_folder
echo.
echo Python could not make a place for Lotwise in the folder "%CD%".
echo Move the Lotwise folder to your Documents, for example, and start Lotwise again.
goto wait

:no_install
echo.
echo Not everything could be installed; the lines above say why. Most often the internet is missing.
echo Check the connection and start Lotwise again.
goto wait

:failed
echo.
echo Lotwise stopped with an error; the lines above say why. Start it again.

:wait
echo.
pause
exit /b 1
