import type { ItemsImage } from './items.ts';

/** The store at one moment: reading it never sees a later write and never delays one. */
export interface StoreImage extends Omit<ItemsImage, 'size'> {
  readonly appliedIndex: number;
  readonly revision: number;
  readonly keys: number;
  /** Over every command applied so far (running-hash.ts); equal on all nodes at the same index. */
  readonly appliedHash: bigint;
}
