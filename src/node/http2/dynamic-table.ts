import type { HeaderField } from './header-field.ts';

const limits = {
  /** What a peer may use when nobody says otherwise; we never do (RFC 9113 §6.5.2). */
  sizeBytesMax: 4096,
} as const;

/** A field takes 32 bytes beside its text, so there are never more; a power of two. */
const places = limits.sizeBytesMax / 32;

/** The fields that a peer's encoder has asked to remember, newest first (RFC 7541 §2.3.2). */
export class DynamicTable {
  readonly #fields: (HeaderField | undefined)[] = new Array(places).fill(undefined);
  /** Where the newest is. */
  #head = 0;
  #count = 0;
  #sizeBytes = 0;
  #capacityBytes: number = limits.sizeBytesMax;

  /** @param age 0 for the newest. */
  get(age: number): HeaderField | undefined {
    return age < this.#count ? this.#fields[(this.#head + age) % places] : undefined;
  }

  /** Larger than the table, it empties it (RFC 7541 §4.4). */
  add(field: HeaderField): void {
    this.#evictTo(this.#capacityBytes - field.sizeBytes);
    if (field.sizeBytes > this.#capacityBytes) return;
    this.#head = (this.#head + places - 1) % places;
    this.#fields[this.#head] = field;
    this.#count += 1;
    this.#sizeBytes += field.sizeBytes;
  }

  /** @returns whether the peer may choose that. */
  resize(capacityBytes: number): boolean {
    if (capacityBytes > limits.sizeBytesMax) return false;
    this.#capacityBytes = capacityBytes;
    this.#evictTo(capacityBytes);
    return true;
  }

  #evictTo(sizeBytes: number): void {
    while (this.#count > 0 && this.#sizeBytes > sizeBytes) {
      this.#count -= 1;
      const at = (this.#head + this.#count) % places;
      this.#sizeBytes -= this.#fields[at]?.sizeBytes ?? 0;
      this.#fields[at] = undefined;
    }
  }
}
