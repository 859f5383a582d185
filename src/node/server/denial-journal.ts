import { MokvError } from '../../shared/errors.ts';
import type { Journal } from './journal.ts';
import type { CallRecord } from './ledger.ts';

const limits = {
  /** Denials told in a second; a caller that is denied all the time must not push out everything else. */
  perSecondMax: 5,
} as const;

/** Tells in the journal who was denied what. */
export function denialJournal(journal: Journal): (call: CallRecord) => void {
  let second = 0;
  let told = 0;
  return ({ method, user, peer, error }) => {
    if (!(error instanceof MokvError)) return;
    if (error.code !== 'PERMISSION_DENIED' && error.code !== 'UNAUTHENTICATED') return;
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) told = 0;
    second = now;
    told += 1;
    if (told > limits.perSecondMax) return;
    journal.record({
      type: 'denied',
      text: error.message,
      fields: { method, user: user ?? '', peer },
    });
  };
}
