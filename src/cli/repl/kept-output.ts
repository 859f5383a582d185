import { Writable } from 'node:stream';
import type { CommandContext, OutputStream } from '../command-context.ts';
import { write } from '../output.ts';

/** What a command prints, kept until those before it have printed theirs. */
export class KeptOutput {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly #pieces: (readonly [target: OutputStream, chunk: Buffer])[] = [];

  constructor({ stdout, stderr }: Pick<CommandContext, 'stdout' | 'stderr'>) {
    this.stdout = this.#keptFor(stdout);
    this.stderr = this.#keptFor(stderr);
  }

  async flush(): Promise<void> {
    for (const [target, chunk] of this.#pieces) await write(target, chunk);
  }

  #keptFor(target: OutputStream): OutputStream {
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.#pieces.push([target, chunk]);
        done();
      },
    });
    const { isTTY = false, columns = 80 } = target;
    return Object.assign(stream, { isTTY, columns });
  }
}
