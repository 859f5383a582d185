import type { Socket } from 'node:net';
import { MokvError, messageOf } from '../../../shared/errors.ts';
import type { StreamFramer } from './stream-framer.ts';

/**
 * The whole message that a peer sends on a stream. Rejects with CORRUPT when it is none, UNAVAILABLE
 * when the stream ends before it does. `onBytes` sees how much is buffered after each chunk, and may
 * throw to stop it.
 */
export function receiveFrame(
  socket: Socket,
  framer: StreamFramer,
  onBytes: (buffered: number) => void = () => undefined,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const take = (chunk: Buffer): void => {
    try {
      const frame = framer.push(chunk);
      onBytes(framer.bufferedBytes);
      if (frame !== undefined) finish(() => resolve(frame));
    } catch (error) {
      finish(() => reject(error));
    }
  };
  const fail = (error?: Error): void => {
    const reason = error === undefined ? 'it ended in the middle of a message' : messageOf(error);
    finish(() => reject(new MokvError('UNAVAILABLE', reason, { cause: error })));
  };
  const finish = (settle: () => void): void => {
    socket.off('data', take).off('end', fail).off('close', fail).off('error', fail);
    // Whatever comes now is passed over, so that the end is seen.
    socket.on('error', () => undefined).resume();
    settle();
  };
  socket.on('data', take).on('end', fail).on('error', fail);
  socket.on('close', fail);
  return promise;
}
