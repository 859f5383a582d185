import type { Load, Scenario } from '../scenarios/scenario.ts';
import { scenarioOf } from '../scenarios/scenarios.ts';
import { callLoop } from './call-loop.ts';
import { pipelineLoop } from './pipeline-loop.ts';
import type { LoadPlan, Measured } from './plan.ts';
import { watchLoop } from './watch-loop.ts';

/** Does what the plan says, and measures. */
export async function runLoad(plan: LoadPlan): Promise<Measured> {
  const load = loadOf(scenarioOf(plan.scenario), plan);
  switch (load.type) {
    case 'calls':
      return await callLoop(plan, load.encode);
    case 'pipeline':
      return await pipelineLoop(plan, load.operationsPerMessage);
    case 'watch':
      return await watchLoop(plan, load);
    case 'library': {
      // The other loads need no client library, and it takes a while to load.
      const { libraryLoop } = await import('./library-loop.ts');
      return await libraryLoop(plan, load.pipeline);
    }
  }
}

function loadOf(scenario: Scenario, { system }: LoadPlan): Load {
  const load = scenario[system];
  if (load !== undefined) return load;
  throw new Error(`${system} has nothing to measure in "${scenario.name}"`);
}
