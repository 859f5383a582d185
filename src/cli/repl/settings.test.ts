import { describe, expect, it } from 'vitest';
import { applySetting, defaultSettings, settingLines } from './settings.ts';

describe('settings', () => {
  it('change one by one', () => {
    const settings = defaultSettings();
    applySetting(settings, ['mode', 'json']);
    applySetting(settings, ['complete', 'keys', 'off']);
    expect(settings).toEqual({ ...defaultSettings(), mode: 'json', 'complete keys': 'off' });
  });

  it.each([
    [['modes', 'json'], 'there is no setting "modes"'],
    [[], 'there is no setting ""'],
    [['complete', 'off'], 'there is no setting "complete"'],
    [['mode'], 'mode takes one of auto, plain, table, json, ndjson'],
    [['mode', 'xml'], 'mode takes one of auto, plain, table, json, ndjson'],
    [['mode', 'json', 'now'], 'mode takes one of auto, plain, table, json, ndjson'],
  ])('%j is refused and changes nothing', (words, message) => {
    const settings = defaultSettings();
    expect(() => applySetting(settings, words)).toThrow(message);
    expect(settings).toEqual(defaultSettings());
  });

  it('are saved as the commands that make them again, but for those of the session', () => {
    const settings = defaultSettings();
    expect(settingLines(settings)).toBe('');
    for (const words of ['mode table', 'complete keys off', 'readonly on']) {
      applySetting(settings, words.split(' '));
    }
    expect(settingLines(settings)).toBe('.mode table\n.complete keys off\n');
  });
});
