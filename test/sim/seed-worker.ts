import { profileOf } from './profile.ts';
import { run } from './run.ts';
import { withoutStacks } from './run-seeds.ts';

/** Runs every `step`th seed from `first` on and sends each result to the parent process. */
const [first = 1, step = 1, count = 1, minutes = 1] = process.argv.slice(2).map(Number);

withoutStacks();
for (let done = 0; done < count; done += 1) {
  process.send?.(run(profileOf(first + done * step, minutes)));
}
process.disconnect?.();
