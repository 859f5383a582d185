import { nodeNameOfHost } from '../../shared/node-name.ts';
import {
  choiceRule,
  countRule,
  hostPortRule,
  hostPortsRule,
  hostRule,
  nodeNameValueRule,
  optionalPortRule,
  pathRule,
  patienceRule,
  portRule,
  switchRule,
  type ValueRule,
} from './config-value.ts';

/** What a default may depend on. */
export interface DefaultSituation {
  readonly hostname: string;
  /** No configuration file was named and there is no member to join. */
  readonly alone: boolean;
  /** The node runs without TLS, and nobody has named a gossip key. */
  readonly keyless: boolean;
}

export interface ConfigKey<T = unknown> {
  readonly rule: ValueRule<T>;
  /** The default as somebody could have written it. */
  readonly default: string | ((situation: DefaultSituation) => string);
  /** The default as help texts name it, where its own text does not do. */
  readonly defaultHelp?: string;
  readonly help: string;
}

/**
 * Every key of the configuration, in the order in which it is shown. The name is the key in the file,
 * behind `--` the flag, and in capitals behind `MOKV_` the environment variable. The names are mökv's,
 * and non-voter, insecure, the gossip keys, leave-on-terminate, remove-dead-after, metrics-addr, log-format, reflection and
 * the limits are mokv's own.
 */
export const configKeys = {
  'data-dir': {
    rule: pathRule,
    default: '~/.mokv/data',
    help: 'directory of the Raft log and the snapshots',
  },
  'node-name': {
    rule: nodeNameValueRule,
    default: ({ hostname }: DefaultSituation) => nodeNameOfHost(hostname),
    defaultHelp: "the machine's host name",
    help: 'name of this node, unique in the cluster and never changed',
  },
  'bind-addr': {
    rule: hostPortRule,
    default: '127.0.0.1:8401',
    help: 'where gossip listens; its host is also that of rpc-port',
  },
  'rpc-port': {
    rule: portRule,
    default: '8400',
    help: 'port for clients (gRPC) and Raft, on the host of bind-addr',
  },
  'start-join-addrs': {
    rule: hostPortsRule,
    default: '',
    help: 'bind-addr of members to join, separated by commas',
  },
  bootstrap: {
    rule: switchRule,
    default: ({ alone }: DefaultSituation) => String(alone),
    defaultHelp: 'true without a configuration file and without members to join',
    help: 'found a new cluster with this node as its first voter',
  },
  'non-voter': {
    rule: switchRule,
    default: 'false',
    help: 'join as a node that holds everything and votes on nothing',
  },
  insecure: {
    rule: switchRule,
    default: 'false',
    help: 'no TLS, no certificates, no users: whoever reaches rpc-port may do everything',
  },
  'acl-model-file': {
    rule: pathRule,
    default: '~/.mokv/model.conf',
    help: 'Casbin model of the access control',
  },
  'acl-policy-file': {
    rule: pathRule,
    default: '~/.mokv/policy.csv',
    help: 'Casbin policy: who may do what',
  },
  'server-tls-cert-file': {
    rule: pathRule,
    default: '~/.mokv/server.pem',
    help: 'certificate shown to clients',
  },
  'server-tls-key-file': {
    rule: pathRule,
    default: '~/.mokv/server-key.pem',
    help: 'its private key',
  },
  'server-tls-ca-file': {
    rule: pathRule,
    default: '~/.mokv/ca.pem',
    help: 'CA certificates that client certificates must come from',
  },
  'peer-tls-cert-file': {
    rule: pathRule,
    default: '~/.mokv/peer.pem',
    help: 'certificate shown to other nodes',
  },
  'peer-tls-key-file': {
    rule: pathRule,
    default: '~/.mokv/peer-key.pem',
    help: 'its private key',
  },
  'peer-tls-ca-file': {
    rule: pathRule,
    default: '~/.mokv/ca.pem',
    help: 'CA certificates that the certificates of other nodes must come from',
  },
  'gossip-key-file': {
    rule: pathRule,
    default: '~/.mokv/gossip.key',
    help: 'key that encrypts gossip, the same on all members (base64 of 16, 24 or 32 bytes)',
  },
  'insecure-gossip': {
    rule: switchRule,
    default: ({ keyless }: DefaultSituation) => String(keyless),
    defaultHelp: 'false, and true with insecure unless gossip-key-file is given',
    help: 'gossip in plain text: whoever reaches the port may join and evict members',
  },
  'leave-on-terminate': {
    rule: switchRule,
    default: 'false',
    help: 'a signal that ends the node also takes it out of the cluster',
  },
  'remove-dead-after': {
    rule: patienceRule,
    default: 'never',
    help: 'the leader removes a node that it has not heard from for so long, if three healthy voters or more stay',
  },
  'metrics-addr': {
    rule: hostRule,
    default: '127.0.0.1',
    help: 'host that Prometheus metrics are served on',
  },
  'metrics-port': {
    rule: optionalPortRule,
    default: '4000',
    help: 'port of the metrics, 0 for none',
  },
  'log-level': {
    rule: choiceRule('debug', 'info', 'warn', 'error'),
    default: 'info',
    help: 'the least severe messages to log',
  },
  'log-format': {
    rule: choiceRule('auto', 'json', 'text'),
    default: 'auto',
    help: 'form of the log; auto is text on a terminal and json elsewhere',
  },
  reflection: {
    rule: switchRule,
    default: 'false',
    help: 'let clients ask for the gRPC services and their messages',
  },
  'store-bytes-max': {
    rule: countRule(0, 2 ** 40),
    default: '0',
    help: 'bytes of keys and values beyond which nothing more may be set, 0 for no limit',
  },
  'writes-per-user-max': {
    rule: countRule(1024, 8192),
    default: '4096',
    help: 'writes of one user that may wait for their commit',
  },
  'lists-per-user-max': {
    rule: countRule(1, 1000),
    default: '4',
    help: 'lists and ranges that one user may have under way',
  },
  'watches-per-user-max': {
    rule: countRule(1, 100_000),
    default: '1000',
    help: 'watches that one user may have open',
  },
  'watches-max': {
    rule: countRule(1, 100_000),
    default: '20000',
    help: 'watches that all users together may have open',
  },
} as const satisfies Readonly<Record<string, ConfigKey>>;

export type ConfigKeyName = keyof typeof configKeys;

export type ConfigValue<Name extends ConfigKeyName> =
  (typeof configKeys)[Name]['rule'] extends ValueRule<infer T> ? T : never;

export const configKeyNames = Object.keys(configKeys) as readonly ConfigKeyName[];

/** Whether the flag of the key may stand alone, for true. */
export function isSwitch(key: ConfigKeyName): boolean {
  return configKeys[key].rule === switchRule;
}

/** Names the configuration file itself: a flag and an environment variable, no key of the file. */
export const configFileKey = 'config-file';

/** Where everything is found by default, and made on the first start. */
export const defaultDirectory = '~/.mokv';

export function environmentNameOf(key: ConfigKeyName | typeof configFileKey): string {
  return `MOKV_${key.replaceAll('-', '_').toUpperCase()}`;
}

export function flagNameOf(key: ConfigKeyName | typeof configFileKey): string {
  return `--${key}`;
}
