import { bootstrapWrite } from '../../src/node/raft/bootstrap.ts';
import type { ConfigurationChange, RaftStatus } from '../../src/node/raft/output.ts';
import { defaultRaftSettings } from '../../src/node/raft/settings.ts';
import { type Random, seededRandom } from '../../src/shared/random.ts';
import { addressOf, RaftCluster, votersNamed } from './raft-cluster.ts';
import { RaftDisk } from './raft-disk.ts';

const limits = { faultMs: 20_000, healMs: 15_000 } as const;

/** Which faults a run has, and how often: another choice for each seed finds more than one mixture. */
interface Faults {
  readonly loss: number;
  readonly duplicates: number;
  readonly delayMs: number;
  readonly writeMs: number;
  readonly crashes: number;
  readonly pauses: number;
  readonly cuts: number;
  readonly changes: number;
  readonly transfers: number;
  readonly snapshots: number;
}

/**
 * Lets a cluster work under the faults that this seed chooses, then heals it. Throws when it breaks a
 * promise.
 */
export function runUnderFaults(seed: number): {
  readonly cluster: RaftCluster;
  readonly committedUnderFaults: number;
} {
  const random = seededRandom(seed);
  const faults = chooseFaults(random);
  const cut = new Set<string>();
  let healed = false;
  const cluster = new RaftCluster({
    settings: {
      ...defaultRaftSettings,
      trailingEntries: Math.floor(random() * 20),
      appendEntriesMax: 1 + Math.floor(random() * 8),
      inflightMax: 1 + Math.floor(random() * 3),
      preVote: random() < 0.8,
    },
    random,
    deliver({ from, to }) {
      if (healed) return [1 + Math.floor(random() * 5)];
      if (cut.has(from) || cut.has(to) || cut.has(`${from}>${to}`)) return [];
      if (random() < faults.loss) return [];
      const delay = () => 1 + Math.floor(random() ** 3 * faults.delayMs);
      return random() < faults.duplicates ? [delay(), delay()] : [delay()];
    },
    writeMs: () => (healed ? 1 : 1 + Math.floor(random() ** 4 * faults.writeMs)),
  });
  const ids = ['a', 'b', 'c', 'd', 'e'].slice(0, random() < 0.7 ? 3 : 5);
  const bootstrap = bootstrapWrite(votersNamed(...ids));
  for (const id of ids) {
    const disk = new RaftDisk();
    disk.apply(bootstrap);
    cluster.add(id, disk);
  }
  for (const id of ['x', 'y']) cluster.add(id);

  for (let time = 0; time < limits.faultMs; time += 50) {
    cluster.advance(50);
    step(cluster, random, faults, cut);
  }
  healed = true;
  cut.clear();
  for (const { id, raft } of cluster.nodes.values()) if (raft === undefined) cluster.restart(id);
  cluster.advance(limits.healMs / 2);
  const committedUnderFaults = cluster.checker.committedIndex;
  const leader = cluster.leader?.status(cluster.now).leader;
  if (leader !== undefined) {
    cluster.run(leader.id, (raft, now) => raft.propose([Buffer.from('healed')], now));
  }
  cluster.advance(limits.healMs / 2);
  return { cluster, committedUnderFaults };
}

function step(cluster: RaftCluster, random: Random, faults: Faults, cut: Set<string>): void {
  const ids = [...cluster.nodes.keys()];
  const pick = () => ids[Math.floor(random() * ids.length)] ?? 'a';
  const one = pick();
  const isDown = cluster.node(one).raft === undefined;
  if (isDown && random() < 0.2) cluster.restart(one);
  if (!isDown && random() < faults.crashes) cluster.crash(one);
  if (random() < faults.pauses) cluster.pause(pick(), random() * 3000);
  if (random() < faults.cuts) cut.add(random() < 0.5 ? pick() : `${pick()}>${pick()}`);
  if (random() < faults.cuts * 2) cut.clear();
  if (random() < faults.snapshots) cluster.snapshot(pick());
  work(cluster, random, faults);
}

function work(cluster: RaftCluster, random: Random, faults: Faults): void {
  const ids = [...cluster.nodes.keys()];
  const pick = () => ids[Math.floor(random() * ids.length)] ?? 'a';
  for (const id of ids) {
    if (random() < 0.3) cluster.read(id);
    const data = () => Buffer.from(`${cluster.now}${id}`);
    if (random() < 0.5) {
      cluster.run(id, (core, now) => core.propose([data(), data()], now));
    }
    if (random() < faults.transfers) {
      cluster.run(id, (core, now) => core.transferLeadership(undefined, now));
    }
    if (random() < faults.changes) {
      cluster.run(id, (core, now) => {
        core.changeConfiguration(chooseChange(random, pick(), core.status(now)), now);
      });
    }
  }
}

/** Servers join as non-voters and are promoted when they have caught up, as mokv does it. */
function chooseChange(
  random: Random,
  id: string,
  { peers, commitIndex }: RaftStatus,
): ConfigurationChange {
  const dice = random();
  const hasCaughtUp = (peers.find((peer) => peer.id === id)?.matchIndex ?? 0) >= commitIndex;
  if (dice < 0.6) {
    return { type: hasCaughtUp ? 'addVoter' : 'addNonvoter', id, address: addressOf(id) };
  }
  return { type: dice < 0.8 ? 'demoteVoter' : 'removeServer', id };
}

function chooseFaults(random: Random): Faults {
  const often = (max: number) => (random() < 0.5 ? 0 : random() * max);
  return {
    loss: often(0.3),
    duplicates: often(0.5),
    delayMs: 5 + often(500),
    writeMs: 2 + often(500),
    crashes: often(0.1),
    pauses: often(0.02),
    cuts: often(0.05),
    changes: often(0.1),
    transfers: often(0.05),
    snapshots: often(0.3),
  };
}
