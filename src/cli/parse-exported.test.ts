import { expect, it } from 'vitest';
import { parseExported } from './parse-exported.ts';

function parse(text: string) {
  return parseExported({ number: 3, text });
}

it('reads texts, bytes, times, and leaves out the keys of leases', () => {
  expect(parse('{"key":"a","value":"1","rev":7}')).toEqual({ key: 'a', value: Buffer.from('1') });
  expect(parse('{"key":"a","value_b64":"AP8=","ttl_ms":5}')).toEqual({
    ...{ key: 'a', value: Buffer.from([0, 255]), ttlMs: 5 },
  });
  expect(parse('{"key":"a","value":"","lease_id":"7"}')).toBeUndefined();
});

it.each([
  ['x', 'line 3: Unexpected token'],
  ['{"value":"1"}', 'line 3: key: '],
  ['{"key":"","value":"1"}', 'line 3: the key is empty'],
  ['{"key":"a"}', 'line 3: there must be a value or a value_b64'],
  ['{"key":"a","value":"","value_b64":""}', 'line 3: there must be a value or a value_b64'],
  ['{"key":"a","value":"","ttl_ms":0}', 'line 3: ttl_ms: '],
])('refuses %s', (text, message) => {
  expect(() => parse(text)).toThrowError(message);
});
