import { execFileSync } from 'node:child_process';

/** Whether a program is on this machine. Says so when it is not, because tests are skipped then. */
export function hasProgram(name: string, what: string, versionFlag = 'version'): boolean {
  try {
    execFileSync(name, [versionFlag], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(`${what} are skipped: they need the command ${name}\n`);
    return false;
  }
}
