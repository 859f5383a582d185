import { describeOperation, type Operation } from '../history.ts';

/**
 * Whether the sets and gets of one key are linearizable, judged from outside: from calls and answers
 * alone (Gibbons and Korach, "Testing shared memories", 1997). Every value is written once, so the
 * reads of a value form a cluster with its write. A cluster whose operations do not all overlap spans a
 * forward zone; forward zones must not meet, and no backward zone may lie within one. O(n log n).
 *
 * Returns what is wrong, or undefined. `operations` hold no delete.
 */
export function zoneProblem(operations: readonly Operation[]): string | undefined {
  const clusters = clustersOf(operations);
  if (typeof clusters === 'string') return clusters;
  const zones = [...clusters.values()].map(zoneOf).sort((a, b) => a.start - b.start);
  let forward: Zone | undefined;
  for (const zone of zones.filter(({ isForward }) => isForward)) {
    if (forward !== undefined && zone.start < forward.end) {
      return `the values ${forward.value} and ${zone.value} were each current before the other`;
    }
    forward = zone;
  }
  return enclosedZone(zones);
}

interface Cluster {
  readonly value: string;
  readonly writeInvoked: number;
  readonly operations: Interval[];
}

interface Interval {
  readonly invoked: number;
  readonly returned: number;
}

interface Zone {
  readonly value: string;
  readonly isForward: boolean;
  readonly start: number;
  readonly end: number;
}

/** The key's state before the first set, which nobody wrote. */
const initial = '(absent)';

function clustersOf(operations: readonly Operation[]): Map<string, Cluster> | string {
  const start = { invoked: Number.NEGATIVE_INFINITY, returned: Number.NEGATIVE_INFINITY };
  const clusters = new Map<string, Cluster>();
  clusters.set(initial, { value: initial, writeInvoked: start.invoked, operations: [start] });
  for (const { call, answer, invoked, returned } of operations) {
    if (call.type !== 'set' || answer.type === 'notApplied') continue;
    const cluster = {
      value: call.value,
      writeInvoked: invoked,
      operations: [{ invoked, returned }],
    };
    clusters.set(call.value, cluster);
  }
  const problem = addReads(operations, clusters);
  return problem ?? clusters;
}

/** What nobody read may never have been written. */
function addReads(
  operations: readonly Operation[],
  clusters: Map<string, Cluster>,
): string | undefined {
  const read = new Set<string>();
  for (const operation of operations) {
    const { answer, invoked, returned } = operation;
    if (answer.type !== 'get') continue;
    const value = answer.item?.value ?? initial;
    const cluster = clusters.get(value);
    if (cluster === undefined)
      return `read of a value that was not written: ${describeOperation(operation)}`;
    if (returned < cluster.writeInvoked)
      return `read from the future: ${describeOperation(operation)}`;
    cluster.operations.push({ invoked, returned });
    read.add(value);
  }
  for (const { call, answer } of operations) {
    if (call.type === 'set' && answer.type === 'unknown' && !read.has(call.value)) {
      clusters.delete(call.value);
    }
  }
  return undefined;
}

function zoneOf({ value, operations }: Cluster): Zone {
  let firstReturn = Number.POSITIVE_INFINITY;
  let lastInvoke = Number.NEGATIVE_INFINITY;
  for (const { invoked, returned } of operations) {
    firstReturn = Math.min(firstReturn, returned);
    lastInvoke = Math.max(lastInvoke, invoked);
  }
  return firstReturn < lastInvoke
    ? { value, isForward: true, start: firstReturn, end: lastInvoke }
    : { value, isForward: false, start: lastInvoke, end: firstReturn };
}

/** `zones` are sorted by their start, and the forward ones among them are disjoint. */
function enclosedZone(zones: readonly Zone[]): string | undefined {
  let forward: Zone | undefined;
  for (const zone of zones) {
    if (zone.isForward) forward = zone;
    else if (forward !== undefined && zone.start > forward.start && zone.end < forward.end) {
      return `the value ${zone.value} was set within the time in which ${forward.value} was current`;
    }
  }
  return undefined;
}
