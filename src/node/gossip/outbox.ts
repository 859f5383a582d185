import type {
  Exchange,
  GossipEvent,
  GossipOutput,
  GossipPacket,
  SnapshotRecord,
} from './output.ts';

const limits = {
  /** Between two drains; what is lost is sent again by the protocol's own rules. */
  packetsMax: 4096,
  /** Events of the application and refusals; membership events are bounded by the member table. */
  droppableEventsMax: 4096,
} as const;

const droppable: ReadonlySet<GossipEvent['type']> = new Set([
  'userEvent',
  'query',
  'keyQuery',
  'queryAck',
  'queryResponse',
  'keyResponse',
  'nameConflict',
  'messageRefused',
  'mergeRefused',
  'memberSuspected',
]);

/** Collects what one or more inputs gave rise to, until the owner drains it. */
export class Outbox {
  #packets: GossipPacket[] = [];
  #exchanges: Exchange[] = [];
  #events: GossipEvent[] = [];
  #droppableEvents = 0;
  #records: SnapshotRecord[] = [];
  #hasLeft = false;
  /** Messages, events and broadcasts lost to a limit since the start. */
  dropped = 0;
  /** Messages that were refused since the start. */
  refused = 0;

  send(packet: GossipPacket): void {
    if (this.#packets.length < limits.packetsMax) this.#packets.push(packet);
    else this.dropped += 1;
  }

  begin(exchange: Exchange): void {
    this.#exchanges.push(exchange);
  }

  report(event: GossipEvent): void {
    if (event.type === 'messageRefused') this.refused += 1;
    if (droppable.has(event.type)) {
      if (this.#droppableEvents >= limits.droppableEventsMax) {
        this.dropped += 1;
        return;
      }
      this.#droppableEvents += 1;
    }
    this.#events.push(event);
  }

  /** After a leave only the incarnation counts: there is nobody to rejoin (serf-wire §6.9). */
  persist(record: SnapshotRecord): void {
    if (this.#hasLeft && record.type !== 'incarnation') return;
    if (record.type === 'leave') this.#hasLeft = true;
    this.#records.push(record);
  }

  take(): GossipOutput {
    const output: GossipOutput = {
      packets: this.#packets,
      exchanges: this.#exchanges,
      events: this.#events,
      records: this.#records,
    };
    this.#packets = [];
    this.#exchanges = [];
    this.#events = [];
    this.#droppableEvents = 0;
    this.#records = [];
    return output;
  }
}
