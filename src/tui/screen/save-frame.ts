import type { ScreenOptions } from '../screen-options.ts';
import { shownPicture } from '../shown.ts';
import { drawFrame } from './frame.ts';
import { saveText } from './save-text.ts';

/** The screen as text, and what it knows of the cluster as JSON. Gives back the path of the text. */
export async function saveFrame({ store, saveDirectory }: ScreenOptions): Promise<string> {
  const state = store.getState();
  const lines = drawFrame(state).map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
  const moment = new Date();
  const path = await saveText(saveDirectory, 'txt', `${lines.join('\n')}\n`, moment);
  const facts = { view: state.ui.view, cluster: shownPicture(state) };
  await saveText(saveDirectory, 'json', `${JSON.stringify(facts, undefined, 2)}\n`, moment);
  return path;
}
