import { expect, it } from 'vitest';
import { checkTlsFiles } from './check-tls-files.ts';
import { loadConfig } from './load-config.ts';

const meaning =
  'insecure: no TLS, no certificates, no access control; whoever reaches the port reads and changes everything';

it.each([
  ['127.0.0.1:8401', []],
  ['127.9.9.9:8401', []],
  ['[::1]:8401', []],
  ['localhost:8401', []],
  [
    '0.0.0.0:8401',
    ['insecure: 0.0.0.0:8400 (and gossip on 0.0.0.0:8401) is open to other machines'],
  ],
  ['[::]:8401', ['insecure: [::]:8400 (and gossip on [::]:8401) is open to other machines']],
  [
    '127.example:1',
    ['insecure: 127.example:8400 (and gossip on 127.example:1) is open to other machines'],
  ],
])('a node without TLS at %s says what that means, and who can reach it', async (address, more) => {
  const { config } = await loadConfig({
    ...{ flags: { insecure: true, 'bind-addr': address }, env: {} },
    ...{ home: '/no/such/home', cwd: '/w', hostname: 'n1' },
  });
  expect(await checkTlsFiles(config, new Date())).toEqual([meaning, ...more]);
});
