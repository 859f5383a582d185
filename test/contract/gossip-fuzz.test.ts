import { expect, it } from 'vitest';
import { seededRandom } from '../../src/shared/random.ts';
import { corpusOf, decodeAll, mutated } from '../fuzz/gossip-target.ts';

const corpus = corpusOf(new URL('vectors/serf-vectors.json', import.meta.url));

it('no mutation of what agents sent makes the decoders crash or contradict themselves', () => {
  const random = seededRandom(20_261_126);
  for (let round = 0; round < 100_000; round += 1) {
    const input = mutated(corpus, random);
    try {
      decodeAll(input);
    } catch (error) {
      expect.fail(`round ${round}, ${input.kind} ${input.bytes.toString('hex')}: ${String(error)}`);
    }
  }
}, 60_000);
