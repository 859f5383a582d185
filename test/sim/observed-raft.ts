import type { RaftMessage } from '../../src/node/raft/messages.ts';
import type { Output } from '../../src/node/raft/output.ts';
import { Raft } from '../../src/node/raft/raft.ts';
import type { RunningProcess, World } from './world.ts';

/** The production core; what it puts out is seen before the loop acts on it. */
export class ObservedRaft extends Raft {
  readonly #process: RunningProcess;
  readonly #world: World;

  constructor(
    process: RunningProcess,
    world: World,
    options: ConstructorParameters<typeof Raft>[0],
  ) {
    super(options);
    this.#process = process;
    this.#world = world;
  }

  override takeOutput(): Output {
    const output = super.takeOutput();
    this.#world.watch.outputTaken(this.#process, output);
    return output;
  }

  override step(message: RaftMessage, now: number): void {
    this.#world.watch.stepped(this.#process, message);
    super.step(message, now);
  }

  override readIndex(id: number, now: number): void {
    this.#world.watch.readAsked(this.#process, id);
    super.readIndex(id, now);
  }
}
