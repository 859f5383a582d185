export interface CallLimits {
  /** When to stop waiting, in Unix milliseconds. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}
