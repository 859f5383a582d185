/** What `node --cpu-prof` leaves, as far as it is read here (V8's Profiler.Profile). */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** Ids of nodes: what ran at each sample. */
  readonly samples: readonly number[];
  /** Microseconds from each sample's predecessor to it. */
  readonly timeDeltas: readonly number[];
}

export interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    /** Counted from 0. */
    readonly lineNumber: number;
  };
}

export interface ProfileSummary {
  /** Not idle. */
  readonly busySeconds: number;
  /** Of the busy time. */
  readonly collectorShare: number;
  /** Largest first. */
  readonly functions: readonly FunctionCost[];
}

export interface FunctionCost {
  readonly name: string;
  /** File and line; empty for what is V8's or Node's own. */
  readonly place: string;
  /** Of the busy time, without what it calls. */
  readonly selfShare: number;
}

const idle = '(idle)';
const collector = '(garbage collector)';

/** Where the busy time of a process went. */
export function summaryOf(profile: CpuProfile): ProfileSummary {
  const self = selfMicros(profile);
  let busy = 0;
  let collected = 0;
  const byFunction = new Map<string, { name: string; place: string; micros: number }>();
  for (const { id, callFrame } of profile.nodes) {
    const micros = self.get(id) ?? 0;
    const { functionName } = callFrame;
    if (functionName === idle) continue;
    busy += micros;
    if (functionName === collector) {
      collected += micros;
      continue;
    }
    const name = functionName || '(anonymous)';
    const place = placeOf(callFrame);
    const found = byFunction.get(`${name} ${place}`) ?? { name, place, micros: 0 };
    byFunction.set(`${name} ${place}`, { ...found, micros: found.micros + micros });
  }
  const share = (micros: number): number => (busy === 0 ? 0 : micros / busy);
  return {
    busySeconds: busy / 1e6,
    collectorShare: share(collected),
    functions: [...byFunction.values()]
      .sort((a, b) => b.micros - a.micros)
      .map(({ name, place, micros }) => ({ name, place, selfShare: share(micros) })),
  };
}

/** A sample stands for the time up to the next one. */
function selfMicros({ samples, timeDeltas }: CpuProfile): Map<number, number> {
  const self = new Map<number, number>();
  for (const [at, id] of samples.entries()) {
    self.set(id, (self.get(id) ?? 0) + (timeDeltas[at + 1] ?? 0));
  }
  return self;
}

function placeOf({ url, lineNumber }: ProfileNode['callFrame']): string {
  if (url === '') return '';
  const file = url.replace(/^.*\/(?=(src|node_modules)\/)/, '');
  return `${file}:${lineNumber + 1}`;
}
