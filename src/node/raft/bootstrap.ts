import { invariant } from '../../shared/invariant.ts';
import { type Configuration, faultOf } from './configuration.ts';
import { encodeConfiguration } from './configuration-codec.ts';
import type { Write } from './durable.ts';
import { entryTypes, noBytes } from './entry.ts';

/**
 * What the empty disk of a new cluster's first server is given: exactly one entry, as in
 * hashicorp/raft (raft-wire §4). Never over existing state (raft-wire §8.10).
 */
export function bootstrapWrite(configuration: Configuration): Write {
  const fault = faultOf(configuration);
  invariant(fault === undefined, `no cluster can start with this configuration: ${fault}`);
  const entry = {
    index: 1,
    term: 1,
    type: entryTypes.configuration,
    data: encodeConfiguration(configuration),
    extensions: noBytes,
    appendedAt: noBytes,
  };
  return {
    sequence: 1,
    hardState: { term: 1, votedFor: '', votedForAddress: '' },
    entries: [entry],
  };
}
