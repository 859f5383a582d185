import type { ByteString } from '../../shared/byte-string.ts';
import type { Command, Refused, RequestKey, TransactionOperation, Write } from './command.ts';

/** A command as it leaves the log, its bytes copied out of the entry, or why it is none. */
export type LoggedCommand =
  | (Logged<OmitFromEach<Command, 'request'>> & { readonly request?: LoggedRequest })
  | Extract<Refused, { type: 'rejected' }>;

export type LoggedWrite = Logged<Write>;

export type LoggedOperation = Logged<TransactionOperation>;

export type LoggedOf<Type extends LoggedCommand['type']> = Extract<LoggedCommand, { type: Type }>;

export interface LoggedRequest extends RequestKey {
  /**
   * Of the command's bytes on the log without those of its request key (running-hash.ts), so that another
   * command under the same key is found out.
   */
  readonly commandHash: number;
}

/** The same with every value as the byte string that the store keeps. */
type Logged<Part> = Part extends string | number | boolean | undefined
  ? Part
  : Part extends Uint8Array
    ? ByteString
    : Part extends readonly (infer Element)[]
      ? readonly Logged<Element>[]
      : { readonly [Name in keyof Part]: Logged<Part[Name]> };

type OmitFromEach<Union, Name extends PropertyKey> = Union extends unknown
  ? Omit<Union, Name>
  : never;
