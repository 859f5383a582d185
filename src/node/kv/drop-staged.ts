import { byteStringOfText } from '../../shared/byte-string.ts';
import type { Command } from './command.ts';

/** Frees the keys of a restore that will not finish. */
export const dropStaged: Command = {
  type: 'stageRestore',
  restoreId: byteStringOfText(''),
  keys: [],
};
