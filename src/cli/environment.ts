import { homedir } from 'node:os';

/** The variables of the command line, by what they are called here. Those of `serve` are its configuration keys. */
export const variableNames = {
  context: 'MOKV_CONTEXT',
  endpoints: 'MOKV_ENDPOINTS',
  cacert: 'MOKV_CACERT',
  cert: 'MOKV_CERT',
  key: 'MOKV_KEY',
  serverName: 'MOKV_SERVER_NAME',
  insecure: 'MOKV_INSECURE',
  timeout: 'MOKV_TIMEOUT',
  output: 'MOKV_OUTPUT',
  consistency: 'MOKV_CONSISTENCY',
  completeKeys: 'MOKV_COMPLETE_KEYS',
  configHome: 'XDG_CONFIG_HOME',
  stateHome: 'XDG_STATE_HOME',
  historyFile: 'MOKV_HISTFILE',
  mokvNoColor: 'MOKV_NO_COLOR',
  noColor: 'NO_COLOR',
  forceColor: 'CLICOLOR_FORCE',
  term: 'TERM',
  colorTerm: 'COLORTERM',
  debug: 'MOKV_DEBUG',
  screenReader: 'INK_SCREEN_READER',
  lcAll: 'LC_ALL',
  lcCtype: 'LC_CTYPE',
  lang: 'LANG',
  visual: 'VISUAL',
  editor: 'EDITOR',
} as const;

export type VariableKey = keyof typeof variableNames;

/** What the command line takes from the environment. Everything else comes from flags and contexts. */
export type Environment = Readonly<Record<VariableKey, string | undefined>> & {
  /** Undefined when the user has none, as in a bare container. */
  readonly home: string | undefined;
};

/** The only place of the command line that reads the environment. Empty means unset, as in POSIX tools. */
export function readEnvironment(): Environment {
  const { env } = process;
  const read = (key: VariableKey): string | undefined => nonEmpty(env[variableNames[key]]);
  return {
    home: homeDirectory(),
    context: read('context'),
    endpoints: read('endpoints'),
    cacert: read('cacert'),
    cert: read('cert'),
    key: read('key'),
    serverName: read('serverName'),
    insecure: read('insecure'),
    timeout: read('timeout'),
    output: read('output'),
    consistency: read('consistency'),
    completeKeys: read('completeKeys'),
    configHome: read('configHome'),
    stateHome: read('stateHome'),
    historyFile: read('historyFile'),
    mokvNoColor: read('mokvNoColor'),
    noColor: read('noColor'),
    forceColor: read('forceColor'),
    term: read('term'),
    colorTerm: read('colorTerm'),
    debug: read('debug'),
    screenReader: read('screenReader'),
    lcAll: read('lcAll'),
    lcCtype: read('lcCtype'),
    lang: read('lang'),
    visual: read('visual'),
    editor: read('editor'),
  };
}

/** The variables that `mokv serve` looks its MOKV_* keys up in. */
export function configVariables(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** What a program that mokv runs gets: everything, and what mokv adds. */
export function variablesOfChild(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...added };
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
