import { status } from '@grpc/grpc-js';
import { beforeEach, describe, expect, it } from 'vitest';
import { CapturedLog } from '../../../test/support/captured-log.ts';
import { MokvError } from '../../shared/errors.ts';
import { accessLog } from './access-log.ts';
import type { CallRecord } from './ledger.ts';

const served: CallRecord = {
  method: '/api.KV/Get',
  user: 'root',
  peer: '127.0.0.1:4242',
  code: status.OK,
  durationMs: 1.23456,
  error: undefined,
  key: 'a\n',
};
const facts = { method: '/api.KV/Get', user: 'root', peer: '127.0.0.1:4242', ms: 1.235 };

describe('accessLog', () => {
  let log: CapturedLog;

  beforeEach(() => {
    log = new CapturedLog();
  });

  it('writes a line at debug for each call that went well, with its key, escaped', () => {
    accessLog(log)(served);
    accessLog(log)({ ...served, key: undefined });
    expect(log.lines).toEqual([
      { level: 'debug', facts: { ...facts, code: 'OK', key: '"a\\n"' }, message: 'call' },
      { level: 'debug', facts: { ...facts, code: 'OK' }, message: 'call' },
    ]);
  });

  it('writes why a call was refused, without the key', () => {
    const error = new MokvError('NO_LEADER', 'no leader is known');
    accessLog(log)({ ...served, code: status.UNAVAILABLE, error });
    expect(log.lines).toEqual([
      {
        level: 'info',
        facts: { ...facts, code: 'UNAVAILABLE', reason: 'NO_LEADER' },
        message: 'call',
      },
    ]);
  });

  it('writes a bug with its error', () => {
    const error = new TypeError('x is undefined');
    accessLog(log)({ ...served, code: status.INTERNAL, error });
    expect(log.lines).toEqual([
      { level: 'error', facts: { ...facts, code: 'INTERNAL', error }, message: 'call' },
    ]);
  });
});
