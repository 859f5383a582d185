// Loaded before a program (node --import 'profiled-process.ts?FILE' program): from SIGUSR2 on, what the
// process does is sampled, and at its end FILE has the profile. --cpu-prof would mostly show the start.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

const file = decodeURIComponent(new URL(import.meta.url).search.slice(1));
const session = new Session();
session.connect();

process.once('SIGUSR2', () => {
  session.post('Profiler.enable');
  session.post('Profiler.start');
  process.once('exit', () => {
    // A session of the own thread answers before `post` returns.
    session.post('Profiler.stop', (error, { profile }) => {
      if (error === null) writeFileSync(file, JSON.stringify(profile));
    });
  });
});
