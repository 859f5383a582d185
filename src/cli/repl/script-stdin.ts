import { Readable } from 'node:stream';
import { MokvError } from '../../shared/errors.ts';

/** The stdin of commands that came through stdin themselves: who reads it would swallow the commands. */
export function scriptStdin(): Readable {
  return new Readable({
    read() {
      this.destroy(
        new MokvError('USAGE', 'there is no value, and stdin holds the commands', {
          hint: 'give it as in: set KEY VALUE or set KEY @file',
        }),
      );
    },
  });
}
