import type { Server } from 'node:net';
import { MokvError, messageOf } from './errors.ts';
import { errnoCodeOf } from './file-error.ts';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly backlog?: number;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there',
  EACCES: 'the port needs privileges',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'the host name is unknown',
};

const takenHint =
  'stop it, or give this node addresses of its own: rpc-port, bind-addr and metrics-port';

/**
 * Binds a server and gives its port, which the system chose when 0 was asked for.
 * The caller listens for later errors of the server, such as running out of file descriptors.
 * Rejects with CONFIG when the address cannot be bound, FILE_PERMISSION when the port needs privileges.
 */
export async function listenOn(server: Server, options: ListenOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => reject(listenError(options, error));
    server.once('error', refuse);
    server.listen(options, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : options.port;
}

/** Why an address could not be bound, as its user can act on it. */
export function listenError({ host, port }: ListenOptions, cause: Error): MokvError {
  const errno = errnoCodeOf(cause) ?? '';
  const code = errno === 'EACCES' ? 'FILE_PERMISSION' : 'CONFIG';
  const reason = reasons[errno] ?? messageOf(cause);
  const hint = errno === 'EADDRINUSE' ? { hint: takenHint } : {};
  return new MokvError(code, `cannot listen on ${host}:${port}: ${reason}`, { cause, ...hint });
}
