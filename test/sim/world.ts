import type { ChangeFeed } from '../../src/node/change-feed.ts';
import type { Store } from '../../src/node/kv/store.ts';
import type { HardState, Write } from '../../src/node/raft/durable.ts';
import type { SnapshotMeta } from '../../src/node/raft/entry.ts';
import type { RaftMessage, RaftRequest, RaftResponse } from '../../src/node/raft/messages.ts';
import type { Output } from '../../src/node/raft/output.ts';
import type { Raft } from '../../src/node/raft/raft.ts';
import type { ReplicaDisk, ReplicaObserver } from '../../src/node/replica/ports.ts';
import type { Replica } from '../../src/node/replica/replica.ts';
import type { Clock } from './clock.ts';
import type { Dice } from './dice.ts';
import type { BatchWriter, DiskImage, OpenedImage } from './disk-image.ts';
import type { CrashPoint, DiskFailure } from './fault.ts';
import type { Links } from './links.ts';
import type { Marks } from './marks.ts';
import type { Profile } from './profile.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';

/** What the parts of one run share. */
export interface World {
  readonly profile: Profile;
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly marks: Marks;
  readonly dice: { readonly net: Dice; readonly disk: Dice; readonly process: Dice };
  readonly network: SimNetwork;
  readonly watch: Observer;
  /** Every machine that ever was, the removed ones included. */
  readonly machines: readonly SimMachine[];
  machineAt(address: string): SimMachine | undefined;
}

/**
 * ```
 * down --start--> up --crash, disk error--> down        down --start on damaged data--> damaged
 * any --retire--> retired --start--> up (a removed server that comes back)
 * ```
 */
export type Condition = 'down' | 'up' | 'damaged' | 'retired';

/** What the disk does beside what it should. Times are virtual. */
export interface DiskFaults {
  slowMs: number;
  slowUntil: number;
  stalledUntil: number;
  /** What the next write meets. */
  failure: DiskFailure | undefined;
  /** What the next snapshot meets. */
  snapshotFailure: DiskFailure | undefined;
  /** After an append that found no space, LevelDB acknowledges writes and loses them. */
  losesWrites: boolean;
}

export interface SimMachine {
  readonly id: string;
  readonly address: string;
  /** Numbers the machines of a run from 0. */
  readonly number: number;
  readonly clock: Clock;
  readonly faults: DiskFaults;
  readonly image: DiskImage;
  readonly process: RunningProcess | undefined;
  readonly condition: Condition;
  /** Its data was made unusable: it may refuse to start. */
  readonly isRotten: boolean;
  lateTimersMs(): number;
  /** Tells whether the machine has just died at this point. */
  reached(point: CrashPoint): boolean;
  failed(process: RunningProcess, error: unknown): void;
}

export interface RunningProcess {
  readonly machine: SimMachine;
  readonly writer: BatchWriter;
  readonly raft: Raft;
  readonly replica: Replica;
  readonly disk: SnapshotReceivingDisk;
  /** What the store of this process does, for those who watch it. */
  readonly changes: ChangeFeed;
  /** Answers to the requests that have come in, by the ids that they were given on arrival. */
  readonly inbound: Map<number, (response: RaftResponse) => void>;
  readonly isAlive: boolean;
  readonly isPaused: boolean;
  run(work: () => void): void;
  receive(message: RaftRequest | RaftResponse): void;
  nextInboundId(): number;
}

export interface SnapshotReceivingDisk extends ReplicaDisk {
  /** A snapshot that a peer sends, complete in memory. `done` runs when the file is durable. */
  receiveSnapshot(meta: SnapshotMeta, payload: Buffer, done: () => void): void;
  /** The disk works again: what took long is done soon. */
  hurry(): void;
  /** The process has died: what was under way is durable or lost. */
  crash(): void;
}

export interface SimNetwork {
  readonly links: Links;
  send(process: RunningProcess, message: RaftMessage): void;
  latencyMs(): number;
  processDied(process: RunningProcess): void;
  opened(connection: Connection): void;
  closed(connection: Connection): void;
  /** Whether the machine still has a connection to the process. */
  connects(dialer: SimMachine, process: RunningProcess): boolean;
  /** Something waits for a blocked link; it is told whenever one may have opened. */
  hold(waiting: { resumeHeld(): void }): void;
}

/** What the network must know of a stream to break it. */
export interface Connection {
  readonly dialer: SimMachine;
  readonly acceptor: SimMachine;
  /** The process that serves it, once something has arrived. */
  readonly process: RunningProcess | undefined;
  reset(): void;
  endSilence(): void;
  /** Answers go nowhere from now on; requests that are on their way still arrive. */
  dialerGone(): void;
}

/** Sees everything that happens and throws a Violation when it must not. */
export interface Observer {
  started(machine: SimMachine, opened: OpenedImage): void;
  refusedToStart(machine: SimMachine): void;
  /** All that was on its disk is gone. */
  wiped(machine: SimMachine): void;
  diskOf(machine: SimMachine): { readonly hardState: HardState };
  died(process: RunningProcess): void;
  crashedAt(machine: SimMachine, point: CrashPoint): void;
  received(process: RunningProcess, message: RaftMessage): void;
  sent(process: RunningProcess, message: RaftMessage): void;
  outputTaken(process: RunningProcess, output: Output): void;
  /** The core takes in a message. */
  stepped(process: RunningProcess, message: RaftMessage): void;
  readAsked(process: RunningProcess, id: number): void;
  writeStarted(process: RunningProcess, write: Write): void;
  writeDurable(machine: SimMachine, write: Omit<Write, 'sequence'>): void;
  snapshotWritten(process: RunningProcess, meta: SnapshotMeta, store: Store): void;
  snapshotLoaded(process: RunningProcess, meta: SnapshotMeta, store: Store): void;
  leads(process: RunningProcess): boolean;
  /** The process has handled an event. */
  processRan(process: RunningProcess): void;
  observerOf(process: RunningProcess): ReplicaObserver;
}
