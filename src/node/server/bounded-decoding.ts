import type { Method } from '../../api/services.ts';
import { StrictReader } from '../../api/strict-reader.ts';
import { MokvError, messageOf } from '../../shared/errors.ts';

const limits = {
  /** Tags and lengths of one request; a thousand operations with all their fields have a third of that. */
  readsMax: 100_000,
} as const;

interface RequestType<Request> {
  decode(reader: StrictReader): Request;
}

/**
 * The method, with requests of many small parts refused: 4 MiB of empty operations would take half a second
 * to decode, and a hundred MiB.
 */
export function withBoundedRequest<Shape, Request, ResponseShape, Response>(
  method: Method<Shape, Request, ResponseShape, Response>,
  type: RequestType<Request>,
): Method<Shape, Request, ResponseShape, Response> {
  return {
    ...method,
    requestDeserialize: (bytes) => {
      try {
        return type.decode(new BoundedReader(bytes));
      } catch (error) {
        return new MokvError('INVALID_ARGUMENT', `malformed request: ${messageOf(error)}`);
      }
    },
  };
}

class BoundedReader extends StrictReader {
  #left: number = limits.readsMax;

  override uint32(): number {
    this.#left -= 1;
    if (this.#left < 0) throw new RangeError('more fields than a request may have');
    return super.uint32();
  }
}
