import { type ByteString, byteStringOfText } from '../../shared/byte-string.ts';
import type { StoreImage } from './image.ts';
import { noLeases, type OrderedLeases } from './leases.ts';
import { noItems, type OrderedItems } from './ordered-items.ts';
import { RememberedRequests } from './remembered-requests.ts';
import { emptyHash } from './running-hash.ts';
import { noStagedItems, type StagedItems } from './staged-items.ts';

/** Everything that is replicated: what a snapshot holds. */
export interface StoreState {
  readonly items: OrderedItems;
  /** Of all keys and values in `items`. */
  readonly bytes: number;
  readonly revision: number;
  readonly appliedIndex: number;
  readonly appliedHash: number;
  /** The clock of the state machine: the highest time of a round so far, Unix milliseconds. */
  readonly timeMs: number;
  /** Of the last lease that was granted. */
  readonly lastLeaseId: number;
  readonly leases: OrderedLeases;
  readonly requests: RememberedRequests;
  readonly staged: StagedItems;
  /** Of `staged`; empty while nothing is. */
  readonly restoreId: ByteString;
}

/** The store as it stands, with what is to be read from it only as a whole. */
export interface CurrentImage extends StoreImage {
  /** As fixed as the image. */
  readonly state: StoreState;
}

export function emptyState(): StoreState {
  return {
    items: noItems(),
    bytes: 0,
    revision: 0,
    appliedIndex: 0,
    appliedHash: emptyHash,
    timeMs: 0,
    lastLeaseId: 0,
    leases: noLeases(),
    requests: new RememberedRequests(),
    staged: noStagedItems(),
    restoreId: byteStringOfText(''),
  };
}
