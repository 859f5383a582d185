import type { AdministrationPort, NodeFacts } from '../../src/node/server/administration-port.ts';

/** Does as it is told and remembers it. */
export class FakeAdministration implements AdministrationPort {
  readonly done: string[] = [];
  isDrained = false;
  logLevel = 'info';

  async drain(drained: boolean): Promise<void> {
    this.isDrained = drained;
  }

  async compact(): Promise<number> {
    this.done.push('compact');
    return 7;
  }

  async reload(): Promise<void> {
    this.done.push('reload');
  }

  setLogLevel(level: string): void {
    this.logLevel = level;
  }

  async facts(): Promise<NodeFacts> {
    return { configuration: { 'node-name': 'n1' }, certificates: [] };
  }

  logLines(count: number): readonly string[] {
    return ['one', 'two', 'three'].slice(-count);
  }
}
