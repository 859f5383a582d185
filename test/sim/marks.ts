/**
 * Rare events by name. A run of enough seeds in which one of them never happened has tested less than it
 * claims, and fails for that.
 */
export const markNames = [
  'ackedWrite',
  'ackedDelete',
  'answeredRead',
  'blankNodeWasOutsider',
  'blankVoterSawNews',
  'candidateLost',
  'commitOfEarlierTerm',
  'compactedLog',
  'conditionFailed',
  'conflictingSuffixReplaced',
  'connectionRefusedWhileDown',
  'leaderDisconnected',
  'crashAfterSend',
  'crashAfterWriteBeforeAnswer',
  'crashBeforeWrite',
  'crashDuringSnapshotReceived',
  'crashDuringSnapshotSaved',
  'crashOfLeader',
  'crashWithWriteDurableUnanswered',
  'crashWithWriteLost',
  'damagedDiskRefused',
  'damagedDiskStartedAnyway',
  'damagedServerReplaced',
  'deadlineOfClient',
  'diskWiped',
  'wipedServerReadded',
  'demotedVoter',
  'diskErrorStoppedNode',
  'duplicateRequestDelivered',
  'electionWon',
  'heldMessagesAfterPartition',
  'installInterrupted',
  'leaderDemotedItself',
  'leaderHasNoSpace',
  'leaderRemovedItself',
  'leaderSteppedDown',
  'leaderSteppedDownForDisk',
  'nonvoterAdded',
  'nonvoterPromoted',
  'nodeRemoved',
  'notLeaderHint',
  'outcomeUnknown',
  'overloadedRefusal',
  'pausedLeaderResumed',
  'pipelinedTwoRequests',
  'readFailedWithoutQuorum',
  'readOnFollower',
  'readWaitedForApply',
  'removedNodeReturned',
  'removedNodeCampaigned',
  'replacedProposalAnswered',
  'requestForgotten',
  'restartWithSnapshotAndLog',
  'retryAfterLeaderChange',
  'retryAfterSnapshot',
  'retryDeduplicated',
  'snapshotInstalled',
  'snapshotInstalledOverLog',
  'snapshotTaken',
  'splitVote',
  'staleReadBehindLeader',
  'staleReadRefused',
  'termJumpedByTwo',
  'transferRefused',
  'transferSucceeded',
  'truncatedFrame',
  'twoLeadersAtOnce',
  'watchedKeyExpired',
  'watcherCompacted',
  'watcherResumedElsewhere',
  'wholeClusterRestarted',
  'writeLargerThanRequest',
] as const;

export type MarkName = (typeof markNames)[number];

export class Marks {
  readonly counts = new Map<MarkName, number>();

  hit(name: MarkName): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  add(other: ReadonlyMap<MarkName, number>): void {
    for (const [name, count] of other) {
      this.counts.set(name, (this.counts.get(name) ?? 0) + count);
    }
  }

  missing(): readonly MarkName[] {
    return markNames.filter((name) => !this.counts.has(name));
  }
}
