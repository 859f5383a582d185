#!/usr/bin/env bash
# Copies the keys under a prefix from one cluster to another, with their times to live, and compares.
# The clusters are contexts of 'mokv context add'.
#   migrate-keys.sh FROM TO PREFIX
set -euo pipefail
from=${1:?usage: migrate-keys.sh FROM TO PREFIX}
to=${2:?usage: migrate-keys.sh FROM TO PREFIX}
prefix=${3:?usage: migrate-keys.sh FROM TO PREFIX}

file=$(mktemp --suffix .ndjson)
trap 'rm -f "$file"' EXIT

mokv -c "$from" export "$prefix" -q >"$file"
# A file that is wrong is refused before anything is written, and keys of the other cluster stay.
mokv -c "$to" import "$file" --if-absent --dry-run
mokv -c "$to" import "$file" --if-absent
# Exit code 4 and the keys that differ: there were others under their names.
mokv -c "$to" diff "$file" -q
