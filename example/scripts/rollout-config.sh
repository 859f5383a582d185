#!/usr/bin/env bash
# Makes the keys under a prefix what the files of a directory say, and counts the version of the
# configuration up. Whoever changes something at the same time is not overwritten: the plan is made anew.
#   rollout-config.sh DIRECTORY PREFIX
set -euo pipefail
directory=${1:?usage: rollout-config.sh DIRECTORY PREFIX}
prefix=${2:?usage: rollout-config.sh DIRECTORY PREFIX}
attempts=5

changed=0
mokv diff "$directory" --prefix "$prefix" --prune || changed=$?
case $changed in
  0) exit 0 ;;
  4) ;;
  *) exit "$changed" ;;
esac

# Runs a command again as long as it ends with 4: somebody was faster.
again() {
  local code attempt
  for ((attempt = 0; attempt < attempts; attempt++)); do
    code=0
    "$@" || code=$?
    ((code == 4)) || return "$code"
  done
  return 4
}

count_up() {
  local revision version
  if mokv exists "version/$prefix"; then
    IFS=$'\t' read -r _ revision _ < <(mokv list "version/$prefix" --meta --limit 1)
    version=$(mokv get "version/$prefix" --rev "$revision")
    mokv set "version/$prefix" "$((version + 1))" --if-rev "$revision" -q
  else
    mokv set "version/$prefix" 1 --if-absent -q
  fi
}

again mokv apply "$directory" --prefix "$prefix" --prune -y -q
again count_up
echo "version $(mokv get "version/$prefix")"
