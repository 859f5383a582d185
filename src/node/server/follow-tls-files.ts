import { messageOf } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { watchFiles } from './file-watcher.ts';
import { loadTlsCredentials, type TlsCredentials, type TlsFiles } from './tls-credentials.ts';

export interface FollowTlsFilesOptions {
  readonly files: TlsFiles;
  /** Whose certificate it is, for the log: "server" or "peer". */
  readonly owner: string;
  readonly log: Logger;
  replace(credentials: TlsCredentials): void;
}

export interface FollowedTlsFiles {
  /** Loads them now. Rejects with CONFIG or FILE_PERMISSION, and then leaves everything as it is. */
  reload(): Promise<void>;
  close(): void;
}

/** Loads the files anew when they have changed; broken ones leave everything as it is. */
export function followTlsFiles(options: FollowTlsFilesOptions): FollowedTlsFiles {
  const { files, owner, log, replace } = options;
  const { certFile, keyFile, caFile } = files;
  const reload = async (): Promise<void> => {
    replace(await loadTlsCredentials(files, Date.now()));
    log.info({ certFile }, `${owner} certificate reloaded`);
  };
  const followChange = async (): Promise<void> => {
    try {
      await reload();
    } catch (error) {
      const facts = { reason: messageOf(error) };
      log.error(facts, `${owner} certificate not reloaded, the old one stays`);
    }
  };
  const watcher = watchFiles([certFile, keyFile, caFile], () => void followChange());
  return { reload, close: () => watcher.close() };
}
