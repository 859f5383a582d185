import { messageOf } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { type FileWatcher, watchFiles } from './file-watcher.ts';
import { loadTlsCredentials, type TlsCredentials, type TlsFiles } from './tls-credentials.ts';

export interface FollowTlsFilesOptions {
  readonly files: TlsFiles;
  /** Whose certificate it is, for the log: "server" or "peer". */
  readonly owner: string;
  readonly log: Logger;
  replace(credentials: TlsCredentials): void;
}

/** Loads the files anew when they have changed; broken ones leave everything as it is. */
export function followTlsFiles(options: FollowTlsFilesOptions): FileWatcher {
  const { files, owner, log, replace } = options;
  const { certFile, keyFile, caFile } = files;
  const reload = async (): Promise<void> => {
    try {
      replace(await loadTlsCredentials(files, Date.now()));
      log.info({ certFile }, `${owner} certificate reloaded`);
    } catch (error) {
      const facts = { reason: messageOf(error) };
      log.error(facts, `${owner} certificate not reloaded, the old one stays`);
    }
  };
  return watchFiles([certFile, keyFile, caFile], () => void reload());
}
