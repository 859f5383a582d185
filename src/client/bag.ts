export interface InBag {
  /** Where it lies in its bag; undefined: in none. */
  place: number | undefined;
}

/** Things in no order, each once: to put one in and to take it out costs next to nothing. */
export class Bag<Thing extends InBag> {
  readonly #things: Thing[] = [];

  get size(): number {
    return this.#things.length;
  }

  add(thing: Thing): void {
    thing.place = this.#things.length;
    this.#things.push(thing);
  }

  /** Nothing happens when it is not there. */
  delete(thing: Thing): void {
    const { place } = thing;
    if (place === undefined) return;
    thing.place = undefined;
    const last = this.#things.pop();
    if (last === undefined || last === thing) return;
    last.place = place;
    this.#things[place] = last;
  }

  /** As it is now: what is put in or taken out meanwhile changes nothing. */
  all(): Thing[] {
    return this.#things.slice();
  }
}
