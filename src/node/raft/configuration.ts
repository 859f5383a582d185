/** Raft's word for a node's permanent name; hashicorp/raft calls it ServerID. */
export type ServerId = string;

/** A non-voter receives the log but neither votes nor counts. */
export type Suffrage = 'voter' | 'nonvoter';

export interface Server {
  readonly id: ServerId;
  /** host:port of its RPC port, the same text everywhere: peers compare it (raft-wire §8.11). */
  readonly address: string;
  readonly suffrage: Suffrage;
}

/** Who belongs to the cluster. It takes effect as soon as it is appended (Raft paper §6). */
export interface Configuration {
  readonly servers: readonly Server[];
}
