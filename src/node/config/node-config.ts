import type { HostPort } from '../../shared/host-port.ts';
import type { ConfigKeyName, ConfigValue } from './config-keys.ts';

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
  readonly caFile: string;
}

/** Who the node is, whom it trusts, and what its users may do. */
export interface NodeSecurity {
  readonly acl: { readonly modelFile: string; readonly policyFile: string };
  readonly serverTls: TlsFiles;
  readonly peerTls: TlsFiles;
}

/** The configuration that a node starts with: checked, paths absolute. */
export interface NodeConfig {
  readonly dataDir: string;
  readonly nodeName: string;
  /** Gossip. */
  readonly bindAddress: HostPort;
  /** Clients and Raft: the host of bind-addr with rpc-port. */
  readonly rpcAddress: HostPort;
  /** Gossip addresses of members to join. */
  readonly startJoinAddresses: readonly HostPort[];
  readonly bootstrap: boolean;
  /** When it joins: it is to stay a non-voter. */
  readonly nonVoter: boolean;
  /** Undefined: no TLS and no users, as asked for. */
  readonly security: NodeSecurity | undefined;
  /** Undefined when metrics-port is 0. */
  readonly metricsAddress: HostPort | undefined;
  readonly logLevel: ConfigValue<'log-level'>;
  readonly logFormat: ConfigValue<'log-format'>;
  readonly reflection: boolean;
  /** Undefined: gossip in plain text, as asked for. */
  readonly gossipKeyFile: string | undefined;
  readonly leaveOnTerminate: boolean;
  /** What the services let their users do at most. */
  readonly limits: {
    /** 0: no limit. */
    readonly storeBytesMax: number;
    readonly writesPerUserMax: number;
    readonly listsPerUserMax: number;
    readonly watchesPerUserMax: number;
    readonly watchesMax: number;
  };
  /** Undefined: nobody who has merely failed is removed. */
  readonly removeDeadAfterMs: number | undefined;
}

export type ConfigValues = { readonly [Name in ConfigKeyName]: ConfigValue<Name> };

export function nodeConfigOf(values: ConfigValues): NodeConfig {
  const metricsPort = values['metrics-port'];
  return {
    dataDir: values['data-dir'],
    nodeName: values['node-name'],
    bindAddress: values['bind-addr'],
    rpcAddress: { host: values['bind-addr'].host, port: values['rpc-port'] },
    startJoinAddresses: values['start-join-addrs'],
    bootstrap: values.bootstrap,
    nonVoter: values['non-voter'],
    security: values.insecure ? undefined : securityOf(values),
    metricsAddress:
      metricsPort === 0 ? undefined : { host: values['metrics-addr'], port: metricsPort },
    logLevel: values['log-level'],
    logFormat: values['log-format'],
    reflection: values.reflection,
    gossipKeyFile: values['insecure-gossip'] ? undefined : values['gossip-key-file'],
    leaveOnTerminate: values['leave-on-terminate'],
    limits: {
      storeBytesMax: values['store-bytes-max'],
      writesPerUserMax: values['writes-per-user-max'],
      listsPerUserMax: values['lists-per-user-max'],
      watchesPerUserMax: values['watches-per-user-max'],
      watchesMax: values['watches-max'],
    },
    removeDeadAfterMs: values['remove-dead-after'],
  };
}

function securityOf(values: ConfigValues): NodeSecurity {
  return {
    acl: { modelFile: values['acl-model-file'], policyFile: values['acl-policy-file'] },
    serverTls: {
      certFile: values['server-tls-cert-file'],
      keyFile: values['server-tls-key-file'],
      caFile: values['server-tls-ca-file'],
    },
    peerTls: {
      certFile: values['peer-tls-cert-file'],
      keyFile: values['peer-tls-key-file'],
      caFile: values['peer-tls-ca-file'],
    },
  };
}

export interface ListenerConflict {
  readonly keys: readonly ConfigKeyName[];
  readonly message: string;
}

/** Two listeners that cannot be open at the same time, or undefined. */
export function listenerConflict(config: NodeConfig): ListenerConflict | undefined {
  const { bindAddress, rpcAddress, metricsAddress } = config;
  if (collide(bindAddress, rpcAddress)) {
    return {
      keys: ['bind-addr', 'rpc-port'],
      message: `bind-addr and rpc-port both take port ${rpcAddress.port}, and gossip uses TCP too`,
    };
  }
  if (metricsAddress === undefined) return undefined;
  const other = collide(metricsAddress, rpcAddress) ? 'rpc-port' : 'bind-addr';
  if (other === 'bind-addr' && !collide(metricsAddress, bindAddress)) return undefined;
  const message = `${other} and metrics-port both take port ${metricsAddress.port}`;
  return { keys: [other, 'metrics-port'], message };
}

const everyAddress = new Set(['0.0.0.0', '::']);

function collide(a: HostPort, b: HostPort): boolean {
  const sameHost = a.host === b.host || everyAddress.has(a.host) || everyAddress.has(b.host);
  return sameHost && a.port === b.port;
}
