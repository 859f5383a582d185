import type { ChangeFeed } from './change-feed.ts';
import type { Done } from './replica/ports.ts';
import type { Replica } from './replica/replica.ts';
import type { NodePort } from './server/node-port.ts';

/** The loop as the services see it: promises instead of callbacks. */
export function nodePortOf(id: string, replica: Replica, changes: ChangeFeed): NodePort {
  return {
    id,
    get revision() {
      return replica.store.revision;
    },
    get storeBytes() {
      return replica.store.bytes;
    },
    get history() {
      return replica.store.history;
    },
    propose: (command) => promised((done) => replica.propose(command, done)),
    readBarrier: () => promised((done) => replica.readBarrier(done)),
    get: (key) => replica.store.get(key),
    image: () => replica.store.image(),
    imageAt: (revision) => replica.store.imageAt(revision),
    followChanges: (listener) => changes.follow(listener),
    lease: (leaseId) => replica.store.lease(leaseId),
    leases: () => replica.store.leases(),
    outcomeOf: (request) => replica.store.outcomeOf(request),
    status: () => ({
      raft: replica.status(),
      appliedIndex: replica.store.appliedIndex,
      revision: replica.store.revision,
      keys: replica.store.keys,
      storeBytes: replica.store.bytes,
    }),
  };
}

function promised<Result>(start: (done: Done<Result>) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    start((error, result) => {
      if (error === undefined) resolve(result as Result);
      else reject(error);
    });
  });
}
