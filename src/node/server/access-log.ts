import { status } from '@grpc/grpc-js';
import { MokvError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { quoted } from '../../shared/quoted.ts';
import type { CallRecord } from './call.ts';

const message = 'call';

/**
 * One line for each call: who called what, how it ended, how long it took. Values never reach it, keys
 * only the debug level. An error that is no MokvError is a bug of ours: its stack is logged.
 */
export function accessLog(log: Logger): (call: CallRecord) => void {
  return ({ method, user, peer, code, durationMs, error, key }) => {
    const ms = Math.round(durationMs * 1000) / 1000;
    const line = { method, user, peer, code: status[code], ms };
    if (error !== undefined && !(error instanceof MokvError)) {
      log.error({ ...line, error }, message);
      return;
    }
    log.info(error === undefined ? line : { ...line, reason: error.code }, message);
    if (key !== undefined) log.debug({ method, key: quoted(key) }, 'key of the call');
  };
}
