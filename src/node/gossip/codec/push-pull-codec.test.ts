import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushPull } from '../../../../test/support/arbitrary-gossip-messages.ts';
import type { PushPull, PushPullNode } from '../messages.ts';
import { encodePushPull, PushPullDecoder } from './push-pull-codec.ts';

const hex = (digits: string) => Buffer.from(digits, 'hex');
const node: PushPullNode = {
  address: hex('7f000001'),
  port: 7946,
  name: 'n',
  meta: hex('ff80'),
  incarnation: 1,
  state: 'alive',
  vsn: hex('010502020505'),
};
const message = (nodes: readonly PushPullNode[]): PushPull => ({
  type: 'pushPull',
  isJoin: false,
  nodes,
  userState: undefined,
});

function decode(bytes: Uint8Array): { readonly message: PushPull; readonly steps: number } {
  const decoder = new PushPullDecoder(bytes);
  for (let steps = 1; ; steps += 1) {
    const found = decoder.step();
    if (found !== undefined) return { message: found, steps };
  }
}

describe('PushPullDecoder', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(pushPull, (original) => {
        expect(decode(encodePushPull(original)).message).toEqual(original);
      }),
    );
  });

  it('decodes a long list in many steps', () => {
    const nodes = Array.from({ length: 5001 }, (_, index) => ({ ...node, name: `n${index}` }));
    const decoded = decode(encodePushPull(message(nodes)));
    expect(decoded.steps).toBe(6);
    expect(decoded.message.nodes.map(({ name }) => name)).toEqual(nodes.map(({ name }) => name));
  });

  it.each([
    ['without a name', { name: '' }],
    ['with a name of 300 bytes', { name: 'n'.repeat(300) }],
    ['with too much meta', { meta: Buffer.alloc(513) }],
    ['at nowhere', { address: hex('00000000') }],
    ['without an address', { address: hex('') }],
    ['without a port', { port: 0 }],
  ])('leaves out a node %s and keeps the others', (_, fault) => {
    const bytes = encodePushPull(message([node, { ...node, ...fault }, node]));
    expect(decode(bytes).message.nodes).toEqual([node, node]);
  });

  it('leaves out a node whose name is not UTF-8 or whose state is unknown', () => {
    const name = encodePushPull(message([node, { ...node, name: 'x' }]));
    name[name.lastIndexOf(0x78)] = 0xff;
    expect(decode(name).message.nodes).toEqual([node]);
    const state = encodePushPull(message([node, { ...node, state: 'left' }]));
    state[state.lastIndexOf(Buffer.from('State')) + 5] = 4;
    expect(decode(state).message.nodes).toEqual([node]);
  });

  const header = (nodes: string, userState: string) =>
    hex(`0683a44a6f696ec2a54e6f646573${nodes}ac5573657253746174654c656e${userState}`);
  it.each([
    ['nothing', hex('')],
    ['another message', hex('0080')],
    ['10^9 nodes', header('ce3b9aca00', '00')],
    ['more nodes than bytes', header('05', '00')],
    ['a user state that is not there', header('00', 'ce01400000')],
    ['a user state longer than said', Buffer.concat([header('00', '01'), hex('0280')])],
    ['another Serf message as the user state', Buffer.concat([header('00', '02'), hex('0180')])],
    ['a negative number of nodes', header('ff', '00')],
  ])('refuses %s', (_, bytes) => {
    expect(() => decode(bytes)).toThrow(expect.objectContaining({ code: 'CORRUPT' }));
  });
});
