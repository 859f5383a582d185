import { describe, expect, it } from 'vitest';
import type { Configuration } from './configuration.ts';
import { decodeConfiguration, encodeConfiguration } from './configuration-codec.ts';

// EncodeConfiguration of hashicorp/raft 1.7.3 for these four servers.
const goBytes =
  '81a7536572766572739483a741646472657373ad31302e302e302e313a38333030a24944a66e6f64652d31a853756666726167650083a741646472657373ad31302e302e302e323a38333030a24944a66e6f64652d32a853756666726167650083a741646472657373ad31302e302e302e333a38333030a24944a66e6f64652d33a853756666726167650183a741646472657373ad31302e302e302e343a38333030a24944a66e6f64652d34a8537566667261676502';
const goBytesWithLongId =
  '81a7536572766572739183a741646472657373b25b323030313a6462383a3a315d3a38333030a24944da002430623663306135662d386261362d346237342d613565612d326636613366613066316531a8537566667261676500';

const hex = (digits: string) => Buffer.from(digits, 'hex');

describe('the configuration codec', () => {
  it('reads what Go wrote and takes a staging server for a non-voter', () => {
    expect(decodeConfiguration(hex(goBytes))).toEqual({
      servers: [
        { id: 'node-1', address: '10.0.0.1:8300', suffrage: 'voter' },
        { id: 'node-2', address: '10.0.0.2:8300', suffrage: 'voter' },
        { id: 'node-3', address: '10.0.0.3:8300', suffrage: 'nonvoter' },
        { id: 'node-4', address: '10.0.0.4:8300', suffrage: 'nonvoter' },
      ],
    });
  });

  it('writes the bytes that Go would write', () => {
    const configuration: Configuration = {
      servers: [
        {
          id: '0b6c0a5f-8ba6-4b74-a5ea-2f6a3fa0f1e1',
          address: '[2001:db8::1]:8300',
          suffrage: 'voter',
        },
      ],
    };
    expect(Buffer.from(encodeConfiguration(configuration)).toString('hex')).toBe(goBytesWithLongId);
    expect(decodeConfiguration(hex(goBytesWithLongId))).toEqual(configuration);
    expect(
      Buffer.from(encodeConfiguration(decodeConfiguration(hex(goBytes)))).toString('hex'),
    ).toBe(goBytes.replace(/02$/, '01'));
  });

  it.each([
    ['nothing', ''],
    ['a nil', 'c0'],
    ['no servers', '81a753657276657273c0'],
    ['no voter', '81a7536572766572739183a741646472657373a161a24944a16ea8537566667261676501'],
    [
      'an unknown suffrage',
      '81a7536572766572739183a741646472657373a161a24944a16ea8537566667261676503',
    ],
    ['an empty id', '81a7536572766572739183a741646472657373a161a24944a0a8537566667261676500'],
    ['bytes behind it', `${goBytes}00`],
  ])('refuses %s', (_, digits) => {
    expect(() => decodeConfiguration(hex(digits))).toThrow('malformed');
  });
});
