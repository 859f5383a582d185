import { type ByteString, byteStringOfText } from '../../shared/byte-string.ts';
import type { StoreImage } from './image.ts';
import { Items, type ItemsImage } from './items.ts';
import { noLeases, type OrderedLeases } from './leases.ts';
import { RememberedRequests } from './remembered-requests.ts';
import { emptyHash } from './running-hash.ts';
import type { StagedItem } from './staged-items.ts';

/** Everything that is replicated. */
export interface StoreState {
  readonly items: Items;
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
  readonly staged: Items<StagedItem>;
  /** Of `staged`; empty while nothing is. */
  readonly restoreId: ByteString;
}

/** The same at one moment: what a snapshot holds. */
export interface StateImage extends Omit<StoreState, 'items' | 'staged'> {
  readonly items: ItemsImage;
  readonly staged: ItemsImage<StagedItem>;
}

/** The store as it stands, with what is to be read from it only as a whole. */
export interface CurrentImage extends StoreImage {
  /** As fixed as the image. */
  readonly state: StateImage;
}

export function emptyState(): StoreState {
  return {
    items: new Items(),
    bytes: 0,
    revision: 0,
    appliedIndex: 0,
    appliedHash: emptyHash,
    timeMs: 0,
    lastLeaseId: 0,
    leases: noLeases(),
    requests: new RememberedRequests(),
    staged: new Items<StagedItem>(),
    restoreId: byteStringOfText(''),
  };
}
