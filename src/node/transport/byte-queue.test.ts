import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteQueue } from './byte-queue.ts';

describe('ByteQueue', () => {
  it('gives the bytes in the order in which they came, for any pushes and takes', () => {
    const step = fc.oneof(
      fc.record({ push: fc.uint8Array({ maxLength: 10_000 }) }),
      fc.record({ take: fc.double({ min: 0, max: 1, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const queue = new ByteQueue();
        let model = Buffer.alloc(0);
        for (const step of steps) {
          if ('push' in step) {
            queue.push(step.push);
            model = Buffer.concat([model, step.push]);
          } else {
            const count = Math.floor(step.take * model.length);
            expect(queue.take(count)).toEqual(model.subarray(0, count));
            model = model.subarray(count);
          }
          expect(queue.view()).toEqual(model);
          expect(queue).toHaveLength(model.length);
        }
      }),
    );
  });

  it('gives bytes that later pushes leave alone, in memory of their own', () => {
    const queue = new ByteQueue();
    queue.push(Buffer.from('first,'));
    const taken = queue.take(5);
    queue.push(Buffer.from('other'));
    expect(taken.toString()).toBe('first');
    expect(taken.buffer.byteLength).toBe(5);
    expect(queue.take(6).toString()).toBe(',other');
  });

  it('gives a chunk that is taken as it came without copying it', () => {
    const queue = new ByteQueue();
    const chunk = Buffer.from('whole');
    queue.push(chunk);
    expect(queue.take(5)).toBe(chunk);
    queue.push(Buffer.from('other'));
    expect(chunk.toString()).toBe('whole');
    expect(queue.view().toString()).toBe('other');
  });
});
