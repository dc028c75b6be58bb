// When a scenario fails, a picture of every window and all logs are kept, and the message says where.

import { losePatience } from './until.mjs';

/** Runs a scenario's body; `vscode` is where it runs. */
export async function keepingEvidence(vscode, name, body) {
  try {
    return await body();
  } catch (error) {
    losePatience();
    const folder = await vscode?.keepEvidence(name);
    if (folder) error.message += `\nScreens and logs are kept in ${folder}`;
    throw error;
  }
}
