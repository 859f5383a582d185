import { createInterface } from 'node:readline';
import { type Program, ProgramProcess } from './program-process.ts';

interface Response {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

type Waiting = Map<number, PromiseWithResolvers<unknown>>;

/**
 * A process that a test steers over its standard streams: a request is one line of JSON on its stdin, the
 * answer one on its stdout, with the id of the request.
 */
export class ControlledProcess<Request extends { readonly id: number }> extends ProgramProcess {
  readonly id: string;
  #send: (request: Request) => Promise<unknown>;
  #lastRequest = 0;

  constructor(id: string, program: Program) {
    super(program);
    this.id = id;
    this.#send = () => Promise.reject(new Error(`${id} does not run`));
  }

  override spawn(flags: readonly string[]) {
    const child = super.spawn(flags);
    const waiting: Waiting = new Map();
    let end: string | undefined;
    this.#send = (request) => {
      if (end !== undefined) return Promise.reject(new Error(end));
      const answer = Promise.withResolvers<unknown>();
      waiting.set(request.id, answer);
      child.stdin?.write(`${JSON.stringify(request)}\n`);
      return answer.promise;
    };
    if (child.stdout !== null) {
      createInterface(child.stdout).on('line', (line) => settle(waiting, JSON.parse(line)));
    }
    child.once('close', (code, signal) => {
      end = `${this.id} ended with ${code ?? signal}: ${this.log.slice(-2000)}`;
      for (const { reject } of waiting.values()) reject(new Error(end));
    });
    return child;
  }

  protected ask(request: Omit<Request, 'id'>): Promise<unknown> {
    this.#lastRequest += 1;
    return this.#send({ ...request, id: this.#lastRequest } as Request);
  }
}

function settle(waiting: Waiting, { id, result, error }: Response): void {
  const answer = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) answer?.resolve(result);
  else answer?.reject(new Error(error));
}
