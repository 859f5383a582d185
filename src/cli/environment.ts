import { homedir } from 'node:os';

/** What the command line takes from the environment. Everything else comes from flags. */
export interface Environment {
  /** Undefined when the user has none, as in a bare container. */
  readonly home: string | undefined;
  readonly endpoints: string | undefined;
  readonly cacert: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** Show the stack of a bug. */
  readonly debug: boolean;
}

/** The only place of the command line that reads the environment. Empty means unset, as in POSIX tools. */
export function readEnvironment(): Environment {
  const { env } = process;
  return {
    home: homeDirectory(),
    endpoints: nonEmpty(env.MOKV_ENDPOINTS),
    cacert: nonEmpty(env.MOKV_CACERT),
    cert: nonEmpty(env.MOKV_CERT),
    key: nonEmpty(env.MOKV_KEY),
    debug: nonEmpty(env.MOKV_DEBUG) !== undefined,
  };
}

/** The variables that `mokv serve` looks its MOKV_* keys up in. */
export function configVariables(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

function homeDirectory(): string | undefined {
  try {
    return nonEmpty(homedir());
  } catch {
    // A user id without an account and without HOME: only the default file locations need it.
    return undefined;
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
