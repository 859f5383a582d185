import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import type { CommandKind } from './exit-codes.ts';

type Register = (program: Command, context: CommandContext) => void;

/** One command, cheap to know about; its code is loaded only when it is the one to run. */
export interface CommandEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly group: 'Keys' | 'Cluster' | 'Node';
  readonly kind: CommandKind;
  readonly load: () => Promise<Register>;
}

export const commandTable: readonly CommandEntry[] = [
  {
    name: 'serve',
    aliases: [],
    summary: 'Run a node',
    group: 'Node',
    kind: 'daemon',
    load: async () => (await import('./commands/serve.ts')).registerServe,
  },
  {
    name: 'dev',
    aliases: [],
    summary: 'Run a throw-away cluster on this machine',
    group: 'Node',
    kind: 'client',
    load: async () => (await import('./commands/dev.ts')).registerDev,
  },
  {
    name: 'get',
    aliases: [],
    summary: 'Print the value of a key',
    group: 'Keys',
    kind: 'client',
    load: async () => (await import('./commands/get.ts')).registerGet,
  },
  {
    name: 'set',
    aliases: ['put'],
    summary: 'Write a key',
    group: 'Keys',
    kind: 'client',
    load: async () => (await import('./commands/set.ts')).registerSet,
  },
  {
    name: 'delete',
    aliases: ['del', 'rm'],
    summary: 'Delete keys',
    group: 'Keys',
    kind: 'client',
    load: async () => (await import('./commands/delete.ts')).registerDelete,
  },
  {
    name: 'list',
    aliases: ['ls'],
    summary: 'List keys in byte order',
    group: 'Keys',
    kind: 'client',
    load: async () => (await import('./commands/list.ts')).registerList,
  },
  {
    name: 'status',
    aliases: [],
    summary: 'Show the state of the cluster on one screen',
    group: 'Cluster',
    kind: 'client',
    load: async () => (await import('./commands/status.ts')).registerStatus,
  },
  {
    name: 'servers',
    aliases: [],
    summary: 'List the servers and which one leads',
    group: 'Cluster',
    kind: 'client',
    load: async () => (await import('./commands/servers.ts')).registerServers,
  },
  {
    name: 'member',
    aliases: [],
    summary: 'Show and change who belongs to the cluster',
    group: 'Cluster',
    kind: 'client',
    load: async () => (await import('./commands/member.ts')).registerMember,
  },
  {
    name: 'leader',
    aliases: [],
    summary: 'Show and change who leads',
    group: 'Cluster',
    kind: 'client',
    load: async () => (await import('./commands/leader.ts')).registerLeader,
  },
  {
    name: 'raft',
    aliases: [],
    summary: 'Look at the consensus underneath',
    group: 'Cluster',
    kind: 'client',
    load: async () => (await import('./commands/raft.ts')).registerRaft,
  },
  {
    name: 'gossip',
    aliases: [],
    summary: 'Look at and change the pool in which nodes find each other',
    group: 'Cluster',
    kind: 'client',
    load: async () => (await import('./commands/gossip.ts')).registerGossip,
  },
  {
    name: 'doctor',
    aliases: [],
    summary: 'Find what is wrong and what mends it',
    group: 'Cluster',
    kind: 'client',
    load: async () => (await import('./commands/doctor.ts')).registerDoctor,
  },
  {
    name: 'wait',
    aliases: [],
    summary: 'Wait for a leader, or until servers are ready',
    group: 'Cluster',
    kind: 'client',
    load: async () => (await import('./commands/wait.ts')).registerWait,
  },
  {
    name: 'leave',
    aliases: [],
    summary: 'Have a node leave the cluster for good',
    group: 'Cluster',
    kind: 'client',
    load: async () => (await import('./commands/leave.ts')).registerLeave,
  },
  {
    name: 'cert',
    aliases: [],
    summary: 'Make and inspect the certificates of nodes and users',
    group: 'Node',
    kind: 'client',
    load: async () => (await import('./commands/cert.ts')).registerCert,
  },
  {
    name: 'version',
    aliases: [],
    summary: 'Show the version',
    group: 'Node',
    kind: 'client',
    load: async () => (await import('./commands/version.ts')).registerVersion,
  },
];

export function findCommand(name: string): CommandEntry | undefined {
  return commandTable.find((entry) => entry.name === name || entry.aliases.includes(name));
}
