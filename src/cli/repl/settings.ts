import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';

/** The values that each setting of the shell may have; the first is the default. */
export const settingChoices = {
  mode: ['auto', 'plain', 'table', 'json', 'ndjson'],
  consistency: ['linearizable', 'stale'],
  timing: ['off', 'on'],
  'complete keys': ['on', 'off'],
  hints: ['on', 'off'],
  readonly: ['off', 'on'],
} as const;

export type SettingName = keyof typeof settingChoices;
export type Settings = { [Name in SettingName]: (typeof settingChoices)[Name][number] };

/** What each setting is about, for `.help`. */
export const settingMeanings: Readonly<Record<SettingName, string>> = {
  mode: 'how commands print; auto lets each choose',
  consistency: 'of reads; stale reads what the connected node has in memory',
  timing: 'show how long each command took; slow ones show it anyway',
  'complete keys': 'complete the names of keys, which asks the cluster',
  hints: 'show behind the cursor what a command takes',
  readonly: 'refuse commands that change something',
};

/** Those that are about this session alone. */
const unsaved: readonly SettingName[] = ['readonly'];

export function defaultSettings(): Settings {
  const { mode, consistency, timing, hints, readonly } = settingChoices;
  return {
    mode: mode[0],
    consistency: consistency[0],
    timing: timing[0],
    'complete keys': settingChoices['complete keys'][0],
    hints: hints[0],
    readonly: readonly[0],
  };
}

/** Sets what `words` say, as in `mode json` or `complete keys off`; USAGE when there is no such setting or value. */
export function applySetting(settings: Settings, words: readonly string[]): void {
  const name = settingNames.find((one) => `${words.join(' ')} `.startsWith(`${one} `));
  if (name === undefined) throw unknownSetting(words);
  const values = words.slice(name.split(' ').length);
  const value = settingChoices[name].find((choice) => choice === values[0]);
  if (value === undefined || values.length !== 1) {
    const given = values.length === 0 ? 'no value' : quoted(values.join(' '));
    throw new MokvError('USAGE', `${name} takes one of ${settingChoices[name].join(', ')}`, {
      hint: `${given} is none of them`,
    });
  }
  // The value is one of the choices of this very name.
  Object.assign(settings, { [name]: value });
}

export const settingNames = Object.keys(settingChoices) as readonly SettingName[];

function unknownSetting(words: readonly string[]): MokvError {
  const name = words[0] ?? '';
  return new MokvError('USAGE', `there is no setting ${quoted(name)}`, {
    hint: `there is ${settingNames.join(', ')}`,
  });
}

/** The lines of the file that gives the settings back to the next session. */
export function settingLines(settings: Settings): string {
  const defaults = defaultSettings();
  return settingNames
    .filter((name) => !unsaved.includes(name) && settings[name] !== defaults[name])
    .map((name) => `.${name} ${settings[name]}\n`)
    .join('');
}
