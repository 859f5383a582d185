import type { CommandContext } from '../command-context.ts';
import { findCommand } from '../find-command.ts';

/** Commands, with their subcommands, that change nothing, whatever their flags. */
const readOnly: readonly string[] = [
  ...[
    'get',
    'list',
    'exists',
    'count',
    'watch',
    'history',
    'du',
    'hot',
    'export',
    'diff',
    'outcome',
  ],
  ...['status', 'health', 'wait', 'check', 'doctor', 'events', 'hash', 'servers', 'tail'],
  ...['member list', 'leader show', 'raft info', 'raft log', 'raft config'],
  ...['gossip members', 'gossip rtt', 'gossip events', 'gossip keys list'],
  ...['node info', 'node ok-to-stop', 'snapshot verify', 'snapshot inspect', 'snapshot list'],
  ...['cert inspect', 'cert expiry', 'acl whoami', 'acl test', 'acl explain', 'acl who-can'],
  ...['acl policy get', 'acl policy validate', 'acl policy diff'],
  ...['context list', 'context show', 'context test', 'version', 'help', 'schema', 'completion'],
];

/** Whether a command certainly changes nothing. One that nobody has thought of counts as one that does. */
export function isReadOnly(
  context: Pick<CommandContext, 'commands'>,
  words: readonly string[],
): boolean {
  if (words.includes('--help') || words.includes('-h')) return true;
  const [first = '', ...rest] = words.filter((word) => !word.startsWith('-'));
  const path = `${[findCommand(context, first)?.name ?? first, ...rest].join(' ')} `;
  return readOnly.some((name) => path.startsWith(`${name} `));
}
