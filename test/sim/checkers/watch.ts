import type { Store } from '../../../src/node/kv/store.ts';
import type { Write } from '../../../src/node/raft/durable.ts';
import { type Entry, entryTypes, type SnapshotMeta } from '../../../src/node/raft/entry.ts';
import type { RaftMessage } from '../../../src/node/raft/messages.ts';
import type { Output, RaftEvent } from '../../../src/node/raft/output.ts';
import type { ReplicaObserver } from '../../../src/node/replica/ports.ts';
import type { OpenedImage } from '../disk-image.ts';
import type { CrashPoint } from '../fault.ts';
import type { MarkName } from '../marks.ts';
import type { Observer, RunningProcess, SimMachine, World } from '../world.ts';
import { Commits } from './commits.ts';
import { CommittedLog } from './committed-log.ts';
import { Elections } from './elections.ts';
import { LogMatching } from './log-matching.ts';
import { LogView } from './log-view.ts';
import { arrivals, departures } from './message-names.ts';
import { ProcessView } from './process-view.ts';
import { check } from './violation.ts';

const limits = {
  /** A store is compared with the log each time that it has applied so many entries more. */
  entriesBetweenComparisons: 64,
} as const;

/** Follows the whole cluster and feeds the checkers: invariants I1 to I12, I18 and I20 to I22. */
export class Watch implements Observer {
  readonly committedLog = new CommittedLog();
  readonly elections = new Elections();
  readonly commits: Commits;
  /** The highest index whose effect a client has seen. */
  answeredIndex = 0;
  /** A disk that was lost stays: what it once acknowledged was synced, and counted as such. */
  readonly #disks = new Map<string, LogView>();
  /** That each node last started from. */
  readonly #snapshots = new Map<string, number>();
  readonly #matching = new LogMatching();
  readonly #processes = new Map<RunningProcess, ProcessView>();
  readonly #world: () => World;

  /** The world does not exist yet while its parts are made. */
  constructor(world: () => World) {
    this.#world = world;
    this.commits = new Commits(this.#disks);
  }

  diskOf(machine: SimMachine): LogView {
    const known = this.#disks.get(machine.id);
    if (known !== undefined) return known;
    const empty = new LogView();
    this.#disks.set(machine.id, empty);
    return empty;
  }

  candidates(): readonly string[] {
    return [...this.#processes.values()].filter((view) => view.isCandidate).map(({ node }) => node);
  }

  viewOf(process: RunningProcess): ProcessView {
    const known = this.#processes.get(process);
    if (known !== undefined) return known;
    const view = new ProcessView(process.machine.id, this.diskOf(process.machine).copy());
    view.snapshotIndex = this.#snapshots.get(process.machine.id) ?? 0;
    this.#processes.set(process, view);
    return view;
  }

  /** I6 and I20: what a start accepts is what was synced. */
  started(machine: SimMachine, { durable, store }: OpenedImage): void {
    const disk = this.diskOf(machine);
    const found = LogView.of(durable);
    const { term, votedFor } = durable.hardState;
    const isBehind = term < disk.hardState.term;
    const forgot = term === disk.hardState.term && votedFor !== disk.hardState.votedFor;
    check(
      !isBehind && !forgot,
      'I6',
      () => `${machine.id} starts in term ${term}, voted for '${votedFor}', and had more on disk`,
    );
    const { snapshot } = durable;
    // What conflicts with a snapshot is not committed and may go, with all behind it (paper, §7).
    const isReplaced = snapshot !== undefined && !disk.has(snapshot.index, snapshot.term);
    const isWhole = found.lastIndex >= disk.lastIndex || isReplaced;
    check(
      isWhole,
      'I20',
      () => `${machine.id} starts with a log to ${found.lastIndex}, synced was ${disk.lastIndex}`,
    );
    disk.terms.forEach((synced, position) => {
      const index = disk.baseIndex + position + 1;
      const isSame = isReplaced || found.has(index, synced);
      check(isSame, 'I20', () => `${machine.id} starts with another entry ${index}`);
    });
    this.#disks.set(machine.id, found);
    if (snapshot !== undefined) {
      this.committedLog.compareSnapshot(machine.id, snapshot, store.image());
      if (durable.entries.length > 0) this.#hit('restartWithSnapshotAndLog');
    }
    this.#snapshots.set(machine.id, snapshot?.index ?? 0);
    if (machine.isRotten) this.#hit('damagedDiskStartedAnyway');
    this.#record('start', machine.id, [term, found.lastIndex]);
  }

  wiped(machine: SimMachine): void {
    this.commits.wiped(machine.id, this.diskOf(machine));
    this.elections.wiped(machine.id);
    this.#disks.set(machine.id, new LogView());
    this.#record('wiped', machine.id, [0, 0]);
    this.#hit('diskWiped');
  }

  refusedToStart(machine: SimMachine): void {
    check(machine.isRotten, 'I20', () => `${machine.id} refuses an intact disk`);
    this.#record('refusedToStart', machine.id, [0, 0]);
    this.#hit('damagedDiskRefused');
  }

  died(process: RunningProcess): void {
    const view = this.viewOf(process);
    if (view.leaderTerm > 0) this.#hit('crashOfLeader');
    this.#processes.delete(process);
    this.#record('died', process.machine.id, [view.leaderTerm, view.appliedIndex]);
  }

  crashedAt(machine: SimMachine, point: CrashPoint): void {
    this.#hit(marksOfPoints[point]);
    this.#record(`crash ${point}`, machine.id, [0, 0]);
  }

  received(process: RunningProcess, message: RaftMessage): void {
    this.viewOf(process).promises.received(message);
    this.#record(arrivals[message.type], process.machine.id, [
      message.term,
      numberOf(message.from),
    ]);
  }

  sent(process: RunningProcess, message: RaftMessage): void {
    const { id } = process.machine;
    const view = this.viewOf(process);
    const disk = this.diskOf(process.machine);
    view.promises.leaves(message, disk);
    switch (message.type) {
      case 'appendEntries':
      case 'installSnapshot':
        this.elections.led(id, message.term);
        break;
      case 'requestVote':
        if (this.elections.isContested(id, message.term)) this.#hit('splitVote');
        this.elections.voted(id, message.term, id);
        break;
      case 'requestVoteResponse':
        if (message.granted) this.elections.voted(id, message.term, message.to);
        break;
      default:
    }
    this.#record(departures[message.type], id, [message.term, numberOf(message.to)]);
  }

  outputTaken(process: RunningProcess, output: Output): void {
    const view = this.viewOf(process);
    const { committed, reads, restore, events } = output;
    // Before the events: a leader that removed itself commits and steps down in one turn. In each turn: what
    // is committed now may be told and applied later, when another configuration is in force.
    this.#leads(process, view);
    for (const event of events) this.#event(process, view, event);
    if (restore !== undefined) view.restores(restore.index);
    for (const entry of committed) {
      view.applies(entry);
      this.commits.learned(view.node, entry.index);
      this.committedLog.applied(view.node, entry);
      this.#repeats(view, entry.index);
      if (entry.term < view.leaderTerm) this.#hit('commitOfEarlierTerm');
      const term = this.commits.termAt(entry.index);
      check(
        term === undefined || term === entry.term,
        'I5',
        () => `entry ${entry.index} was committed in term ${term} and has term ${entry.term}`,
      );
    }
    for (const outcome of reads) {
      const floor = view.readAnswered(outcome.id);
      if (outcome.type === 'failed') continue;
      if (outcome.index > view.appliedIndex) this.#hit('readWaitedForApply');
      check(
        outcome.index >= floor,
        'I21',
        () =>
          `${view.node} may read at ${outcome.index}, but ${floor} was answered before it asked`,
      );
    }
  }

  stepped(process: RunningProcess, { type }: RaftMessage): void {
    if (!signsOfLeader.has(type)) return;
    this.viewOf(process).leaderSignMs = process.machine.clock.now();
  }

  readAsked(process: RunningProcess, id: number): void {
    this.viewOf(process).readAsked(id, this.answeredIndex);
  }

  writeStarted(process: RunningProcess, write: Write): void {
    const view = this.viewOf(process);
    const { issued, leaderTerm, node } = view;
    const { truncateFrom, hardState, resetTo, compactTo, entries } = write;
    if (truncateFrom !== undefined) {
      this.#hit('conflictingSuffixReplaced');
      check(
        leaderTerm === 0 || issued.termAt(truncateFrom) !== leaderTerm,
        'I2',
        () => `${node} leads in term ${leaderTerm} and deletes its own entry ${truncateFrom}`,
      );
    }
    if (resetTo !== undefined && issued.lastIndex > 0) this.#hit('snapshotInstalledOverLog');
    if (hardState !== undefined) {
      if (hardState.term > issued.hardState.term + 1) this.#hit('termJumpedByTwo');
      view.adopts(hardState);
    }
    issued.apply({ hardState, resetTo, truncateFrom, entries: [] });
    for (const entry of entries) this.#entryWritten(view, entry);
    issued.apply({ entries: [], compactTo });
    this.#record('write', node, [entries.length, hardState?.term ?? 0]);
  }

  writeDurable(machine: SimMachine, write: Omit<Write, 'sequence'>): void {
    const disk = this.diskOf(machine);
    disk.apply(write);
    const { term, votedFor } = disk.hardState;
    if (write.hardState !== undefined && votedFor !== '') {
      this.elections.voted(machine.id, term, votedFor);
    }
    if (write.compactTo !== undefined) this.#hit('compactedLog');
    this.#record('durable', machine.id, [disk.lastIndex, term]);
  }

  snapshotWritten(process: RunningProcess, meta: SnapshotMeta, store: Store): void {
    this.#hit('snapshotTaken');
    this.committedLog.compareSnapshot(process.machine.id, meta, store.image());
    this.#record('snapshot', process.machine.id, [meta.index, meta.term]);
  }

  snapshotLoaded(process: RunningProcess, meta: SnapshotMeta, store: Store): void {
    this.#hit('snapshotInstalled');
    this.committedLog.compareSnapshot(process.machine.id, meta, store.image());
    this.#record('installed', process.machine.id, [meta.index, meta.term]);
  }

  processRan(process: RunningProcess): void {
    if (!process.isAlive) return;
    const view = this.viewOf(process);
    const { store } = process.replica;
    if (store.appliedIndex - view.comparedIndex < limits.entriesBetweenComparisons) return;
    view.comparedIndex = store.appliedIndex;
    this.committedLog.compare(view.node, store.image());
  }

  observerOf(process: RunningProcess): ReplicaObserver {
    return {
      raftEvent: () => {},
      writeDurable: () => {},
      snapshotSaved: () => {},
      snapshotRestored: (meta) => {
        const view = this.viewOf(process);
        view.comparedIndex = Math.min(view.comparedIndex, meta.index);
      },
      changed: (changes) => process.changes.changed(changes),
      storeReplaced: () => process.changes.storeReplaced(),
    };
  }

  leads(process: RunningProcess): boolean {
    return (this.#processes.get(process)?.leaderTerm ?? 0) > 0;
  }

  leaderOf(): RunningProcess | undefined {
    let best: RunningProcess | undefined;
    let term = 0;
    for (const [process, { leaderTerm }] of this.#processes) {
      if (leaderTerm > term) {
        best = process;
        term = leaderTerm;
      }
    }
    return best;
  }

  #leads(process: RunningProcess, view: ProcessView): void {
    if (view.leaderTerm === 0) return;
    const { commitIndex, configuration } = process.raft;
    view.commits(commitIndex);
    const { node, leaderTerm: term } = view;
    this.commits.committed({ node, term, commitIndex, configuration });
  }

  #event(process: RunningProcess, view: ProcessView, event: RaftEvent): void {
    if (event.type === 'blanknessEnded') {
      const isOutsider = event.cause.startsWith('it is no voter');
      this.#hit(isOutsider ? 'blankNodeWasOutsider' : 'blankVoterSawNews');
    }
    if (event.type !== 'roleChanged') return;
    const { role, term } = event;
    const { node } = view;
    this.#record(`becomes ${role}`, node, [term, 0]);
    if (view.leaderTerm > 0 && role !== 'leader') this.#hit('leaderSteppedDown');
    if (view.isCandidate && role === 'follower') this.#hit('candidateLost');
    if (event.cause.startsWith('its disk')) this.#hit('leaderSteppedDownForDisk');
    if (role === 'candidate' && this.#isRemoved(node)) this.#hit('removedNodeCampaigned');
    const led = view.leaderTerm > 0;
    view.changesRole(role, term);
    if (led || role === 'leader') view.leaderSignMs = process.machine.clock.now();
    if (role !== 'leader') return;
    this.#hit('electionWon');
    if ([...this.#processes.values()].filter(({ leaderTerm }) => leaderTerm > 0).length > 1) {
      this.#hit('twoLeadersAtOnce');
    }
    const { configuration } = process.raft;
    this.elections.won(node, term, configuration);
  }

  #repeats(view: ProcessView, index: number): void {
    const repetition = this.committedLog.requests.repetitionAt(index);
    if (repetition === undefined) return;
    this.#hit('retryDeduplicated');
    if (repetition.isOfNewerTerm) this.#hit('retryAfterLeaderChange');
    if (repetition.firstIndex <= view.snapshotIndex) this.#hit('retryAfterSnapshot');
  }

  #isRemoved(node: string): boolean {
    return this.committedLog.latestConfiguration?.servers.every(({ id }) => id !== node) === true;
  }

  #entryWritten(view: ProcessView, entry: Entry): void {
    const { issued, leaderTerm, node } = view;
    if (entry.term === leaderTerm && !view.hasWrittenOwn) {
      view.hasWrittenOwn = true;
      this.commits.leads(node, leaderTerm, issued);
    }
    if (entry.type === entryTypes.configuration && entry.term === leaderTerm) {
      this.#configures(view, issued.latestConfiguration?.index ?? 0);
    }
    if (entry.data.length > this.#world().profile.settings.appendBytesMax) {
      this.#hit('writeLargerThanRequest');
    }
    this.#matching.wrote(node, entry, issued.termAt(entry.index - 1));
    issued.apply({ entries: [entry] });
  }

  /** I11: one change at a time. */
  #configures(view: ProcessView, previousIndex: number): void {
    check(
      previousIndex <= this.commits.index,
      'I11',
      () => `${view.node} changes the configuration while change ${previousIndex} is not committed`,
    );
  }

  #hit(name: MarkName): void {
    this.#world().marks.hit(name);
  }

  #record(kind: string, node: string, numbers: readonly [number, number]): void {
    const { trace, scheduler } = this.#world();
    trace.record(scheduler.now, kind, node, numbers);
  }
}

const marksOfPoints: Readonly<Record<CrashPoint, MarkName>> = {
  beforeWrite: 'crashBeforeWrite',
  afterWriteBeforeAnswer: 'crashAfterWriteBeforeAnswer',
  afterSend: 'crashAfterSend',
  snapshotSaved: 'crashDuringSnapshotSaved',
  snapshotReceived: 'crashDuringSnapshotReceived',
  whileSavingSnapshot: 'crashDuringSnapshotSaved',
  whileReceivingSnapshot: 'crashDuringSnapshotReceived',
};

/** A leader that steps down counts from the last answers that it had. */
const signsOfLeader: ReadonlySet<RaftMessage['type']> = new Set([
  'appendEntries',
  'installSnapshot',
  'appendEntriesResponse',
  'installSnapshotResponse',
]);

function numberOf(id: string): number {
  const known = numbers.get(id);
  if (known !== undefined) return known;
  const number = Number(id.slice(1));
  numbers.set(id, number);
  return number;
}

const numbers = new Map<string, number>();
