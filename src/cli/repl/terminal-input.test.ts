import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { TerminalInput } from './terminal-input.ts';

describe('TerminalInput', () => {
  let keyboard: PassThrough;
  let input: TerminalInput;
  let seen: string[];

  beforeEach(async () => {
    keyboard = new PassThrough();
    seen = [];
    const source = Object.assign(keyboard, { setRawMode: () => keyboard });
    input = new TerminalInput(source, {
      paste: (text) => seen.push(`paste ${text}`),
      interrupt: () => seen.push('interrupt'),
    });
    input.on('data', (keys: string) => {
      seen.push(keys);
      if (keys.endsWith('\r')) input.hold();
    });
    await settled();
  });

  it('passes keys on, a line at a time and Tab alone', async () => {
    await press('get\ta\rget b\r');
    expect(seen).toEqual(['get', '\t', 'a\r']);
    input.release();
    await settled();
    expect(seen).toEqual(['get', '\t', 'a\r', 'get b\r']);
  });

  it('keeps keys and pastes while it is held', async () => {
    input.hold();
    await press('a');
    await press('\x1b[200~b\nc\x1b[201~d');
    expect(seen).toEqual([]);
    input.release();
    await settled();
    expect(seen).toEqual(['a', 'paste b\nc', 'd']);
  });

  it('lets Ctrl-C through and drops what was typed before it', async () => {
    input.hold();
    await press('ab');
    await press('c\x03d');
    expect(seen).toEqual(['interrupt']);
    input.release();
    await settled();
    expect(seen).toEqual(['interrupt', 'd']);
  });

  it('puts characters together that arrive in pieces', async () => {
    const bytes = Buffer.from('値');
    await press(bytes.subarray(0, 1));
    await press(bytes.subarray(1));
    expect(seen).toEqual(['値']);
  });

  async function press(keys: string | Uint8Array): Promise<void> {
    keyboard.write(keys);
    await settled();
  }
});

/** Streams hand on what they have within a turn of the event loop or two. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
