import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { HostPort } from '../shared/host-port.ts';

/** How long a server may take to show what it speaks. */
const limits = { diagnosisMs: 1000 } as const;

/** The preface of HTTP/2 and an empty SETTINGS frame (RFC 9113 §3.4). */
const http2Preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

export type PlainAnswer =
  | { readonly type: 'failed'; readonly error: NodeJS.ErrnoException }
  | { readonly type: 'http2' | 'other' | 'closed' | 'silent' };

/** What a server says to HTTP/2 in plain text. */
export function askInPlainText(endpoint: HostPort): Promise<PlainAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ ...endpoint, noDelay: true });
    const finish = (answer: PlainAnswer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(limits.diagnosisMs, () => finish({ type: 'silent' }));
    socket.once('connect', () => socket.write(http2Preface));
    socket.once('data', (bytes) => finish({ type: isSettings(bytes) ? 'http2' : 'other' }));
    socket.once('close', () => finish({ type: 'closed' }));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const isReset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      finish(isReset ? { type: 'closed' } : { type: 'failed', error });
    });
  });
}

/** Whether a server answers a TLS client that shows no certificate and trusts whoever answers. */
export function speaksTls({ host, port }: HostPort): Promise<boolean> {
  return new Promise((resolve) => {
    const socket: Socket = connectTls({ host, port, rejectUnauthorized: false });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(limits.diagnosisMs, () => finish(false));
    socket.once('secureConnect', () => finish(true));
    socket.once('close', () => finish(false));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      finish(error.code?.startsWith('ERR_SSL_') === true && error.code.includes('ALERT'));
    });
  });
}

/** Type 4 in the header of the first frame: what every HTTP/2 server begins with. */
function isSettings(bytes: Buffer): boolean {
  return bytes[0] === 0 && bytes[3] === 4;
}
