import type { Item } from '../../src/node/kv/item.ts';

/**
 * What a client asked for and what it was told. Moments count the calls and answers of all clients, so
 * that two never share one; an operation that was never answered has `returned` at infinity.
 */
export interface Operation {
  readonly id: number;
  readonly client: number;
  readonly node: string;
  readonly call: Call;
  readonly invoked: number;
  readonly returned: number;
  readonly answer: Answer;
}

/** Of the keys of which no history tells: what becomes of them the log alone says. */
export const untoldPrefix = 'x';

/** Every set writes a value that nothing else ever writes. */
export type Call =
  | {
      readonly type: 'set';
      readonly key: string;
      readonly value: string;
      /** Whether the key ends by itself. */
      readonly ends?: boolean;
    }
  | {
      readonly type: 'compareAndSet';
      readonly key: string;
      readonly value: string;
      readonly expected: Expected;
    }
  | { readonly type: 'delete'; readonly key: string }
  | { readonly type: 'get'; readonly key: string };

/** What the key has to hold: as it was read, by revision and value; revision 0: nothing. */
export interface Expected {
  readonly revision: number;
  readonly value: string | undefined;
}

export type Answer =
  | { readonly type: 'set'; readonly revision: number; readonly created: boolean }
  | { readonly type: 'delete'; readonly revision: number; readonly existed: boolean }
  | { readonly type: 'get'; readonly item: Item | undefined }
  | {
      readonly type: 'conditionFailed';
      readonly revision: number;
      readonly current: Item | undefined;
    }
  /** The node answered that the operation had no effect and never will. */
  | { readonly type: 'notApplied' }
  /** No answer, or one that does not tell. */
  | { readonly type: 'unknown' };

export class History {
  readonly #operations: Operation[] = [];
  #moment = 0;

  get operations(): readonly Operation[] {
    return this.#operations;
  }

  invoke(client: number, node: string, call: Call): Operation {
    this.#moment += 1;
    const operation: Operation = {
      id: this.#operations.length,
      client,
      node,
      call,
      invoked: this.#moment,
      returned: Number.POSITIVE_INFINITY,
      answer: { type: 'unknown' },
    };
    this.#operations.push(operation);
    return operation;
  }

  /** An unknown outcome is no answer: the operation may still take effect later. */
  settle(operation: Operation, answer: Answer): void {
    this.#moment += 1;
    const returned = answer.type === 'unknown' ? Number.POSITIVE_INFINITY : this.#moment;
    this.#operations[operation.id] = { ...operation, returned, answer };
  }
}

export function describeOperation({ id, client, node, call, ...rest }: Operation): string {
  const what = `${call.type} ${call.key}${'value' in call ? `=${call.value}` : ''}`;
  const { answer, invoked, returned } = rest;
  return `op ${id} of client ${client} on ${node}: ${what} -> ${describeAnswer(answer)} [${invoked}, ${returned}]`;
}

function describeAnswer(answer: Answer): string {
  if (answer.type !== 'get') return JSON.stringify(answer);
  const { item } = answer;
  return item === undefined ? 'absent' : `${item.value} (revision ${item.modRevision})`;
}
