import { connect } from 'node:net';
import { MokvError } from '../../../shared/errors.ts';
import { quoted } from '../../../shared/quoted.ts';
import type { Exchange, ExchangeAnswer } from '../../gossip/output.ts';
import { ipOf } from './ip-address.ts';
import type { PoolSecurity } from './packet.ts';
import { receiveFrame } from './receive-frame.ts';
import { StreamFramer } from './stream-framer.ts';
import { decodeStream, encodeStream, type StreamMessage } from './stream-message.ts';

interface DialOptions {
  readonly security: PoolSecurity;
  /** Where to dial from; undefined: as the system likes. */
  readonly localAddress: string | undefined;
  /** Ends the exchange. */
  readonly signal: AbortSignal;
}

/**
 * One request and its answer on a connection of its own (serf-wire §3.2). Rejects with UNAVAILABLE when
 * the peer cannot be reached or does not answer in time, CORRUPT when its answer is none.
 */
export async function dialExchange(
  exchange: Exchange,
  { security, localAddress, signal }: DialOptions,
): Promise<ExchangeAnswer> {
  const { request, timeoutMs, to } = exchange;
  const socket = connect({
    host: ipOf(to.address),
    port: to.port,
    noDelay: true,
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  const stop = (reason: string) => () => socket.destroy(new Error(reason));
  const deadline = setTimeout(stop('the peer did not answer in time'), timeoutMs);
  const abort = stop('the node is stopping');
  signal.addEventListener('abort', abort);
  try {
    socket.write(encodeStream(request, security, 'request'));
    const framer = new StreamFramer({
      labelHeader: Buffer.alloc(0),
      isSealed: security.keyring !== undefined,
    });
    const answer = await decodeStream(await receiveFrame(socket, framer), security);
    return checkedAnswer(exchange, answer);
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', abort);
    socket.destroy();
  }
}

function checkedAnswer(exchange: Exchange, answer: StreamMessage): ExchangeAnswer {
  if (exchange.type === 'pushPull' && answer.type === 'pushPull') return answer;
  const isAck = exchange.type === 'tcpPing' && answer.type === 'ackResp';
  if (isAck && answer.seqNo === exchange.request.seqNo) return answer;
  if (answer.type === 'errResp') {
    throw new MokvError('UNAVAILABLE', `the peer answered ${quoted(answer.error)}`);
  }
  throw new MokvError('CORRUPT', `the peer answered a ${exchange.type} with ${answer.type}`);
}
