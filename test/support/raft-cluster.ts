import type { Configuration, ServerId } from '../../src/node/raft/configuration.ts';
import type { Write } from '../../src/node/raft/durable.ts';
import type { InstallSnapshot, RaftMessage } from '../../src/node/raft/messages.ts';
import type { RaftEvent, ReadOutcome } from '../../src/node/raft/output.ts';
import { Raft } from '../../src/node/raft/raft.ts';
import type { RaftSettings } from '../../src/node/raft/settings.ts';
import { invariant } from '../../src/shared/invariant.ts';
import type { Random } from '../../src/shared/random.ts';
import { RaftChecker } from './raft-checker.ts';
import { RaftDisk } from './raft-disk.ts';

const limits = { refusedMs: 50, answerMs: 3000 } as const;

export interface ClusterOptions {
  readonly settings: RaftSettings;
  readonly random: Random;
  /** Decides what becomes of a message or a write: after how many milliseconds, if ever. */
  readonly deliver: (message: RaftMessage) => readonly number[];
  readonly writeMs: () => number;
}

interface Node {
  readonly id: ServerId;
  readonly disk: RaftDisk;
  raft: Raft | undefined;
  incarnation: number;
  writing: Write | undefined;
  appliedIndex: number;
  /** Until then the process is stopped: messages wait, nothing runs. */
  pausedUntil: number;
  inbox: RaftMessage[];
  readonly reads: Map<number, number>;
}

/** Nodes, disks and a network in one thread and on one clock, under the eyes of a checker. */
export class RaftCluster {
  readonly checker = new RaftChecker();
  readonly nodes = new Map<ServerId, Node>();
  readonly events: { readonly id: ServerId; readonly event: RaftEvent }[] = [];
  now = 0;
  #readId = 0;
  readonly #options: ClusterOptions;
  readonly #agenda = new Map<number, (() => void)[]>();

  constructor(options: ClusterOptions) {
    this.#options = options;
  }

  get disks(): ReadonlyMap<string, RaftDisk> {
    return new Map([...this.nodes].map(([id, { disk }]) => [id, disk]));
  }

  get leader(): Raft | undefined {
    const leaders = this.running().filter(({ raft }) => raft.status(this.now).role === 'leader');
    const term = ({ raft }: { raft: Raft }) => raft.status(this.now).term;
    return leaders.sort((one, other) => term(other) - term(one))[0]?.raft;
  }

  running(): (Node & { raft: Raft })[] {
    return [...this.nodes.values()].filter((node): node is Node & { raft: Raft } => {
      return node.raft !== undefined && node.pausedUntil <= this.now;
    });
  }

  add(id: ServerId, disk = new RaftDisk()): void {
    this.nodes.set(id, {
      id,
      disk,
      raft: undefined,
      incarnation: 0,
      writing: undefined,
      appliedIndex: 0,
      pausedUntil: 0,
      inbox: [],
      reads: new Map(),
    });
    this.restart(id);
  }

  /** The process dies; a write under way is lost or not. */
  crash(id: ServerId): void {
    const node = this.node(id);
    if (node.writing !== undefined && this.#options.random() < 0.5) node.disk.apply(node.writing);
    node.raft = undefined;
    node.writing = undefined;
    node.inbox = [];
    node.reads.clear();
  }

  restart(id: ServerId): void {
    const node = this.node(id);
    invariant(node.raft === undefined, `${id} runs already`);
    node.incarnation += 1;
    node.appliedIndex = node.disk.snapshot?.index ?? 0;
    const { settings, random } = this.#options;
    const durable = { ...node.disk, entries: [...node.disk.entries] };
    node.raft = new Raft({ id, address: addressOf(id), settings, random, durable, now: this.now });
  }

  pause(id: ServerId, forMs: number): void {
    this.node(id).pausedUntil = this.now + Math.ceil(forMs);
  }

  /** Lets a node's core work on something, and does what it then asks for. */
  run(id: ServerId, work: (raft: Raft, now: number) => void): void {
    const node = this.node(id);
    if (node.raft === undefined || node.pausedUntil > this.now) return;
    const inbox = node.inbox;
    node.inbox = [];
    for (const message of inbox) node.raft.step(message, this.now);
    work(node.raft, this.now);
    this.#pump(node, node.raft);
  }

  /** A read must see everything that was committed, as anybody knew, when it was asked for. */
  read(id: ServerId): void {
    this.#readId += 1;
    const readId = this.#readId;
    this.node(id).reads.set(readId, this.checker.committedIndex);
    this.run(id, (raft, now) => raft.readIndex(readId, now));
  }

  /** Takes a snapshot of what the node has applied. */
  snapshot(id: ServerId): void {
    const node = this.node(id);
    const { raft, appliedIndex, disk } = node;
    if (raft === undefined || appliedIndex <= (disk.snapshot?.index ?? 0)) return;
    const { configuration, configurationIndex } = raft.configurationAt(appliedIndex);
    const term = this.checker.ledgerTerms.get(appliedIndex);
    invariant(term !== undefined, 'what is applied is committed');
    disk.snapshot = { index: appliedIndex, term, configuration, configurationIndex };
    raft.snapshotTaken(disk.snapshot);
    this.run(id, () => undefined);
  }

  at(time: number, action: () => void): void {
    const due = this.#agenda.get(Math.max(time, this.now + 1));
    if (due === undefined) this.#agenda.set(Math.max(time, this.now + 1), [action]);
    else due.push(action);
  }

  advance(milliseconds: number): void {
    const tickMs = this.#options.settings.heartbeatIntervalMs / 10;
    for (let passed = 0; passed < milliseconds; passed += 1) {
      this.now += 1;
      const due = this.#agenda.get(this.now) ?? [];
      this.#agenda.delete(this.now);
      for (const action of due) action();
      if (this.now % tickMs !== 0) continue;
      for (const id of this.nodes.keys()) this.run(id, (raft, now) => raft.tick(now));
    }
  }

  node(id: ServerId): Node {
    const node = this.nodes.get(id);
    invariant(node !== undefined, `there is no node ${id}`);
    return node;
  }

  #pump(node: Node, raft: Raft): void {
    const output = raft.takeOutput();
    for (const message of output.messages) {
      this.checker.sends(node.id, message, node.disk);
      this.#send(node, message);
    }
    if (output.restore !== undefined) {
      invariant(output.restore.index > node.appliedIndex, 'I12: a snapshot goes back');
      node.appliedIndex = output.restore.index;
    }
    const status = raft.status(this.now);
    for (const entry of output.committed) {
      invariant(entry.index === node.appliedIndex + 1, 'I5: applied in order, once');
      node.appliedIndex = entry.index;
      this.checker.applies(entry, status, this.disks);
    }
    for (const outcome of output.reads) this.#answered(node, outcome);
    this.#write(node, raft);
    for (const event of output.events) this.#note(node, event);
  }

  #note(node: Node, event: RaftEvent): void {
    this.events.push({ id: node.id, event });
    if (event.type !== 'roleChanged' || event.role !== 'leader') return;
    const log = node.disk.copy();
    if (node.writing !== undefined) log.apply(node.writing);
    this.checker.leads(node.id, event.term, log);
  }

  #answered(node: Node, outcome: ReadOutcome): void {
    const needed = node.reads.get(outcome.id);
    invariant(needed !== undefined, `read ${outcome.id} was answered twice`);
    node.reads.delete(outcome.id);
    if (outcome.type === 'confirmed') {
      invariant(outcome.index >= needed, `I14: read at ${outcome.index} instead of ${needed}`);
    }
  }

  #write(node: Node, raft: Raft): void {
    const write = raft.takeWrite();
    if (write === undefined) return;
    this.checker.writes(node.id, write, node.disk);
    node.writing = write;
    const { incarnation } = node;
    const finish = () => {
      if (node.incarnation !== incarnation || node.raft === undefined) return;
      if (node.pausedUntil > this.now) {
        this.at(node.pausedUntil, finish);
        return;
      }
      node.disk.apply(write);
      node.writing = undefined;
      this.run(node.id, (core, now) => core.written(write.sequence, now));
    };
    this.at(this.now + this.#options.writeMs(), finish);
  }

  #send(sender: Node, message: RaftMessage): void {
    const { incarnation } = sender;
    const delays = this.#options.deliver(message);
    for (const delay of delays) this.at(this.now + delay, () => this.#receive(message));
    if (message.type.endsWith('Response')) return;
    const fail = () => {
      if (sender.incarnation !== incarnation) return;
      if (sender.pausedUntil > this.now) this.at(sender.pausedUntil, fail);
      else this.run(sender.id, (raft, now) => raft.rpcFailed(message.to, message.rpcId, now));
    };
    // A dead connection is noticed soon; a lost answer only by the time-out, and known to be late then.
    this.at(this.now + (delays.length === 0 ? limits.refusedMs : limits.answerMs), fail);
  }

  #receive(message: RaftMessage): void {
    const node = this.nodes.get(message.to);
    if (node?.raft === undefined) return;
    if (message.type === 'installSnapshot') storeSnapshot(node.disk, message);
    if (node.inbox.length < 1000) node.inbox.push(message);
    this.run(node.id, () => undefined);
  }
}

export function addressOf(id: ServerId): string {
  return `${id}:8400`;
}

export function votersNamed(...ids: ServerId[]): Configuration {
  return { servers: ids.map((id) => ({ id, address: addressOf(id), suffrage: 'voter' })) };
}

/** The transport stores the file before the core hears of it; storage keeps the newest. */
function storeSnapshot(disk: RaftDisk, { snapshot }: InstallSnapshot): void {
  if (snapshot.index > (disk.snapshot?.index ?? 0)) disk.snapshot = snapshot;
}
