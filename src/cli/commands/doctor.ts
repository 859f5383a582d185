import type { Command } from 'commander';
import { gatherView } from '../../client/cluster-view.ts';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { escapeLine } from '../escape-control.ts';
import { type Finding, findings, isHealthy } from '../findings.ts';
import { count } from '../format-quantity.ts';
import { membersSummary } from '../member-view.ts';
import { isJson, type OutputOptions, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';

interface DoctorOptions extends ConnectionOptions, OutputOptions {}

export function registerDoctor(program: Command, context: CommandContext): void {
  const command = program.command('doctor').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Look for what is wrong with the cluster, worst first, and say what mends it.',
    examples: ['mokv doctor', 'mokv doctor -j', 'mokv doctor -q || page-somebody'],
    exitCodes: [0, 2, 5, 6, 8],
  });
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: DoctorOptions) => examine(context, options));
}

async function examine(context: CommandContext, options: DoctorOptions): Promise<void> {
  const view = await withClient(context, options, gatherView);
  const found = findings(view);
  const healthy = isHealthy(found);
  if (isJson(options.output)) {
    await write(context.stdout, `${JSON.stringify({ healthy, findings: found })}\n`);
  } else if (!options.quiet) {
    const head = healthy ? `healthy: ${membersSummary(view)}\n` : '';
    await write(context.stdout, head + found.map(findingText).join(''));
  }
  if (healthy) return;
  const [worst] = found;
  throw new MokvError('UNHEALTHY', `${count(found.length, 'finding')}: ${worst?.what}`);
}

function findingText({ severity, what, evidence, remedy }: Finding): string {
  const lines = [`${severity}: ${what}`, `  seen: ${evidence}`, `  do:   ${remedy}`];
  return lines.map((line) => `${escapeLine(line)}\n`).join('');
}
