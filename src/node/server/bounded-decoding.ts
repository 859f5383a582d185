import type { ReadBudget } from '../../api/pipeline-request.ts';
import type { Method } from '../../api/services.ts';
import { StrictReader } from '../../api/strict-reader.ts';
import { MokvError, messageOf } from '../../shared/errors.ts';

const limits = {
  /** Tags and lengths of one request; a thousand operations with all their fields have a third of that. */
  readsMax: 100_000,
} as const;

/** How a request is read. */
type Decode<Request> = (bytes: Buffer, budgetOf: () => ReadBudget) => Request;

/**
 * The method, with requests of many small parts refused: 4 MiB of empty operations would take half a second
 * to decode, and a hundred MiB.
 */
export function withBoundedRequest<Shape, Request, ResponseShape, Response>(
  method: Method<Shape, Request, ResponseShape, Response>,
  decode: Decode<Request>,
): Method<Shape, Request, ResponseShape, Response> {
  return {
    ...method,
    requestDeserialize: (bytes) => {
      try {
        return decode(bytes, boundedReads);
      } catch (error) {
        return new MokvError('INVALID_ARGUMENT', `malformed request: ${messageOf(error)}`);
      }
    },
  };
}

/** By generated code. */
export function ofType<Request>(type: { decode(reader: StrictReader): Request }): Decode<Request> {
  return (bytes, budgetOf) => type.decode(budgetOf().readerOf(bytes));
}

function boundedReads(): ReadBudget {
  return new BoundedReads();
}

class BoundedReads implements ReadBudget {
  #left: number = limits.readsMax;

  spend(reads: number): void {
    this.#left -= reads;
    if (this.#left < 0) throw new RangeError('more fields than a request may have');
  }

  readerOf(bytes: Buffer): StrictReader {
    return new BoundedReader(bytes, this);
  }
}

class BoundedReader extends StrictReader {
  readonly #budget: ReadBudget;

  constructor(bytes: Buffer, budget: ReadBudget) {
    super(bytes);
    this.#budget = budget;
  }

  override uint32(): number {
    this.#budget.spend(1);
    return super.uint32();
  }
}
