import { join } from 'node:path';
import type { TlsFiles } from '../load/plan.ts';

/** The certificate of the user that may do everything, in a directory that prepareDevCluster filled. */
export function clientFilesIn(directory: string): TlsFiles {
  return {
    ca: join(directory, 'ca.pem'),
    cert: join(directory, 'root-client.pem'),
    key: join(directory, 'root-client-key.pem'),
  };
}
