/** The language status item: ready, working or failed, and why. */

import * as vscode from 'vscode';
import { brief } from './brief.ts';
import type { StatusParams } from './protocol.ts';

/** What the button beside the state does. */
export const actions = {
  showOutput: { command: 'tfscope.showOutput', title: 'Show Output' },
  restart: { command: 'tfscope.restart', title: 'Restart' },
  choosePython: { command: 'tfscope.chooseInterpreter', title: 'Choose Python…' },
} as const satisfies Record<string, vscode.Command>;

export class Status implements vscode.Disposable {
  private item: vscode.LanguageStatusItem | undefined;
  private readonly selector: vscode.DocumentSelector;

  constructor(selector: vscode.DocumentSelector) {
    this.selector = selector;
  }

  /** Shows a state; the item appears with the first one, so that folders without TensorFlow never see it. */
  set({ state, message, detail }: StatusParams, action: vscode.Command = actions.showOutput): void {
    this.item ??= vscode.languages.createLanguageStatusItem('tfscope.status', this.selector);
    this.item.name = 'tfscope';
    this.item.busy = state === 'working';
    this.item.severity = vscode.LanguageStatusSeverity[state === 'failed' ? 'Error' : 'Information'];
    this.item.text = `tfscope: ${message ?? state}`;
    this.item.detail = brief(detail ?? '');
    this.item.command = action;
  }

  dispose(): void {
    this.item?.dispose();
  }
}
