import { bootstrapWrite } from '../../src/node/raft/bootstrap.ts';
import type { Server } from '../../src/node/raft/configuration.ts';
import type { Write } from '../../src/node/raft/durable.ts';
import type { RaftMessage } from '../../src/node/raft/messages.ts';
import type { Output } from '../../src/node/raft/output.ts';
import { Raft } from '../../src/node/raft/raft.ts';
import { defaultRaftSettings, type RaftSettings } from '../../src/node/raft/settings.ts';
import { invariant } from '../../src/shared/invariant.ts';
import { RaftDisk } from '../support/raft-disk.ts';
import { linesOfOutput, messageLine, writeLine } from './transcript.ts';

const limits = { tickMs: 10, settleRounds: 200 } as const;

interface Node {
  readonly id: string;
  disk: RaftDisk;
  raft: Raft | undefined;
  /** While the disk is slow, a write stays under way until it is finished by hand. */
  slow: boolean;
  writing: Write | undefined;
  appliedIndex: number;
  appliedTerm: number;
}

/**
 * A cluster that does nothing by itself: a scenario says when time passes, which messages arrive and
 * when a disk is done. What the nodes do in answer is written down line by line.
 */
export class World {
  readonly lines: string[] = [];
  settings: RaftSettings = { ...defaultRaftSettings };
  readonly #nodes = new Map<string, Node>();
  #network: RaftMessage[] = [];
  readonly #cut = new Set<string>();
  /** Requests that did not get through; their senders hear of it with the next tick. */
  #refused: RaftMessage[] = [];
  #now = 0;
  #quiet = false;
  #holdsCommits = false;

  /** A cluster of these voters; names in parentheses are non-voters, a leading + is a blank node. */
  create(names: readonly string[]): void {
    const members = names.filter((name) => !name.startsWith('+'));
    const write = bootstrapWrite({ servers: members.map(serverNamed) });
    for (const name of names) {
      const disk = new RaftDisk();
      if (!name.startsWith('+')) disk.apply(write);
      const id = name.replace(/[()+]/g, '');
      const node = { id, disk, slow: false, writing: undefined, appliedIndex: 0, appliedTerm: 0 };
      this.#nodes.set(id, { ...node, raft: undefined });
      this.restart(id);
    }
  }

  restart(id: string): void {
    const node = this.#node(id);
    const { settings } = this;
    const durable = { ...node.disk, entries: [...node.disk.entries] };
    // The first node's election timer is the shortest, the last one's the longest.
    const order = [...this.#nodes.keys()].indexOf(id) / 10;
    const own = { id, address: addressOf(id), settings, random: () => order };
    node.raft = new Raft({ ...own, durable, now: this.#now });
    node.appliedIndex = node.disk.snapshot?.index ?? 0;
  }

  crash(id: string): void {
    const node = this.#node(id);
    node.raft = undefined;
    node.writing = undefined;
    this.#network = this.#network.filter(({ from, to }) => from !== id && to !== id);
  }

  /** Starts again under its name, with an empty disk. */
  wipe(id: string): void {
    this.crash(id);
    this.#node(id).disk = new RaftDisk();
    this.restart(id);
  }

  /** Lets time pass for these nodes, in small ticks. Nothing is delivered. */
  advance(ms: number, ids: readonly string[]): void {
    const running = ids.length > 0 ? ids : [...this.#nodes.keys()];
    for (const end = this.#now + ms; this.#now < end; ) {
      this.#now += limits.tickMs;
      for (const message of this.#refused.splice(0)) this.#report(message);
      for (const id of running)
        if (this.#node(id).raft) this.run(id, (raft, now) => raft.tick(now));
    }
  }

  /** Lets time pass with a network that delivers at once; writes down what `settle` does. */
  elapse(ms: number, ids: readonly string[]): void {
    for (let passed = 0; passed < ms; passed += limits.tickMs) {
      this.#quiet = true;
      this.advance(limits.tickMs, ids);
      this.settle();
    }
  }

  /** Lets time pass at which no node runs, then lets these tick once. */
  pause(ms: number, ids: readonly string[]): void {
    this.#now += ms;
    for (const id of ids) this.run(id, (raft, now) => raft.tick(now));
  }

  run<T>(id: string, work: (raft: Raft, now: number) => T): T {
    const node = this.#node(id);
    const { raft } = node;
    invariant(raft !== undefined, `${id} does not run`);
    const answer = work(raft, this.#now);
    this.#pump(node, raft);
    return answer;
  }

  /** Delivers what is under way now, or the part of it whose lines contain `pattern`. */
  deliver(pattern: string): void {
    const chosen = this.#take(pattern);
    for (const message of chosen) this.#receive(message);
  }

  /** Loses what is under way, and tells the senders of requests so. */
  lose(pattern: string): void {
    for (const message of this.#take(pattern)) this.#report(message);
  }

  /** Loses without anybody noticing. */
  drop(pattern: string): void {
    this.#take(pattern);
  }

  duplicate(pattern: string): void {
    const copies = this.#network.filter((message) => messageLine(message).includes(pattern));
    this.#network.push(...copies);
  }

  /** Delivers until nothing is under way; writes down only what the nodes become, apply and answer. */
  settle(): void {
    this.#quiet = true;
    for (let round = 0; this.#network.length > 0; round += 1) {
      invariant(round < limits.settleRounds, 'the cluster does not come to rest');
      this.deliver('');
    }
    this.#quiet = false;
  }

  cut(ids: readonly string[]): void {
    for (const id of ids) this.#cut.add(id);
  }

  heal(): void {
    this.#cut.clear();
  }

  /** From now on a commit index waits for entries or `tell`; else it is as if the loop's delay were over at once. */
  holdCommits(): void {
    this.#holdsCommits = true;
  }

  tell(id: string): void {
    this.run(id, tellCommit);
  }

  slow(id: string): void {
    this.#node(id).slow = true;
  }

  /** Finishes the write under way; the next one waits again while the disk is slow. */
  finishWrite(id: string): void {
    const node = this.#node(id);
    const { writing: write } = node;
    invariant(write !== undefined, `${id} writes nothing`);
    node.disk.apply(write);
    node.writing = undefined;
    this.run(id, (raft, now) => raft.written(write.sequence, now));
  }

  fast(id: string): void {
    const node = this.#node(id);
    node.slow = false;
    if (node.writing !== undefined) this.finishWrite(id);
  }

  snapshot(id: string): void {
    const { disk, appliedIndex: index, appliedTerm: term } = this.#node(id);
    this.run(id, (raft) => {
      const snapshot = { index, term, ...raft.configurationAt(index) };
      disk.snapshot = snapshot;
      raft.snapshotTaken(snapshot);
    });
  }

  disk(id: string): RaftDisk {
    return this.#node(id).disk;
  }

  #node(id: string): Node {
    const node = this.#nodes.get(id);
    invariant(node !== undefined, `there is no node ${id}`);
    return node;
  }

  #take(pattern: string): readonly RaftMessage[] {
    const isChosen = (message: RaftMessage) => messageLine(message).includes(pattern);
    const chosen = this.#network.filter(isChosen);
    this.#network = this.#network.filter((message) => !isChosen(message));
    return chosen;
  }

  /** Tells whoever sent the request that there will be no answer. */
  #report({ from, to, rpcId, type }: RaftMessage): void {
    const [sender, peer] = type.endsWith('Response') ? [to, from] : [from, to];
    if (this.#node(sender).raft === undefined) return;
    this.run(sender, (core, now) => core.rpcFailed(peer, rpcId, now));
  }

  #receive(message: RaftMessage): void {
    const node = this.#node(message.to);
    if (node.raft === undefined) {
      this.#refused.push(message);
      return;
    }
    if (message.type === 'installSnapshot') node.disk.snapshot = message.snapshot;
    this.run(message.to, (raft, now) => raft.step(message, now));
  }

  #pump(node: Node, raft: Raft): void {
    this.#release(node, raft.takeOutput());
    if (!this.#holdsCommits && raft.untoldCommit !== undefined) {
      tellCommit(raft);
      this.#release(node, raft.takeOutput());
    }
    const write = raft.takeWrite();
    if (write === undefined) return;
    if (!this.#quiet) this.lines.push(writeLine(node.id, write));
    node.writing = write;
    if (!node.slow) this.finishWrite(node.id);
  }

  #release(node: Node, output: Output): void {
    const shown = this.#quiet ? { ...output, messages: [] } : output;
    this.lines.push(...linesOfOutput(node.id, shown));
    const last = output.committed.at(-1) ?? output.restore;
    if (last !== undefined) {
      node.appliedIndex = last.index;
      node.appliedTerm = last.term;
    }
    for (const message of output.messages) {
      const isCut = this.#cut.has(message.from) || this.#cut.has(message.to);
      (isCut ? this.#refused : this.#network).push(message);
    }
  }
}

function tellCommit(raft: Raft): void {
  if (raft.untoldCommit !== undefined) raft.tellCommit(raft.untoldCommit);
}

export function addressOf(id: string): string {
  return `${id}:8400`;
}

function serverNamed(name: string): Server {
  const id = name.replace(/[()]/g, '');
  return { id, address: addressOf(id), suffrage: name.startsWith('(') ? 'nonvoter' : 'voter' };
}
