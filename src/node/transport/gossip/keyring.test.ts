import { describe, expect, it } from 'vitest';
import { Keyring } from './keyring.ts';

const key = (fill: number, length = 16) => Buffer.alloc(length, fill);

describe('Keyring', () => {
  it('keeps the primary first and takes all three lengths of AES keys', () => {
    const keyring = new Keyring([key(1)]);
    keyring.install(key(2, 24));
    keyring.install(key(3, 32));
    keyring.use(key(3, 32));
    expect(keyring.primary).toEqual(key(3, 32));
    expect(keyring.keys).toEqual([key(3, 32), key(1), key(2, 24)]);
  });

  it('takes a key that is there already, and the removal of one that is not', () => {
    const keyring = new Keyring([key(1)]);
    keyring.install(key(1));
    keyring.remove(key(9));
    expect(keyring.keys).toEqual([key(1)]);
  });

  it('refuses to use a key that is not installed', () => {
    const keyring = new Keyring([key(1)]);
    expect(() => keyring.use(key(2))).toThrow('Requested key is not in the keyring');
  });

  it('refuses to remove the primary key', () => {
    const keyring = new Keyring([key(1), key(2)]);
    expect(() => keyring.remove(key(1))).toThrow('Removing the primary key is not allowed');
    keyring.use(key(2));
    keyring.remove(key(1));
    expect(keyring.keys).toEqual([key(2)]);
  });

  it.each([0, 15, 17, 31, 33])('refuses a key of %i bytes', (length) => {
    const keyring = new Keyring([key(1)]);
    expect(() => keyring.install(key(2, length))).toThrow('key size must be 16, 24 or 32 bytes');
    expect(() => new Keyring([key(2, length)])).toThrow('key size must be 16, 24 or 32 bytes');
  });

  it('holds sixteen keys and no more', () => {
    const keyring = new Keyring([key(0)]);
    for (let fill = 1; fill < 16; fill += 1) keyring.install(key(fill));
    expect(() => keyring.install(key(16))).toThrow('the keyring is full with 16 keys');
  });
});
