import { expect, it } from 'vitest';
import { mokv } from '../../../src/api/gen/messages.js';
import { pipelineMessage } from '../scenarios/mokv-calls.ts';
import { keyAt } from './key-source.ts';
import { MessageTemplate } from './message-template.ts';

it('is the message that the encoder would make of the other keys', () => {
  const value = Buffer.from('some value');
  const ofKeys = (positions: readonly number[]): Uint8Array =>
    pipelineMessage(
      positions.map((position) => ({ key: keyAt(position), value })),
      40,
    );
  const template = new MessageTemplate(ofKeys([0, 0, 0]), keyAt(0));
  for (const positions of [
    [7, 123_456, 99],
    [1, 0, 999_999],
  ]) {
    const left = [...positions];
    const keys = { next: () => keyAt(left.shift() ?? 0), isExhausted: () => false };
    expect(mokv.v1.PipelineRequest.decode(template.filled(keys))).toEqual(
      mokv.v1.PipelineRequest.decode(ofKeys(positions)),
    );
  }
});
