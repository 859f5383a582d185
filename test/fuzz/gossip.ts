import { parseArgs } from 'node:util';
import { seededRandom } from '../../src/shared/random.ts';
import { corpusOf, decodeAll, mutated } from './gossip-target.ts';

/**
 * Mutates what real agents sent and feeds it to the gossip decoders. Stops at the first failure, with
 * the input that causes it.
 *
 *     node test/fuzz/gossip.ts --rounds 10000000 --seed 1
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10000000' },
    seed: { type: 'string', default: '1' },
  },
});
const limits = { slowMs: 10, reportEvery: 500_000 } as const;

const corpus = corpusOf(new URL('../contract/vectors/serf-vectors.json', import.meta.url));
const random = seededRandom(Number(values.seed));
const rounds = Number(values.rounds);
const started = performance.now();
let slowest = { ms: 0, text: '' };
let slow = 0;

for (let round = 1; round <= rounds; round += 1) {
  const input = mutated(corpus, random);
  const start = performance.now();
  try {
    decodeAll(input);
  } catch (error) {
    process.stderr.write(`round ${round}: ${input.kind} ${input.bytes.toString('hex')}\n`);
    throw error;
  }
  const ms = performance.now() - start;
  if (ms > slowest.ms) slowest = { ms, text: `${input.kind} ${input.bytes.toString('hex')}` };
  if (ms > limits.slowMs && isSlowAgain(input)) slow += 1;
  if (round % limits.reportEvery === 0) report(round);
}
process.stdout.write(`slowest: ${slowest.text.slice(0, 200)}\n`);
if (slow > 0) process.exitCode = 1;

/** A pause of the collector or of the machine does not come twice. */
function isSlowAgain(input: Parameters<typeof decodeAll>[0]): boolean {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    decodeAll(input);
    return performance.now() - start;
  });
  return Math.min(...times) > limits.slowMs;
}

function report(round: number): void {
  const seconds = (performance.now() - started) / 1000;
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  process.stdout.write(
    `${round} rounds in ${seconds.toFixed(0)} s, ${slow} slow, slowest ${slowest.ms.toFixed(1)} ms, ` +
      `RSS ${megabytes.toFixed(0)} MiB\n`,
  );
}
