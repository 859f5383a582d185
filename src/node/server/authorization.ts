import { isUtf8 } from 'node:buffer';
import { promises } from 'node:fs';
import { MokvError, messageOf } from '../../shared/errors.ts';
import { fileErrorOf } from '../../shared/file-error.ts';
import type { Logger } from '../../shared/logger.ts';
import { quoted } from '../../shared/quoted.ts';
import { watchFiles } from './file-watcher.ts';
import { compilePolicy, type Policy } from './policy.ts';
import type { Action } from './policy-file.ts';

const limits = { fileBytesMax: 16 * 1024 * 1024 } as const;

export interface AclText {
  readonly policyFile: string;
  readonly model: string;
  readonly policy: string;
}

interface AclFiles {
  readonly modelFile: string;
  readonly policyFile: string;
}

export interface AuthorizationOptions {
  readonly files: AclFiles;
  readonly log: Logger;
  /** A changed file could not be used; the policy before it still decides. */
  onReloadFailed(): void;
}

export interface Authorization {
  /** The policy in force; ask anew for each decision, so that a revoked right ends at once. */
  readonly policy: Policy;
  /** Rejects with CONFIG or FILE_PERMISSION, and then keeps the policy that it has. */
  reload(): Promise<void>;
  /** The files as they are now, whether they are in force or not. */
  files(): Promise<AclText>;
  /** What this policy would be. Rejects with CONFIG. */
  compile(policy: string): Promise<Policy>;
  /** Puts it in the place of the policy file, whole or not at all, and in force. Rejects with CONFIG. */
  replace(policy: string): Promise<void>;
  close(): void;
}

/**
 * Loads the access control files and follows their changes.
 * @throws CONFIG when either file cannot be used: a node without a policy does not start.
 */
export async function openAuthorization(options: AuthorizationOptions): Promise<Authorization> {
  const { files, log } = options;
  const watcher = watchFiles([files.modelFile, files.policyFile], () => void followChange());
  let policy: Policy;
  try {
    policy = await loadPolicy(options);
  } catch (error) {
    watcher.close();
    throw error;
  }
  const reload = async () => {
    policy = await loadPolicy(options);
    log.info(files, 'access control reloaded');
  };
  const followChange = async () => {
    try {
      await reload();
    } catch (error) {
      options.onReloadFailed();
      log.error(
        { ...files, reason: messageOf(error) },
        'access control not reloaded, the old policy stays',
      );
    }
  };
  const compile = async (text: string) =>
    compilePolicy({ ...files, model: await readText(files.modelFile), policy: text });
  return {
    get policy() {
      return policy;
    },
    reload,
    files: () => readFiles(files),
    compile,
    replace: async (text) => {
      await compile(text);
      await replaceFile(files.policyFile, text);
      await reload();
    },
    close: () => watcher.close(),
  };
}

/** Names the user, the action and the object, and the policy line that would grant it. */
export function permissionDenied(user: string, action: Action, object: string): MokvError {
  const isKey = action === 'produce' || action === 'consume';
  const what = isKey ? `${action} key ${quoted(object)}` : `${action} the ${object}`;
  return new MokvError('PERMISSION_DENIED', `user "${user}" may not ${what}`, {
    hint: `to grant it, add to the policy file: ${policyLine(user, action, object)}`,
  });
}

/** As permissionDenied, for what needs the right on some key, whichever. */
export function noKeyAllowed(user: string, action: Action): MokvError {
  return new MokvError('PERMISSION_DENIED', `user "${user}" may not ${action} any key`, {
    hint: `to grant all keys, add to the policy file: p, ${user}, *, ${action}`,
  });
}

export function policyLine(user: string, action: Action, object: string): string {
  const plain = /^[^\s",*\p{C}]{1,128}$/u.test(object);
  return `p, ${user}, ${plain ? object : '<key or prefix*>'}, ${action}`;
}

async function loadPolicy({ files, log }: AuthorizationOptions): Promise<Policy> {
  const policy = await compilePolicy({ ...files, ...(await readFiles(files)) });
  for (const warning of policy.file.warnings) log.warn({ warning }, 'access control policy');
  return policy;
}

async function readFiles({ modelFile, policyFile }: AclFiles): Promise<AclText> {
  const [model, policy] = await Promise.all([readText(modelFile), readText(policyFile)]);
  return { policyFile, model, policy };
}

/** By a rename, so that no reader ever sees a part of it; with the mode of the file before it. */
async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`;
  try {
    const { mode } = await promises.stat(file);
    await promises.writeFile(temporary, text, { mode: mode & 0o777, flush: true });
    await promises.rename(temporary, file);
  } catch (error) {
    await promises.rm(temporary, { force: true });
    throw fileErrorOf(error, 'write', file);
  }
}

async function readText(file: string): Promise<string> {
  const bytes = await promises.readFile(file).catch((error: unknown) => {
    throw fileErrorOf(error, 'read', file);
  });
  if (bytes.length > limits.fileBytesMax) {
    throw new MokvError('CONFIG', `${file} is larger than ${limits.fileBytesMax} bytes`);
  }
  if (!isUtf8(bytes)) throw new MokvError('CONFIG', `${file} is not valid UTF-8`);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}
