import type { InspectionPort } from '../../src/node/server/inspection-port.ts';

/** Knows one index and one entry. */
export class FakeInspection implements InspectionPort {
  hashAt(index: number): number | undefined {
    return index === 1 ? 0xabc : undefined;
  }

  async whenApplied(): Promise<void> {}

  lastEntries(): ReturnType<InspectionPort['lastEntries']> {
    const entry = { index: 1, term: 1, type: 'command', bytes: 10, commands: 2 } as const;
    return { entries: [entry], firstIndex: 1 };
  }
}
