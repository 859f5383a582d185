import type { ZodType } from 'zod';

/** What a command prints for programs. Fields may be added; those that are there stay as they are. */
export interface OutputSchema {
  /** Each JSON document under `-o json`: one, or one on each line when the command prints a stream. */
  readonly json: ZodType;
  /** Each line under `-o ndjson`, where that is not the same. */
  readonly ndjson?: ZodType;
}

/** By the words of the command, e.g. `member list`. */
export type OutputSchemas = Readonly<Record<string, OutputSchema>>;
