#!/usr/bin/env bash
# Restarts every node of a cluster, one at a time, the leader last:
#   rolling-restart.sh ./restart-node
# ./restart-node gets the name of a node and returns when it was started again, for instance
#   ssh "$1" systemctl restart mokv
set -euo pipefail
restart=${1:?usage: rolling-restart.sh COMMAND}

mapfile -t nodes < <(mokv member list -o name)
leader=$(mokv leader show | cut -f1)

restart_node() {
  # Fails, and says why, when the others would be no quorum.
  mokv node ok-to-stop "$1"
  "$restart" "$1"
  mokv wait --nodes "${#nodes[@]}" --timeout 2m -q
  echo "restarted $1"
}

for node in "${nodes[@]}"; do
  [[ $node == "$leader" ]] || restart_node "$node"
done
if ((${#nodes[@]} > 1)); then mokv leader transfer -q; fi
restart_node "$leader"
