import type { KeySource } from '../load/key-source.ts';

/** What a call may use. */
export interface Work {
  readonly keys: KeySource;
  readonly value: Uint8Array;
  /** In [0, 1): decides which call of a mix this is. */
  readonly dice: number;
}

export interface Call {
  readonly path: string;
  readonly message: Uint8Array;
  /** What the rate counts: the keys that the call reads or writes. */
  readonly operations: number;
  /** How many of them failed. A call that failed as a whole has no answer. */
  failuresIn(answer: Answer): number;
}

/** The pieces of the body of an answer. */
export type Answer = readonly Buffer[];

export type RequestEncoder = (work: Work) => Call;

/** A call that brings events for as long as it lasts. */
export interface WatchCall {
  readonly path: string;
  readonly message: Uint8Array;
  /** Whether the request ends with the message, or the server takes its end for the end of the watch. */
  readonly requestEnds: boolean;
  /** Of an answer: each of them is an event. */
  readonly eventField: number;
}

/** How one system is given its work. */
export type Load =
  /** Calls with one request each, a new one for each answer. */
  | { readonly type: 'calls'; readonly encode: RequestEncoder }
  /** Messages of so many sets on streams of mokv.v1.KV/Pipeline, a new one for each that is answered. */
  | { readonly type: 'pipeline'; readonly operationsPerMessage: number }
  /** One write after the other, each when all watchers have the one before. */
  | {
      readonly type: 'watch';
      readonly watch: (prefix: string) => WatchCall;
      readonly set: RequestEncoder;
    }
  /** Callers of mokv's client library that each await their own set. */
  | { readonly type: 'library'; readonly pipeline: boolean };

/** The same work for both systems. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly mokv: Load;
  /** Undefined: there is nothing to compare with. */
  readonly etcd: Load | undefined;
  readonly sizes: readonly Size[];
  readonly words: Words;
  /** Whose rate is 1 in the ratio: etcd's, or the one of another scenario on the same system. */
  readonly ratioTo: 'etcd' | { readonly scenario: string };
}

export interface Size {
  readonly valueBytes: number;
  readonly inFlight: readonly number[];
}

export interface Words {
  /** What is so many at a time. */
  readonly inFlight: string;
  /** What the rate counts. */
  readonly operations: string;
  /** What carries several of them, and what the latency is of. */
  readonly calls: string | undefined;
}
