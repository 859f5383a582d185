import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  entriesBetween,
  hardState,
  newDataDirectory,
  openNode,
  removeDataDirectories,
  Writer,
} from '../../../test/support/data-directory.ts';
import { crc32c } from './crc32c.ts';
import { findTableDamage } from './table-file.ts';

let tables: Buffer[] = [];

beforeAll(async () => {
  const dir = await newDataDirectory();
  const { storage } = await openNode(dir);
  await new Writer(storage).write({ hardState: hardState(1), entries: entriesBetween(1, 200, 1) });
  await storage.close();
  await (await openNode(dir)).storage.close();
  const names = (await readdir(join(dir, 'log'))).filter((name) => name.endsWith('.ldb'));
  tables = await Promise.all(names.map((name) => readFile(join(dir, 'log', name))));
});

afterAll(removeDataDirectories);

it('computes the CRC-32C of RFC 3720, B.4', () => {
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa);
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

describe('a table file of LevelDB', () => {
  it('is intact as LevelDB wrote it, with one block or with several', () => {
    expect(tables.map(findTableDamage)).toEqual(tables.map(() => undefined));
    expect(Math.max(...tables.map((table) => table.length))).toBeGreaterThan(2 * 4096);
  });

  it('is damaged when a bit of any byte but the unused ones in the footer is flipped', () => {
    for (const table of tables) {
      const unnoticed: number[] = [];
      for (let byte = 0; byte < table.length; byte += 1) {
        const flipped = Buffer.from(table);
        flipped.writeUInt8(flipped.readUInt8(byte) ^ (1 << (byte % 8)), byte);
        if (findTableDamage(flipped) === undefined) unnoticed.push(byte);
      }
      const padding = unnoticed.filter(
        (byte) => byte >= table.length - 46 && byte < table.length - 8,
      );
      expect(unnoticed).toEqual(padding);
      expect(padding.every((byte) => table[byte] === 0)).toBe(true);
    }
  });

  it('is damaged wherever it is cut', () => {
    for (const table of tables) {
      for (let length = table.length - 1; length >= 0; length -= 97) {
        expect(findTableDamage(table.subarray(0, length))).toBe('its footer is damaged');
      }
    }
  });
});
