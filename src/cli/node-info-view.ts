import type { mokv } from '../api/gen/messages.js';
import { escapeLine } from './escape-control.ts';
import { formatBytes, formatDays } from './format-quantity.ts';

type NodeInfo = mokv.v1.NodeInfoResponse;

/** What a node is, for people: facts first, then its configuration, last its log. `now` in Unix milliseconds. */
export function nodeInfoScreen(info: NodeInfo, now: number): string {
  const { nodeId, version, nodeVersion, pid, rssBytes, heapBytes } = info;
  const facts: readonly (readonly [name: string, text: string])[] = [
    ['node', `${nodeId}, mokv ${version}, Node.js ${nodeVersion}, process ${pid}`],
    ['memory', `${formatBytes(rssBytes)}, heap ${formatBytes(heapBytes)}`],
    ['event loop', `late by ${(info.loopDelayP99Us / 1000).toFixed(1)}ms at most`],
    ['log level', info.logLevel],
    ...info.certificates.map(
      ({ use, subject, expiryMs }) =>
        ['certificate', `${use}, ${subject}, ${formatDays((expiryMs ?? 0) - now)}`] as const,
    ),
  ];
  const configuration = Object.entries(info.configuration).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    ...facts.map(([name, text]) => `${`${name}:`.padEnd(13)}${text}`),
    ...configuration.map(([key, value]) => `  ${key} = ${value}`),
    ...info.log,
  ];
  return lines.map(escapeLine).join('\n');
}

/** The same for programs. */
export function nodeInfoRecord(info: NodeInfo): object {
  return {
    id: info.nodeId,
    version: info.version,
    node_version: info.nodeVersion,
    pid: info.pid,
    rss_bytes: info.rssBytes,
    heap_bytes: info.heapBytes,
    loop_delay_p99_us: info.loopDelayP99Us,
    log_level: info.logLevel,
    certificates: info.certificates.map(({ use, subject, expiryMs }) => ({
      use,
      subject,
      expiry_ms: expiryMs,
    })),
    configuration: info.configuration,
    log: info.log,
  };
}
