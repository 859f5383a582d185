// The main job on embedded defaults: a node in a temporary home makes its certificates, keeps keys,
// answers over mutual TLS, denies who has no right, survives a SIGKILL. Ends with exit code 0 only when
// each step gave what it says.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, NodeProcess } from '../test/support/mokv-process.ts';

const home = await mkdtemp(join(tmpdir(), 'mokv-demo-'));
const node = await NodeProcess.create(home);
try {
  await demo();
} finally {
  await node.end('SIGTERM');
  await rm(home, { recursive: true });
}

async function demo(): Promise<void> {
  say('A node starts in an empty home. It makes its own certificates, ACL files and gossip key.');
  await node.start();

  say('Keys are written and read over gRPC with mutual TLS, as the user "root".');
  expectOutput(await show(['set', 'greeting', 'hello']), 'OK');
  expectOutput(await show(['set', 'cfg/color', 'green']), 'OK');
  expectOutput(await show(['get', 'greeting']), 'hello');
  expectOutput(await show(['list', '--values']), 'green');

  say('The user "nobody" has a valid certificate and no rights.');
  const denied = await show(['get', 'greeting'], 'nobody');
  if (denied.code !== 5) throw new Error(`expected exit code 5, got ${denied.code}`);

  say('The node is killed with SIGKILL and started again.');
  await node.end('SIGKILL');
  await node.start();
  expectOutput(await show(['get', 'greeting']), 'hello');
  expectOutput(await show(['status']), 'leader');

  say('Everything acknowledged is still there. Next: README.md, "Five minutes".');
}

async function show(args: readonly string[], user = 'root'): Promise<CommandResult> {
  process.stdout.write(`  $ mokv ${args.join(' ')}${user === 'root' ? '' : `   # as ${user}`}\n`);
  const result = await node.run(args, { env: node.credentials(user) });
  const text = (result.stdout + result.stderr).trimEnd();
  process.stdout.write(text === '' ? '' : `${text.replace(/^/gm, '    ')}\n`);
  return result;
}

function expectOutput(result: CommandResult, text: string): void {
  if (result.code === 0 && result.stdout.includes(text)) return;
  throw new Error(
    `expected "${text}", got exit code ${result.code}: ${result.stdout}${result.stderr}`,
  );
}

function say(line: string): void {
  process.stdout.write(`\n${line}\n`);
}
