/** One exact text of one file, relative to the repository, and what stands there instead. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A bug that a Raft implementation may have, planted into this one. */
export interface Mutant {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** Why it changes nothing that anybody could notice, if that is so. */
  readonly harmless?: string;
}

const raft = 'src/node/raft';
const replica = 'src/node/replica';
const kv = 'src/node/kv';

export const mutants: readonly Mutant[] = [
  one('pre-votes count as votes', `${raft}/election.ts`, {
    '} else if (response.granted && response.term === proposed) {':
      '} else if (response.granted && response.term >= proposed - 1) {',
    "if (role.type !== 'candidate' || role.phase !== phase || role.rpcIds.get(from) !== rpcId) return;":
      "if (role.type !== 'candidate' || rpcId < 0) return;",
  }),
  one('the vote is forgotten at a restart', `${raft}/initial-state.ts`, {
    'new Persistence(hardState, log)':
      "new Persistence({ ...hardState, votedFor: '', votedForAddress: '' }, log)",
  }),
  one('a blank voter votes', `${raft}/vote.ts`, {
    '!isBlank(state) && isElectable(state, request) && grantVote(state, request);':
      'isElectable(state, request) && grantVote(state, request);',
    '    !isBlank(state) &&\n    !isStranger(state, request) &&':
      '    !isStranger(state, request) &&',
    "import { isBlank } from './blank.ts';\n": '',
  }),
  one('votes leave before they are on disk', `${raft}/outbox.ts`, {
    'after: Math.max(after, this.#persistence.hardStateSequence)': 'after',
  }),
  one('appends are acknowledged before they are on disk', `${raft}/append.ts`, {
    'persistence.sequenceOf(provedIndex)': '0',
  }),
  one('a repeated append is acknowledged before the first is on disk', `${raft}/persistence.ts`, {
    'if (index <= this.#durableIndex) return 0;': 'if (index <= this.#handedOverIndex) return 0;',
  }),
  one('a write under way proves entries that replaced its own', `${raft}/persistence.ts`, {
    'if (this.#underWay !== undefined) this.#underWay.index = Math.min(this.#underWay.index, index);':
      '',
    "invariant(this.#durableIndex <= this.log.lastIndex, 'what is durable is in the log');": '',
  }),
  one('acknowledgements of an older term still leave', `${raft}/outbox.ts`, {
    'const message = withdrawn(held.message, term);':
      'const message = withdrawn(held.message, term) && held.message;',
  }),
  one('entries of older terms commit by counting', `${raft}/leadership.ts`, {
    'if (index <= state.commitIndex || index < leadership.startIndex) return;':
      'if (index <= state.commitIndex) return;',
    "invariant(log.termAt(index) === persistence.term, 'a leader counts only entries of its own term');":
      '',
  }),
  one('half of the voters is a majority', `${raft}/quorum.ts`, {
    'return Math.floor(voters / 2) + 1;': 'return Math.max(1, Math.ceil(voters / 2));',
  }),
  {
    name: 'the commit index is not limited to what a request proved',
    harmless:
      'the leader steps back one entry at a time, so that its first accepted request meets the first stale entry',
    patches: [
      {
        file: `${raft}/append.ts`,
        find: 'Math.min(request.leaderCommit, provedIndex)',
        replace: 'Math.min(request.leaderCommit, log.lastIndex)',
      },
      {
        file: `${raft}/replication.ts`,
        find: 'const leaderCommit = Math.min(commitIndex, lastIndex);',
        replace: 'const leaderCommit = commitIndex;',
      },
      {
        file: 'src/node/transport/request-codec.ts',
        find: 'leaderCommit <= prevLogIndex + entries.length,',
        replace: 'leaderCommit >= 0 && prevLogIndex + entries.length >= 0,',
      },
    ],
  },
  one('every append truncates', `${raft}/append.ts`, {
    'if (first.index <= log.lastIndex) truncateLog(state, first.index);':
      'if (first.index <= log.lastIndex) truncateLog(state, first.index);\n  else if (missing < 0) return;',
    '({ index, term }) => index >= log.firstIndex && log.termAt(index) !== term,':
      '({ index }) => index >= log.firstIndex,',
  }),
  one('the candidate may have any log', `${raft}/vote.ts`, {
    'return compareLogs(state, request) >= 0;': 'return compareLogs(state, request) > -1e9;',
  }),
  one('a second vote in one term', `${raft}/vote.ts`, {
    "if (votedFor !== '') return votedFor === request.from && votedForAddress === request.fromAddress;":
      'if (votedFor === votedForAddress + 1) return false;',
  }),
  one('a leader reads without asking the others', `${raft}/read-index.ts`, {
    'if (!confirmed) return;': 'if (confirmed === undefined) return;',
  }),
  one('answers from before a read confirm it', `${raft}/read-index.ts`, {
    'afterRpcId: state.nextRpcId - 1,': 'afterRpcId: 0,',
  }),
  one('reads before the first commit of the term', `${raft}/read-index.ts`, {
    'if (state.commitIndex < startIndex) return false;': 'if (startIndex < 0) return false;',
  }),
  one('a read does not wait until its index is applied', `${replica}/reads.ts`, {
    'if (outcome.index <= appliedIndex)': 'if (appliedIndex >= 0)',
  }),
  one('a snapshot carries the index of the one before', `${replica}/snapshots.ts`, {
    'index: image.appliedIndex,': 'index: image.appliedIndex - 1,',
  }),
  one('a snapshot carries an uncommitted configuration', `${raft}/raft.ts`, {
    'this.#state.membership.at(index)': 'this.#state.membership.latest',
  }),
  one(
    'a snapshot drops the log that goes on behind it',
    `${raft}/snapshot.ts`,
    {
      'if (log.termAt(snapshot.index) === snapshot.term) state.commitIndex = snapshot.index;\n    else replaceLog(state, snapshot);':
        'if (log.lastIndex >= 0) replaceLog(state, snapshot);',
    },
    'only entries behind the commit index can be dropped, and a leader sends no snapshot to a peer that answered for them',
  ),
  one('a snapshot that failed counts as saved', `${replica}/snapshots.ts`, {
    'if (error !== undefined)': 'if (error !== undefined && error.message.length === 0)',
  }),
  {
    name: 'a configuration is in force when it is committed',
    patches: [
      {
        file: `${raft}/log-changes.ts`,
        find: 'state.membership.append(entries);',
        replace:
          'if (state.membership.configuration.servers.length > 0) return;\n  state.membership.append(entries);',
      },
      {
        file: `${raft}/release.ts`,
        find: 'return log.slice(releasedIndex + 1, through);',
        replace:
          'const entries = log.slice(releasedIndex + 1, through);\n  state.membership.append(entries.filter((entry) => entry.index > state.membership.latest.configurationIndex));\n  return entries;',
      },
    ],
  },
  one('two configuration changes at a time', `${raft}/raft.ts`, {
    'if (state.commitIndex < Math.max(configurationIndex, leadership.startIndex)) {':
      'if (configurationIndex < 0) {',
  }),
  one('non-voters count for the commit index', `${raft}/quorum.ts`, {
    "if (server.suffrage === 'voter') insert(": 'insert(',
  }),
  {
    name: 'a removed server campaigns and everybody listens',
    patches: [
      {
        file: `${raft}/election.ts`,
        find: 'return !isCommitted && isVoter(membership.previous, id);',
        replace: 'return isCommitted || isVoter(membership.previous, id) || true;',
      },
      {
        file: `${raft}/election.ts`,
        find: 'if (state.settings.preVote && !isAlone) preVote(state, cause);',
        replace: "if (isAlone && cause === '') preVote(state, cause);",
      },
      {
        file: `${raft}/vote.ts`,
        find: 'if (isStranger(state, request) || disturbs || request.term < persistence.term) {',
        replace:
          'if ((disturbs && isStranger(state, request) && disturbs !== disturbs) || request.term < persistence.term) {',
      },
    ],
  },
  one(
    'a transfer does not wait for the target to catch up',
    `${raft}/transfer.ts`,
    {
      'if (matchIndex < state.log.lastIndex) return;': 'if (matchIndex < -1) return;',
    },
    'the target asks for votes with a shorter log, is refused, and the old leader comes back',
  ),
  one('a failed write counts as done', `${replica}/replica.ts`, {
    'if (error !== undefined) throw error;\n        const now = this.#ports.now();':
      'const now = this.#ports.now();',
  }),
  one('a damaged log is replaced by an empty one', 'test/sim/machine.ts', {
    "      this.#condition = 'damaged';\n      this.#world.watch.refusedToStart(this);\n      return undefined;":
      '      this.image = new DiskImage(this.id);\n      return this.image.open();',
  }),
  one('a hole in the log is accepted', `${raft}/append.ts`, {
    'if (prevLogIndex > log.lastIndex) return false;':
      'if (prevLogIndex > log.lastIndex) return true;',
  }),
  one('appends of an older term are accepted', `${raft}/append.ts`, {
    'if (request.term < persistence.term) {': 'if (request.term < 0) {',
  }),
  one('a newer term deposes nobody', `${raft}/incoming.ts`, {
    "return response.type !== 'preVoteResponse' && response.term > term;":
      "return response.type !== 'preVoteResponse' && response.term > term + 1e9;",
  }),
  one('the leader counts entries that its disk does not hold yet', `${raft}/leadership.ts`, {
    'voter === state.id ? persistence.durableIndex :': 'voter === state.id ? log.lastIndex :',
  }),
  one("another leader's entry answers a proposal", `${replica}/proposals.ts`, {
    'if (pending.term === term)': 'if (pending.term === term || term > 0)',
  }),
  one(
    'a hung disk does not depose the leader',
    `${replica}/replica.ts`,
    {
      "this.#raft.stepDown('its disk has not finished a write', now);": '',
    },
    'costs availability while the disk hangs; after the quiet begins nothing of it is left',
  ),
  one('a request that comes again is applied again', `${kv}/store.ts`, {
    'if (answer !== undefined) return answer;':
      "if (answer?.type === 'requestForgotten') return answer;",
  }),
  one('a request below the first open one is applied', `${kv}/remembered-requests.ts`, {
    "if (sequence < held.firstOpen) return { type: 'requestForgotten' };": '',
  }),
  one('a snapshot forgets the requests', `${kv}/encode-snapshot.ts`, {
    'for (const client of state.requests.clients()) yield* clientRecords(client);': '',
    'clients: requests.size,': 'clients: 0,',
  }),
  {
    name: 'a condition is judged where the command is proposed',
    patches: [
      {
        file: `${kv}/key-writer.ts`,
        find: 'const { key, value, condition } = write;',
        replace: 'const { key, value } = write;\n    const condition = undefined;',
      },
      {
        file: `${replica}/replica.ts`,
        find: 'this.#proposals.add(command, done);',
        replace:
          "const current = command.type === 'set' ? this.#store.get(command.key) : undefined;\n    const revision = command.condition?.revision ?? 0;\n    if (command.condition !== undefined && revision !== (current?.modRevision ?? 0)) done(undefined, { type: 'conditionFailed', revision: this.#store.revision, current });\n    else this.#proposals.add(command, done);",
      },
    ],
  },
  one('watchers are not told of a restored snapshot', `${replica}/replica.ts`, {
    'this.#ports.observer.snapshotRestored(meta);\n    this.#ports.observer.storeReplaced();':
      'this.#ports.observer.snapshotRestored(meta);',
  }),
  one('a store from a snapshot claims to know all its past', `${kv}/recent-changes.ts`, {
    'this.#compactedRevision = compactedRevision;': 'this.#compactedRevision = 0;',
  }),
  one('of the changes of an entry watchers hear of the last', `${replica}/replica.ts`, {
    'this.#ports.observer.changed(changes);': 'this.#ports.observer.changed(changes.slice(-1));',
  }),
  one('a condition on an older revision holds', `${kv}/condition.ts`, {
    'return item?.modRevision === condition.revision;':
      'return item !== undefined && item.modRevision >= condition.revision;',
  }),
  one('the age of a stale answer is that of the last look', `${raft}/status.ts`, {
    'return leaderContactAt === undefined ? undefined : now - leaderContactAt;':
      'return leaderContactAt === undefined ? undefined : Math.min(5, now - leaderContactAt);',
  }),
  one('keys end half a second early', `${kv}/contents.ts`, {
    'if (Math.min(keyMs, leaseMs) > this.timeMs) return undefined;':
      'if (Math.min(keyMs, leaseMs) > this.timeMs + 500) return undefined;',
  }),
  one('a store from a snapshot forgets when leases end', `${kv}/leases.ts`, {
    'for (const { id, expiresAtMs } of terms.values()) this.#ending.add(expiresAtMs, id);':
      'if (terms.size < 0) this.#ending.add(0, 0);',
  }),
];

function one(
  name: string,
  file: string,
  replacements: Readonly<Record<string, string>>,
  harmless?: string,
): Mutant {
  const patches = Object.entries(replacements).map(([find, replace]) => ({ file, find, replace }));
  return { name, patches, ...(harmless === undefined ? {} : { harmless }) };
}
