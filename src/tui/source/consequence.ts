import { count } from '../../cli/format-quantity.ts';
import { MokvError } from '../../shared/errors.ts';
import { drawable } from '../drawable.ts';
import type { Change, ClusterPicture, Consequence, NodeRow } from '../facts.ts';
import type { SourceClient } from './source-client.ts';

const limits = { callMs: 3000 } as const;

type Severity = Consequence['severity'];

/** What a change would do. Changes nothing. */
export async function consequenceOf(
  client: SourceClient,
  change: Change,
  picture: ClusterPicture | undefined,
): Promise<Consequence> {
  const lines = (severity: Severity, ...texts: string[]): Consequence => ({
    severity,
    lines: texts.map((text) => drawable(text, 'unicode')),
  });
  switch (change.type) {
    case 'set':
      return lines('careful', ...(await setLines(client, change)));
    case 'delete':
      return lines('dangerous', ...(await deleteLines(client, change)));
    case 'transferLeadership': {
      const to = change.target ?? 'the voter that holds most of the log';
      const from = picture?.leaderId ?? 'nobody';
      return lines('careful', `leadership goes from ${from} to ${to}`, 'writes wait for a moment');
    }
    case 'promoteMember':
      return lines('careful', ...votersLines(picture, change.id, 1, 'becomes a voter'));
    case 'addMember':
      return lines(
        'careful',
        ...votersLines(
          picture,
          change.id,
          1,
          `at ${change.addr} becomes a voter once it has caught up`,
        ),
      );
    case 'demoteMember':
    case 'removeMember':
    case 'drain':
      return withoutNode(client, change, picture);
    case 'undrain':
      return lines('harmless', `${change.id} may lead again and says that it is ready`);
  }
}

/** Quorum arithmetic of a configuration with so many voters more. */
function votersLines(
  picture: ClusterPicture | undefined,
  id: string,
  more: 1 | -1,
  verb: string,
): readonly string[] {
  if (picture === undefined) return [`${id} ${verb}`];
  const row = picture.nodes.find((node) => node.id === id);
  const voters = picture.quorum.voters + more;
  const healthy = picture.quorum.healthy + (more > 0 || isHealthy(row) ? more : 0);
  const needed = Math.floor(voters / 2) + 1;
  const arithmetic =
    healthy < needed
      ? `the quorum is lost: ${needed} are needed, ${healthy} would be well`
      : `${count(voters, 'voter')} then, ${needed} are needed, can lose ${healthy - needed}`;
  return [`${id} ${verb}`, arithmetic];
}

function isHealthy(row: NodeRow | undefined): boolean {
  return row?.problem === undefined;
}

type Leaving = Extract<
  Change,
  { readonly type: 'demoteMember' } | { readonly type: 'removeMember' } | { readonly type: 'drain' }
>;

async function withoutNode(
  client: SourceClient,
  change: Leaving,
  picture: ClusterPicture | undefined,
): Promise<Consequence> {
  const row = picture?.nodes.find(({ id }) => id === change.id);
  const isVoter = row?.raft === 'leader' || row?.raft === 'voter';
  const changesVoters = isVoter && change.type !== 'drain';
  const verb = verbs[change.type];
  const own = changesVoters ? votersLines(picture, change.id, -1, verb) : [`${change.id} ${verb}`];
  const answer = isVoter ? await askToStop(client, change.id) : undefined;
  const leads = row?.raft === 'leader' ? ['it leads: another node is elected first'] : [];
  const texts = [...own, ...leads, ...(answer === undefined ? [] : [answer.reason])];
  return {
    severity: answer?.ok === false || change.type === 'removeMember' ? 'dangerous' : 'careful',
    lines: texts.map((text) => drawable(text, 'unicode')),
  };
}

const verbs: Readonly<Record<Leaving['type'], string>> = {
  demoteMember: 'becomes a non-voter',
  removeMember: 'is removed from the cluster',
  drain: 'gives up leadership and says that it is not ready',
};

async function askToStop(
  client: SourceClient,
  id: string,
): Promise<{ readonly ok: boolean; readonly reason: string }> {
  const deadline = Date.now() + limits.callMs;
  try {
    const { ok, reason } = await client.cluster.okToStop([id], { deadline });
    return { ok, reason: ok ? reason : `! ${reason}` };
  } catch (error) {
    if (!(error instanceof MokvError)) throw error;
    return { ok: false, reason: `! the leader could not be asked: ${error.message}` };
  }
}

async function setLines(
  client: SourceClient,
  { key, value }: Extract<Change, { readonly type: 'set' }>,
): Promise<readonly string[]> {
  const before = await current(client, key);
  const size = count(value.length, 'byte');
  return before === undefined
    ? [`"${key}" is made, ${size}`]
    : [
        `"${key}" is replaced: ${count(before.value.length, 'byte')} of revision ${before.modRevision} by ${size}`,
      ];
}

async function deleteLines(
  client: SourceClient,
  { key, revision }: Extract<Change, { readonly type: 'delete' }>,
): Promise<readonly string[]> {
  const before = await current(client, key);
  if (before === undefined) return [`"${key}" does not exist any more`];
  const changed =
    revision !== undefined && revision !== before.modRevision
      ? [`it has changed since: the deletion of revision ${revision} will be refused`]
      : [];
  return [
    `"${key}" is deleted: ${count(before.value.length, 'byte')} of revision ${before.modRevision}`,
    ...changed,
  ];
}

async function current(client: SourceClient, key: string) {
  try {
    return await client.get(key, { deadline: Date.now() + limits.callMs });
  } catch (error) {
    if (error instanceof MokvError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
