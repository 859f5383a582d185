import { describe, expect, it } from 'vitest';
import { type ByteString, byteStringOf, byteStringOfText } from '../../shared/byte-string.ts';
import type { CommandOutcome } from './command.ts';
import type { LoggedRequest } from './logged-command.ts';
import { RememberedRequests } from './remembered-requests.ts';

const client = byteStringOfText('root\0cli');

describe('remembered requests', () => {
  it('answer a repeat as the first time, and another command not at all', () => {
    const requests = new RememberedRequests();
    expect(requests.answerTo(request(1), 0)).toBeUndefined();
    requests.remember(request(1), outcome(7));
    expect(requests.answerTo(request(1), 0)).toEqual(outcome(7));
    expect(requests.answerTo({ ...request(1), commandHash: 2 }, 0)).toEqual({
      type: 'requestReused',
    });
    expect(requests.outcomeOf({ client, sequence: 2 })).toBeUndefined();
  });

  it('go when their client has the answers, in whatever order they came', () => {
    const requests = new RememberedRequests();
    for (const sequence of [5, 3, 4]) ask(requests, request(sequence));
    requests.answerTo({ ...request(6), firstOpen: 5 }, 0);
    expect([3, 4, 5].map((sequence) => requests.outcomeOf({ client, sequence }))).toEqual([
      undefined,
      undefined,
      outcome(5),
    ]);
    expect(requests.answerTo(request(4), 0)).toEqual({ type: 'requestForgotten' });
  });

  it('are at most 1,024 of a client: the lowest are forgotten', () => {
    const requests = new RememberedRequests();
    for (let sequence = 1; sequence <= 1025; sequence += 1) ask(requests, request(sequence));
    expect(requests.answerTo(request(1), 0)).toEqual({ type: 'requestForgotten' });
    expect(requests.answerTo(request(2), 0)).toEqual(outcome(2));
  });

  it('hold at most 8 MiB of a client, be it the only one', () => {
    const requests = new RememberedRequests();
    for (let sequence = 1; sequence <= 9; sequence += 1) {
      ask(requests, request(sequence), withPrevious(1024 * 1024));
    }
    expect(requests.answerTo(request(2), 0)).toEqual({ type: 'requestForgotten' });
    expect(requests.answerTo(request(3), 0)).toEqual(withPrevious(1024 * 1024));
    ask(requests, request(10), withPrevious(9 * 1024 * 1024));
    expect(requests.answerTo(request(10), 0)).toEqual({ type: 'requestForgotten' });
  });

  it('hold at most 128 MiB: the client that was not seen for the longest time goes first', () => {
    const requests = new RememberedRequests();
    for (let at = 0; at < 19; at += 1) {
      for (let sequence = 1; sequence <= 7; sequence += 1) {
        ask(requests, request(sequence, named(at)), withPrevious(1024 * 1024), at * 1000);
      }
    }
    expect(requests.size).toBe(18);
    expect([...requests.clients()].map((each) => each.client)).toEqual(
      Array.from({ length: 18 }, (_, at) => named(at + 1)),
    );
  });

  it('are of at most 65,536 clients: who was not seen for the longest time is forgotten', () => {
    const requests = new RememberedRequests();
    for (let at = 0; at < 65_536; at += 1) ask(requests, request(1, named(at)), outcome(1), at);
    // The first is seen again, so that the second has to go.
    requests.answerTo(request(1, named(0)), 70_000);
    ask(requests, request(1, client), outcome(1), 70_000);
    expect(requests.size).toBe(65_536);
    expect(requests.outcomeOf(request(1, named(0)))).toEqual(outcome(1));
    expect(requests.outcomeOf(request(1, named(1)))).toBeUndefined();
    expect(requests.outcomeOf(request(1, named(2)))).toEqual(outcome(1));
  });

  it('stay in an image as they were', () => {
    const requests = new RememberedRequests();
    ask(requests, request(1));
    ask(requests, request(1, named(1)), outcome(1), 1000);
    const image = requests.image();
    const before = contentOf(image);
    ask(requests, { ...request(2), firstOpen: 2 }, outcome(2), 5000);
    ask(requests, request(1, named(2)), outcome(1), 5000);
    expect(contentOf(image)).toEqual(before);
    expect(contentOf(requests)).toEqual([
      [named(1), 1000, [1]],
      [named(2), 5000, [1]],
      [client, 5000, [2]],
    ]);
  });
});

function ask(
  requests: RememberedRequests,
  asked: LoggedRequest,
  answer = outcome(asked.sequence),
  timeMs = 0,
): void {
  requests.answerTo(asked, timeMs);
  requests.remember(asked, answer);
}

function request(sequence: number, of: ByteString = client): LoggedRequest {
  return { client: of, sequence, firstOpen: 0, commandHash: 1 };
}

function named(at: number): ByteString {
  return byteStringOfText(`client ${String(at).padStart(5, '0')}`);
}

function outcome(revision: number): CommandOutcome {
  return { type: 'set', revision, created: true };
}

function withPrevious(bytes: number): CommandOutcome {
  const value = byteStringOf(Buffer.alloc(bytes));
  const previous = {
    value,
    createRevision: 1,
    modRevision: 1,
    version: 1,
    expiresAtMs: 0,
    leaseId: 0,
  };
  return { type: 'set', revision: 2, created: false, previous };
}

function contentOf(requests: RememberedRequests): unknown {
  return [...requests.clients()].map((each) => [
    each.client,
    each.seenMs,
    each.requests.map(({ sequence }) => sequence),
  ]);
}
