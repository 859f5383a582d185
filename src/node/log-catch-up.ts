import type { Logger } from '../shared/logger.ts';
import type { NodeStatus } from './server/node-port.ts';

const limits = { intervalMs: 1000 } as const;

interface CatchUp {
  readonly log: Logger;
  status(): Pick<NodeStatus, 'appliedIndex'> & {
    readonly raft: Pick<NodeStatus['raft'], 'commitIndex'>;
  };
  /** The node has applied all that was acknowledged before it started. */
  isOver(): boolean;
}

/** Tells once a second how far a node that started has applied its log, as long as that takes. @returns what ends it. */
export function logCatchUp(
  { log, status, isOver }: CatchUp,
  intervalMs: number = limits.intervalMs,
): () => void {
  let toldIndex = status().appliedIndex;
  const timer = setInterval(() => {
    if (isOver()) {
      clearInterval(timer);
      return;
    }
    const { appliedIndex, raft } = status();
    // A node without a leader applies nothing; why it waits is told elsewhere.
    if (appliedIndex === toldIndex) return;
    toldIndex = appliedIndex;
    log.info({ applied: appliedIndex, committed: raft.commitIndex }, 'applying the log');
  }, intervalMs).unref();
  return () => clearInterval(timer);
}
