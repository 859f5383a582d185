import { MokvError } from '../../shared/errors.ts';
import { limits } from '../../shared/limits.ts';

/** @throws INVALID_ARGUMENT */
export function checkKeySize(key: string): void {
  if (key === '') throw new MokvError('INVALID_ARGUMENT', 'the key is empty');
  // Most keys are so short that no encoding of them is too long.
  if (key.length * 3 <= limits.keyBytesMax) return;
  const bytes = Buffer.byteLength(key, 'utf8');
  if (bytes > limits.keyBytesMax) {
    throw new MokvError(
      'INVALID_ARGUMENT',
      `the key has ${bytes} bytes, at most ${limits.keyBytesMax} are allowed`,
    );
  }
}

/** @throws RESOURCE_EXHAUSTED */
export function checkValueSize(value: Uint8Array): void {
  if (value.length > limits.valueBytesMax) {
    throw new MokvError(
      'RESOURCE_EXHAUSTED',
      `the value has ${value.length} bytes, at most ${limits.valueBytesMax} are allowed`,
    );
  }
}
