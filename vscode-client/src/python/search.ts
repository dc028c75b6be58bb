/** Which Python the server runs on: the first candidate that starts and is new enough. */

/** The oldest Python the server runs on. */
export const oldestVersion: Version = [3, 10];

export type Version = readonly [major: number, minor: number, micro?: number];

/** A command that may be a Python, and in words where it comes from. */
export interface Candidate {
  readonly command: readonly string[];
  readonly source: string;
}

/** What a candidate said of itself, or why it said nothing. */
export type Answer =
  | { readonly executable: string; readonly version: Version }
  | { readonly failure: string };

export interface Tried {
  readonly candidate: Candidate;
  readonly problem: string;
}

export interface Search {
  /** The interpreter to run the server on; undefined when no candidate fits. */
  readonly found: { readonly executable: string; readonly version: Version; readonly source: string } | undefined;
  /** The candidates that did not fit, in the order they were asked. */
  readonly tried: readonly Tried[];
}

/**
 * Asks the candidates one after the other and stops at the first that fits.
 * `ask` starts a candidate; the same command is asked only once.
 */
export async function findPython(
  candidates: AsyncIterable<Candidate> | Iterable<Candidate>,
  ask: (command: readonly string[]) => Promise<Answer>,
): Promise<Search> {
  const tried: Tried[] = [];
  const asked = new Set<string>();
  for await (const candidate of candidates) {
    const key = candidate.command.join('\0');
    if (asked.has(key)) continue;
    asked.add(key);
    const answer = await ask(candidate.command);
    const problem = problemOf(answer);
    if (problem === undefined && 'executable' in answer) {
      return { found: { ...answer, source: candidate.source }, tried };
    }
    tried.push({ candidate, problem: problem ?? 'it gave no answer' });
  }
  return { found: undefined, tried };
}

/** The version as people write it: `3.11.7`. */
export function versionText(version: Version): string {
  return version.filter((part) => part !== undefined).join('.');
}

/** One sentence that says no Python fits and what was tried. */
export function nothingFoundMessage(tried: readonly Tried[]): string {
  const what = `tfscope needs Python ${versionText(oldestVersion)} or newer to run its server, and found none.`;
  if (tried.length === 0) return `${what} There is no Python on the PATH or in the usual places.`;
  return `${what} Tried: ${tried.map(triedText).join('; ')}.`;
}

/** One sentence about the interpreter of the settings that could not be used, or undefined when it was, or none was set. */
export function settingNotUsedMessage(search: Search): string | undefined {
  const fromSetting = search.tried.find((each) => each.candidate.source === settingSource);
  if (fromSetting === undefined || search.found === undefined) return undefined;
  const { candidate, problem } = fromSetting;
  return (
    `The Python in the setting tfscope.interpreter cannot be used (${candidate.command.join(' ')}: ${problem}). ` +
    `The server runs on ${search.found.executable} instead.`
  );
}

export const settingSource = 'the setting tfscope.interpreter';

function triedText({ candidate, problem }: Tried): string {
  return `${candidate.command.join(' ')} from ${candidate.source}: ${problem}`;
}

function problemOf(answer: Answer): string | undefined {
  if ('failure' in answer) return answer.failure;
  return isNewEnough(answer.version) ? undefined : `it is Python ${versionText(answer.version)}, too old`;
}

function isNewEnough([major, minor]: Version): boolean {
  const [oldestMajor, oldestMinor] = oldestVersion;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
