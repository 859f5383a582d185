import type { RevisionChange } from '../../src/node/kv/change.ts';
import { ChangeStream } from './checkers/change-stream.ts';
import { Violation } from './checkers/violation.ts';
import type { ClientOptions } from './client.ts';
import type { RunningProcess } from './world.ts';

const limits = {
  /** Between client and server, one way. */
  latencyMeanMs: 0.3,
  /** How long it takes on average until the client sees that its connection has ended, and dials again. */
  noticeMs: 100,
  /** Each time that it looks: it goes elsewhere without need. */
  leaveChance: 0.01,
} as const;

/** A watch on one process, as src/node/server/watcher.ts serves it. */
interface Session {
  readonly process: RunningProcess;
  /** Up to which revision the server has sent what there was. */
  sentRevision: number;
  unfollow(): void;
  isEnded: boolean;
}

type ChangeWatcherOptions = Pick<ClientOptions, 'number' | 'dice' | 'world' | 'watch' | 'servers'>;

/**
 * Watches all keys: the past from the history of a store, then what the feed of the process brings. When
 * its connection ends it goes on, on another server, behind the last revision that it has heard of. When all
 * of them have forgotten what comes next, it begins anew with the state of one.
 */
export class ChangeWatcher {
  readonly #options: ChangeWatcherOptions;
  readonly #stream: ChangeStream;
  #session: Session | undefined;
  #lastNode: string | undefined;
  /** Servers that have said COMPACTED since something was heard. */
  readonly #forgetful = new Set<string>();
  #lastArrival = 0;

  constructor(options: ChangeWatcherOptions) {
    this.#options = options;
    const { history } = options.watch.committedLog;
    this.#stream = new ChangeStream(`watcher ${options.number}`, history);
    this.#lookLater();
  }

  /** I17: a server that has applied the whole log has told of all of it. */
  checkEnd(): void {
    const session = this.#session;
    if (session === undefined || session.isEnded || !session.process.isAlive) return;
    const { revision } = session.process.replica.store;
    if (session.sentRevision >= revision) return;
    const { id } = session.process.machine;
    throw new Violation(
      'I17',
      `${id} is at revision ${revision}, told were ${session.sentRevision}`,
    );
  }

  #lookLater(): void {
    const { world, dice } = this.#options;
    world.scheduler.after(dice.exponential(limits.noticeMs), () => {
      const session = this.#session;
      const hasEnded = session === undefined || session.isEnded || !session.process.isAlive;
      if (hasEnded || dice.chance(limits.leaveChance)) this.#connect();
      this.#lookLater();
    });
  }

  #connect(): void {
    const { world, dice, servers } = this.#options;
    this.#session?.unfollow();
    this.#session = undefined;
    const known = servers();
    const wanted = known.filter(({ id }) => !this.#forgetful.has(id));
    const { process } = dice.pick(wanted.length > 0 ? wanted : known);
    const beginsAnew = wanted.length === 0;
    world.scheduler.after(dice.exponential(limits.latencyMeanMs), () => {
      process?.run(() => {
        if (this.#session !== undefined) return;
        if (beginsAnew) this.#beginAnew(process);
        else this.#resume(process);
      });
    });
  }

  #resume(process: RunningProcess): void {
    const { world, watch } = this.#options;
    const { history } = process.replica.store;
    const { id } = process.machine;
    const { revision } = this.#stream;
    if (revision < history.compactedRevision) {
      world.marks.hit('watcherCompacted');
      const { snapshotIndex } = watch.viewOf(process);
      this.#stream.compacted(id, history.compactedRevision, snapshotIndex);
      this.#forgetful.add(id);
      return;
    }
    if (revision > 0 && id !== this.#lastNode) world.marks.hit('watcherResumedElsewhere');
    const session = this.#open(process, revision);
    this.#send(session, [...history.since(revision + 1)]);
  }

  #beginAnew(process: RunningProcess): void {
    const image = process.replica.store.image();
    // The node may be behind what the client has heard of elsewhere.
    if (image.revision < this.#stream.revision) return;
    this.#options.watch.committedLog.compare(process.machine.id, image);
    this.#stream.beganAnew(image.revision);
    this.#open(process, image.revision);
  }

  #open(process: RunningProcess, revision: number): Session {
    const unfollow = process.changes.follow({
      changed: (changes) => this.#send(session, changes),
      // What lies between is not known here: COMPACTED, and the client goes on elsewhere.
      restored: () => {
        session.isEnded = true;
        unfollow();
      },
    });
    const session: Session = { process, sentRevision: revision, unfollow, isEnded: false };
    this.#session = session;
    this.#lastNode = process.machine.id;
    this.#lastArrival = this.#options.world.scheduler.now;
    this.#forgetful.clear();
    return session;
  }

  /** What the client has not heard of, in the order in which it happened. */
  #send(session: Session, changes: readonly RevisionChange[]): void {
    const { world, dice } = this.#options;
    const news = changes.filter(({ revision }) => revision > session.sentRevision);
    const last = news.at(-1);
    if (last === undefined) return;
    session.sentRevision = last.revision;
    const { scheduler } = world;
    const arrival = scheduler.now + dice.exponential(limits.latencyMeanMs);
    this.#lastArrival = Math.max(this.#lastArrival, arrival);
    scheduler.after(this.#lastArrival - scheduler.now, () => {
      if (this.#session !== session) return;
      for (const change of news) {
        if (change.events.some(({ expired }) => expired)) world.marks.hit('watchedKeyExpired');
        this.#stream.delivered(change);
      }
    });
  }
}
