import { type Check, type CheckState, checkStates, worstOf } from './cluster-checks.ts';
import { escapeLine } from './escape-control.ts';

export const checkFormats = ['text', 'nagios', 'prometheus', 'json'] as const;

export type CheckFormat = (typeof checkFormats)[number];

export function renderChecks(checks: readonly Check[], format: CheckFormat): string {
  switch (format) {
    case 'text':
      return checks.map(textLine).join('');
    case 'nagios':
      return nagiosLine(checks);
    case 'prometheus':
      return prometheusText(checks);
    case 'json':
      return `${JSON.stringify({ state: worstOf(checks), checks })}\n`;
  }
}

/** What a plugin says when it could not look; the exit code that goes with it is its caller's. */
export function nagiosFailure(state: 'CRITICAL' | 'UNKNOWN', message: string): string {
  return `MOKV ${state} - ${escapeLine(message).replaceAll('|', '/')}\n`;
}

function textLine({ name, state, text }: Check): string {
  return `${escapeLine(`${state.padEnd(8)}  ${name}: ${text}`)}\n`;
}

/** One line, in front of the bar what is not as it should be, behind it numbers for graphs. */
function nagiosLine(checks: readonly Check[]): string {
  const state = worstOf(checks);
  const shown = state === 'ok' ? checks : checks.filter((check) => check.state !== 'ok');
  const worstFirst = shown.toSorted((a, b) => rankOf(b.state) - rankOf(a.state));
  const text = worstFirst.map((check) => check.text.replaceAll('|', '/')).join('; ');
  const numbers = checks.map(({ name, value }) => `${name}=${value}`).join(' ');
  return `${escapeLine(`MOKV ${state.toUpperCase()} - ${text} | ${numbers}`)}\n`;
}

/** For the textfile collector of the node exporter. */
function prometheusText(checks: readonly Check[]): string {
  const family = (name: string, help: string, numberOf: (check: Check) => number): string => {
    const samples = checks.map((check) => `${name}{check="${check.name}"} ${numberOf(check)}\n`);
    return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${samples.join('')}`;
  };
  return (
    family('mokv_check_state', '0 is ok, 1 a warning, 2 critical.', ({ state }) => rankOf(state)) +
    family('mokv_check_value', 'What the check has measured.', ({ value }) => value)
  );
}

function rankOf(state: CheckState): number {
  return checkStates.indexOf(state);
}
