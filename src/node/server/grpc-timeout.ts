import { MokvError } from '../../shared/errors.ts';

const unitMs: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 0.001,
  n: 0.000_001,
};

/** Milliseconds of a `grpc-timeout` header, Infinity without one. @throws INTERNAL when it is malformed. */
export function timeoutMsOf(header: string | undefined): number {
  if (header === undefined) return Number.POSITIVE_INFINITY;
  const [, count, unit = ''] = /^(\d{1,8})([HMSmun])$/.exec(header) ?? [];
  const ms = unitMs[unit];
  if (count === undefined || ms === undefined) {
    throw new MokvError('INTERNAL', 'the grpc-timeout is no number of 8 digits with a unit');
  }
  return Number(count) * ms;
}
