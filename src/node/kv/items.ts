import type { ByteString } from '../../shared/byte-string.ts';
import { InvariantViolation } from '../../shared/invariant.ts';
import type { Item } from './item.ts';
import { KeyIndex } from './key-index.ts';
import { byteOrder, type OrderedMap, orderedMap } from './ordered-map.ts';

/** Where a key is held for as long as it exists. */
export interface Cell<Held extends Item = Item> {
  readonly key: ByteString;
  readonly item: Held;
}

/** The items at one moment. */
export interface ItemsImage<Held extends Item = Item> {
  readonly size: number;
  get(key: ByteString): Held | undefined;
  /** In byte order of the keys, from `start` (inclusive) when given. */
  entries(start?: ByteString): Iterable<readonly [ByteString, Held]>;
  /** Against byte order, from the last key before `end` when given. */
  entriesReversed(end?: ByteString): Iterable<readonly [ByteString, Held]>;
}

/**
 * Every key with its item: found by a hash, walked in byte order, with images that cost O(1) to make
 * (docs/adr/0013-cells.md). A tree orders the cells and is changed only when keys come and go; an overwrite changes a cell,
 * and keeps what was in it for the images that are still held by somebody.
 */
export class Items<Held extends Item = Item> {
  readonly #index = new KeyIndex<OwnCell<Held>>();
  readonly #order: OrderedMap<ByteString, OwnCell<Held>> = orderedMap(byteOrder);
  /** One more with each image. */
  #generation = 0;
  /** Of the newest image. Who holds an image holds it: nobody has to say that an image is done with. */
  #kept: WeakRef<KeptItems<Held>> | undefined;

  get size(): number {
    return this.#order.size;
  }

  get(key: ByteString): Held | undefined {
    return this.#index.get(key)?.item;
  }

  cell(key: ByteString): Cell<Held> | undefined {
    return this.#index.get(key);
  }

  /** The key is not there yet. */
  add(key: ByteString, item: Held): void {
    const cell: OwnCell<Held> = { key, item, generation: this.#generation };
    this.#index.set(key, cell);
    this.#order.set(key, cell);
  }

  replace(cell: Cell<Held>, item: Held): void {
    const own: OwnCell<Held> = cell as OwnCell<Held>;
    if (own.generation < this.#generation) this.#keep(own);
    own.item = item;
  }

  /** Images have the cell and nobody else has, so that it stays as it is. */
  remove({ key }: Cell<Held>): void {
    this.#index.delete(key);
    this.#order.delete(key);
  }

  /** From `start` to before `end`, or to the last key; one pass, for there may be hundreds of thousands. */
  removeRange(
    start: ByteString,
    end: ByteString | undefined,
    removed: (cell: Cell<Held>) => void,
  ): void {
    const last = end ?? this.#order.maxKey();
    if (last === undefined) return;
    this.#order.editRange(start, last, end === undefined, (key, cell) => {
      this.#index.delete(key);
      removed(cell);
      return deletion;
    });
  }

  forEach(visit: (key: ByteString, item: Held) => void): void {
    this.#order.forEachPair((key, { item }) => visit(key, item));
  }

  /** As they are now, unaffected by later changes. O(1). */
  image(): ItemsImage<Held> {
    const kept: KeptItems<Held> = { items: new Map(), next: undefined };
    const older = this.#kept?.deref();
    if (older !== undefined) older.next = kept;
    this.#kept = new WeakRef(kept);
    const image = new HeldImage(this.#order.clone(), this.#generation, kept);
    this.#generation += 1;
    return image;
  }

  /** At the first change after an image only: of later ones that image knows nothing. */
  #keep(cell: OwnCell<Held>): void {
    cell.generation = this.#generation;
    if (this.#kept === undefined) return;
    const kept = this.#kept.deref();
    if (kept === undefined) this.#kept = undefined;
    else kept.items.set(cell, cell.item);
  }
}

const deletion = { delete: true } as const;

interface OwnCell<Held extends Item> extends Cell<Held> {
  item: Held;
  /** How many images there were when the item was set. */
  generation: number;
}

/** What was overwritten since an image was made and before the next one was. */
interface KeptItems<Held extends Item> {
  readonly items: Map<OwnCell<Held>, Held>;
  /** Of the next image. */
  next: KeptItems<Held> | undefined;
}

class HeldImage<Held extends Item> implements ItemsImage<Held> {
  readonly #order: OrderedMap<ByteString, OwnCell<Held>>;
  readonly #generation: number;
  readonly #kept: KeptItems<Held>;

  constructor(
    order: OrderedMap<ByteString, OwnCell<Held>>,
    generation: number,
    kept: KeptItems<Held>,
  ) {
    this.#order = order;
    this.#generation = generation;
    this.#kept = kept;
  }

  get size(): number {
    return this.#order.size;
  }

  get(key: ByteString): Held | undefined {
    const cell = this.#order.get(key);
    return cell && this.#itemOf(cell);
  }

  *entries(start?: ByteString): Generator<readonly [ByteString, Held], void, undefined> {
    for (const [key, cell] of this.#order.entries(start, [])) yield [key, this.#itemOf(cell)];
  }

  *entriesReversed(end?: ByteString): Generator<readonly [ByteString, Held], void, undefined> {
    for (const [key, cell] of this.#order.entriesReversed(end, [], true)) {
      yield [key, this.#itemOf(cell)];
    }
  }

  #itemOf(cell: OwnCell<Held>): Held {
    if (cell.generation <= this.#generation) return cell.item;
    for (let kept: KeptItems<Held> | undefined = this.#kept; kept; kept = kept.next) {
      const item = kept.items.get(cell);
      if (item !== undefined) return item;
    }
    throw new InvariantViolation('what is overwritten is kept for the images before');
  }
}
