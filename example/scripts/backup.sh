#!/usr/bin/env bash
# Saves a snapshot, makes sure that it is whole, and keeps the newest ones:
#   backup.sh DIRECTORY [HOW-MANY]
set -euo pipefail
directory=${1:?usage: backup.sh DIRECTORY [HOW-MANY]}
keep=${2:-7}

mkdir -p "$directory"
name=$(date -u +%Y%m%dT%H%M%S.%NZ)
partial=$directory/.$name.partial
trap 'rm -f "$partial"' EXIT

mokv snapshot save "$partial" -q
mokv snapshot verify "$partial" -q
# Whatever has this name is verified.
mv "$partial" "$directory/$name.snap"

mapfile -t snapshots < <(find "$directory" -maxdepth 1 -name '*.snap' | sort -r)
for old in "${snapshots[@]:keep}"; do rm -- "$old"; done
echo "$directory/$name.snap"
