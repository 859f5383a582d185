import type { FailedCall } from './failed-call.ts';
import type { CallListener, OpenCall } from './open-call.ts';

const limits = {
  /** What waits for its reader, beside the rest of the piece that brought it; then the server has to wait. */
  messagesMax: 16,
} as const;

/** The messages of a call, for a reader that takes its time. */
export class UnreadMessages<Response> implements CallListener<Response> {
  #messages: Response[] = [];
  #end: { readonly failure: FailedCall | undefined } | undefined;
  #wake: (() => void) | undefined;
  #call: OpenCall<never, Response> | undefined;

  message(response: Response): void {
    this.#messages.push(response);
    if (this.#messages.length === limits.messagesMax) this.#call?.pause();
    this.#wake?.();
  }

  ended(failure: FailedCall | undefined): void {
    this.#end = { failure };
    this.#wake?.();
  }

  /** Throws the FailedCall that the call ended with. */
  async *of(call: OpenCall<never, Response>): AsyncGenerator<Response, void, void> {
    this.#call = call;
    for (;;) {
      const messages = this.#messages;
      this.#messages = [];
      if (messages.length >= limits.messagesMax) call.resume();
      for (const message of messages) {
        if (this.#end?.failure?.source === 'caller') break;
        yield message;
      }
      if (this.#messages.length === 0) {
        if (this.#end !== undefined) break;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
    if (this.#end?.failure !== undefined) throw this.#end.failure;
  }
}
