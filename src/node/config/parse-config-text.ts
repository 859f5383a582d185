import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';

/** The text of a value, or of each item of a list; as written, without a meaning yet. */
export type RawValue = string | readonly string[];

export interface ConfigEntry {
  readonly key: string;
  readonly value: RawValue;
  readonly line: number;
}

/**
 * The entries of a YAML file of `key: value` lines, where a value is a scalar or a list of scalars.
 * Scalars keep their text, so that `0x50` or `1e3` is no number that somebody else chose.
 * Throws CONFIG with file, line and column for anything else.
 */
export function parseConfigText(text: string, path: string): readonly ConfigEntry[] {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: 'error',
  });
  const at = (offset: number | undefined): Place => ({ path, ...lines.linePos(offset ?? 0) });
  refuseErrors(document, at);
  refuseSpecialNodes(document, at);
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === '')) return [];
  if (!isMap(contents))
    throw wrong(at(contents.range?.[0]), 'expected lines of the form key: value');
  const entries = contents.items.map((pair) => entryOf(pair, at));
  refuseDuplicates(entries, path);
  return entries;
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly col: number;
}

type PlaceOf = (offset: number | undefined) => Place;

function refuseErrors(document: Document.Parsed, at: PlaceOf): void {
  const [first] = [...document.errors, ...document.warnings];
  if (first === undefined) return;
  const isSecondDocument = first.code === 'MULTIPLE_DOCS';
  const what = isSecondDocument ? 'a second document starts here' : firstLineOf(first.message);
  throw wrong(at(first.pos[0]), what, first);
}

/** Anchors and aliases can blow a small file up; tags change what a text means. */
function refuseSpecialNodes(document: Document.Parsed, at: PlaceOf): void {
  visit(document, {
    Node: (_key, node) => {
      const place = at(node.range?.[0]);
      if (isAlias(node)) throw wrong(place, 'aliases are not supported');
      if (node.anchor !== undefined) throw wrong(place, 'anchors are not supported');
      if (node.tag !== undefined) throw wrong(place, 'tags are not supported');
    },
  });
}

function entryOf(pair: Pair, at: PlaceOf): ConfigEntry {
  const { key, value } = pair as Pair<Node, Node | null>;
  const place = at(key.range?.[0]);
  if (!isScalar(key) || typeof key.value !== 'string') throw wrong(place, 'expected a plain key');
  const name = key.value;
  if (isSeq(value)) {
    return {
      key: name,
      value: value.items.map((item) => scalarText(item, name, place)),
      line: place.line,
    };
  }
  if (isMap(value)) throw wrong(place, `${quoted(name)}: expected a value, got a map`);
  return { key: name, value: scalarText(value, name, place), line: place.line };
}

function scalarText(node: unknown, key: string, place: Place): string {
  if (!isScalar(node))
    throw wrong(place, `${quoted(key)}: expected a value, got a list or map in a list`);
  const text = String(node.value);
  const isPlain = node.type === undefined || node.type === 'PLAIN';
  if (isPlain && /^(|~|null|Null|NULL)$/.test(text)) {
    throw wrong(place, `${quoted(key)}: expected a value, got nothing`);
  }
  return text;
}

function refuseDuplicates(entries: readonly ConfigEntry[], path: string): void {
  const lineOfKey = new Map<string, number>();
  for (const { key, line } of entries) {
    const first = lineOfKey.get(key);
    if (first !== undefined) {
      throw wrong({ path, line, col: 1 }, `${quoted(key)} is set twice, first on line ${first}`);
    }
    lineOfKey.set(key, line);
  }
}

function firstLineOf(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

function wrong({ path, line, col }: Place, what: string, cause?: unknown): MokvError {
  return new MokvError('CONFIG', `${path}:${line}:${col}: ${what}`, { cause });
}
