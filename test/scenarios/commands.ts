import type { ConfigurationChange } from '../../src/node/raft/output.ts';
import { invariant } from '../../src/shared/invariant.ts';
import { entriesText, peerLines, statusLine } from './transcript.ts';
import { addressOf, type World } from './world.ts';

type Command = (world: World, ...words: string[]) => void;

/** Every command that a scenario may give; `words` are the rest of its line. */
export const commands: Readonly<Record<string, Command>> = {
  nodes: (world, ...names) => world.create(names),
  set(world, name, value) {
    invariant(name in world.settings, `there is no setting ${name}`);
    world.settings = { ...world.settings, [name as string]: JSON.parse(value as string) };
  },
  advance: (world, ms, ...ids) => world.advance(Number(ms), ids),
  run: (world, ms, ...ids) => world.elapse(Number(ms), ids),
  pause: (world, ms, ...ids) => world.pause(Number(ms), ids),
  deliver: (world, ...pattern) => world.deliver(pattern.join(' ')),
  drop: (world, ...pattern) => world.drop(pattern.join(' ')),
  lose: (world, ...pattern) => world.lose(pattern.join(' ')),
  duplicate: (world, ...pattern) => world.duplicate(pattern.join(' ')),
  settle: (world) => world.settle(),
  cut: (world, ...ids) => world.cut(ids),
  heal: (world) => world.heal(),
  'hold-commits': (world) => world.holdCommits(),
  tell: (world, id) => world.tell(id as string),
  slow: (world, id) => world.slow(id as string),
  fast: (world, id) => world.fast(id as string),
  written: (world, id) => world.finishWrite(id as string),
  crash: (world, id) => world.crash(id as string),
  restart: (world, id) => world.restart(id as string),
  wipe: (world, id) => world.wipe(id as string),
  snapshot: (world, id) => world.snapshot(id as string),
  propose(world, id, ...texts) {
    const commands = texts.map((text) => Buffer.from(text));
    answer(
      world,
      world.run(id as string, (raft, now) => raft.propose(commands, now)),
    );
  },
  read(world, id, number) {
    world.run(id as string, (raft, now) => raft.readIndex(Number(number), now));
  },
  change(world, id, type, server) {
    const change = { type, id: server, address: addressOf(server as string) };
    answer(
      world,
      world.run(id as string, (raft, now) =>
        raft.changeConfiguration(change as ConfigurationChange, now),
      ),
    );
  },
  transfer(world, id, target) {
    answer(
      world,
      world.run(id as string, (raft, now) => raft.transferLeadership(target, now)),
    );
  },
  'step-down': (world, id) => {
    world.run(id as string, (raft, now) => raft.stepDown('the operator said so', now));
  },
  status(world, ...ids) {
    for (const id of ids) {
      const status = world.run(id, (raft, now) => raft.status(now));
      world.lines.push(statusLine(id, status), ...peerLines(status));
    }
  },
  disk(world, ...ids) {
    for (const id of ids) {
      const { hardState, snapshot, entries } = world.disk(id);
      const vote = hardState.votedFor === '' ? '' : ` vote ${hardState.votedFor}`;
      const blank = hardState.blank ? ' blank' : '';
      const base = snapshot === undefined ? '' : ` snapshot ${snapshot.index}@${snapshot.term}`;
      world.lines.push(
        `${id} holds term ${hardState.term}${vote}${blank}${base} ${entriesText(entries)}`,
      );
    }
  },
};

function answer(
  world: World,
  outcome: { readonly type: string; readonly index?: number; readonly reason?: string },
): void {
  if (outcome.type === 'proposed') return;
  world.lines.push([outcome.type, outcome.reason].filter((part) => part !== undefined).join(': '));
}
