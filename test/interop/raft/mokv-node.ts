// A mokv node without gRPC: Raft, the loop, the storage, the state machine and the transport, steered
// like the Go node beside it. It keeps so little of its log that a test can make snapshots necessary.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ChangeFeed } from '../../../src/node/change-feed.ts';
import type { Store } from '../../../src/node/kv/store.ts';
import { Membership } from '../../../src/node/membership.ts';
import { nodePortOf } from '../../../src/node/node-port.ts';
import { bootstrapWrite } from '../../../src/node/raft/bootstrap.ts';
import type { SnapshotMeta } from '../../../src/node/raft/entry.ts';
import { Raft } from '../../../src/node/raft/raft.ts';
import { defaultRaftSettings } from '../../../src/node/raft/settings.ts';
import { Replica } from '../../../src/node/replica/replica.ts';
import { startTicking } from '../../../src/node/replica/ticker.ts';
import { loadStore, replicaDisk } from '../../../src/node/replica-disk.ts';
import { openStorage } from '../../../src/node/storage/open-storage.ts';
import type { Storage } from '../../../src/node/storage/storage.ts';
import { RaftTransport } from '../../../src/node/transport/raft-transport.ts';
import { byteStringOfText, bytesOf } from '../../../src/shared/byte-string.ts';
import { messageOf } from '../../../src/shared/errors.ts';
import { peersOnly } from '../../support/test-transport.ts';
import type { Contents, ControlRequest, NodeState } from './control-protocol.ts';

interface Options {
  readonly id: string;
  readonly address: string;
  readonly dir: string;
  readonly bootstrap: boolean;
  readonly electionTimeoutMs: number;
  readonly snapshotThreshold: number;
  readonly trailingEntries: number;
  readonly tls: { readonly cert: Buffer; readonly key: Buffer; readonly ca: Buffer };
}

const now = () => performance.now();

async function main(options: Options): Promise<void> {
  const node = await startNode(options);
  for await (const line of createInterface(process.stdin)) {
    const request = JSON.parse(line) as ControlRequest;
    execute(node, request).then(
      (result) => answer({ id: request.id, result }),
      (error) => answer({ id: request.id, error: messageOf(error) }),
    );
  }
  process.exit(0);
}

async function parseOptions(): Promise<Options> {
  const text = { type: 'string', default: '' } as const;
  const { values } = parseArgs({
    options: {
      ...{ id: text, addr: text, dir: text, cert: text, key: text, ca: text },
      bootstrap: { type: 'boolean', default: false },
      'election-timeout': text,
      'snapshot-threshold': text,
      'trailing-logs': text,
    },
  });
  return {
    id: values.id,
    address: values.addr,
    dir: values.dir,
    bootstrap: values.bootstrap,
    electionTimeoutMs: Number.parseInt(values['election-timeout'], 10),
    snapshotThreshold: Number.parseInt(values['snapshot-threshold'], 10),
    trailingEntries: Number.parseInt(values['trailing-logs'], 10),
    tls: {
      cert: await readFile(values.cert),
      key: await readFile(values.key),
      ca: await readFile(values.ca),
    },
  };
}

type Node = Awaited<ReturnType<typeof startNode>>;

async function startNode(options: Options) {
  const { storage, durable } = await openOrFound(options);
  const settings = {
    ...defaultRaftSettings,
    electionTimeoutMs: options.electionTimeoutMs,
    heartbeatIntervalMs: options.electionTimeoutMs / 10,
    leaderLeaseTimeoutMs: options.electionTimeoutMs / 2,
    trailingEntries: options.trailingEntries,
  };
  const { id, address } = options;
  const raft = new Raft({
    ...{ id, address, settings, durable },
    random: Math.random,
    now: now(),
  });
  const transport: RaftTransport = new RaftTransport({
    ...{ id, address, settings },
    security: peersOnly(options.tls),
    random: Math.random,
    openSnapshot: async (meta) => ({
      sizeBytes: await storage.snapshotSize(meta),
      chunks: storage.readSnapshot(meta),
    }),
    receiveSnapshot: (meta, _, chunks) => receiveSnapshot(storage, meta, chunks),
    onMessage: (message) => replica.receive(message),
    onDisconnected: (peer) => replica.peerDisconnected(peer),
    onFailed: (to, rpcId) => replica.rpcFailed(to, rpcId),
    log,
  });
  const replica = new Replica({
    id,
    raft,
    store: await loadStore(storage, durable.snapshot),
    stuckWriteMs: settings.electionTimeoutMs,
    snapshotLimits: {
      logBytesMin: Number.MAX_SAFE_INTEGER,
      logBytesMax: Number.MAX_SAFE_INTEGER,
      logEntriesMax: options.snapshotThreshold,
    },
    ports: {
      now,
      wallClock: Date.now,
      defer: setImmediate,
      later: (delayMs, work) => setTimeout(work, delayMs),
      disk: replicaDisk(storage),
      send: (message) => transport.send(message),
      readsRounds: (peer) => transport.speaksMokv(peer),
      observer: {
        raftEvent: log,
        writeDurable: () => {},
        snapshotSaved: ({ index }) => log({ type: 'snapshotSaved', index }),
        snapshotRestored: ({ index }) => log({ type: 'snapshotRestored', index }),
        changed: () => undefined,
        storeReplaced: () => undefined,
      },
      fail,
    },
  });
  startTicking(now, () => replica.tick());
  await listen(options.address, transport);
  return {
    replica,
    port: nodePortOf(id, replica, new ChangeFeed()),
    membership: new Membership(replica, (peer) => transport.probe(peer)),
  };
}

async function openOrFound({ id, address, dir, bootstrap }: Options) {
  const opened = await openStorage({ dir, nodeId: id, onFailure: fail });
  if (!bootstrap || !opened.firstStart) return opened;
  await opened.storage.write(bootstrapWrite({ servers: [{ id, address, suffrage: 'voter' }] }));
  await opened.storage.close();
  return openStorage({ dir, nodeId: id, onFailure: fail });
}

async function receiveSnapshot(
  storage: Storage,
  meta: SnapshotMeta,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const sink = await storage.createSnapshot(meta);
  try {
    for await (const chunk of chunks) await sink.write(chunk);
    await sink.commit();
  } finally {
    await sink.abort();
  }
}

/** What the port multiplexer of a whole node does. */
async function listen(address: string, transport: RaftTransport): Promise<void> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {}); // its end shows in 'close'
    socket.once('readable', () => {
      const first: Buffer | null = socket.read(1);
      if (first?.[0] === 1) transport.accept(socket);
      else socket.destroy();
    });
  });
  server.listen(Number(port), hostname);
  await once(server, 'listening');
}

async function execute(node: Node, request: ControlRequest): Promise<unknown> {
  const { key = '', value = '', server = '', address = '' } = request;
  switch (request.command) {
    case 'set': {
      const bytes = Buffer.from(value, 'base64');
      await node.port.propose({ type: 'set', key: byteStringOfText(key), value: bytes });
      return undefined;
    }
    case 'delete':
      await node.port.propose({ type: 'delete', key: byteStringOfText(key) });
      return undefined;
    case 'dump':
      return dump(node.replica.store);
    case 'state':
      return stateOf(node);
    case 'add-voter':
      return node.membership.add({ id: server, address, nonVoter: false });
    case 'add-nonvoter':
      return node.membership.add({ id: server, address, nonVoter: true });
    case 'demote':
      return node.membership.demote(server);
    case 'remove':
      return remove(node, server);
    case 'transfer':
      return node.membership.transferLeadership(server);
  }
}

/** Membership hands leadership over first; the core lets a leader remove itself, as hashicorp/raft does. */
async function remove({ replica }: Node, id: string): Promise<void> {
  const answer = replica.changeConfiguration({ type: 'removeServer', id });
  if (answer.type !== 'proposed') throw new Error(JSON.stringify(answer));
  const applied = Promise.withResolvers<void>();
  replica.awaitApplied(answer, (error) => {
    if (error === undefined) applied.resolve();
    else applied.reject(error);
  });
  await applied.promise;
}

function dump(store: Store): Contents {
  const entries = [...store.image().entries()];
  return Object.fromEntries(
    entries.map(([key, { value }]) => [bytesOf(key).toString(), bytesOf(value).toString('base64')]),
  );
}

function stateOf({ replica }: Node): NodeState {
  const { role, term, leader, commitIndex, lastIndex, snapshotIndex, configuration } =
    replica.status();
  const { appliedIndex } = replica.store;
  return {
    ...{ role, term, commitIndex, appliedIndex, lastIndex, snapshotIndex },
    leader: leader?.id ?? '',
    servers: configuration.servers,
  };
}

function answer(response: object): void {
  process.stdout.write(`${JSON.stringify(response)}\n`);
}

function log(event: object): void {
  process.stderr.write(`${JSON.stringify(event)}\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(70);
}

await main(await parseOptions());
