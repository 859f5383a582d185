import type { MokvError } from '../../shared/errors.ts';

/** The promise's outcome, or after `ms` milliseconds the error; the promise itself goes on. */
export async function within<Result>(
  promise: Promise<Result>,
  ms: number,
  late: () => MokvError,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
