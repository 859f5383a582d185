import { promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestAuthority } from '../../../test/support/tls-identities.ts';
import { loadTlsCredentials, type TlsFiles } from './tls-credentials.ts';

describe('loadTlsCredentials', () => {
  let directory: string;
  let files: TlsFiles;
  let authority: TestAuthority;

  beforeEach(async () => {
    directory = await promises.mkdtemp(join(tmpdir(), 'mokv-tls-'));
    files = {
      certFile: join(directory, 'server.pem'),
      keyFile: join(directory, 'server-key.pem'),
      caFile: join(directory, 'ca.pem'),
    };
    authority = await TestAuthority.create();
    const { cert, key, ca } = await authority.server();
    await promises.writeFile(files.certFile, cert);
    await promises.writeFile(files.keyFile, key);
    await promises.writeFile(files.caFile, ca);
  });

  afterEach(() => promises.rm(directory, { recursive: true }));

  it('reads the three files and the end of the certificate', async () => {
    const now = Date.now();
    const { expiryMs } = await loadTlsCredentials(files, now);
    expect(expiryMs - now).toBeGreaterThan(59 * 60 * 1000);
    expect(expiryMs - now).toBeLessThanOrEqual(60 * 60 * 1000);
  });

  it('refuses the key of another certificate', async () => {
    await promises.writeFile(files.keyFile, (await authority.server()).key);
    await expect(loadTlsCredentials(files, Date.now())).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringContaining(`${files.certFile} and ${files.keyFile}: `),
    });
  });

  it('refuses a certificate that is not valid now, with its dates', async () => {
    const later = Date.now() + 2 * 60 * 60 * 1000;
    await expect(loadTlsCredentials(files, later)).rejects.toMatchObject({
      code: 'CONFIG',
      message: expect.stringMatching(/server\.pem is valid from 20.* to 20.*, not now$/),
    });
  });

  it.each(['certFile', 'caFile'] as const)('refuses a %s without certificate', async (name) => {
    await promises.writeFile(files[name], 'no PEM');
    await expect(loadTlsCredentials(files, Date.now())).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${files[name]} holds no PEM certificate`,
    });
  });

  it('names a file that is missing', async () => {
    await promises.rm(files.keyFile);
    await expect(loadTlsCredentials(files, Date.now())).rejects.toMatchObject({
      code: 'CONFIG',
      message: `cannot read ${files.keyFile}: no such file or directory`,
    });
  });
});
