import { expect, it } from 'vitest';
import { errorCodes } from '../shared/errors.ts';
import { exitCodeOf, exitCodeOfBug, exitCodeOfSignal } from './exit-codes.ts';

it('gives every code its exit codes, of the clients and of serve', () => {
  const table = errorCodes.map(
    (code) => `${code} ${exitCodeOf(code, 'client')} ${exitCodeOf(code, 'daemon')}`,
  );
  expect(table).toEqual([
    'USAGE 2 2',
    'CONFIG 2 78',
    'INVALID_ARGUMENT 2 2',
    'NOT_FOUND 3 3',
    'ALREADY_EXISTS 4 4',
    'CONDITION_FAILED 4 4',
    'COMPACTED 3 3',
    'UNAUTHENTICATED 5 5',
    'PERMISSION_DENIED 5 5',
    'NO_LEADER 6 6',
    'NOT_LEADER 6 6',
    'UNAVAILABLE 6 69',
    'OUTCOME_UNKNOWN 7 7',
    'DEADLINE_EXCEEDED 6 6',
    'CANCELLED 1 1',
    'DECLINED 9 9',
    'UNHEALTHY 8 8',
    'RESOURCE_EXHAUSTED 6 6',
    'UNIMPLEMENTED 1 1',
    'FILE_PERMISSION 2 77',
    'DISK 1 74',
    'CORRUPT 1 74',
    'INTERNAL 1 70',
  ]);
});

it('has codes for bugs and signals', () => {
  expect([exitCodeOfBug('client'), exitCodeOfBug('daemon')]).toEqual([1, 70]);
  expect([exitCodeOfSignal('SIGINT'), exitCodeOfSignal('SIGTERM')]).toEqual([130, 143]);
});
