import { noBytes } from '../raft/entry.ts';
import { refused } from './refused.ts';

const secondsFromYear1ToUnix = 62_135_596_800n;
const nanosecondsMax = 999_999_999;

/**
 * Brings an entry's time into the 15 bytes of Go's time.Time version 1, the only form that every
 * version of hashicorp/raft reads (raft-wire §4). Also taken: nothing at all, version 2, and the bare
 * msgpack timestamps of 4, 8 and 12 bytes that Vault and Nomad write.
 */
export function normalizeAppendedAt(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (bytes.length) {
    case 0:
      return noBytes;
    case 4:
      return goTime(BigInt(view.readUInt32BE(0)), 0);
    case 8: {
      const packed = view.readBigUInt64BE(0);
      return goTime(packed & 0x3_ffff_ffffn, Number(packed >> 34n));
    }
    case 12:
      return goTime(view.readBigInt64BE(4), view.readUInt32BE(0));
    case 15:
      return ofVersion(view, 1);
    case 16:
      return Uint8Array.of(1, ...ofVersion(view, 2).subarray(1, 15));
    default:
      throw refused(`a time of ${bytes.length} bytes`);
  }
}

function goTime(unixSeconds: bigint, nanoseconds: number): Uint8Array {
  if (nanoseconds > nanosecondsMax) throw refused('a time with more than a second of nanoseconds');
  const time = Buffer.alloc(15);
  time[0] = 1;
  time.writeBigInt64BE(BigInt.asIntN(64, unixSeconds + secondsFromYear1ToUnix), 1);
  time.writeUInt32BE(nanoseconds, 9);
  time.writeInt16BE(-1, 13); // UTC
  return time;
}

function ofVersion(time: Buffer, version: number): Buffer {
  if (time[0] !== version) throw refused(`a time of version ${time[0]}`);
  return time;
}
