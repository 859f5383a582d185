const limits = {
  intervalMs: 20,
  /** A tick that comes this much too late means that the process was paused. */
  lateMs: 100,
  /** Turns of the event loop in which a paused process reads what its sockets hold. */
  turnsAfterPause: 3,
} as const;

/**
 * Ticks the loop. After a pause Node runs expired timers before it reads the sockets, and a follower
 * would campaign although its leader's heartbeats are already there: so a late tick waits some turns
 * of the event loop first. Returns what stops it.
 */
export function startTicking(now: () => number, tick: () => void): () => void {
  let last = now();
  const timer = setInterval(() => {
    const isLate = now() - last > limits.intervalMs + limits.lateMs;
    last = now();
    afterTurns(isLate ? limits.turnsAfterPause : 0, tick);
  }, limits.intervalMs);
  return () => clearInterval(timer);
}

function afterTurns(turns: number, work: () => void): void {
  if (turns === 0) work();
  else setImmediate(afterTurns, turns - 1, work);
}
