const limits = { rows: 10_000 } as const;

/** The terminal as Ink is to see it. */
export interface FrameOutput {
  readonly stream: NodeJS.WriteStream;
  /** Drops what Ink writes: it was drawn for a size that the terminal no longer has. */
  hold(): void;
  release(): void;
}

/**
 * Ink erases the screen and what was above it whenever it believes that a frame is taller than the
 * terminal, which happens between a change of size and the frame drawn for it. So it never learns how many
 * rows there are; the frame is as tall as it has to be by itself.
 */
export function frameOutput(stdout: NodeJS.WriteStream): FrameOutput {
  let isHeld = false;
  const write: NodeJS.WriteStream['write'] = (
    chunk: Uint8Array | string,
    encodingOrDone?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ) => {
    const text = isHeld ? '' : chunk;
    return typeof encodingOrDone === 'string'
      ? stdout.write(text, encodingOrDone, done)
      : stdout.write(text, encodingOrDone);
  };
  const stream = new Proxy(stdout, {
    get: (target, property) => {
      if (property === 'rows') return limits.rows;
      if (property === 'write') return write;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    stream,
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
    },
  };
}
