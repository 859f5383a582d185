import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { nodesSchemas } from '../schema-parts.ts';

const lines = z.array(z.string()).describe('lines of the policy');
const user = z.object({ user: z.string() });
const digest = z.string().describe('SHA-256 of the policy');
const differing = z.object({
  id: z.string(),
  differs: z.boolean(),
  lines: z.array(z.string()).describe('- in front of what the node has, + of what the file has'),
});

export const aclSchemas: OutputSchemas = {
  'acl whoami': {
    json: user.extend({
      roles: z.array(z.string()),
      rules: lines,
      node: z.string().describe('who answers'),
    }),
  },
  'acl test': { json: z.object({ allowed: z.boolean(), rules: lines }) },
  'acl explain': {
    json: z.object({
      allowed: z.boolean(),
      roles: z.array(z.string()),
      rules: lines.describe('that match'),
      nearest: z.string().nullable().describe('the rule that comes nearest when none matches'),
      grant: z.string().nullable().describe('the line that would grant it; null: it is granted'),
    }),
  },
  'acl who-can': { json: z.object({ users: z.array(user) }), ndjson: user },
  'acl policy get': {
    json: z.object({ policy: z.string(), model: z.string(), digest, file: z.string() }),
  },
  'acl policy set': nodesSchemas({
    changed: z.boolean().optional(),
    digest: digest.optional(),
    warnings: z.array(z.string()).optional(),
  }),
  'acl policy validate': nodesSchemas({
    digest: digest.optional(),
    warnings: z.array(z.string()).optional(),
  }),
  'acl policy diff': { json: z.object({ nodes: z.array(differing) }) },
};
