import { describe, expect, it } from 'vitest';
import { firstIncompatible, type Speaker, versionsOf } from './versions.ts';

function speaker(name: string, vsn: readonly number[], isAlive = true): Speaker {
  const versions = versionsOf(Uint8Array.from(vsn));
  if (versions === undefined) throw new Error('no sane versions');
  return { name, isAlive, versions };
}

const agent = [1, 5, 2, 2, 5, 5];

describe('versions', () => {
  it.each([[[]], [[1, 5, 2]], [[0, 5, 2, 2, 5, 5]], [[1, 0, 2, 2, 5, 5]], [[3, 2, 2, 2, 5, 5]]])(
    'are not taken from %j',
    (vsn) => {
      expect(versionsOf(Uint8Array.from(vsn))).toBe(undefined);
    },
  );

  it('agree when all speak what all alive ones understand', () => {
    const local = [speaker('self', agent)];
    expect(firstIncompatible([speaker('a', agent), speaker('b', [1, 5, 5, 2, 5, 4])], local)).toBe(
      undefined,
    );
  });

  it('name the remote node that others alive do not understand', () => {
    const old = speaker('old', [1, 5, 2, 2, 4, 4]);
    expect(firstIncompatible([old, speaker('a', agent)], [])).toBe('a');
    expect(firstIncompatible([speaker('a', agent)], [old])).toBe('a');
  });

  it('count the dead as speakers but not as listeners', () => {
    const deadOld = speaker('old', [1, 5, 2, 2, 4, 4], false);
    expect(firstIncompatible([speaker('a', agent), deadOld], [])).toBe(undefined);
    const deadNew = speaker('new', [1, 5, 2, 2, 6, 6], false);
    expect(firstIncompatible([speaker('a', agent), deadNew], [])).toBe('new');
  });
});
