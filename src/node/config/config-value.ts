import * as z from 'zod';
import { type HostPort, isHost, parseHostPort, parsePort } from '../../shared/host-port.ts';
import { isNodeName, nodeNameRule } from '../../shared/node-name.ts';

/** How the text of one key becomes its value, wherever the text was written. */
export interface ValueRule<T> {
  readonly form: 'text' | 'path' | 'list';
  readonly schema: z.ZodType<T>;
  /** Completes "expected ..." in the message about a wrong value. */
  readonly expected: string;
  /** What stands for the value in help texts; undefined for a switch. */
  readonly placeholder: string | undefined;
}

export const pathRule: ValueRule<string> = {
  form: 'path',
  schema: z.string().regex(/^\P{Cc}+$/u),
  expected: 'a path',
  placeholder: 'PATH',
};

export const nodeNameValueRule: ValueRule<string> = {
  form: 'text',
  schema: z.string().refine(isNodeName),
  expected: nodeNameRule,
  placeholder: 'NAME',
};

export const hostRule: ValueRule<string> = {
  form: 'text',
  schema: z.string().refine(isHost),
  expected: 'a host name or an address, without a port',
  placeholder: 'HOST',
};

const hostPort = parsedBy<HostPort>(parseHostPort);

export const hostPortRule: ValueRule<HostPort> = {
  form: 'text',
  schema: hostPort,
  expected: 'host:port or [IPv6]:port with a port from 1 to 65535',
  placeholder: 'HOST:PORT',
};

export const hostPortsRule: ValueRule<readonly HostPort[]> = {
  form: 'list',
  schema: z.array(hostPort),
  expected: 'a list of host:port or [IPv6]:port, with ports from 1 to 65535',
  placeholder: 'HOST:PORT,...',
};

export const portRule: ValueRule<number> = {
  form: 'text',
  schema: parsedBy(parsePort).pipe(z.int().min(1)),
  expected: 'a whole number from 1 to 65535',
  placeholder: 'PORT',
};

export const optionalPortRule: ValueRule<number> = {
  form: 'text',
  schema: parsedBy(parsePort),
  expected: 'a whole number from 0 to 65535',
  placeholder: 'PORT',
};

/** Milliseconds; undefined for never. */
export const patienceRule: ValueRule<number | undefined> = {
  form: 'text',
  schema: parsedBy(parsePatience).transform(({ patienceMs }) => patienceMs),
  expected: 'never, or a time such as 10m, from 10s to 23h',
  placeholder: 'TIME',
};

export function countRule(min: number, max: number): ValueRule<number> {
  return {
    form: 'text',
    schema: parsedBy(parseCount).pipe(z.int().min(min).max(max)),
    expected: `a whole number from ${min} to ${max}`,
    placeholder: 'NUMBER',
  };
}

export const switchRule: ValueRule<boolean> = {
  form: 'text',
  schema: z.stringbool({ truthy: ['true'], falsy: ['false'] }),
  expected: 'true or false',
  placeholder: undefined,
};

export function choiceRule<const T extends string>(...choices: readonly [T, ...T[]]): ValueRule<T> {
  return {
    form: 'text',
    schema: z.enum(choices),
    expected: `one of ${choices.join(', ')}`,
    placeholder: choices.join('|'),
  };
}

function parseCount(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function parsedBy<T>(parse: (text: string) => T | undefined): z.ZodType<T, string> {
  return z.string().transform((text, context): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  });
}

const limits = {
  /** Longer than gossip needs to suspect and to fail a member, and a node to start again. */
  patienceMsMin: 10_000,
  /** Gossip forgets who has failed after a day (serf-wire §6), and nobody would be removed. */
  patienceMsMax: 23 * 3_600_000,
} as const;

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

function parsePatience(text: string): { readonly patienceMs: number | undefined } | undefined {
  if (text === 'never') return { patienceMs: undefined };
  const [, digits = '', unit = ''] = /^(\d{1,7})([smh])$/.exec(text) ?? [];
  const patienceMs = Number(digits) * (unitMs[unit] ?? 0);
  const isSane = patienceMs >= limits.patienceMsMin && patienceMs <= limits.patienceMsMax;
  return isSane ? { patienceMs } : undefined;
}
