import { type Command, Option } from 'commander';
import type { Condition, RequestId } from '../client/kv-api.ts';
import { parseRequestId } from './request-id-argument.ts';
import { parseWholeNumber } from './whole-number.ts';

export interface RequestIdOptions {
  readonly requestId?: RequestId;
}

/** Adds the flag that makes a write safe to repeat. */
export function addRequestIdOption(command: Command): Command {
  return command.option(
    '--request-id <id>',
    'CLIENT/NUMBER or a name of your own: however often it is sent, it is done once',
    parseRequestId,
  );
}

/** Adds `--if-rev`. */
export function addRevisionCondition(command: Command): Command {
  const flag = new Option('--if-rev <n>', 'only when the last change of the key was at revision n');
  return command.addOption(flag.argParser(parseWholeNumber));
}

export function revisionCondition(revision: number | undefined): Condition | undefined {
  return revision === undefined ? undefined : { type: 'revision', revision };
}

/** "OK rev 48213"; servers of mökv tell no revision. */
export function doneText(revision: number): string {
  return revision === 0 ? 'OK' : `OK rev ${revision}`;
}

export function revisionField(revision: number): { rev?: number } {
  return revision === 0 ? {} : { rev: revision };
}
