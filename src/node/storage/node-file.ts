import { readFile } from 'node:fs/promises';
import { MokvError } from '../../shared/errors.ts';
import { writeFileAtomically } from './directory.ts';
import { corrupt, isMissing } from './disk-error.ts';

/** Says whose data directory it is. A start writes it last: a directory without it was never ready. */
export async function writeNodeFile(path: string, nodeId: string): Promise<void> {
  const fields = { format: formatVersion, nodeId, created: new Date().toISOString() };
  await writeFileAtomically(path, Buffer.from(`${JSON.stringify(fields, undefined, 2)}\n`));
}

/**
 * False when there is no such file. Throws CONFIG when it belongs to another node or to a newer mokv,
 * CORRUPT when it is damaged.
 */
export async function checkNodeFile(path: string, nodeId: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (text === undefined) return false;
  const fields = parseNodeFile(path, text);
  if (fields.format > formatVersion) {
    throw new MokvError('CONFIG', `${path}: written by a newer mokv (format ${fields.format})`, {
      hint: `this mokv reads up to format ${formatVersion}: start the newer one`,
    });
  }
  if (fields.nodeId !== nodeId) throw otherNode(path, fields.nodeId);
  return true;
}

export function otherNode(path: string, nodeId: string): MokvError {
  return new MokvError('CONFIG', `${path}: belongs to node ${JSON.stringify(nodeId)}`, {
    hint: 'start that node here, or give this one a data-dir of its own',
  });
}

const formatVersion = 1;

function parseNodeFile(path: string, text: string): { format: number; nodeId: string } {
  const fields = parseJson(path, text);
  if (typeof fields === 'object' && fields !== null && 'format' in fields && 'nodeId' in fields) {
    const { format, nodeId } = fields;
    if (typeof nodeId === 'string' && typeof format === 'number' && format >= 1) {
      return { format, nodeId };
    }
  }
  throw corrupt(path, 'format or nodeId is missing or damaged');
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw corrupt(path, 'is not JSON any more', error);
  }
}
