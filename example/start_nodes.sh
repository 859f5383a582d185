#!/usr/bin/env bash
# Three nodes on this machine, from config.yaml, config2.yaml and config3.yaml, that find each other by gossip.
# Makes the certificates and the gossip key that are missing under ~/.mokv. Ctrl-C stops the nodes; their data stays, and the next start goes
# on with it.
set -euo pipefail

example=$(cd "$(dirname "$0")" && pwd)
PATH="$example/../node_modules/.bin:$PATH"
endpoints=127.0.0.1:8400,127.0.0.1:8410,127.0.0.1:8420
logs=$(mktemp -d "${TMPDIR:-/tmp}/mokv-logs.XXXXXX")
pids=()

mokv() {
  node "$example/../dist/mokv.js" "$@"
}

stop() {
  trap - EXIT INT TERM
  if ((${#pids[@]} > 0)); then
    kill "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
  fi
}

# Each in a process group of its own, so that Ctrl-C reaches them through stop() alone.
start() {
  set -m
  node "$example/../dist/mokv.js" serve --config-file "$example/$1" >"$logs/$2.log" 2>&1 &
  pids+=("$!")
  set +m
}

# Waits until the node knows a leader and has caught up; one that ended has said why in its log.
await_ready() {
  until [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$2/readyz")" = 200 ]; do
    if ! kill -0 "$3" 2>/dev/null; then
      echo "$1 ended:" >&2
      tail -n 5 "$logs/$1.log" >&2
      exit 1
    fi
    sleep 0.2
  done
}

trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

[ -e ~/.mokv/gossip.key ] || mokv cert init --node-name node1
for name in node1 node2 node3; do
  [ -e ~/.mokv/$name-peer.pem ] || mokv cert peer $name
done

start config.yaml node1
start config2.yaml node2
start config3.yaml node3
await_ready node1 4000 "${pids[0]}"
await_ready node2 4001 "${pids[1]}"
await_ready node3 4002 "${pids[2]}"

mokv -e "$endpoints" member list -o table

cat <<EOF

Three nodes are running; their logs are in $logs.

  export MOKV_ENDPOINTS=$endpoints
  mokv set greeting hello
  mokv get greeting
  mokv leader transfer node2
  kill -9 ${pids[0]}                      # node1; the others go on
  curl -s http://127.0.0.1:4001/readyz

Ctrl-C stops them.
EOF
wait
