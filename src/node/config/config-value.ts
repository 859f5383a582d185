import { z } from 'zod';
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

function parsedBy<T>(parse: (text: string) => T | undefined): z.ZodType<T, string> {
  return z.string().transform((text, context): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  });
}
