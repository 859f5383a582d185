import { describe, expect, it } from 'vitest';
import { parseOperation, parseTransaction } from './parse-operation.ts';

describe('an operation', () => {
  it.each([
    [
      { op: 'get', key: 'a' },
      { type: 'get', key: 'a' },
    ],
    [
      { op: 'set', key: 'a', value: '1' },
      { type: 'set', key: 'a', value: Buffer.from('1') },
    ],
    [
      { op: 'set', key: 'a' },
      { type: 'set', key: 'a', value: new Uint8Array(0) },
    ],
    [
      { op: 'set', key: 'a', value_b64: 'AP8=', ttl: '30s', if_rev: 7, request_id: 'job/2' },
      {
        ...{ type: 'set', key: 'a', value: Buffer.from([0, 255]), ttlMs: 30_000 },
        ...{ condition: { type: 'revision', revision: 7 } },
        ...{ requestId: { client: 'job', sequence: 2 } },
      },
    ],
    [
      { op: 'set', key: 'a', value: '', keep_ttl: true, if_absent: true },
      {
        ...{ type: 'set', key: 'a', value: Buffer.from('') },
        ...{ keepTtl: true, condition: { type: 'absent' } },
      },
    ],
    [
      { op: 'delete', key: 'a', if_value: 'x' },
      { type: 'delete', key: 'a', condition: { type: 'value', value: Buffer.from('x') } },
    ],
    [
      { op: 'touch', key: 'a', ttl: '1h' },
      { type: 'touch', key: 'a', ttlMs: 3_600_000 },
    ],
    [
      { op: 'touch', key: 'a' },
      { type: 'touch', key: 'a', ttlMs: 0 },
    ],
  ])('is read from %j', (document, operation) => {
    expect(parseOperation(document)).toEqual(operation);
  });

  it.each([
    [{ op: 'foo' }, 'op: '],
    [{ op: 'get', key: '' }, 'key: a key has 1 to 4096 bytes'],
    [{ op: 'get', key: 'a', vlaue: '1' }, 'Unrecognized key: "vlaue"'],
    [{ op: 'set', key: 'a', value: '1', value_b64: 'AA==' }, 'value and value_b64 are both given'],
    [{ op: 'set', key: 'a', ttl: 'soon' }, 'ttl: It must be a duration'],
    [{ op: 'set', key: 'a', if_rev: 1, if_absent: true }, 'one condition is the most'],
    [{ op: 'delete_range', prefix: 'a' }, 'op: '],
    ['get a', 'Invalid input'],
  ])('%j is refused', (document, message) => {
    expect(() => parseOperation(document)).toThrowError(message);
  });
});

describe('a transaction', () => {
  it('is read from texts as YAML has them', () => {
    const compares = [
      { key: 'a', rev: '7' },
      { key: 'b', exists: 'false' },
      { key: 'c', exists: 'true' },
      { key: 'd', value: 'x', is: 'not-equal' },
      { key: 'e', version: '3', is: 'less' },
      { key: 'f', create_rev: '4', is: 'greater' },
    ];
    const then = [{ op: 'delete_range', from: 'a', to: 'b' }];
    const parsed = parseTransaction({ compares, then, else: [{ op: 'delete', key: 'a' }] });
    expect(parsed).toEqual({
      compares: [
        { key: 'a', relation: 'equal', target: { type: 'modRevision', number: 7 } },
        { key: 'b', relation: 'equal', target: { type: 'createRevision', number: 0 } },
        { key: 'c', relation: 'greater', target: { type: 'createRevision', number: 0 } },
        { key: 'd', relation: 'notEqual', target: { type: 'value', value: Buffer.from('x') } },
        { key: 'e', relation: 'less', target: { type: 'version', number: 3 } },
        { key: 'f', relation: 'greater', target: { type: 'createRevision', number: 4 } },
      ],
      success: [{ type: 'deleteRange', range: { prefix: undefined, start: 'a', end: 'b' } }],
      failure: [{ type: 'delete', key: 'a' }],
    });
  });

  it('may be empty', () => {
    expect(parseTransaction({})).toEqual({ compares: [], success: [], failure: [] });
  });

  it.each([
    [{ compares: [{ key: 'a' }] }, 'the comparison of "a" must be about one thing'],
    [{ compares: [{ key: 'a', rev: 1, version: 1 }] }, 'must be about one thing'],
    [{ else: [{ op: 'set', key: 'a', if_rev: 1 }] }, 'else.0: Unrecognized key: "if_rev"'],
    [{ else: [{ op: 'delete_range' }] }, 'it would delete everything'],
    [{ when: [] }, 'Unrecognized key: "when"'],
  ])('%j is refused', (document, message) => {
    expect(() => parseTransaction(document)).toThrowError(message);
  });
});
