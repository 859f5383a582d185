import { escapeLine } from '../../cli/escape-control.ts';
import { count } from '../../cli/format-quantity.ts';
import { parseEndpoint } from '../../client/endpoint.ts';
import { quoted } from '../../shared/quoted.ts';
import type { Change } from '../facts.ts';
import type { SourceClient } from './source-client.ts';

const limits = { keysMs: 5000, clusterMs: 30_000 } as const;

/** @returns what was done, on one escaped line. */
export async function performChange(client: SourceClient, change: Change): Promise<string> {
  switch (change.type) {
    case 'set': {
      const { key, value, condition } = change;
      const deadline = Date.now() + limits.keysMs;
      const { revision } = await client.set(key, value, { condition, deadline });
      return `${name(key)} is set, ${count(value.length, 'byte')}, revision ${revision}`;
    }
    case 'delete': {
      const { key, revision } = change;
      const condition =
        revision === undefined ? undefined : ({ type: 'revision', revision } as const);
      const deadline = Date.now() + limits.keysMs;
      const { deleted } = await client.delete(key, { condition, deadline });
      return deleted ? `${name(key)} is deleted` : `${name(key)} did not exist any more`;
    }
    case 'transferLeadership': {
      const leader = await client.cluster.transferLeadership(change.target, clusterCall());
      return `${escapeLine(leader)} leads`;
    }
    case 'promoteMember':
      await client.cluster.promoteMember(change.id, clusterCall());
      return `${escapeLine(change.id)} is a voter`;
    case 'demoteMember':
      await client.cluster.demoteMember(change.id, clusterCall());
      return `${escapeLine(change.id)} is a non-voter`;
    case 'removeMember':
      await client.cluster.removeMember(change.id, clusterCall());
      return `${escapeLine(change.id)} is removed`;
    case 'addMember': {
      const { id, addr } = change;
      await client.cluster.addMember({ id, addr }, clusterCall());
      return `${escapeLine(id)} is a voter`;
    }
    case 'drain':
    case 'undrain': {
      const { id, addr, type } = change;
      const call = { at: parseEndpoint(addr), ...clusterCall() };
      await client.cluster.drain(type === 'drain', call);
      return `${escapeLine(id)} is ${type === 'drain' ? 'drained' : 'in service again'}`;
    }
  }
}

function clusterCall() {
  return { deadline: Date.now() + limits.clusterMs };
}

function name(key: string): string {
  return escapeLine(quoted(key));
}
