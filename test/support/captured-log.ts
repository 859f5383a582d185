import type { Logger } from '../../src/shared/logger.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly facts: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** Keeps what is logged. */
export class CapturedLog implements Logger {
  readonly lines: LogLine[] = [];

  isLevelEnabled(): boolean {
    return true;
  }

  debug(facts: object, message: string): void {
    this.#keep('debug', facts, message);
  }

  info(facts: object, message: string): void {
    this.#keep('info', facts, message);
  }

  warn(facts: object, message: string): void {
    this.#keep('warn', facts, message);
  }

  error(facts: object, message: string): void {
    this.#keep('error', facts, message);
  }

  #keep(level: LogLine['level'], facts: object, message: string): void {
    this.lines.push({ level, facts: { ...facts }, message });
  }
}
