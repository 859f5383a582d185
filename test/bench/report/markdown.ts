import type {
  CommandResult,
  CrossCheck,
  LoadResult,
  Machine,
  MemoryResult,
  Results,
} from '../measure/results.ts';
import { scenarioOf } from '../scenarios/scenarios.ts';
import { figuresOf, slowerTails } from './figures.ts';
import { groups } from './groups.ts';
import { p99Ratio, rateRatio } from './ratios.ts';

/** The results as tables. */
export function markdownOf(results: Results): string {
  const { date, machine, rounds, loads, memory, commands, crossChecks } = results;
  const sections = [
    '# Results',
    `${date}, ${machineText(machine)}.`,
    'All nodes and the client run on this one machine and share its cores. Both systems run with their defaults, ' +
      'write to the same disk and sync every write; every call goes to the leader, for a random key. ' +
      `Medians of ${rounds} rounds in which the systems took turns. CPU is the time of all threads of all ` +
      'nodes for one operation. Ratios are of the rate and of p99 to those of etcd with the same security, and ' +
      'where etcd has nothing like it, to what the text says.',
    ...figureSections(loads),
    ...[...groups(loads)].map(([title, group]) => loadSection(title, group, loads)),
    ...(crossChecks.length === 0 ? [] : [crossCheckSection(crossChecks)]),
    ...(commands.length === 0 ? [] : [commandSection(commands)]),
    ...(memory.length === 0 ? [] : [memorySection(memory)]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function machineText({ cpu, cores, memoryGib, kernel, node, mokv, etcd, h2load }: Machine): string {
  const versions = [
    `mokv ${mokv}`,
    `Node ${node}`,
    ...(etcd === undefined ? [] : [`etcd ${etcd}`]),
    ...(h2load === undefined ? [] : [`h2load ${h2load}`]),
  ];
  return `${cpu}, ${cores} cores, ${memoryGib} GiB, Linux ${kernel}; ${versions.join(', ')}`;
}

function figureSections(loads: readonly LoadResult[]): string[] {
  const figures = figuresOf(loads);
  if (figures.length === 0) return [];
  const rows = figures.map(({ what, aim, measured, isReached }) => [
    what,
    aim.toFixed(1),
    measured.toFixed(2),
    isReached ? 'yes' : '**no**',
  ]);
  const tails = slowerTails(loads).map(({ load, ratio }) => [
    `${titleOf(load)}, ${load.inFlight} ${scenarioOf(load.scenario).words.inFlight}`,
    load.system,
    ratio.toFixed(2),
  ]);
  return [
    `## Aims\n\n${table(['ratio', 'at least', 'measured', 'reached'], rows)}`,
    tails.length === 0
      ? 'p99 is nowhere above that of etcd.'
      : `p99 is above that of etcd here:\n\n${table(['load', 'system', 'p99 ratio'], tails)}`,
  ];
}

function loadSection(
  title: string,
  group: readonly LoadResult[],
  loads: readonly LoadResult[],
): string {
  const [first] = group;
  if (first === undefined) return '';
  const { words, ratioTo } = scenarioOf(first.scenario);
  const calls = words.calls === undefined ? [] : [`${words.calls}/s`];
  const header = [
    ...[words.inFlight, 'system', ...calls, `${words.operations}/s`, 'ratio'],
    ...['p50 ms', 'p99 ms', 'p99.9 ms', 'p99 ratio', 'CPU us/op', 'failed'],
  ];
  const rows = group.map((load) => [
    ...[`${load.inFlight}`, load.system],
    ...(words.calls === undefined ? [] : [load.callsPerSecond.toFixed(0)]),
    ...[load.operationsPerSecond.toFixed(0), ratioText(rateRatio(load, loads))],
    ...[load.p50Ms, load.p99Ms, load.p999Ms].map((ms) => ms.toFixed(2)),
    ratioText(p99Ratio(load, loads)),
    load.serverCpuMicrosPerOperation.toFixed(1),
    `${load.failures}`,
  ]);
  const remark =
    ratioTo === 'etcd' || ratioTo.scenario === first.scenario
      ? ''
      : `The ratios are to "${scenarioOf(ratioTo.scenario).title}".\n\n`;
  return `## ${title}\n\n${remark}${table(header, rows)}`;
}

function titleOf(load: LoadResult): string {
  return [...groups([load]).keys()].join();
}

function ratioText(ratio: number | undefined): string {
  return ratio?.toFixed(2) ?? '';
}

function crossCheckSection(checks: readonly CrossCheck[]): string {
  const rows = checks.map((check) => [
    scenarioOf(check.scenario).title,
    `${check.inFlight}`,
    check.system,
    check.callsPerSecond.toFixed(0),
    check.h2loadCallsPerSecond.toFixed(0),
    (check.h2loadCallsPerSecond / check.callsPerSecond).toFixed(2),
  ]);
  const header = ['call', 'in flight', 'system', 'calls/s', 'by h2load', 'ratio'];
  const text =
    'The same call again and again, for one key, by the generator of all other tables and by h2load. ' +
    'h2load shows no client certificate, so it can be asked without TLS only.';
  return `## Cross-check with h2load, ${checks[0]?.nodes} nodes\n\n${text}\n\n${table(header, rows)}`;
}

function commandSection(commands: readonly CommandResult[]): string {
  const rows = commands.map(({ command, medianMs, cpuMs }) => [
    `\`${command}\``,
    medianMs.toFixed(0),
    cpuMs.toFixed(0),
  ]);
  return `## Commands, whole process\n\n${table(['command', 'median ms', 'CPU ms'], rows)}`;
}

function memorySection(memory: readonly MemoryResult[]): string {
  const rows = memory.map(({ system, keys, bytesPerKey }) => [
    system,
    `${keys}`,
    bytesPerKey.toFixed(0),
  ]);
  const header = ['system', 'keys', 'B a key'];
  return `## Memory, 1 node, keys of 20 B with values of 128 B\n\n${table(header, rows)}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
