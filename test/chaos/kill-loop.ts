// Kills a node with SIGKILL at random moments under write load, again and again. After each restart every
// acknowledged write must be there. Run it long with
//   node test/chaos/kill-loop.ts --rounds 1000
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Random, seededRandom } from '../../src/shared/random.ts';
import { NodeProcess } from '../support/mokv-process.ts';
import { RawClient } from '../support/raw-client.ts';

export interface KillLoopResult {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Acknowledged writes that a restart did not bring back; must be empty. */
  readonly lost: readonly string[];
}

const writers = 16;
/** Writers overwrite this many keys, and add a new key now and then. */
const hotKeys = 8;

export async function killLoop(rounds: number, seed: number): Promise<KillLoopResult> {
  const home = await mkdtemp(join(tmpdir(), 'mokv-kill-'));
  const node = await NodeProcess.create(home);
  const load = new Load(seededRandom(seed));
  try {
    for (let round = 0; round < rounds && load.lost.length === 0; round += 1) {
      await node.start();
      await load.verify(node);
      const killed = killSoon(node, load.random);
      await load.run(node);
      await killed;
    }
    await node.start();
    await load.verify(node);
  } finally {
    await node.end('SIGKILL');
    await rm(home, { recursive: true });
  }
  return { rounds, acknowledged: load.acknowledged, lost: load.lost };
}

async function killSoon(node: NodeProcess, random: Random): Promise<void> {
  await delay(random() * 150);
  await node.end('SIGKILL');
}

interface KeyHistory {
  acknowledged: number;
  attempted: number;
}

/** Every value is the number of its write, so a value that is too old is a lost write. */
class Load {
  readonly random: Random;
  readonly lost: string[] = [];
  acknowledged = 0;
  readonly #keys = new Map<string, KeyHistory>();

  constructor(random: Random) {
    this.random = random;
  }

  /** Writes until the node dies. */
  async run(node: NodeProcess): Promise<void> {
    const client = new RawClient(node.endpoint, node.home);
    await Promise.all(Array.from({ length: writers }, (_, writer) => this.#write(client, writer)));
    client.close();
  }

  async verify(node: NodeProcess): Promise<void> {
    const client = new RawClient(node.endpoint, node.home);
    const items = await client.list();
    client.close();
    for (const [key, { acknowledged, attempted }] of this.#keys) {
      const found = Number(items.get(key) ?? 0);
      if (found < acknowledged || found > attempted) {
        this.lost.push(`${key}: found ${found}, acknowledged ${acknowledged}, sent ${attempted}`);
      }
    }
  }

  /** One writer owns its keys, so that their writes have an order. */
  async #write(client: RawClient, writer: number): Promise<void> {
    for (let count = 0; ; count += 1) {
      const fresh = this.random() < 0.2;
      const key = fresh ? `new/${writer}/${this.#keys.size}` : `hot/${writer}/${count % hotKeys}`;
      const history = this.#keys.get(key) ?? { acknowledged: 0, attempted: 0 };
      this.#keys.set(key, history);
      history.attempted += 1;
      try {
        await client.set(key, `${history.attempted}`);
      } catch {
        return; // the node is gone; what became of this write may be either
      }
      history.acknowledged = history.attempted;
      this.acknowledged += 1;
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const result = await killLoop(Number(values.rounds), Number(values.seed));
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  process.exitCode = result.lost.length === 0 ? 0 : 1;
}
