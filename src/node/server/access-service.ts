import { createHash } from 'node:crypto';
import type { mokv } from '../../api/gen/messages.js';
import { accessService } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';
import { limits as sharedLimits } from '../../shared/limits.ts';
import { quoted } from '../../shared/quoted.ts';
import { type Authorization, policyLine } from './authorization.ts';
import { type Rpc, unary } from './call.ts';
import { explain, isAction, linesAbout, type Question, whoCan } from './policy-explanation.ts';
import { actions, clusterActions, clusterObject, rolesOf } from './policy-file.ts';

const limits = { policyBytesMax: 3 * 1024 * 1024 } as const;

/** mokv.v1.Access: who may do what. */
export function accessRpcs(nodeId: string, authorization: Authorization): Rpc[] {
  const requires = { type: 'cluster', actions: ['admin'] } as const;
  return [
    unary({
      method: accessService.whoAmI,
      requires: { type: 'authenticated' },
      handle: (_, user) => whoAmI(nodeId, authorization, user),
    }),
    unary({
      method: accessService.explain,
      requires,
      handle: (request) => explanation(authorization, request),
    }),
    unary({
      method: accessService.whoCan,
      requires,
      handle: (request) => ({ users: whoCan(authorization.policy, checked(request)) }),
    }),
    unary({ method: accessService.getPolicy, requires, handle: () => policyText(authorization) }),
    unary({
      method: accessService.setPolicy,
      requires,
      handle: (request, user) => setPolicy(authorization, request, user),
    }),
  ];
}

function whoAmI(nodeId: string, { policy }: Authorization, user: string): mokv.v1.IWhoAmIResponse {
  const roles = [...rolesOf(policy.file.roles, user)].filter((role) => role !== user);
  return { user, roles, rules: linesAbout(policy, user), nodeId };
}

function explanation(
  { policy }: Authorization,
  request: mokv.v1.ExplainRequest,
): mokv.v1.IExplainResponse {
  if (request.user === '') throw invalid('a user must be named');
  const question = { ...checked(request), user: request.user };
  const { allowed, roles, rules, nearest } = explain(policy, question);
  const grant = policyLine(question.user, question.action, question.object);
  return { allowed, roles: [...roles], rules: [...rules], nearest: nearest ?? '', grant };
}

function checked(request: {
  readonly action: string;
  readonly object: string;
}): Omit<Question, 'user'> {
  const { action, object } = request;
  if (!isAction(action)) {
    throw invalid(`unknown action ${quoted(action)}: one of ${actions.join(', ')}`);
  }
  if (clusterActions.some((candidate) => candidate === action)) {
    if (object === '' || object === clusterObject) return { action, object: clusterObject };
    throw invalid(`the object of ${action} is "${clusterObject}"`);
  }
  if (object === '') throw invalid(`the key to ${action} must be named`);
  if (Buffer.byteLength(object) > sharedLimits.keyBytesMax) throw invalid('the key is too long');
  return { action, object };
}

async function policyText(authorization: Authorization): Promise<mokv.v1.IGetPolicyResponse> {
  const { policy, model, policyFile } = await authorization.files();
  return { policy, model, digest: digestOf(policy), file: policyFile };
}

/** Whoever sets a policy keeps the right to set the next one: a cluster without an admin has no way back. */
async function setPolicy(
  authorization: Authorization,
  request: mokv.v1.SetPolicyRequest,
  user: string,
): Promise<mokv.v1.ISetPolicyResponse> {
  const { policy: text, expectedDigest, validateOnly } = request;
  if (Buffer.byteLength(text) > limits.policyBytesMax) {
    throw invalid(`a policy has at most ${limits.policyBytesMax} bytes`);
  }
  const compiled = await authorization.compile(text).catch((error: unknown) => {
    if (!(error instanceof MokvError)) throw error;
    throw new MokvError('INVALID_ARGUMENT', error.message, { hint: error.hint, cause: error });
  });
  if (!compiled.mayCluster(user, 'admin')) {
    throw new MokvError('CONDITION_FAILED', `under this policy "${user}" could not set another`, {
      hint: `keep the line: p, ${user}, ${clusterObject}, admin`,
    });
  }
  if (expectedDigest !== '') await checkDigest(authorization, expectedDigest);
  if (!validateOnly) await authorization.replace(text);
  return { digest: digestOf(text), warnings: [...compiled.file.warnings] };
}

async function checkDigest(authorization: Authorization, expected: string): Promise<void> {
  const { policy } = await authorization.files();
  if (digestOf(policy) === expected) return;
  throw new MokvError('CONDITION_FAILED', 'the policy has changed in the meantime', {
    hint: "look at it with 'mokv acl policy get' and change it anew",
  });
}

function digestOf(policy: string): string {
  return createHash('sha256').update(policy).digest('hex');
}

function invalid(message: string): MokvError {
  return new MokvError('INVALID_ARGUMENT', message);
}
