import type { CommandResult, LoadResult, MemoryResult, Results } from '../measure/results.ts';
import { scenarioOf } from '../scenarios.ts';

/** The results as tables. */
export function markdownOf(results: Results): string {
  const { date, machine, rounds, loads, memory, commands } = results;
  const { cpu, cores, memoryGib, kernel, node, mokv, etcd } = machine;
  const versions = [
    `mokv ${mokv}`,
    `Node ${node}`,
    ...(etcd === undefined ? [] : [`etcd ${etcd}`]),
  ];
  const sections = [
    '# Results',
    `${date}, ${cpu}, ${cores} cores, ${memoryGib} GiB, Linux ${kernel}; ${versions.join(', ')}.`,
    'All nodes and the client run on this one machine and share its cores. Both systems run with their defaults, ' +
      'write to the same disk and sync every write; every call goes to the leader, for a random key. ' +
      `Medians of ${rounds} rounds in which the systems took turns. CPU is the time of all threads of all ` +
      'nodes for one operation. The ratio is the rate over that of etcd with TLS.',
    ...[...groups(loads)].map(([title, group]) => loadSection(title, group)),
    ...(commands.length === 0 ? [] : [commandSection(commands)]),
    ...(memory.length === 0 ? [] : [memorySection(memory)]),
  ];
  return `${sections.join('\n\n')}\n`;
}

export function groups(loads: readonly LoadResult[]): Map<string, LoadResult[]> {
  return Map.groupBy(loads, ({ scenario, nodes, valueBytes }) => {
    const size = valueBytes < 1024 ? `${valueBytes} B` : `${valueBytes / 1024} KiB`;
    return `${scenarioOf(scenario).title}, ${nodes} node${nodes === 1 ? '' : 's'}, ${size}`;
  });
}

function loadSection(title: string, loads: readonly LoadResult[]): string {
  const rows = loads.map((load) => [
    `${load.inFlight}`,
    load.system,
    load.operationsPerSecond.toFixed(0),
    ratioText(load, loads),
    load.p50Ms.toFixed(2),
    load.p99Ms.toFixed(2),
    load.p999Ms.toFixed(2),
    load.serverCpuMicrosPerOperation.toFixed(0),
    `${load.failures}`,
  ]);
  const header = [
    'in flight',
    'system',
    'ops/s',
    'ratio',
    'p50 ms',
    'p99 ms',
    'p99.9 ms',
    'CPU us/op',
    'failed',
  ];
  return `## ${title}\n\n${table(header, rows)}`;
}

function ratioText(load: LoadResult, loads: readonly LoadResult[]): string {
  const etcd = loads.find(
    ({ system, inFlight }) => system === 'etcd TLS' && inFlight === load.inFlight,
  );
  if (etcd === undefined || etcd === load) return '';
  return (load.operationsPerSecond / etcd.operationsPerSecond).toFixed(2);
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
