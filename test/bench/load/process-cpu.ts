import { readFileSync } from 'node:fs';

/** How /proc counts on Linux (USER_HZ). */
const ticksPerSecond = 100;
const field = { userTicks: 13, systemTicks: 14, childrenUserTicks: 15, childrenSystemTicks: 16 };

/** CPU seconds that all threads of the processes have used so far. */
export function cpuSecondsOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticksOf(`${pid}`, ['userTicks', 'systemTicks']), 0);
}

/** CPU seconds of the children of this process that have ended. */
export function cpuSecondsOfEndedChildren(): number {
  return ticksOf('self', ['childrenUserTicks', 'childrenSystemTicks']);
}

function ticksOf(pid: string, names: readonly (keyof typeof field)[]): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The second field is the program's name in brackets and may hold blanks.
  const values = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return names.reduce((sum, name) => sum + Number(values[field[name] - 2]), 0) / ticksPerSecond;
}
