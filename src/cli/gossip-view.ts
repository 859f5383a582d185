import { isUtf8 } from 'node:buffer';
import type { mokv } from '../api/gen/messages.js';
import { escapeLine } from './escape-control.ts';
import { formatRtt } from './format-quantity.ts';

export const poolColumns = ['NAME', 'STATUS', 'ADDR', 'RTT', 'TAGS'] as const;

export function poolCells(member: mokv.v1.IPoolMember): string[] {
  const { name, status, addr, rttMs, tags } = member;
  const pairs = Object.entries(tags ?? {}).map(([tag, value]) => `${tag}=${value}`);
  const rtt = rttMs == null ? '-' : formatRtt(rttMs);
  return [name ?? '', status ?? '', addr ?? '', rtt, pairs.sort().join(',')].map(escapeLine);
}

/** The same for programs. */
export function poolRecord(member: mokv.v1.IPoolMember) {
  const { name, status, addr, rttMs, tags, incarnation } = member;
  return { name, status, addr, tags: { ...tags }, incarnation, rtt_ms: rttMs ?? null };
}

/** One line: when, what, who or which. */
export function eventText({ timeMs, type, member, name, payload }: mokv.v1.PoolEvent): string {
  const time = new Date(timeMs).toISOString();
  const what = type === 'user' ? [name, payloadText(payload)] : [...poolCells(member ?? {})];
  return [time, type, ...what].map(escapeLine).join('\t');
}

export function eventRecord({ timeMs, type, member, name, payload }: mokv.v1.PoolEvent): object {
  if (type !== 'user') return { time_ms: timeMs, type, member: poolRecord(member ?? {}) };
  return { time_ms: timeMs, type, name, ...payloadRecord(payload) };
}

export function payloadRecord(payload: Uint8Array): object {
  return isUtf8(payload)
    ? { payload: payloadText(payload) }
    : { payload_b64: payloadText(payload) };
}

/** Base64 when it is no text. */
export function payloadText(payload: Uint8Array): string {
  const bytes = Buffer.from(payload);
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'base64');
}
