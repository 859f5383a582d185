import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Results } from '../measure/results.ts';
import { chartOf } from './chart.ts';
import { markdownOf } from './markdown.ts';

/** The same numbers to read, to compute with and to look at. */
export async function writeReport(directory: string, results: Results): Promise<void> {
  await mkdir(directory, { recursive: true });
  const write = (name: string, text: string) => writeFile(join(directory, name), text);
  await write('results.md', `${markdownOf(results)}\n![Operations a second](results.svg)\n`);
  await write('results.json', `${JSON.stringify(results, undefined, 2)}\n`);
  await write('results.svg', chartOf(results));
}
