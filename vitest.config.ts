import { defineConfig } from 'vitest/config';

/**
 * Real processes with real timeouts, on a machine that others may hold up for seconds: such a test is run
 * once more before it counts as failed, and the report names it. Everything else is deterministic.
 */
const realProcesses = { retry: 1, testTimeout: 120_000, globalSetup: 'test/support/build-once.ts' };

export default defineConfig({
  test: {
    // grpc-js causes DEP0123 for every endpoint that is an IP address.
    execArgv: ['--no-deprecation'],
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'test/bench/**/*.test.ts'] } },
      { test: { name: 'scenarios', include: ['test/scenarios/**/*.test.ts'] } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      { test: { name: 'sim', include: ['test/sim/**/*.test.ts'], testTimeout: 300_000 } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          hookTimeout: 60_000,
          ...realProcesses,
        },
      },
      {
        test: {
          name: 'interop',
          include: ['test/interop/**/*.test.ts'],
          hookTimeout: 180_000,
          ...realProcesses,
        },
      },
    ],
  },
});
