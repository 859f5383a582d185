import type { OutputStream } from './command-context.ts';
import { write } from './output.ts';

const limits = { pieceBytes: 32 * 1024 } as const;

/** Small pieces that are written together: to write each key by itself costs more than to read it. */
export class BufferedOutput {
  readonly #stream: OutputStream;
  #pieces: Uint8Array[] = [];
  #sizeBytes = 0;

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  async add(piece: string | Uint8Array): Promise<void> {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    this.#pieces.push(bytes);
    this.#sizeBytes += bytes.length;
    if (this.#sizeBytes >= limits.pieceBytes) await this.flush();
  }

  /** Call it in a finally: what was found before a failure is printed, too. */
  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#sizeBytes = 0;
    await write(this.#stream, bytes);
  }
}
