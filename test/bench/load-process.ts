// One load on one system, in a process of its own: started by bench.ts with the plan as its argument, it
// prints what it measured and ends.
import type { LoadPlan } from './load/plan.ts';
import { runLoad } from './load/run-load.ts';

const [plan = ''] = process.argv.slice(2);
const measured = await runLoad(JSON.parse(plan) as LoadPlan);
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit());
