// Uses a client in all its ways and closes it: `node closing-program.ts ENDPOINT HOME` must end by itself.
import { join } from 'node:path';
import { connect } from '../../src/client/connect.ts';

const [endpoint = '', home = ''] = process.argv.slice(2);
const client = await connect(`mokv:///${endpoint}`, {
  ca: join(home, '.mokv', 'ca.pem'),
  cert: join(home, '.mokv', 'root-client.pem'),
  key: join(home, '.mokv', 'root-client-key.pem'),
});
await Promise.all([client.set('a', Buffer.from('1')), client.set('b', Buffer.from('2'))]);
const watching = client.watch({ prefix: '' });
await watching.next();
const waiting = watching.next().catch(() => undefined);
client.close();
await waiting;
