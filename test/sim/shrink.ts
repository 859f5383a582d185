import type { ScheduledFault } from './fault.ts';
import type { Profile } from './profile.ts';
import { run } from './run.ts';

const limits = {
  /** Runs that one search may take. */
  runsMax: 150,
} as const;

/**
 * Fewer faults under which the same invariant still breaks: first without whole classes, then by delta
 * debugging (Zeller 1999) of what is left. The rest of the run shifts with every fault that is left out,
 * so the result is a smaller failing schedule, not the smallest.
 */
export function shrink(
  profile: Profile,
  faults: readonly ScheduledFault[],
  invariant: string,
): readonly ScheduledFault[] {
  let runs = 0;
  const fails = (some: readonly ScheduledFault[]): boolean => {
    runs += 1;
    return run(profile, some).violation?.invariant === invariant;
  };
  let kept = faults;
  for (const faultClass of new Set(faults.map((fault) => fault.faultClass))) {
    const fewer = kept.filter((fault) => fault.faultClass !== faultClass);
    if (runs < limits.runsMax && fewer.length < kept.length && fails(fewer)) kept = fewer;
  }
  let parts = 2;
  while (kept.length > 1 && runs < limits.runsMax) {
    const fewer = withoutOnePart(kept, parts, (some) => runs < limits.runsMax && fails(some));
    if (fewer !== undefined) {
      kept = fewer;
      parts = Math.max(2, parts - 1);
    } else if (parts >= kept.length) break;
    else parts = Math.min(kept.length, parts * 2);
  }
  return kept.length === 1 && fails([]) ? [] : kept;
}

function withoutOnePart(
  faults: readonly ScheduledFault[],
  parts: number,
  fails: (some: readonly ScheduledFault[]) => boolean,
): readonly ScheduledFault[] | undefined {
  const size = Math.ceil(faults.length / parts);
  for (let start = 0; start < faults.length; start += size) {
    const fewer = [...faults.slice(0, start), ...faults.slice(start + size)];
    if (fails(fewer)) return fewer;
  }
  return undefined;
}
