import { promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CapturedLog } from '../../../test/support/captured-log.ts';
import { until } from '../../../test/support/poll.ts';
import { modelText } from '../../pki/acl-files.ts';
import type { MokvError } from '../../shared/errors.ts';
import {
  type Authorization,
  noKeyAllowed,
  openAuthorization,
  permissionDenied,
} from './authorization.ts';

describe('openAuthorization', () => {
  const log = new CapturedLog();
  let directory: string;
  let files: { modelFile: string; policyFile: string };
  let failures: number;
  let authorization: Authorization | undefined;

  beforeEach(async () => {
    directory = await promises.mkdtemp(join(tmpdir(), 'mokv-acl-'));
    files = {
      modelFile: join(directory, 'model.conf'),
      policyFile: join(directory, 'policy.csv'),
    };
    failures = 0;
    log.lines.length = 0;
    await promises.writeFile(files.modelFile, modelText);
    await promises.writeFile(files.policyFile, 'p, alice, a, consume\n');
  });

  afterEach(async () => {
    authorization?.close();
    authorization = undefined;
    await promises.rm(directory, { recursive: true });
  });

  it.each([
    ['an unknown action', 'p, alice, a, write', 'CONFIG'],
    ['an invalid character', Buffer.from([0x70, 0xff]), 'CONFIG'],
  ])('does not start with %s in the policy', async (_, policy, code) => {
    await promises.writeFile(files.policyFile, policy);
    await expect(open()).rejects.toMatchObject({ code });
  });

  it('does not start without its files, and names them', async () => {
    await promises.rm(files.policyFile);
    await expect(open()).rejects.toMatchObject({
      code: 'CONFIG',
      message: `cannot read ${files.policyFile}: no such file or directory`,
    });
  });

  it('reads a file with a byte order mark', async () => {
    await promises.writeFile(files.policyFile, '\ufeffp, alice, a, consume\r\n');
    expect(mayConsume(await open())).toBe(true);
  });

  it('logs what is odd about a policy', async () => {
    await promises.writeFile(files.policyFile, 'p, alice, a, consume\n'.repeat(2));
    await open();
    expect(log.lines).toMatchObject([
      { level: 'warn', facts: { warning: `${files.policyFile}:2: the rule of line 1 again` } },
    ]);
  });

  it('follows a policy that is replaced by rename', async () => {
    const opened = await open();
    expect(mayConsume(opened)).toBe(true);
    await promises.writeFile(`${files.policyFile}.new`, 'p, bob, a, consume\n');
    await promises.rename(`${files.policyFile}.new`, files.policyFile);
    await until('the new policy', () => !mayConsume(opened) || undefined);
    expect(opened.policy.mayKey('bob', 'consume', 'a')).toBe(true);
    expect(failures).toBe(0);
  });

  it('keeps the old policy when the new file is broken, and takes the repaired one', async () => {
    const opened = await open();
    await promises.writeFile(files.policyFile, 'p, bob, a, consume\np, al');
    await until('the failed reload', () => failures > 0 || undefined);
    expect(mayConsume(opened)).toBe(true);
    expect(opened.policy.mayKey('bob', 'consume', 'a')).toBe(false);
    expect(log.lines.at(-1)).toMatchObject({
      level: 'error',
      facts: { reason: expect.stringContaining('policy.csv:2: 1 fields behind "p"') },
    });
    await promises.writeFile(files.policyFile, 'p, bob, a, consume\n');
    await until('the repaired policy', () => !mayConsume(opened) || undefined);
  });

  it('says at once what is wrong when it is told to reload', async () => {
    const opened = await open();
    await promises.writeFile(files.modelFile, modelText.replace('keyMatch', 'regexMatch'));
    await expect(opened.reload()).rejects.toMatchObject({ code: 'CONFIG' });
    expect(mayConsume(opened)).toBe(true);
    await promises.writeFile(files.modelFile, modelText);
    await promises.writeFile(files.policyFile, '');
    await opened.reload();
    expect(mayConsume(opened)).toBe(false);
  });

  async function open(): Promise<Authorization> {
    authorization = await openAuthorization({
      files,
      log,
      onReloadFailed: () => {
        failures += 1;
      },
    });
    return authorization;
  }

  function mayConsume({ policy }: Authorization): boolean {
    return policy.mayKey('alice', 'consume', 'a');
  }
});

describe('a denial', () => {
  it('names the user, the action and the key, and the line that would grant it', () => {
    expect(denial(permissionDenied('nobody', 'produce', 'a'))).toEqual([
      'user "nobody" may not produce key "a"',
      'to grant it, add to the policy file: p, nobody, a, produce',
    ]);
    expect(denial(permissionDenied('nobody', 'admin', 'cluster'))).toEqual([
      'user "nobody" may not admin the cluster',
      'to grant it, add to the policy file: p, nobody, cluster, admin',
    ]);
    expect(denial(noKeyAllowed('nobody', 'consume'))).toEqual([
      'user "nobody" may not consume any key',
      'to grant all keys, add to the policy file: p, nobody, *, consume',
    ]);
  });

  it('suggests no line that would mean something else', () => {
    for (const key of ['a, b', 'x*', '"', 'a\nb', '', 'k'.repeat(1000)]) {
      expect(denial(permissionDenied('u', 'consume', key))[1]).toBe(
        'to grant it, add to the policy file: p, u, <key or prefix*>, consume',
      );
    }
  });
});

function denial({ message, hint }: MokvError): [string, string | undefined] {
  return [message, hint];
}
