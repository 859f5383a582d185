import type { ChalkInstance, ColorSupportLevel } from 'chalk';
import type { OutputStream } from './command-context.ts';
import type { Environment } from './environment.ts';

export const colorChoices = ['auto', 'always', 'never'] as const;

export interface ColorOptions {
  /** Undefined is auto. */
  readonly color?: (typeof colorChoices)[number];
}

type ColorVariables = Pick<
  Environment,
  'noColor' | 'mokvNoColor' | 'forceColor' | 'term' | 'colorTerm'
>;

/** The only place that decides on colour: flag, then MOKV_NO_COLOR and NO_COLOR, then CLICOLOR_FORCE, then the terminal. */
export function colorLevel(
  { color = 'auto' }: ColorOptions,
  environment: ColorVariables,
  { isTTY }: OutputStream,
): ColorSupportLevel {
  const { noColor, mokvNoColor, forceColor, term } = environment;
  if (color === 'never') return 0;
  if (color === 'always') return depthOf(environment);
  if (noColor !== undefined || mokvNoColor !== undefined) return 0;
  if (forceColor !== undefined && forceColor !== '0') return depthOf(environment);
  return isTTY && term !== 'dumb' ? depthOf(environment) : 0;
}

/** Chalk for a stream. Its own detection is not used: it knows nothing of NO_COLOR. */
export async function paintFor(level: ColorSupportLevel): Promise<ChalkInstance> {
  const { Chalk } = await import('chalk');
  return new Chalk({ level });
}

function depthOf({ term, colorTerm }: ColorVariables): ColorSupportLevel {
  if (colorTerm === 'truecolor' || colorTerm === '24bit') return 3;
  return term?.endsWith('256color') ? 2 : 1;
}
