import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makePrivateDirectory, writeNewFile } from '../../pki/private-file.ts';
import { MokvError } from '../../shared/errors.ts';
import { errnoCodeOf, fileErrorOf } from '../../shared/file-error.ts';
import { asDotCommand } from './dot-commands.ts';
import { wordsOf } from './run-script.ts';
import { applySetting, defaultSettings, type Settings, settingLines } from './settings.ts';
import { splitText } from './split-line.ts';

/** The settings that the last session left: commands such as `.mode json`, one a line. CONFIG names what is none. */
export async function readSettings(path: string | undefined): Promise<Settings> {
  const settings = defaultSettings();
  for (const words of wordsOf(splitText(await textOf(path)).commands)) {
    try {
      applySetting(settings, asDotCommand(words) ?? words);
    } catch (error) {
      throw withPath(error, path);
    }
  }
  return settings;
}

function withPath(error: unknown, path: string | undefined): unknown {
  if (!(error instanceof MokvError)) return error;
  const { message, hint } = error;
  return new MokvError('CONFIG', `${path}: ${message}`, { hint, cause: error });
}

async function textOf(path: string | undefined): Promise<string> {
  if (path === undefined) return '';
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoCodeOf(error) === 'ENOENT') return '';
    throw fileErrorOf(error, 'read', path);
  }
}

/** Keeps settings for the next session. */
export async function writeSettings(path: string | undefined, settings: Settings): Promise<void> {
  if (path === undefined) return;
  await makePrivateDirectory(dirname(path));
  const text = settingLines(settings);
  await writeNewFile({ path, text, access: 'private', ifPresent: 'replace' });
}
