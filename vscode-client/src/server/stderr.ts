/** Gives the lines that the server writes to its standard error the level they state. */

export type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

const levels: Readonly<Record<string, Level>> = {
  DEBUG: 'debug',
  INFO: 'info',
  WARNING: 'warn',
  ERROR: 'error',
  CRITICAL: 'error',
};

/**
 * Reads lines of the form `LEVEL logger: text`. A line without a level belongs to the one above it (a traceback);
 * before any level it is an error, for a Python that cannot start says so in lines of its own.
 */
export class StderrLevels {
  private current: Level = 'error';

  levelOf(line: string): Level {
    const word = /^([A-Z]+)[ :]/.exec(line)?.[1];
    const level = word === undefined ? undefined : levels[word];
    this.current = level ?? this.current;
    return this.current;
  }
}
