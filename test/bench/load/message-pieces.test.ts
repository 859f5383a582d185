import fc from 'fast-check';
import { expect, it } from 'vitest';
import { frameOf } from '../../../src/api/message-frame.ts';
import { messagesOfPieces } from './message-pieces.ts';

it('gives the messages of a body that is cut anywhere', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.nat()), (texts, cuts) => {
      const body = Buffer.concat(texts.map((text) => frameOf(Buffer.from(text))));
      const found: string[] = [];
      const push = messagesOfPieces((message) => found.push(message.toString()));
      const places = cuts.map((cut) => cut % (body.length + 1)).sort((a, b) => a - b);
      for (const [at, start] of [0, ...places].entries()) push(body.subarray(start, places[at]));
      expect(found).toEqual(texts);
    }),
  );
});
