import { ChurningMap } from '../shared/churning-map.ts';

export interface QueuedJob {
  readonly key: string;
  readonly bytes: number;
}

interface Lane<Job> {
  readonly jobs: Job[];
  /** How many of its jobs are under way: until all of them are done no other one is. */
  busy: number;
}

/**
 * Jobs in order for each key: those of a key are under way together or one group after the other, never one
 * before an earlier one. Keys take turns.
 */
export class KeyQueue<Job extends QueuedJob> {
  readonly #lanes = new ChurningMap<string, Lane<Job>>();
  /** Keys with jobs and nothing under way, each once. */
  #turns: string[] = [];
  #size = 0;

  /** Jobs that are not under way. */
  get size(): number {
    return this.#size;
  }

  push(job: Job): void {
    const lane = this.#laneOf(job.key);
    if (lane.jobs.length === 0 && lane.busy === 0) this.#turns.push(job.key);
    lane.jobs.push(job);
    this.#size += 1;
  }

  /** At most `jobsMax` jobs, and no more behind the one that reaches `bytesMax`; they are under way then. */
  take(jobsMax: number, bytesMax: number): Job[] {
    const taken: Job[] = [];
    let bytes = 0;
    let turn = 0;
    while (turn < this.#turns.length && taken.length < jobsMax && bytes < bytesMax) {
      const lane = this.#laneOf(this.#turns[turn] ?? '');
      turn += 1;
      let count = 0;
      while (count < lane.jobs.length && taken.length < jobsMax && bytes < bytesMax) {
        const job = lane.jobs[count];
        if (job === undefined) break;
        taken.push(job);
        bytes += job.bytes;
        count += 1;
      }
      lane.jobs.splice(0, count);
      lane.busy = count;
    }
    this.#turns = this.#turns.slice(turn);
    this.#size -= taken.length;
    return taken;
  }

  /** A job that was under way is over. */
  done({ key }: Job): void {
    const lane = this.#laneOf(key);
    lane.busy -= 1;
    if (lane.busy > 0) return;
    if (lane.jobs.length > 0) this.#turns.push(key);
    else this.#lanes.delete(key);
  }

  /** Jobs that were under way wait again, before all others of their keys, in the order in which they come. */
  putBack(jobs: readonly Job[]): void {
    for (const job of [...jobs].reverse()) {
      const lane = this.#laneOf(job.key);
      lane.jobs.unshift(job);
      lane.busy -= 1;
      if (lane.busy === 0) this.#turns.unshift(job.key);
    }
    this.#size += jobs.length;
  }

  /** Takes one out that waits; false when it does not. */
  remove(job: Job): boolean {
    const lane = this.#lanes.get(job.key);
    const index = lane?.jobs.indexOf(job) ?? -1;
    if (lane === undefined || index < 0) return false;
    lane.jobs.splice(index, 1);
    this.#size -= 1;
    if (lane.jobs.length === 0 && lane.busy === 0) {
      this.#turns.splice(this.#turns.indexOf(job.key), 1);
      this.#lanes.delete(job.key);
    }
    return true;
  }

  #laneOf(key: string): Lane<Job> {
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    const lane: Lane<Job> = { jobs: [], busy: 0 };
    this.#lanes.set(key, lane);
    return lane;
  }
}
