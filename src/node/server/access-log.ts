import { status } from '@grpc/grpc-js';
import { MokvError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { quoted } from '../../shared/quoted.ts';
import type { CallRecord } from './ledger.ts';

const message = 'call';

/**
 * One line for each call: who called what, how it ended, how long it took. What went well is worth a line
 * at the debug level only: it would cost a tenth of a call. Values never reach the log, keys only at the
 * debug level. An error that is no MokvError is a bug of ours: its stack is logged.
 */
export function accessLog(log: Logger): (call: CallRecord) => void {
  return ({ method, user, peer, code, durationMs, error, key }) => {
    if (error === undefined && !log.isLevelEnabled('debug')) return;
    const ms = Math.round(durationMs * 1000) / 1000;
    const line = { method, user, peer, code: status[code], ms };
    if (error === undefined)
      log.debug(key === undefined ? line : { ...line, key: quoted(key) }, message);
    else if (error instanceof MokvError) log.info({ ...line, reason: error.code }, message);
    else log.error({ ...line, error }, message);
  };
}
