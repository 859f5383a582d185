import { type VariableKey, variableNames } from './environment.ts';
import { exitCodeMeanings } from './exit-codes.ts';
import { outputFormats } from './output.ts';
import { type TopicName, topics } from './topics.ts';

/** A topic of `mokv help`, as Markdown. */
export function topicText(name: TopicName): string {
  return `# ${name}: ${topics[name]}\n\n${bodies[name]}`;
}

function twoColumns(rows: readonly (readonly [left: string, right: string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `    ${left.padEnd(width)}  ${right}\n`).join('');
}

const exitCodes = `${twoColumns(Object.entries(exitCodeMeanings).map(([code, meaning]) => [code.padStart(3), meaning]))}
130 and 143 say that SIGINT or SIGTERM ended the command. Codes from 69 on are those of 'mokv serve'.

Only 7 leaves open whether a write happened; after 6 it did not. A list without results and the
deletion of a key that is absent are successes.
`;

const variableMeanings: Readonly<Record<VariableKey, string>> = {
  context: '--context',
  endpoints: '--endpoints',
  cacert: '--cacert',
  cert: '--cert',
  key: '--key',
  serverName: '--server-name',
  insecure: 'true: --insecure',
  timeout: '--timeout',
  consistency: '--consistency',
  completeKeys: 'off: completion does not ask the cluster for keys',
  historyFile: 'where the shell keeps its history; /dev/null: nowhere',
  stateHome: 'where mokv/history is (default: ~/.local/state)',
  output: '--output, for the commands that have the format',
  configHome: 'where mokv/config.yaml is (default: ~/.config)',
  mokvNoColor: 'anything: no colours from mokv',
  noColor: 'anything: no colours from any program',
  forceColor: 'anything but 0: colours without a terminal too',
  term: 'dumb: no colours and no progress',
  colorTerm: 'truecolor: all colours',
  debug: 'anything: show the stack of an error',
  screenReader: "true: 'mokv top' says what changes, line by line",
  lcAll: "the locale: without UTF-8 in it 'mokv top' draws in ASCII",
  lcCtype: 'the same without LC_ALL',
  lang: 'the same without LC_CTYPE',
  visual: "the editor of 'mokv edit'",
  editor: 'the same without VISUAL (default: vi)',
};

const variables = `${twoColumns(keysOf(variableMeanings).map((key) => [variableNames[key], variableMeanings[key]]))}
An empty variable counts as unset. A flag wins over a variable, a variable over the current context, the
context over the defaults. A context that is named by --context is a flag: it wins over the variables.
'mokv context show --resolved' tells what is used and who says so.

The variables of 'mokv serve' are its configuration keys: MOKV_DATA_DIR is --data-dir.
`;

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(record) as Key[];
}

const contexts = `A context is a cluster and who you are there, under a name. They are in mokv/config.yaml under
$XDG_CONFIG_HOME or ~/.config. The file must be readable by nobody else (mode 0600).

    current: dev
    contexts:
      dev: {}                            # the defaults
      prod:
        endpoints: [10.0.0.1:8400, 10.0.0.2:8400]
        cacert: prod/ca.pem              # from the directory of this file, or ~/
        cert: prod/alice-client.pem
        key: prod/alice-client-key.pem
        serverName: kv.example.com       # in the certificates, when it is not the host
        production: true
      lab:
        endpoints: [10.0.9.1:8400]
        insecure: true                   # no TLS, as these nodes run with --insecure

production: true makes questions stricter: the answer is the name of the context, not y. It does not count
when variables or flags give the endpoints and all three files in place of the current context.

    mokv context add prod -e 10.0.0.1:8400 --production
    mokv context use dev
    mokv -c prod status
`;

const formatMeanings: Readonly<Record<(typeof outputFormats)[number], string>> = {
  plain: 'text; lists have fields between tabs (etcdctl: simple)',
  table: 'columns with a head; the default of lists on a terminal',
  json: 'one document; streams such as list print one on each line',
  ndjson: 'one document on each line',
  name: 'the names of a list alone',
  raw: 'the exact bytes of a value on a terminal too',
};

const output = `${twoColumns(outputFormats.map((format) => [format, formatMeanings[format]]))}
Data goes to stdout, all else to stderr. -j is -o json. A value that is piped or redirected is written byte
for byte; a terminal gets a line end, and no control characters.

JSON is a contract: 'mokv schema COMMAND' prints its JSON Schema. Fields may be added, never changed or taken
away. A value that is not UTF-8 is Base64 in value_b64 in place of value. Under -o json errors are JSON on stderr:

    {"error":{"code":"NOT_FOUND","exit":3,"message":"...","hint":"..."}}

-q prints nothing but data and errors. --color auto|always|never decides on colours, then MOKV_NO_COLOR,
NO_COLOR, CLICOLOR_FORCE and TERM. Progress is shown on stderr, and only on a terminal.
`;

const consistency = `A write is done, and says OK, when a majority of the voters has it on disk. A read sees every write that was
done before it began (linearizable), whichever server answers: it asks the leader first.

'--consistency stale' reads what the server has in memory, without asking anybody: it works without a leader
and may miss the latest writes. With -j, age_ms says how long ago the server last heard from a leader.

When the answer to a write is lost the command ends with 7: the write may have been applied. Reads go on to the
next endpoint by themselves.
`;

const acl = `The user is the common name of the client certificate ('mokv cert inspect FILE'). The servers decide by
policy.csv, one rule on each line: user, object, action. What no rule allows is denied.

    p, root, *, produce
    p, alice, cfg/*, consume
    p, alice, cfg/limits, produce
    p, alice, cluster, observe

The object is a key, or the beginning of keys followed by *; 'produce' writes and 'consume' reads them. The object
'cluster' has the actions 'observe', 'admin' and 'peer'. Changes of the file take effect within seconds; a broken one
is refused and logged, and the rules before it stay. A denial is exit code 5 and names user, action and object.

    mokv cert client alice
    mokv get cfg/a --cert ~/.mokv/alice-client.pem --key ~/.mokv/alice-client-key.pem
`;

const bodies: Readonly<Record<TopicName, string>> = {
  'exit-codes': exitCodes,
  environment: variables,
  contexts,
  output,
  consistency,
  acl,
};
