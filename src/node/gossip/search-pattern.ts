import { invariant } from '../../shared/invariant.ts';
import { type CharacterSet, type Pattern, parsePattern } from './pattern-syntax.ts';

const limits = {
  /** What repetitions of repetitions may expand to. */
  stepsMax: 512,
} as const;

/**
 * Whether the pattern matches somewhere in the text, as Go's regexp does. The pattern comes from the
 * network: it runs as a set of states in time linear in the text, where JavaScript's RegExp would let
 * a sender hold this node for seconds (pitfall 24). A pattern outside of our syntax matches nothing.
 */
export function searchPattern(expression: string, text: string): boolean {
  const pattern = parsePattern(expression);
  if (pattern === undefined) return false;
  const program: Step[] = [];
  if (!compile(program, pattern)) return false;
  program.push({ type: 'match' });
  return run(program, [...text]);
}

type Step =
  | { readonly type: 'set'; readonly set: CharacterSet }
  | { readonly type: 'assertion'; readonly at: 'start' | 'end' }
  /** Goes on at each of the targets at once. */
  | { readonly type: 'fork'; readonly targets: number[] }
  | { readonly type: 'match' };

/** Thompson's construction; false when it gets too long. */
function compile(program: Step[], pattern: Pattern): boolean {
  if (program.length > limits.stepsMax) return false;
  switch (pattern.type) {
    case 'set':
    case 'assertion':
      program.push(pattern);
      return true;
    case 'sequence':
      // Every pattern adds a step, or repetitions of nothing would escape the limit.
      if (pattern.parts.length === 0) passOver(program);
      return pattern.parts.every((part) => compile(program, part));
    case 'choice':
      return compileChoice(program, pattern.options);
    case 'repeat':
      return compileRepeat(program, pattern);
  }
}

/** A step that leads to the next one. */
function passOver(program: Step[]): void {
  program.push({ type: 'fork', targets: [program.length + 1] });
}

function compileChoice(program: Step[], options: readonly Pattern[]): boolean {
  const targets: number[] = [];
  program.push({ type: 'fork', targets });
  const exits: number[][] = [];
  for (const option of options) {
    targets.push(program.length);
    if (!compile(program, option)) return false;
    const exit: number[] = [];
    program.push({ type: 'fork', targets: exit });
    exits.push(exit);
  }
  for (const exit of exits) exit.push(program.length);
  return true;
}

function compileRepeat(
  program: Step[],
  { part, min, max }: Extract<Pattern, { readonly type: 'repeat' }>,
): boolean {
  if (max === 0) passOver(program);
  for (let count = 0; count < min; count += 1) {
    if (!compile(program, part)) return false;
  }
  if (max === Number.POSITIVE_INFINITY) return compileLoop(program, part);
  const skips: number[][] = [];
  for (let count = min; count < max; count += 1) {
    const targets = [program.length + 1];
    program.push({ type: 'fork', targets });
    skips.push(targets);
    if (!compile(program, part)) return false;
  }
  for (const skip of skips) skip.push(program.length);
  return true;
}

function compileLoop(program: Step[], part: Pattern): boolean {
  const start = program.length;
  const targets = [start + 1];
  program.push({ type: 'fork', targets });
  if (!compile(program, part)) return false;
  program.push({ type: 'fork', targets: [start] });
  targets.push(program.length);
  return true;
}

function run(program: readonly Step[], text: readonly string[]): boolean {
  let states = new Set<number>();
  for (let at = 0; at <= text.length; at += 1) {
    // A match may begin anywhere.
    follow(program, states, { step: 0, at, length: text.length });
    if (states.has(program.length - 1)) return true;
    const character = text[at];
    if (character === undefined) return false;
    const next = new Set<number>();
    for (const state of states) {
      const step = program[state];
      if (step?.type === 'set' && step.set(character)) {
        follow(program, next, { step: state + 1, at: at + 1, length: text.length });
      }
    }
    states = next;
  }
  return false;
}

/** Adds the step and all that it leads to without a character. */
function follow(
  program: readonly Step[],
  states: Set<number>,
  {
    step: first,
    at,
    length,
  }: { readonly step: number; readonly at: number; readonly length: number },
): void {
  const open = [first];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (states.has(index)) continue;
    states.add(index);
    const step = program[index];
    invariant(step !== undefined, 'a step of the program');
    if (step.type === 'fork') open.push(...step.targets);
    if (step.type !== 'assertion') continue;
    if (step.at === 'start' ? at === 0 : at === length) open.push(index + 1);
  }
}
