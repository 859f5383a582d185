import type { mokv } from '../api/gen/messages.js';
import { escapeLine } from './escape-control.ts';

type ClusterEvent = mokv.v1.ClusterEvent;

/** "2026-01-01T12:01:02.123Z  n1  leader  n1 leads term 7: no heartbeat for 1.2 s" */
export function clusterEventText({ timeMs, nodeId, type, text, cause }: ClusterEvent): string {
  const why = cause === '' ? '' : `: ${cause}`;
  return escapeLine(`${new Date(timeMs).toISOString()}  ${nodeId}  ${type}  ${text}${why}`);
}

/** The same for programs. */
export function clusterEventRecord(event: ClusterEvent): object {
  const { timeMs, nodeId, cursor, type, text, cause, fields } = event;
  return { time_ms: timeMs, node: nodeId, cursor, type, text, cause: cause || null, fields };
}
