import type { ErrorCode } from '../shared/errors.ts';

/** What each exit code means; part of the interface, shown by --help. From 69 on only `serve`. */
export const exitCodeMeanings = {
  0: 'done',
  1: 'error of the server or of mokv itself',
  2: 'wrong usage or configuration',
  3: 'not found',
  4: 'condition failed',
  5: 'denied: the certificate or the access rules',
  6: 'unavailable: no connection, no leader or no quorum; nothing was written',
  7: 'outcome unknown: the write may have been applied',
  8: 'not healthy, or not in time',
  9: 'the question was answered with no',
  69: 'unavailable',
  70: 'a bug, or a machine that miscalculates',
  74: 'the disk failed, or what it holds is damaged',
  77: 'a file or port may not be used',
  78: 'wrong configuration',
} as const;

/** `daemon` is `mokv serve`, whose codes are those of sysexits.h, so that a supervisor can tell them apart. */
export type CommandKind = 'client' | 'daemon';

const exitCodeOfCode: Record<ErrorCode, number> = {
  USAGE: 2,
  CONFIG: 2,
  INVALID_ARGUMENT: 2,
  NOT_FOUND: 3,
  ALREADY_EXISTS: 4,
  CONDITION_FAILED: 4,
  COMPACTED: 3,
  UNAUTHENTICATED: 5,
  PERMISSION_DENIED: 5,
  NO_LEADER: 6,
  NOT_LEADER: 6,
  UNAVAILABLE: 6,
  DEADLINE_EXCEEDED: 6,
  RESOURCE_EXHAUSTED: 6,
  OUTCOME_UNKNOWN: 7,
  CANCELLED: 1,
  DECLINED: 9,
  UNHEALTHY: 8,
  UNIMPLEMENTED: 1,
  FILE_PERMISSION: 2,
  DISK: 1,
  CORRUPT: 1,
  INTERNAL: 1,
};

const daemonExitCodeOfCode: Partial<Record<ErrorCode, number>> = {
  UNAVAILABLE: 69,
  INTERNAL: 70,
  DISK: 74,
  CORRUPT: 74,
  FILE_PERMISSION: 77,
  CONFIG: 78,
};

export function exitCodeOf(code: ErrorCode, kind: CommandKind): number {
  const forDaemon = kind === 'daemon' ? daemonExitCodeOfCode[code] : undefined;
  return forDaemon ?? exitCodeOfCode[code];
}

/** Anything that is not a MokvError is a bug. */
export function exitCodeOfBug(kind: CommandKind): number {
  return exitCodeOf('INTERNAL', kind);
}

/** 128 + the number of the signal, as shells have it. */
export function exitCodeOfSignal(signal: unknown): number {
  return signal === 'SIGTERM' ? 143 : 130;
}
