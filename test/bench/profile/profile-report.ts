import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CpuProfile, type ProfileSummary, summaryOf } from './cpu-profile.ts';

const shown = 10;

/** The costliest functions of each node whose profile is in the directory. */
export async function profileReport(directory: string): Promise<string> {
  const names = await readdir(directory, { recursive: true });
  const files = names.filter((name) => name.endsWith('.cpuprofile')).sort();
  const parts = files.map(async (name) => {
    const profile = JSON.parse(await readFile(join(directory, name), 'utf8')) as CpuProfile;
    return textOf(name.replace('.cpuprofile', ''), summaryOf(profile));
  });
  return [...(await Promise.all(parts)), `profiles: ${directory}\n`].join('\n');
}

function textOf(name: string, { busySeconds, collectorShare, functions }: ProfileSummary): string {
  const heading = `${name}: ${busySeconds.toFixed(1)} s busy, ${percent(collectorShare)} of it collecting garbage`;
  const lines = functions
    .slice(0, shown)
    .map((cost) => `${percent(cost.selfShare).padStart(8)}  ${cost.name}  ${cost.place}`);
  return `${[heading, ...lines].join('\n')}\n`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
