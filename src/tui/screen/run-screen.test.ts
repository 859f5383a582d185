import { beforeAll, describe, expect, it } from 'vitest';
import { exampleDashboard } from '../../../test/support/example-dashboard.ts';
import { startExampleScreen } from '../../../test/support/example-screen.ts';

const sizes = ['40x8', '60x15', '80x24', '100x30', '200x60'] as const;
const looks = {
  color: { colorLevel: 1, charset: 'unicode' },
  none: { colorLevel: 0, charset: 'unicode' },
  ascii: { colorLevel: 0, charset: 'ascii' },
} as const;

describe('the first frame', () => {
  beforeAll(() => {
    process.env.TZ = 'UTC';
  });

  const cases = sizes.flatMap((size) =>
    (['color', 'none', 'ascii'] as const).map((look) => [size, look] as const),
  );

  it.each(cases)('at %s with %s is as it was agreed on', async (size, look) => {
    const [columns = 0, rows = 0] = size.split('x').map(Number);
    const { colorLevel, charset } = looks[look];
    const state = exampleDashboard({ size: { columns, rows }, setup: { charset } });
    const screen = await startExampleScreen(state, { colorLevel });
    const frame = screen.terminal.styledText();
    await screen.end();
    await expect(`${frame}\n`).toMatchFileSnapshot(`golden/nodes-${size}-${look}.txt`);
  });
});
