// The client library, beside a node that `mokv serve` started:
//   node example/client.ts 127.0.0.1:8400 ~/.mokv
import { join } from 'node:path';
import { connect, lock, MokvError } from 'mokv';

const [servers = '127.0.0.1:8400', directory = '.mokv'] = process.argv.slice(2);
const client = await connect(`mokv:///${servers}`, {
  ca: join(directory, 'ca.pem'),
  cert: join(directory, 'root-client.pem'),
  key: join(directory, 'root-client-key.pem'),
});

// What is issued together travels together.
await Promise.all([
  client.set('example/a', Buffer.from('1')),
  client.set('example/b', Buffer.from('2'), { ttlMs: 60_000 }),
]);
const { value, modRevision } = await client.get('example/a');
print(`example/a = ${Buffer.from(value)} at revision ${modRevision}`);

// Only when nobody changed it meanwhile.
try {
  const condition = { type: 'revision', revision: modRevision - 1 } as const;
  await client.set('example/a', Buffer.from('3'), { condition });
} catch (error) {
  if (!(error instanceof MokvError) || error.code !== 'CONDITION_FAILED') throw error;
  print('somebody else was faster');
}

for await (const entry of client.rangeAll({ prefix: 'example/' })) {
  if (entry.type === 'item') print(`${entry.key} = ${Buffer.from(entry.value)}`);
}

{
  await using held = await lock(client, 'example/lock');
  print(`holding the lock, token ${held.fencingToken > 0 ? 'known' : 'missing'}`);
}

const watching = new AbortController();
for await (const message of client.watch({ prefix: 'example/' }, { signal: watching.signal })) {
  if (message.type === 'created') await client.delete('example/a');
  if (message.type !== 'changes') continue;
  print(`${message.events.map((event) => event.type)} seen`);
  break;
}
client.close();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
