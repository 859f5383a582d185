import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerBlock } from '../../src/node/http2/header-block.ts';
import { Http2Socket } from '../../src/node/http2/http2-socket.ts';
import type { ServerStream } from '../../src/node/http2/server-stream.ts';
import { buildGoProgram, hasGo, hasGoModules } from '../support/go-program.ts';

const what = 'tests of HTTP/2 with h2spec';
const goDirectory = fileURLToPath(new URL('./http2/go', import.meta.url));
const head = headerBlock([[':status', '200']]);
const trailers = headerBlock([['grpc-status', '0']]);

/** h2spec wants the body of a page, as a node serves it to nobody. */
describe.runIf(hasGo(what) && hasGoModules(goDirectory, what))('h2spec', () => {
  let program: ReturnType<typeof buildGoProgram>;
  let server: Server;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    program = buildGoProgram(goDirectory, 'github.com/summerwind/h2spec/cmd/h2spec');
    server = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket);
      socket.on('error', () => {}); // it closes connections as it likes
      new Http2Socket(socket, { opened: servePage, settled: () => {} });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    program.remove();
  });

  it.each(['generic', 'hpack', 'http2'])('finds nothing wrong: %s', async (section) => {
    const output = await outputOf(section);
    expect(failuresIn(output)).toBe('');
    expect(output).toMatch(/[1-9]\d* passed, 0 skipped, 0 failed/);
  });

  /** It ends with an exit code when something is wrong, and says what. */
  async function outputOf(section: string): Promise<string> {
    const { port } = server.address() as AddressInfo;
    const args = [section, '--strict', '--port', `${port}`];
    const run = promisify(execFile)(program.path, args, { timeout: 100_000 });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    return stdout;
  }
});

function servePage(stream: ServerStream): void {
  stream.reader = {
    received: (bytes) => stream.read(bytes.length),
    ended: () => {
      stream.sendHead(head);
      stream.sendData(Buffer.from('a page'));
      stream.sendEnd(trailers);
    },
    aborted: () => {},
  };
}

/** Each case by its name, with what was expected and what came. */
function failuresIn(output: string): string {
  const [, failures = ''] = output.split('\nFailures:');
  return failures.replace(/\nFinished in.*/s, '');
}
