#!/usr/bin/env bash
# Starts Lotwise: double-click this file, or type ./start.sh
# The first time it installs what Lotwise needs into the folder .venv beside it; after that it starts at once, also offline.
cd "$(dirname "$0")" || exit 1

say() { printf '%s\n' "$@"; }
stop() { say "" "$@" ""; read -r -p "Press Enter to close this window." _; exit 1; }
new_enough() { "$@" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

ours=.venv/bin/python
if ! new_enough "$ours"; then
    base=
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if new_enough "$candidate"; then base=$candidate; break; fi
    done
    if [ -z "$base" ]; then
        stop "Lotwise needs Python 3.11 or newer, and this computer has none." \
             "Install it from https://www.python.org/downloads/ and start Lotwise again."
    fi
    say "Preparing Lotwise for the first time. This takes a few minutes and needs the internet once."
    "$base" -m venv --clear .venv >/dev/null 2>&1 || stop \
        "Python could not make a place for Lotwise in the folder $PWD." \
        "Check that you may write there. On Debian or Ubuntu, ask for the package python3-venv, then start Lotwise again."
fi

if ! cmp -s requirements.txt .venv/installed.txt; then
    say "Installing what Lotwise needs. Please wait ..."
    "$ours" -m pip install --disable-pip-version-check --quiet -r requirements.txt || stop \
        "Not everything could be installed; the lines above say why. Most often the internet is missing." \
        "Check the connection and start Lotwise again."
    cp requirements.txt .venv/installed.txt
fi

"$ours" start.py || stop "Lotwise stopped with an error; the lines above say why. Start it again."
