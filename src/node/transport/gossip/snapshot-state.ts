import { parseHostPort } from '../../../shared/host-port.ts';
import type { Endpoint } from '../../gossip/messages.ts';
import type { RestoredGossip, SnapshotRecord } from '../../gossip/output.ts';
import { bytesOfIp, endpointText } from './ip-address.ts';

/** A line that Serf agents take for a comment. */
const incarnationPrefix = '# incarnation: ';

/** The line of a record with its end; nothing for a name that would forge lines. */
export function lineOf(record: SnapshotRecord): string {
  switch (record.type) {
    case 'alive':
      if (!isLineText(record.name)) return '';
      return `alive: ${record.name} ${endpointText(record.endpoint)}\n`;
    case 'notAlive':
      return isLineText(record.name) ? `not-alive: ${record.name}\n` : '';
    case 'clock':
      return `clock: ${record.ltime}\n`;
    case 'eventClock':
      return `event-clock: ${record.ltime}\n`;
    case 'queryClock':
      return `query-clock: ${record.ltime}\n`;
    case 'incarnation':
      return `${incarnationPrefix}${record.incarnation}\n`;
    case 'leave':
      return 'leave\n';
  }
}

/** What the lines of a snapshot file add up to (serf-wire §6.9). */
export class SnapshotState {
  readonly #alive = new Map<string, Endpoint>();
  #incarnation = 0;
  #clock = 0;
  #eventClock = 0;
  #queryClock = 0;

  get memberCount(): number {
    return this.#alive.size;
  }

  apply(record: SnapshotRecord): void {
    switch (record.type) {
      case 'alive':
        this.#alive.set(record.name, record.endpoint);
        return;
      case 'notAlive':
        this.#alive.delete(record.name);
        return;
      case 'clock':
        this.#clock = record.ltime;
        return;
      case 'eventClock':
        this.#eventClock = record.ltime;
        return;
      case 'queryClock':
        this.#queryClock = record.ltime;
        return;
      case 'incarnation':
        this.#incarnation = record.incarnation;
        return;
      case 'leave':
        // The incarnation stays: whoever left is remembered with it, and must come back above it.
        this.#alive.clear();
        this.#clock = 0;
        this.#eventClock = 0;
        this.#queryClock = 0;
    }
  }

  /** A line that says nothing, or is damaged, changes nothing. */
  replay(line: string): void {
    const record = recordOf(line);
    if (record !== undefined) this.apply(record);
  }

  /** The shortest way to say the same. */
  records(): SnapshotRecord[] {
    const members = [...this.#alive].map(
      ([name, endpoint]) => ({ type: 'alive', name, endpoint }) as const,
    );
    return [
      ...members,
      { type: 'clock', ltime: this.#clock },
      { type: 'eventClock', ltime: this.#eventClock },
      { type: 'queryClock', ltime: this.#queryClock },
      { type: 'incarnation', incarnation: this.#incarnation },
    ];
  }

  restored(ownName: string): RestoredGossip {
    const members = [...this.#alive].map(([name, endpoint]) => ({ name, endpoint }));
    return {
      incarnation: this.#incarnation,
      clock: this.#clock,
      eventClock: this.#eventClock,
      queryClock: this.#queryClock,
      previous: members.filter(({ name }) => name !== ownName),
    };
  }
}

function recordOf(line: string): SnapshotRecord | undefined {
  if (line === 'leave') return { type: 'leave' };
  const [, key = '', value = ''] = /^((?:# )?[a-z-]+): (.*)$/.exec(line) ?? [];
  if (key === 'alive') return aliveOf(value);
  if (key === 'not-alive') return { type: 'notAlive', name: value };
  if (!/^\d{1,16}$/.test(value)) return undefined;
  const number = Math.min(Number(value), Number.MAX_SAFE_INTEGER);
  switch (key) {
    case 'clock':
      return { type: 'clock', ltime: number };
    case 'event-clock':
      return { type: 'eventClock', ltime: number };
    case 'query-clock':
      return { type: 'queryClock', ltime: number };
    case '# incarnation':
      return { type: 'incarnation', incarnation: Math.min(number, 0xffff_ffff) };
    default:
      return undefined;
  }
}

/** The name may hold spaces: the last one ends it. */
function aliveOf(value: string): SnapshotRecord | undefined {
  const space = value.lastIndexOf(' ');
  const hostPort = parseHostPort(value.slice(space + 1));
  const address = hostPort === undefined ? undefined : bytesOfIp(hostPort.host);
  if (space < 1 || hostPort === undefined || address === undefined) return undefined;
  const endpoint = { address, port: hostPort.port };
  return { type: 'alive', name: value.slice(0, space), endpoint };
}

function isLineText(name: string): boolean {
  return !/[\r\n]/.test(name);
}
