import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CommandResult,
  type CommandRun,
  runCommand,
} from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import { MokvError } from '../../shared/errors.ts';

let home: string;
let first: FakeServer;
let second: FakeServer;
/** What each node has. */
let policies: [string, string];

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  policies = ['p, root, *, consume\n', 'p, root, *, consume\n'];
  first = await startNode(0);
  second = await startNode(1);
  first.status = {
    nodeId: 'n1',
    servers: [
      { id: 'n1', addr: first.endpoint, voter: true },
      { id: 'n2', addr: second.endpoint, voter: true },
    ],
  };
});

afterEach(() => {
  first.stop();
  second.stop();
});

afterAll(() => rm(home, { recursive: true }));

describe('acl', () => {
  it('whoami shows user, roles and rules', async () => {
    first.answers.whoAmI = () => ({ user: 'al', roles: ['ops'], rules: ['p, ops, k, consume'] });
    expect((await mokv('acl whoami')).stdout).toBe('al\nrole ops\np, ops, k, consume\n');
    expect(JSON.parse((await mokv('acl whoami -j')).stdout)).toMatchObject({ user: 'al' });
  });

  it('test ends with exit code 4 for no, and 5 for who may not ask', async () => {
    first.answers.explain = () => ({ allowed: true, rules: ['r'] });
    expect(await mokv('acl test al produce k')).toEqual({
      exit: 0,
      stdout: 'allowed\n',
      stderr: '',
    });
    expect(first.changes).toEqual([['explain', { user: 'al', action: 'produce', object: 'k' }]]);
    first.answers.explain = () => ({ allowed: false });
    expect(await mokv('acl test al admin')).toEqual({
      exit: 4,
      stdout: '',
      stderr:
        "mokv: al may not admin the cluster\nhint: 'mokv acl explain' with the same words tells why\n",
    });
    expect((await mokv('acl test al admin -j')).stdout).toBe('{"allowed":false,"rules":[]}\n');
    first.behaviour = () => new MokvError('PERMISSION_DENIED', 'you may not');
    expect(await mokv('acl test al admin')).toMatchObject({ exit: 5 });
  });

  it('explain tells the nearest rule and the one that would grant it', async () => {
    first.answers.explain = () => ({
      allowed: false,
      roles: ['ops'],
      nearest: 'p, ops, a*, consume',
      grant: 'p, al, b, consume',
    });
    expect(await mokv('acl explain al consume b')).toEqual({
      exit: 0,
      stdout:
        'al may not consume "b", with the roles ops\n' +
        'nearest: p, ops, a*, consume\n' +
        'grant:   p, al, b, consume\n',
      stderr: '',
    });
    expect(JSON.parse((await mokv('acl explain al consume b -j')).stdout)).toMatchObject({
      allowed: false,
      grant: 'p, al, b, consume',
    });
  });

  it('who-can lists the users', async () => {
    first.answers.whoCan = () => ({ users: ['al', 'bo'] });
    expect((await mokv('acl who-can produce k')).stdout).toBe('al\nbo\n');
    expect((await mokv('acl who-can admin -j')).stdout).toBe(
      '{"users":[{"user":"al"},{"user":"bo"}]}\n',
    );
  });
});

describe('acl policy', () => {
  const next = 'p, root, *, consume\np, al, cfg/*, produce\n';

  it('get prints the file as it is', async () => {
    expect((await mokv('acl policy get')).stdout).toBe(policies[0]);
    policies[1] = 'other';
    expect((await mokv('acl policy get --node n2')).stdout).toBe('other');
    expect(JSON.parse((await mokv('acl policy get -j')).stdout)).toMatchObject({
      policy: policies[0],
      file: 'policy.csv',
    });
  });

  it('set writes it to every node, tied to what it has', async () => {
    policies[1] = next;
    const { exit, stdout, stderr } = await mokv('acl policy set -', { stdin: next });
    expect({ exit, stdout, stderr }).toEqual({
      exit: 0,
      stdout: 'n1: set\nn2: unchanged\n',
      stderr: '',
    });
    expect(policies).toEqual([next, next]);
    expect(first.calls.filter((call) => call === 'setPolicy')).toHaveLength(2);
  });

  it('set changes nothing when one node finds it wrong or does not answer', async () => {
    second.answers.setPolicy = () => {
      throw new MokvError('INVALID_ARGUMENT', 'line 2: unknown action');
    };
    expect(await mokv('acl policy set -', { stdin: next })).toMatchObject({
      exit: 2,
      stderr: 'mokv: n2: line 2: unknown action\n',
    });
    second.stop();
    const { exit, stderr } = await mokv('acl policy set -', { stdin: next });
    expect({ exit, hint: stderr.split('\n')[1] }).toEqual({
      exit: 6,
      hint: 'hint: start the node first, or leave it out with --skip-silent',
    });
    expect(policies[0]).not.toBe(next);
    const skipping = await mokv('acl policy set - --skip-silent', { stdin: next });
    expect(skipping).toMatchObject({ exit: 0, stdout: 'n1: set\n' });
    expect(skipping.stderr).toMatch(/^n2 is left out: /);
    expect(policies[0]).toBe(next);
  });

  it('set says which node has been changed by somebody else', async () => {
    const behind = second.answers.setPolicy;
    second.answers.setPolicy = (request: { validateOnly: boolean }) => {
      if (!request.validateOnly) policies[1] = 'of somebody else';
      return behind?.(request as never) ?? {};
    };
    expect(await mokv('acl policy set -', { stdin: next })).toEqual({
      exit: 4,
      stdout: 'n1: set\n',
      stderr: 'mokv: n2: the policy has changed in the meantime\n',
    });
  });

  it('set takes nodes that share a file for what they are', async () => {
    const own = first.answers.setPolicy;
    first.answers.setPolicy = (request) => {
      const answer = own?.(request) ?? {};
      policies[1] = policies[0];
      return answer;
    };
    expect((await mokv('acl policy set -', { stdin: next })).stdout).toBe('n1: set\nn2: set\n');
  });

  it('validate has every node check it', async () => {
    expect(await mokv('acl policy validate -', { stdin: next })).toMatchObject({
      exit: 0,
      stdout: 'n1: valid\nn2: valid\n',
    });
    expect(policies[0]).not.toBe(next);
    expect(await mokv(`acl policy validate ${join(home, 'none')}`)).toMatchObject({ exit: 2 });
  });

  it('diff shows the lines that differ, the same ones once', async () => {
    const file = join(home, 'policy.csv');
    await writeFile(file, next);
    expect(await mokv(`acl policy diff ${file}`)).toMatchObject({
      exit: 4,
      stdout: 'n1, n2:\n+p, al, cfg/*, produce\n',
    });
    policies = [next, 'p, bo, *, consume\n'];
    const { exit, stdout } = await mokv(`acl policy diff ${file} -j`);
    expect({ exit, ...JSON.parse(stdout) }).toEqual({
      exit: 4,
      nodes: [
        { id: 'n1', differs: false, lines: [] },
        {
          id: 'n2',
          differs: true,
          lines: ['-p, bo, *, consume', '+p, root, *, consume', '+p, al, cfg/*, produce'],
        },
      ],
    });
    policies = [next, next];
    expect(await mokv(`acl policy diff ${file}`)).toEqual({
      exit: 0,
      stdout: 'n1, n2: the same\n',
      stderr: '',
    });
  });
});

async function startNode(index: 0 | 1): Promise<FakeServer> {
  const node = await new FakeServer().start(home);
  const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
  node.answers.getPolicy = () => {
    const policy = policies[index];
    return { policy, model: 'm', digest: digestOf(policy), file: 'policy.csv' };
  };
  node.answers.setPolicy = (request: {
    readonly policy: string;
    readonly validateOnly: boolean;
    readonly expectedDigest: string;
  }) => {
    const digest = digestOf(request.policy);
    if (request.validateOnly) return { digest };
    if (request.expectedDigest !== digestOf(policies[index])) {
      throw new MokvError('CONDITION_FAILED', 'the policy has changed in the meantime');
    }
    policies[index] = request.policy;
    return { digest };
  };
  return node;
}

function mokv(line: string, options: CommandRun = {}): Promise<CommandResult> {
  const environment = { home, endpoints: first.endpoint };
  return runCommand(line.split(' '), { environment, ...options });
}
