import { expect, it } from 'vitest';
import { readEnvironment } from '../environment.ts';
import { environmentFor } from './shell-environment.ts';

const variables = { ...readEnvironment(), context: 'dev', endpoints: 'v:1', cert: 'v.pem' };

it('flags of the shell stand before the variables', () => {
  expect(environmentFor(variables, { addr: 'f:1', key: 'f.pem' })).toEqual({
    ...variables,
    endpoints: 'f:1',
    key: 'f.pem',
  });
});

it('a context that a flag names stands before all variables of a connection', () => {
  expect(environmentFor(variables, { context: 'prod' })).toEqual({
    ...variables,
    context: 'prod',
    endpoints: undefined,
    cacert: undefined,
    cert: undefined,
    key: undefined,
    serverName: undefined,
    insecure: undefined,
  });
});
