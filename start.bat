@echo off
rem Starts Lotwise: double-click this file.
rem The first time it installs what Lotwise needs into the folder .venv beside it; after that it starts at once, also offline.
setlocal
title Lotwise
rem pushd gives a folder on a network drive (\\server\share) a letter for as long as this window is open; cd can't go there.
pushd "%~dp0" || goto no_place
if not exist requirements.txt goto packed
if not exist start.py goto packed

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

:packed
echo.
echo Lotwise is still packed: Windows opened this file alone out of the zip.
echo Close this window, click the zip with the right button, choose "Extract All", and start start.bat in the new folder.
goto wait

:no_place
echo.
echo Windows can't go to the folder of Lotwise. If it lies on a network drive, copy it to your Documents.
goto wait

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
