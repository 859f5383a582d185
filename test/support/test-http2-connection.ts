import { ServerConnection } from '../../src/node/http2/connection.ts';
import { headerBlock } from '../../src/node/http2/header-block.ts';
import { flag, frameType } from '../../src/node/http2/protocol.ts';
import type { ServerStream } from '../../src/node/http2/server-stream.ts';
import { framesIn, greeting, type PlainFrame } from './http2-frames.ts';

const head = headerBlock([[':status', '200']]);
const trailers = headerBlock([['grpc-status', '0']]);

export interface TestConnectionOptions {
  /** Whether what arrives on a stream is read at once. */
  readonly reads: boolean;
}

/** A connection without a socket: what happens on it, and what it sends, as text. */
export class TestConnection {
  readonly events: string[] = [];
  readonly streams = new Map<number, ServerStream>();
  readonly core: ServerConnection;
  readonly #reads: boolean;

  constructor({ reads }: TestConnectionOptions = { reads: true }) {
    this.#reads = reads;
    this.core = new ServerConnection({
      opened: (stream, { method, path }) => this.#opened(stream, `${method} ${path}`),
      settled: () => this.events.push('settled'),
      ponged: () => this.events.push('ponged'),
      hasOutput: () => undefined,
    });
    this.core.start();
  }

  /** Both sides have said their prefaces, and nothing more. */
  static settled(options?: TestConnectionOptions): TestConnection {
    const connection = new TestConnection(options);
    connection.receive(greeting);
    connection.take();
    connection.events.length = 0;
    return connection;
  }

  receive(...chunks: Buffer[]): void {
    for (const chunk of chunks) this.core.receive(chunk, 0);
  }

  /** Ends a stream, if there is one, with one message. */
  answer(streamId: number, text: string): void {
    const stream = this.streams.get(streamId);
    stream?.sendHead(head);
    stream?.sendData(Buffer.from(text));
    stream?.sendEnd(trailers);
  }

  take(): string[] {
    return framesIn(Buffer.concat(this.core.takeOutput())).map(textOf);
  }

  #opened(stream: ServerStream, request: string): void {
    const tell = (event: string) => this.events.push(`${stream.id} ${event}`);
    tell(request);
    this.streams.set(stream.id, stream);
    stream.reader = {
      received: (bytes) => {
        tell(`received ${bytes}`);
        if (this.#reads) stream.read(bytes.length);
      },
      ended: () => tell('ended'),
      aborted: () => tell('aborted'),
    };
  }
}

function textOf({ type, flags, streamId, payload }: PlainFrame): string {
  const ack = (flags & flag.ack) === 0 ? '' : 'ack';
  switch (type) {
    case frameType.data:
      return `DATA ${streamId} ${payload}`;
    case frameType.headers:
      return `HEADERS ${streamId} ${(flags & flag.endStream) === 0 ? '' : 'end '}${blockOf(payload)}`;
    case frameType.rstStream:
      return `RST_STREAM ${streamId} ${payload.readUInt32BE()}`;
    case frameType.settings: {
      const settings = payload.toString('hex').replaceAll(/.{12}/g, ' $&');
      return `SETTINGS ${streamId}${settings}${ack && ` ${ack}`}`;
    }
    case frameType.ping:
      return `PING ${streamId} ${ack && `${ack} `}${payload}`;
    case frameType.goAway: {
      const [last, code] = [payload.readUInt32BE(), payload.readUInt32BE(4)];
      return `GOAWAY ${streamId} last ${last} code ${code} ${payload.subarray(8)}`;
    }
    case frameType.windowUpdate:
      return `WINDOW_UPDATE ${streamId} ${payload.readUInt32BE()}`;
    default:
      return `${type} ${streamId} ${payload.toString('hex')}`;
  }
}

function blockOf(payload: Buffer): string {
  if (payload.equals(head)) return 'head';
  return payload.equals(trailers) ? 'trailers' : payload.toString('hex');
}
