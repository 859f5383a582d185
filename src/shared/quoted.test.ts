import { describe, expect, it } from 'vitest';
import { quoted } from './quoted.ts';

describe('quoted', () => {
  it('escapes what could forge a line or steer a terminal', () => {
    expect(quoted('a\r\nb\u001b[2J\u2028\u009b"')).toBe('"a\\r\\nb\\u001b[2J\\u2028\\u009b\\""');
  });

  it('keeps 128 bytes and cuts the 129th off', () => {
    expect(quoted('k'.repeat(128))).toBe(`"${'k'.repeat(128)}"`);
    expect(quoted('k'.repeat(129))).toBe(`"${'k'.repeat(128)}…"`);
  });

  it('never cuts a character in two', () => {
    expect(quoted('€'.repeat(43))).toBe(`"${'€'.repeat(42)}…"`);
    expect(quoted(`k${'😀'.repeat(60)}`)).toBe(`"k${'😀'.repeat(31)}…"`);
  });

  it('gives text that a gRPC status can carry for any string', () => {
    expect(() => encodeURI(quoted(`\ud83d${'😀'.repeat(60)}`))).not.toThrow();
  });
});
