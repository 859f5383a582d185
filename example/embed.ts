// A node inside this process, which keeps everything in a directory:
//   node example/embed.ts DIRECTORY [RPC_PORT GOSSIP_PORT]
import { join } from 'node:path';
import { connect } from 'mokv';
import { startNode } from 'mokv/node';

const [home = '.', rpcPort = '8400', gossipPort = '8401'] = process.argv.slice(2);
await using node = await startNode({
  home,
  config: {
    'rpc-port': rpcPort,
    'bind-addr': `127.0.0.1:${gossipPort}`,
    'metrics-port': '0',
    'log-level': 'warn',
  },
  onFailure: (error) => {
    throw error;
  },
});

const { host, port } = node.address;
const client = await connect(`mokv:///${host}:${port}`, {
  ca: join(home, '.mokv', 'ca.pem'),
  cert: join(home, '.mokv', 'root-client.pem'),
  key: join(home, '.mokv', 'root-client-key.pem'),
});
await client.set('greeting', Buffer.from('hello from inside'));
const { value } = await client.get('greeting');
process.stdout.write(`${Buffer.from(value)}\n`);
client.close();
