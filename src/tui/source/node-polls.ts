import type { mokv } from '../../api/gen/messages.js';
import { parseEndpoint } from '../../client/endpoint.ts';
import { MokvError } from '../../shared/errors.ts';
import type { NodeDetail, RaftTail } from '../facts.ts';
import type { SourceContext } from './source-context.ts';
import { retryMs, troubleOf } from './trouble.ts';

const limits = {
  callMs: 2000,
  logEntries: 20,
  logLines: 50,
  /** However short the interval is: these answers are large. */
  intervalMsMin: 1000,
} as const;

/** The end of the leader's log, for the pane of Raft. @returns after how many milliseconds to ask again. */
export function askRaftLog(context: SourceContext, signal: AbortSignal): Promise<number> {
  return asking(context, 'raft', signal, async () => {
    const nodeId = context.stateOf().cluster.latest?.value.leaderId;
    const call = { at: addressOf(context, nodeId), ...limitsOf(signal) };
    const response = await context.client.cluster.raftLog(limits.logEntries, call);
    context.inbox.add({ type: 'raft', tail: tailOf(nodeId ?? '', response) }, 'later');
  });
}

/** One node, for its detail. @returns after how many milliseconds to ask again. */
export function askNodeInfo(
  context: SourceContext,
  id: string,
  signal: AbortSignal,
): Promise<number> {
  return asking(context, 'nodeDetail', signal, async () => {
    const call = { at: addressOf(context, id), ...limitsOf(signal) };
    const response = await context.client.cluster.nodeInfo(limits.logLines, call);
    context.inbox.add({ type: 'nodeDetail', detail: detailOf(id, response) }, 'soon');
  });
}

async function asking(
  { inbox, intervalMs }: SourceContext,
  part: 'raft' | 'nodeDetail',
  signal: AbortSignal,
  ask: () => Promise<void>,
): Promise<number> {
  try {
    await ask();
    return Math.max(intervalMs(), limits.intervalMsMin);
  } catch (error) {
    if (signal.aborted) return 0;
    const trouble = troubleOf(error, Date.now());
    inbox.add({ type: 'trouble', part, trouble }, 'soon');
    return Math.max(retryMs(trouble, 0), limits.intervalMsMin);
  }
}

function limitsOf(signal: AbortSignal) {
  return { deadline: Date.now() + limits.callMs, signal };
}

function addressOf({ stateOf }: SourceContext, id: string | undefined) {
  const row = stateOf().cluster.latest?.value.nodes.find((node) => node.id === id);
  if (row?.addr !== undefined) return parseEndpoint(row.addr);
  throw id === undefined
    ? new MokvError('NO_LEADER', 'there is no leader')
    : new MokvError('UNAVAILABLE', `the address of ${id} is not known`);
}

function tailOf(nodeId: string, { firstIndex, entries }: mokv.v1.RaftLogResponse): RaftTail {
  return {
    nodeId,
    firstIndex,
    entries: entries.map(({ index, term, type, bytes, commands, committed }) => ({
      index: index ?? 0,
      term: term ?? 0,
      type: type ?? '',
      bytes: bytes ?? 0,
      commands: commands ?? 0,
      committed: committed ?? false,
    })),
  };
}

function detailOf(id: string, info: mokv.v1.NodeInfoResponse): NodeDetail {
  const { version, nodeVersion, pid, logLevel, loopDelayP99Us, heapBytes, rssBytes, log } = info;
  return {
    ...{ id, version, nodeVersion, pid, logLevel, loopDelayP99Us, heapBytes, rssBytes, log },
    configuration: Object.entries(info.configuration).toSorted(([left], [right]) =>
      left < right ? -1 : 1,
    ),
    certificates: info.certificates.map(({ use, subject, expiryMs }) => ({
      use: use ?? '',
      subject: subject ?? '',
      expiryMs: expiryMs ?? 0,
    })),
  };
}
