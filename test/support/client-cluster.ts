import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Credentials, readCredentials } from '../../src/client/credentials.ts';
import { parseEndpoint } from '../../src/client/endpoint.ts';
import { type ClientOptions, KvClient } from '../../src/client/kv-client.ts';
import { makeIdentities } from './fake-server.ts';
import { ModelCluster, type ModelServer } from './model-server.ts';

export interface ClientCluster {
  readonly cluster: ModelCluster;
  /** Of makeIdentities(). */
  readonly home: string;
  server(index: number): ModelServer;
  /** Of these servers, by default of the first. It is closed after the test. */
  client(seeds?: readonly number[], options?: ClientOptions): KvClient;
}

/** A ModelCluster for each test of the file, and clients of it. */
export function clusterForEachTest(count: number): ClientCluster {
  let home: string;
  let credentials: Credentials;
  let cluster: ModelCluster;
  const clients: KvClient[] = [];
  beforeAll(async () => {
    home = await makeIdentities();
    const file = (name: string): string => join(home, '.mokv', name);
    credentials = await readCredentials({
      cacert: file('ca.pem'),
      cert: file('root-client.pem'),
      key: file('root-client-key.pem'),
    });
  });
  beforeEach(async () => {
    cluster = await ModelCluster.start(home, count);
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
    cluster.stop();
  });
  afterAll(() => rm(home, { recursive: true }));
  return {
    get cluster() {
      return cluster;
    },
    get home() {
      return home;
    },
    server: (index) => cluster.server(index),
    client: (seeds = [0], options = {}) => {
      const endpoints = seeds.map((index) => parseEndpoint(cluster.server(index).endpoint));
      const client = new KvClient(endpoints, credentials, options);
      clients.push(client);
      return client;
    },
  };
}
