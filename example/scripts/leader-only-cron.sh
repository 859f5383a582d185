#!/usr/bin/env bash
# For the crontab of every machine: one of them runs the job, once for each period.
#   0 3 * * *  leader-only-cron.sh nightly ./report.sh
# The period is the minute, or what PERIOD says.
set -euo pipefail
job=${1:?usage: leader-only-cron.sh JOB COMMAND...}
shift
period=${PERIOD:-$(date -u +%Y-%m-%dT%H:%M)}

# The first one that writes the key has the job; clocks may differ by less than a period.
claim=0
mokv set "cron/$job/$period" "$(hostname)" --if-absent --ttl 2d -q 2>/dev/null || claim=$?
case $claim in
  0) ;;
  4) exit 0 ;;
  *)
    echo "leader-only-cron: cannot ask for the job, exit code $claim" >&2
    exit "$claim"
    ;;
esac
# The run of the period before may not have ended yet: wait for it. The job is ended when the lock is lost.
exec mokv lock "cron/$job/lock" --wait 1h -- "$@"
