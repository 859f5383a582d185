import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { invariant } from '../shared/invariant.ts';

/** The package's proto/, looked for upwards: this module runs from src/ and, bundled, from dist/. */
export function protoDirectory(): string {
  for (let dir = import.meta.dirname; ; dir = dirname(dir)) {
    const candidate = join(dir, 'proto');
    if (existsSync(join(candidate, 'kv.proto'))) return candidate;
    invariant(dirname(dir) !== dir, 'the package ships its proto directory');
  }
}
