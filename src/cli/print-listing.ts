import type { CommandContext } from './command-context.ts';
import { escapeLine } from './escape-control.ts';
import { type OutputFormat, type OutputOptions, write } from './output.ts';

/** The formats of commands that print a list; addOutputOptions takes them. */
export const listFormats = ['plain', 'table', 'json', 'ndjson', 'name'] as const;

/** A list in every form that a command can be asked for. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly columns: readonly string[];
  /** The fields of a row; control characters need not be escaped. */
  readonly cells: (item: Item) => readonly string[];
  /** The line of `-o name`. */
  readonly name: (item: Item) => string;
  /** The line of `-o ndjson`. */
  readonly record: (item: Item) => object;
  /** The document of `-o json`, around the records. */
  readonly document: (records: readonly object[]) => object;
  /** A line under the table. */
  readonly footer?: string;
}

/** A table on a terminal, fields between tabs elsewhere, unless `-o` says what it is to be. */
export async function printListing<Item>(
  { stdout }: CommandContext,
  { output }: OutputOptions,
  listing: Listing<Item>,
): Promise<void> {
  await write(stdout, await render(listing, output ?? (stdout.isTTY ? 'table' : 'plain')));
}

async function render<Item>(listing: Listing<Item>, format: OutputFormat): Promise<string> {
  const { items } = listing;
  const cellsOf = (item: Item): string[] => listing.cells(item).map(escapeLine);
  switch (format) {
    case 'json':
      return `${JSON.stringify(listing.document(items.map(listing.record)))}\n`;
    case 'ndjson':
      return items.map((item) => `${JSON.stringify(listing.record(item))}\n`).join('');
    case 'table': {
      const { formatTable } = await import('./format-table.ts');
      const footer = listing.footer === undefined ? '' : `${escapeLine(listing.footer)}\n`;
      return `${formatTable(listing.columns, items.map(cellsOf))}${footer}`;
    }
    case 'name':
      return items.map((item) => `${escapeLine(listing.name(item))}\n`).join('');
    case 'plain':
    case 'raw':
      return items.map((item) => `${cellsOf(item).join('\t')}\n`).join('');
  }
}
