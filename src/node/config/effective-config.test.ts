import { expect, it } from 'vitest';
import { effectiveConfig, renderEffective } from './effective-config.ts';
import { loadConfig } from './load-config.ts';

const input = {
  flags: { 'start-join-addrs': 'a:1,[::1]:2', 'data-dir': 'data' },
  env: { MOKV_LOG_LEVEL: 'warn' },
  home: '/h',
  cwd: '/w',
  hostname: 'n1',
};

it('shows every key with its value and its source', async () => {
  expect(renderEffective(await loadConfig(input)).split('\n')).toEqual([
    'data-dir              /w/data                  flag --data-dir',
    'node-name             n1                       default',
    'bind-addr             127.0.0.1:8401           default',
    'rpc-port              8400                     default',
    'start-join-addrs      a:1, [::1]:2             flag --start-join-addrs',
    'bootstrap             false                    default',
    'non-voter             false                    default',
    'insecure              false                    default',
    'acl-model-file        /h/.mokv/model.conf      default',
    'acl-policy-file       /h/.mokv/policy.csv      default',
    'server-tls-cert-file  /h/.mokv/server.pem      default',
    'server-tls-key-file   /h/.mokv/server-key.pem  default',
    'server-tls-ca-file    /h/.mokv/ca.pem          default',
    'peer-tls-cert-file    /h/.mokv/peer.pem        default',
    'peer-tls-key-file     /h/.mokv/peer-key.pem    default',
    'peer-tls-ca-file      /h/.mokv/ca.pem          default',
    'gossip-key-file       /h/.mokv/gossip.key      default',
    'insecure-gossip       false                    default',
    'leave-on-terminate    false                    default',
    'remove-dead-after     never                    default',
    'metrics-addr          127.0.0.1                default',
    'metrics-port          4000                     default',
    'log-level             warn                     env MOKV_LOG_LEVEL',
    'log-format            auto                     default',
    'reflection            false                    default',
    'store-bytes-max       0                        default',
    'writes-per-user-max   4096                     default',
    'lists-per-user-max    4                        default',
    'watches-per-user-max  1000                     default',
    'watches-max           20000                    default',
  ]);
});

it('gives programs values of their own types', async () => {
  expect(effectiveConfig(await loadConfig(input))).toMatchObject({
    'rpc-port': { value: 8400, source: 'default' },
    'start-join-addrs': { value: ['a:1', '[::1]:2'], source: 'flag --start-join-addrs' },
    reflection: { value: false, source: 'default' },
    'bind-addr': { value: '127.0.0.1:8401', source: 'default' },
  });
});
