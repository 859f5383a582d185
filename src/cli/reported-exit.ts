/** Ends a command with an exit code when everything that there is to say has been said. */
export class ReportedExit extends Error {
  override readonly name = 'ReportedExit';
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}
