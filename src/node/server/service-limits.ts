/** What an operator decides of the limits of the services; 0 for store-bytes-max alone means none. */
export interface ServiceLimits {
  /** Beyond it what would add to the store is refused. */
  readonly storeBytesMax: number;
  readonly writesPerUserMax: number;
  /** Lists and ranges under way. */
  readonly listsPerUserMax: number;
  readonly watchesPerUserMax: number;
  readonly watchesMax: number;
}
