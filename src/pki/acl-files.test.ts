import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { modelText, policyText } from './acl-files.ts';

it('embeds the files of certs/ unchanged', async () => {
  const certs = new URL('../../certs/', import.meta.url);
  expect({
    model: await readFile(new URL('model.conf', certs), 'utf8'),
    policy: await readFile(new URL('policy.csv', certs), 'utf8'),
  }).toEqual({ model: modelText, policy: policyText });
});
