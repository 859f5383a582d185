import type { LoadResult, Results, SystemLabel } from '../measure/results.ts';
import { scenarioOf } from '../scenarios/scenarios.ts';
import { groups } from './groups.ts';

const colours: Readonly<Record<SystemLabel, string>> = {
  'mokv TLS': '#1f6feb',
  'mokv plain': '#79b8ff',
  'etcd TLS': '#d97706',
  'etcd plain': '#fbbf24',
};
const panel = { width: 420, height: 200, gap: 30, left: 50, top: 30, bottom: 20 };
const columns = 2;
const legendHeight = 40;

/** Operations a second as bars, a panel for each load. */
export function chartOf({ loads }: Results): string {
  const panels = [...groups(loads)];
  const width = columns * (panel.width + panel.gap) + panel.gap;
  const rows = Math.ceil(panels.length / columns);
  const height = legendHeight + rows * (panel.height + panel.gap);
  const body = panels.map(([title, group], at) => {
    const x = panel.gap + (at % columns) * (panel.width + panel.gap);
    const y = legendHeight + Math.floor(at / columns) * (panel.height + panel.gap);
    return `<g transform="translate(${x} ${y})">${panelOf(title, group)}</g>`;
  });
  const style = 'font-family="sans-serif" font-size="11" fill="#57606a"';
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${style}>`,
    '<title>Operations a second of mokv and etcd</title>',
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    legendOf(loads),
    ...body,
    '</svg>\n',
  ].join('\n');
}

function legendOf(loads: readonly LoadResult[]): string {
  const systems = [...new Set(loads.map(({ system }) => system))];
  const entries = systems.map((system, at) => {
    const x = panel.gap + panel.left + at * 110;
    return `${bar({ x, y: 14, width: 12, height: 12, system })}<text x="${x + 18}" y="24">${system}</text>`;
  });
  return entries.join('');
}

function panelOf(title: string, loads: readonly LoadResult[]): string {
  const [first] = loads;
  if (first === undefined) return '';
  const { words } = scenarioOf(first.scenario);
  const top = niceCeiling(Math.max(...loads.map((load) => load.operationsPerSecond)));
  const plotHeight = panel.height - panel.top - panel.bottom;
  const plotWidth = panel.width - panel.left;
  const clusters = [...Map.groupBy(loads, ({ inFlight }) => inFlight)];
  const clusterWidth = plotWidth / clusters.length;
  const yOf = (rate: number): number => panel.top + plotHeight * (1 - rate / top);
  const lines = [0, top / 2, top].map((rate) => {
    const y = yOf(rate);
    const label = `<text x="${panel.left - 6}" y="${y + 4}" text-anchor="end">${rate}</text>`;
    return `<path d="M${panel.left} ${y}H${panel.width}" stroke="#d0d7de"/>${label}`;
  });
  const bars = clusters.map(([inFlight, cluster], at) => {
    const left = panel.left + at * clusterWidth;
    const width = (clusterWidth * 0.8) / cluster.length;
    const drawn = cluster.map(({ system, operationsPerSecond: rate }, position) => {
      const x = left + clusterWidth * 0.1 + position * width;
      return bar({ x, y: yOf(rate), width: width - 1, height: (plotHeight * rate) / top, system });
    });
    const label = `<text x="${left + clusterWidth / 2}" y="${panel.height - 4}" text-anchor="middle">${inFlight} ${words.inFlight}</text>`;
    return drawn.join('') + label;
  });
  const heading = `<text x="${panel.left}" y="16" font-weight="bold" fill="#1f2328">${title}: ${words.operations}/s</text>`;
  return [heading, ...lines, ...bars].join('');
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly system: SystemLabel;
}

function bar({ x, y, width, height, system }: Bar): string {
  const [left, top, w, h] = [x, y, width, height].map((value) => value.toFixed(1));
  return `<rect x="${left}" y="${top}" width="${w}" height="${h}" fill="${colours[system]}"/>`;
}

/** 1, 2 or 5 times a power of ten, not below the value. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((factor) => factor * power >= value) ?? 10) * power;
}
