import { messageOf } from '../../shared/errors.ts';
import type { Change } from '../facts.ts';
import type { ScreenOptions } from '../screen-options.ts';
import { copyToClipboard } from './copy-to-clipboard.ts';
import { editText } from './edit-text.ts';
import type { Errand, Intent } from './intents.ts';
import { saveFrame } from './save-frame.ts';
import { stopProcess } from './stop-process.ts';
import type { TerminalControl } from './terminal-control.ts';

const limits = { pagerFlushMs: 100 } as const;

/** Carries out what keys mean. Whatever fails becomes a notice or the answer of its dialog. */
export function createErrands(
  options: ScreenOptions,
  control: TerminalControl,
): (intent: Intent) => void {
  const { store } = options;
  return (intent) => {
    if (isErrand(intent)) {
      runErrand({ options, control }, intent).catch((error: unknown) => warn(options, error));
      return;
    }
    store.dispatch(intent);
    if (intent.type === 'changeProposed') askConsequence(options, intent.change);
  };
}

interface Means {
  readonly options: ScreenOptions;
  readonly control: TerminalControl;
}

const errands: Readonly<Record<Errand['type'], true>> = {
  quit: true,
  suspend: true,
  redraw: true,
  reconnect: true,
  saveFrame: true,
  copy: true,
  copyValue: true,
  edit: true,
  runLine: true,
  perform: true,
};

function isErrand(intent: Intent): intent is Errand {
  return intent.type in errands;
}

async function runErrand({ options, control }: Means, errand: Errand): Promise<void> {
  switch (errand.type) {
    case 'quit':
      return control.exit();
    case 'suspend':
      return control.lend(stopProcess);
    case 'redraw':
      return control.repaint();
    case 'reconnect':
      options.source.reconnect();
      return tell(options, 'connecting anew');
    case 'saveFrame':
      return tell(options, `saved as ${await saveFrame(options)}`);
    case 'copy':
      return tell(options, await copyToClipboard(options, errand.text, errand.what));
    case 'copyValue': {
      const { value } = await options.source.readValue(errand.key);
      const text = Buffer.from(value).toString('utf8');
      return tell(options, await copyToClipboard(options, text, 'the value'));
    }
    case 'edit':
      return edit({ options, control }, errand.key);
    case 'runLine':
      return runLine(options, errand.line);
    case 'perform':
      return perform(options);
  }
}

function askConsequence({ store, source }: ScreenOptions, change: Change): void {
  const { dialog } = store.getState().ui;
  if (dialog?.type !== 'confirm' || dialog.confirmation.change !== change) return;
  source.consequenceOf(change).then(
    (consequence) => store.dispatch({ type: 'consequenceKnown', change, consequence }),
    (error: unknown) =>
      store.dispatch({ type: 'consequenceUnknown', change, message: messageOf(error) }),
  );
}

async function perform({ store, source }: ScreenOptions): Promise<void> {
  const { dialog } = store.getState().ui;
  if (dialog?.type !== 'confirm' || dialog.confirmation.progress.type !== 'running') return;
  try {
    store.dispatch({ type: 'changeDone', text: await source.perform(dialog.confirmation.change) });
  } catch (error) {
    store.dispatch({ type: 'changeFailed', message: messageOf(error) });
  }
}

/** What was edited is set only if nobody else has changed it meanwhile. */
async function edit({ options, control }: Means, key: string): Promise<void> {
  const { store, source, editor } = options;
  if (editor === undefined) {
    return warn(options, new Error('no editor is known: set EDITOR'));
  }
  const { value, revision } = await source.readValue(key);
  let after: Uint8Array = value;
  await control.lend(async () => {
    after = await editText(value, editor);
  });
  if (Buffer.compare(value, after) === 0) return tell(options, 'nothing was changed');
  const condition = { type: 'revision', revision } as const;
  const change: Change = { type: 'set', key, value: after, condition };
  store.dispatch({ type: 'changeProposed', change });
  askConsequence(options, change);
}

/** Lines of a command come by the thousand; the pager takes them by the tenth of a second. */
async function runLine({ store, runLine: run }: ScreenOptions, line: string): Promise<void> {
  let waiting: string[] = [];
  const flush = (): void => {
    if (waiting.length === 0) return;
    store.dispatch({ type: 'pagerWritten', lines: waiting });
    waiting = [];
  };
  store.dispatch({ type: 'pagerOpened', title: line });
  const timer = setInterval(flush, limits.pagerFlushMs);
  try {
    const columns = Math.max(store.getState().ui.size.columns - 4, 1);
    const exitCode = await run(line, { columns, onLine: (text) => void waiting.push(text) });
    flush();
    store.dispatch({ type: 'pagerEnded', exitCode });
  } finally {
    clearInterval(timer);
  }
}

function tell({ store }: ScreenOptions, text: string): void {
  store.dispatch({ type: 'noticed', notice: { text, severity: 'info' } });
}

function warn({ store }: ScreenOptions, error: unknown): void {
  store.dispatch({ type: 'noticed', notice: { text: messageOf(error), severity: 'warning' } });
}
