import { modelText } from '../pki/acl-files.ts';
import { MokvError } from '../shared/errors.ts';
import type { Authorization } from './server/authorization.ts';
import type { Gate } from './server/ledger.ts';
import { compilePolicy } from './server/policy.ts';

/** Who everybody is on a node without TLS. A certificate is what names a user, and there is none. */
const everybody = 'anonymous';

export const anonymousAuthentication: Gate['authentication'] = { userOf: () => everybody };

/** Access control of a node without TLS: its one user may do everything, and that cannot be changed. */
export async function openToAll(): Promise<Authorization> {
  const text = {
    modelFile: 'the built-in model',
    model: modelText,
    policyFile: '(none: the node runs with --insecure)',
    policy: [
      `p, ${everybody}, *, produce`,
      `p, ${everybody}, *, consume`,
      `p, ${everybody}, cluster, admin`,
      `p, ${everybody}, cluster, observe`,
      '',
    ].join('\n'),
  };
  return {
    policy: await compilePolicy(text),
    reload: async () => undefined,
    files: async () => text,
    compile: () => Promise.reject(noUsers()),
    replace: () => Promise.reject(noUsers()),
    close: () => undefined,
  };
}

function noUsers(): MokvError {
  return new MokvError(
    'CONDITION_FAILED',
    'this node runs with --insecure: it has no users to give rights to',
    {
      hint: 'run it with certificates and a policy file to say who may do what',
    },
  );
}
