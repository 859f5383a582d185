/** What the screen can do with its terminal besides drawing. */
export interface TerminalControl {
  /** Ends the screen. */
  exit(): void;
  /** Draws everything anew. */
  repaint(): void;
  /** Gives the terminal to somebody else as it was before, and takes it back. */
  lend(use: () => Promise<void>): Promise<void>;
}
