/** What client and server say to each other beyond the Language Server Protocol; docs/protocol.md is its text. */

import type { Range } from 'vscode-languageserver-protocol';

/** A place in a file, and how the program comes there: `main.py:40 build, model.py:12 dense`. */
export interface Site {
  readonly uri: string;
  readonly range: Range;
  readonly label?: string;
}

/** A scope or variable of the tree, as the server sends it. */
export interface ScopeNode {
  /** The full name, `bert/encoder/layer_{0..11}/kernel`. */
  readonly name: string;
  readonly kind: 'scope' | 'variable';
  /** The last part of the name, as shown. */
  readonly label: string;
  /** The dimensions; null in it for an unknown one, absent or null when the rank is unknown. */
  readonly shape?: readonly (number | null)[] | null;
  readonly dtype?: string | null;
  readonly trainable?: boolean | null;
  /** Of a variable: how many numbers it holds. */
  readonly parameters?: number | null;
  /** Of a scope: how many numbers all its variables hold. */
  readonly total?: number | null;
  /** Whether every way through the program makes it. */
  readonly certain: boolean;
  /** Whether its name has parts that are not known. */
  readonly symbolic: boolean;
  readonly created: readonly Site[];
  readonly reused: readonly Site[];
  readonly children: readonly ScopeNode[];
}

/** A program from which the file is reached. `path` goes back to the server as `entry`. */
export interface EntryPoint {
  readonly path: string;
  readonly label: string;
}

export interface VariablesParams {
  readonly textDocument: { readonly uri: string };
  readonly entry?: string;
}

export interface VariablesResult {
  readonly entry: string | null;
  readonly entries: readonly EntryPoint[];
  readonly tree: ScopeNode | null;
}

export interface VariablesChangedParams {
  readonly uris: readonly string[];
}

export interface StatusParams {
  readonly state: 'ready' | 'working' | 'failed';
  readonly message?: string;
  readonly detail?: string;
}

export const variablesRequest = 'tfscope/variables';
export const variablesChangedNotification = 'tfscope/variablesChanged';
export const statusNotification = 'tfscope/status';
