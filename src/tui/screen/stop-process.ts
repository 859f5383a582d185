import { setTimeout as delay } from 'node:timers/promises';

/** Where nobody can continue it, the kernel does not stop it, and no SIGCONT will come. */
const limits = { notStoppedMs: 300 } as const;

/** Stops this job as Ctrl-Z does, and resolves when it goes on. */
export async function stopProcess(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('SIGCONT', resolve);
  process.kill(0, 'SIGTSTP');
  await Promise.race([promise, delay(limits.notStoppedMs)]);
  process.off('SIGCONT', resolve);
}
