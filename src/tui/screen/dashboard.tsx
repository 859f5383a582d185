import { Box, Text, useApp, useInput, usePaste, useStdout } from 'ink';
import { memo, type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ScreenOptions } from '../screen-options.ts';
import type { DashboardState } from '../state.ts';
import { createErrands } from './errands.ts';
import { drawFrame } from './frame.ts';
import type { FrameOutput } from './frame-output.ts';
import { intentsOf } from './intents-of.ts';
import { paintWith } from './palette.ts';
import { pressesOf } from './presses.ts';
import { insertIntents } from './prompt-intents.ts';
import type { TerminalControl } from './terminal-control.ts';

interface DashboardProps {
  readonly options: ScreenOptions;
  readonly output: FrameOutput;
}

/** The whole screen: one listener for keys, one drawing of the state, one row of text for each line. */
export function Dashboard({ options, output }: DashboardProps): ReactNode {
  const { store, colorLevel } = options;
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const control = useTerminalControl(output);
  const carryOut = useMemo(() => createErrands(options, control), [options, control]);
  useInput((input, key) => {
    for (const press of pressesOf(input, key)) {
      for (const intent of intentsOf(store.getState(), press)) carryOut(intent);
    }
  });
  usePaste((text) => {
    const { prompt } = store.getState().ui;
    if (prompt !== undefined) for (const intent of insertIntents(prompt, text)) carryOut(intent);
  });
  const { size } = state.ui;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a size that has changed is what needs a repaint
  useEffect(() => control.repaint(), [control, size]);
  useEffect(() => {
    process.on('SIGCONT', control.repaint);
    return () => void process.off('SIGCONT', control.repaint);
  }, [control]);
  const rows = paintedRows(state, colorLevel);
  return (
    <Box flexDirection="column" width={size.columns} height={rows.length}>
      {rows.map(({ row, text }) => (
        <Row key={row} text={text} />
      ))}
    </Box>
  );
}

const Row = memo(({ text }: { readonly text: string }) => <Text wrap="truncate">{text}</Text>);

/** What is out of date is dim, all but the line that says so. */
function paintedRows(
  state: DashboardState,
  colorLevel: ScreenOptions['colorLevel'],
): readonly { readonly row: number; readonly text: string }[] {
  const clear = paintWith(colorLevel, false);
  const body = state.connection.type === 'stale' ? paintWith(colorLevel, true) : clear;
  return drawFrame(state).map((line, row) => ({ row, text: row === 0 ? clear(line) : body(line) }));
}

function useTerminalControl(output: FrameOutput): TerminalControl {
  const { exit, suspendTerminal, waitUntilRenderFlush } = useApp();
  const { write } = useStdout();
  return useMemo(
    () => ({
      exit: () => exit(),
      repaint: () => {
        waitUntilRenderFlush().then(() => {
          output.release();
          // Home, and blank from there: erasing the screen would take what is above it as well.
          write('\x1b[H\x1b[J');
        }, exit);
      },
      lend: (use) => suspendTerminal(use),
    }),
    [exit, suspendTerminal, waitUntilRenderFlush, write, output],
  );
}
