import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort } from '../shared/host-port.ts';
import { parseEndpoint } from './endpoint.ts';

const limits = { attemptsMax: 8 } as const;

/** Which server one call asks next, and with which error it ends. */
export class Route {
  readonly #untried: HostPort[];
  readonly #failures: MokvError[] = [];

  /** `endpoints` in the order in which to try them. */
  constructor(endpoints: readonly HostPort[]) {
    this.#untried = [...endpoints];
  }

  /** The next server after a call was refused without effect. Throws what the call ends with when there is none. */
  next(failure?: MokvError): HostPort {
    if (failure !== undefined) {
      if (!isWorthAnotherServer(failure)) throw failure;
      this.#failures.push(failure);
    }
    const endpoint = this.#leaderOf(failure) ?? this.#untried.shift();
    if (endpoint === undefined || this.#failures.length >= limits.attemptsMax) {
      throw summaryOf(this.#failures);
    }
    return endpoint;
  }

  #leaderOf(failure: MokvError | undefined): HostPort | undefined {
    const address = failure?.code === 'NOT_LEADER' ? failure.metadata.leader_addr : undefined;
    if (address === undefined) return undefined;
    const index = this.#untried.findIndex((endpoint) => formatHostPort(endpoint) === address);
    if (index >= 0) this.#untried.splice(index, 1);
    return parseEndpoint(address);
  }
}

function isWorthAnotherServer({ code }: MokvError): boolean {
  return code === 'UNAVAILABLE' || code === 'NO_LEADER' || code === 'NOT_LEADER';
}

/** A server that answered knows more than one that did not. */
function summaryOf(failures: readonly MokvError[]): MokvError {
  const telling = failures.findLast((failure) => failure.code !== 'UNAVAILABLE');
  const [first, ...others] = failures;
  if (telling !== undefined) return telling;
  if (first === undefined) return new MokvError('USAGE', 'there is no endpoint to connect to');
  if (others.length === 0) return first;
  const reasons = failures.map((failure) => failure.message).join('; ');
  return new MokvError('UNAVAILABLE', reasons, { hint: first.hint, cause: first });
}
