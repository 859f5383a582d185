import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildGoProgram, hasGo, hasGoModules } from '../support/go-program.ts';
import { NodeProcess } from '../support/mokv-process.ts';

const what = 'tests with a client of grpc-go';
const goDirectory = fileURLToPath(new URL('./grpc/go', import.meta.url));

describe.runIf(hasGo(what) && hasGoModules(goDirectory, what))('a client of grpc-go', () => {
  let home: string;
  let program: ReturnType<typeof buildGoProgram>;
  let node: NodeProcess;

  beforeEach(async () => {
    program = buildGoProgram(goDirectory);
    home = await mkdtemp(join(tmpdir(), 'mokv-grpc-go-'));
    node = await NodeProcess.create(home, ['--reflection']);
    await node.start();
  });

  afterEach(async () => {
    await node.end('SIGKILL');
    await rm(home, { recursive: true });
    program.remove();
  });

  it('gets what it asks for, and every error with its code, message and reason', async () => {
    const args = ['--addr', node.endpoint, '--certs', join(home, '.mokv')];
    const { stdout } = await promisify(execFile)(program.path, args, { timeout: 60_000 });
    expect(JSON.parse(stdout)).toEqual({
      'set and get': { code: 'OK', result: 'one' },
      'a megabyte': { code: 'OK', result: true },
      compressed: { code: 'OK', result: true },
      absent: {
        code: 'NotFound',
        message: 'key "go/absent" not found',
        reason: 'NOT_FOUND',
      },
      denied: {
        code: 'PermissionDenied',
        message: 'user "nobody" may not consume key "go/ключ 100%"',
        reason: 'PERMISSION_DENIED',
      },
      'too large': {
        code: 'ResourceExhausted',
        message: 'a message is larger than 4259840 bytes',
        reason: 'RESOURCE_EXHAUSTED',
      },
      'unknown method': {
        code: 'Unimplemented',
        message: 'the server has no method "/api.KV/Purge"',
        reason: 'UNIMPLEMENTED',
      },
      'no certificate': { code: 'OK', result: true },
      list: { code: 'OK', result: 32 },
      'a thousand at once': { code: 'OK', result: 1000 },
      deadline: {
        code: 'DeadlineExceeded',
        message: expect.stringMatching(/^(context d|D)eadline exceeded$/),
      },
      cancel: { code: 'Canceled', message: 'context canceled' },
      health: { code: 'OK', result: 'SERVING' },
      reflection: {
        code: 'OK',
        result: {
          services: [
            'api.KV',
            'grpc.health.v1.Health',
            'mokv.v1.Cluster',
            'mokv.v1.Gossip',
            'mokv.v1.KV',
          ],
          hasFile: true,
        },
      },
    });
  });
});
