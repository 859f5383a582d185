import pino, { type DestinationStream } from 'pino';
import pretty from 'pino-pretty';
import type { Logger } from '../shared/logger.ts';
import type { NodeConfig } from './config/node-config.ts';

const limits = {
  /** Bytes that collect before they are written, so that a line costs no system call. */
  bufferBytes: 4096,
  flushMs: 200,
  /** The newest lines, kept for operators who ask a node what it logged. */
  linesMax: 500,
} as const;

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface NodeLogger {
  readonly log: Logger;
  level: LogLevel;
  /** The newest lines that were written, oldest first. */
  lines(count: number): readonly string[];
  /** Writes out what is buffered; nothing may be logged after it. */
  close(): void;
}

/** Where the lines go. */
export interface LogPlace {
  readonly fileDescriptor: number;
  readonly isTerminal: boolean;
}

/** JSON lines, or readable ones on a terminal. Writing never holds up a call. */
export function createLogger(
  { logLevel, logFormat, nodeName }: Pick<NodeConfig, 'logLevel' | 'logFormat' | 'nodeName'>,
  place: LogPlace,
): NodeLogger {
  const options = {
    level: logLevel,
    base: { node: nodeName },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  };
  const isText = logFormat === 'text' || (logFormat === 'auto' && place.isTerminal);
  const { stream, close } = openStream(place, isText ? 'text' : 'json');
  const lines: string[] = [];
  const remembering: DestinationStream = {
    write: (line) => {
      lines.push(line);
      if (lines.length > limits.linesMax * 2) lines.splice(0, lines.length - limits.linesMax);
      stream.write(line);
    },
  };
  const log = pino(options, remembering);
  return {
    log,
    get level() {
      return log.level as LogLevel;
    },
    set level(level) {
      log.level = level;
    },
    lines: (count) => lines.slice(-Math.min(count, limits.linesMax)).map((line) => line.trimEnd()),
    close,
  };
}

function openStream(
  { fileDescriptor, isTerminal }: LogPlace,
  form: 'text' | 'json',
): { readonly stream: DestinationStream; close(): void } {
  if (form === 'text') {
    const stream = pretty({
      destination: fileDescriptor,
      sync: true,
      colorize: isTerminal,
      singleLine: true,
      // The settings fill a screen: `mokv serve --check-config` shows them.
      ignore: 'pid,hostname,node,config',
    });
    return { stream, close: () => undefined };
  }
  const destination = pino.destination({
    fd: fileDescriptor,
    sync: false,
    minLength: limits.bufferBytes,
    periodicFlush: limits.flushMs,
  });
  return { stream: destination, close: () => destination.flushSync() };
}
