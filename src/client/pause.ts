import { MokvError } from '../shared/errors.ts';

/** Waits; rejects with CANCELLED when the caller or the end of the client comes first. */
export function pause(
  ms: number,
  signal: AbortSignal | undefined,
  closing: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', settle);
      closing.removeEventListener('abort', settle);
      if (signal?.aborted || closing.aborted) reject(interruption(closing));
      else resolve();
    };
    const timer = setTimeout(settle, ms);
    signal?.addEventListener('abort', settle, { once: true });
    closing.addEventListener('abort', settle, { once: true });
    if (signal?.aborted || closing.aborted) settle();
  });
}

function interruption(closing: AbortSignal): MokvError {
  return new MokvError('CANCELLED', closing.aborted ? 'the client was closed' : 'interrupted');
}
