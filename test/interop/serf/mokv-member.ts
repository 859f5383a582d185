// A member of mokv's gossip without a node around it, steered by a test (control-protocol.ts). It answers
// every query with the payload of the query.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { GossipEvent } from '../../../src/node/gossip/output.ts';
import { type GossipNode, startGossipNode } from '../../../src/node/gossip-node/gossip-node.ts';
import { endpointText } from '../../../src/node/transport/gossip/ip-address.ts';
import { messageOf } from '../../../src/shared/errors.ts';
import { type HostPort, parseHostPort } from '../../../src/shared/host-port.ts';
import type { Logger } from '../../../src/shared/logger.ts';
import type {
  ControlCommand,
  ControlRequest,
  Happening,
  KeyAnswers,
  MemberState,
  QueryResult,
} from './control-protocol.ts';

async function main(): Promise<void> {
  const member = new Member();
  await member.start();
  for await (const line of createInterface(process.stdin)) {
    const { id, ...command } = JSON.parse(line) as ControlRequest;
    member.execute(command).then(
      (result) => answer({ id, result }),
      (error) => answer({ id, error: messageOf(error) }),
    );
  }
  process.exit(0);
}

class Member {
  readonly #happenings: Happening[] = [];
  readonly #listeners = new Set<(event: GossipEvent) => void>();
  #node: GossipNode | undefined;

  async start(): Promise<void> {
    const text = { type: 'string' } as const;
    const texts = { type: 'string', multiple: true, default: [] as string[] } as const;
    const options = { name: text, addr: text, 'key-file': text, snapshot: text, join: texts };
    const { values } = parseArgs({ options: { ...options, tag: texts } });
    this.#node = await startGossipNode({
      bindAddress: hostPortOf(values.addr ?? ''),
      name: values.name ?? '',
      tags: new Map(values.tag.map((tag) => tag.split('=', 2) as [string, string])),
      keyFile: values['key-file'],
      seeds: values.join.map(hostPortOf),
      snapshotFile: values.snapshot,
      log,
      onEvent: (event) => this.#take(event),
      onFailure: fail,
    });
  }

  async execute(request: ControlCommand): Promise<unknown> {
    const node = this.#running;
    switch (request.command) {
      case 'members':
        return membersOf(node);
      case 'happenings':
        return this.#happenings;
      case 'set-tags':
        return node.setTags(new Map(Object.entries(request.tags)));
      case 'user-event': {
        const { name, payload } = request;
        return node.userEvent({ name, payload: Buffer.from(payload), coalesce: false });
      }
      case 'query':
        return this.#query(request.name, request.payload);
      case 'keys':
        return keys(node, request.operation, request.key);
      case 'force-leave':
        return node.forceLeave(request.name, request.prune);
      case 'leave':
        return node.leave();
    }
  }

  get #running(): GossipNode {
    if (this.#node === undefined) throw new Error('the member has not started');
    return this.#node;
  }

  #take(event: GossipEvent): void {
    for (const listener of this.#listeners) listener(event);
    if (event.type === 'query') this.#running.respond(event.queryId, event.payload);
    if (event.type === 'userEvent') {
      const { name, payload } = event;
      this.#happenings.push({ type: 'userEvent', name, payload: textOf(payload) });
    }
    if (event.type === 'joinFailed') {
      this.#happenings.push({ type: 'joinFailed', reason: event.reason });
    }
    if (event.type === 'nameLost') this.#happenings.push({ type: 'nameLost' });
  }

  /** All events of one turn come after the id is known, except those of this member itself. */
  async #query(name: string, payload: string): Promise<QueryResult> {
    const finished = Promise.withResolvers<void>();
    const seen: GossipEvent[] = [];
    const listener = (event: GossipEvent) => {
      seen.push(event);
      if (event.type === 'queryFinished') finished.resolve();
    };
    this.#listeners.add(listener);
    const id = this.#running.query({ name, payload: Buffer.from(payload), wantsAck: true });
    await finished.promise;
    this.#listeners.delete(listener);
    const acks = seen.flatMap((event) =>
      event.type === 'queryAck' && event.id === id ? [event.from] : [],
    );
    const responses = seen.flatMap((event) =>
      event.type === 'queryResponse' && event.id === id
        ? [[event.from, textOf(event.payload)] as const]
        : [],
    );
    return { acks: acks.sort(), responses: Object.fromEntries(responses) };
  }
}

function membersOf(node: GossipNode): MemberState[] {
  return node.members().map(({ name, address, port, status, tags }) => ({
    ...{ name, status },
    address: endpointText({ address, port }),
    tags: Object.fromEntries(tags),
  }));
}

async function keys(
  node: GossipNode,
  operation: 'install' | 'use' | 'remove' | 'list',
  key: string,
): Promise<KeyAnswers> {
  const { answers } = await node.queryKeys(operation, Buffer.from(key, 'base64'));
  return Object.fromEntries(
    [...answers].map(([name, { result, keys }]) => [name, { result, keys }] as const),
  );
}

function hostPortOf(text: string): HostPort {
  const address = parseHostPort(text);
  if (address === undefined) throw new Error(`${text} is no address`);
  return address;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

function answer(response: object): void {
  process.stdout.write(`${JSON.stringify(response)}\n`);
}

const log: Logger = {
  isLevelEnabled: () => true,
  debug: (facts, message) => write('debug', facts, message),
  info: (facts, message) => write('info', facts, message),
  warn: (facts, message) => write('warn', facts, message),
  error: (facts, message) => write('error', facts, message),
};

function write(level: string, facts: object, message: string): void {
  const text = JSON.stringify(facts, (_, value) => (value instanceof Error ? `${value}` : value));
  process.stderr.write(`${new Date().toISOString()} ${level} ${message} ${text}\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(70);
}

await main();
