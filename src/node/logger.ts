import pino, { type DestinationStream } from 'pino';
import pretty from 'pino-pretty';
import type { Logger } from '../shared/logger.ts';
import type { NodeConfig } from './config/node-config.ts';

const limits = {
  /** Bytes that collect before they are written, so that a line costs no system call. */
  bufferBytes: 4096,
  flushMs: 200,
} as const;

const stderr = 2;

export interface NodeLogger {
  readonly log: Logger;
  /** Writes out what is buffered; nothing may be logged after it. */
  close(): void;
}

/** JSON lines on stderr, or readable ones on a terminal. Writing never holds up a call. */
export function createLogger(
  { logLevel, logFormat, nodeName }: Pick<NodeConfig, 'logLevel' | 'logFormat' | 'nodeName'>,
  isTerminal: boolean,
): NodeLogger {
  const options = {
    level: logLevel,
    base: { node: nodeName },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  };
  if (logFormat === 'text' || (logFormat === 'auto' && isTerminal)) {
    const stream: DestinationStream = pretty({
      destination: stderr,
      sync: true,
      colorize: isTerminal,
      ignore: 'pid,hostname,node',
    });
    return { log: pino(options, stream), close: () => undefined };
  }
  const destination = pino.destination({
    fd: stderr,
    sync: false,
    minLength: limits.bufferBytes,
    periodicFlush: limits.flushMs,
  });
  return { log: pino(options, destination), close: () => destination.flushSync() };
}
