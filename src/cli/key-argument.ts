import { MokvError } from '../shared/errors.ts';
import { limits } from '../shared/limits.ts';

/** Checks a key before the network does. */
export function checkKey(key: string): string {
  const sizeBytes = Buffer.byteLength(key);
  if (sizeBytes === 0) throw new MokvError('USAGE', 'the key is empty', { hint: sizeHint });
  if (sizeBytes > limits.keyBytesMax) {
    throw new MokvError('USAGE', `the key has ${sizeBytes} bytes`, { hint: sizeHint });
  }
  return checkText('the key', key);
}

/**
 * Node turns bytes of the command line that are not UTF-8 into U+FFFD; to go on would address another
 * key, or store another value, than was meant.
 */
export function checkText(what: string, text: string): string {
  if (!text.includes('\uFFFD')) return text;
  throw new MokvError('USAGE', `${what} is not valid UTF-8`, {
    hint: 'keys are UTF-8 text; bytes go into a value through stdin (-) or a file (@file)',
  });
}

const sizeHint = `a key has 1 to ${limits.keyBytesMax} bytes`;
