import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePorts } from '../support/free-port.ts';
import { NodeProcess } from '../support/mokv-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-examples-'));
});

afterEach(() => rm(home, { recursive: true }));

describe('the examples', () => {
  it('use the client library beside a node, and end by themselves', async () => {
    const node = await NodeProcess.create(home);
    await node.start();
    try {
      expect(await example('client.ts', [node.endpoint, join(home, '.mokv')])).toEqual({
        code: 0,
        stdout: [
          'example/a = 1 at revision 1',
          'somebody else was faster',
          'example/a = 1',
          'example/b = 2',
          'holding the lock, token known',
          'delete seen',
          '',
        ].join('\n'),
      });
    } finally {
      await node.end('SIGTERM');
    }
  });

  it('embed a node in a process, which ends by itself once the node is stopped', async () => {
    const [rpc, gossip] = await freePorts(2);
    expect(await example('embed.ts', [home, `${rpc}`, `${gossip}`])).toEqual({
      code: 0,
      stdout: 'hello from inside\n',
    });
  });
});

async function example(
  name: string,
  args: readonly string[],
): Promise<{ code: number | null; stdout: string }> {
  const child = spawn(process.execPath, ['--no-warnings', join('example', name), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout };
}
