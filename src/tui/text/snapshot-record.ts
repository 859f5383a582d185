import type { ClusterPicture, NodeRow, Part } from '../facts.ts';
import { isHealthy } from '../health.ts';
import { loadSummary, type Rates } from '../load-summary.ts';
import { shownEvents, shownPicture } from '../shown.ts';
import type { DashboardState } from '../state.ts';

const limits = { eventsMax: 10, loadSeconds: 60 } as const;

/** The state for programs; `cluster` is null while nothing has been heard. */
export function snapshotRecord(state: DashboardState): object {
  const { connection, nowMs } = state;
  const picture = shownPicture(state);
  return {
    time_ms: nowMs,
    healthy: isHealthy(state),
    connection: connection.type,
    stale_ms: connection.type === 'stale' ? nowMs - connection.sinceMs : null,
    cluster: picture === undefined ? null : clusterRecord(picture),
    nodes: (picture?.nodes ?? []).map(nodeRecord),
    load: loadRecord(state),
    events: shownEvents(state)
      .slice(0, limits.eventsMax)
      .map(({ timeMs, tellers, type, text, cause }) => ({
        time_ms: timeMs,
        seen_by: tellers,
        type,
        text,
        cause: cause ?? null,
      })),
    denied: (['cluster', 'load', 'events'] as const).filter((part) => isDenied(state[part])),
  };
}

function isDenied({ trouble }: Part<unknown>): boolean {
  return trouble?.type === 'denied';
}

function clusterRecord(picture: ClusterPicture): object {
  const { connectedId, leaderId, term, commitIndex, revision, keys, quorum, alarms } = picture;
  return {
    connected: connectedId,
    leader: leaderId ?? null,
    term,
    commit_index: commitIndex,
    revision,
    keys,
    quorum: {
      voters: quorum.voters,
      healthy: quorum.healthy,
      needed: quorum.needed,
      can_lose: quorum.canLose,
    },
    alarms,
  };
}

function nodeRecord(row: NodeRow): object {
  const { type } = row.rtt;
  const fields = {
    id: row.id,
    addr: row.addr,
    raft: row.raft,
    gossip: row.gossip,
    ghost: row.ghost,
    role: row.role,
    applied_index: row.appliedIndex,
    lag: row.lag,
    contact_ms: row.contactMs,
    rtt_ms: row.rtt.type === 'measured' ? row.rtt.ms : undefined,
    timed_out: type === 'timeout',
    ops_per_second: row.operationsPerSecond,
    rss_bytes: row.rssBytes,
    keys: row.keys,
    uptime_ms: row.uptimeMs,
    certificate_expiry_ms: row.certificateExpiryMs,
    version: row.version,
    ready: row.ready,
    drained: row.drained,
    problem: row.problem,
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? null]));
}

/** Null while there is none. */
function loadRecord(state: DashboardState): object | null {
  const summary = loadSummary(state, undefined, limits.loadSeconds);
  if (summary === undefined) return null;
  return {
    end_second: summary.endSecond,
    all: ratesRecord(summary.all),
    kinds: summary.kinds.map((kind) => ({ kind: kind.kind, ...ratesRecord(kind) })),
    loop_delay_us: summary.loopDelayUs,
  };
}

function ratesRecord({ perSecond, p50Us, p99Us, maxUs, errorShare }: Rates) {
  return {
    per_second: perSecond,
    p50_us: p50Us,
    p99_us: p99Us,
    max_us: maxUs,
    error_share: errorShare,
  };
}
