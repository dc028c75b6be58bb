/** The language status item: ready, working or failed, and why. */

import * as vscode from 'vscode';
import type { StatusParams } from './protocol.ts';

export class Status implements vscode.Disposable {
  private item: vscode.LanguageStatusItem | undefined;
  private readonly selector: vscode.DocumentSelector;

  constructor(selector: vscode.DocumentSelector) {
    this.selector = selector;
  }

  /** Shows a state; the item appears with the first one, so that folders without TensorFlow never see it. */
  set({ state, message, detail }: StatusParams): void {
    this.item ??= vscode.languages.createLanguageStatusItem('tfscope.status', this.selector);
    this.item.name = 'tfscope';
    this.item.busy = state === 'working';
    this.item.severity = vscode.LanguageStatusSeverity[state === 'failed' ? 'Error' : 'Information'];
    this.item.text = `tfscope: ${message ?? state}`;
    this.item.detail = detail ?? '';
    this.item.command =
      state === 'failed'
        ? { command: 'tfscope.restart', title: 'Restart' }
        : { command: 'tfscope.showOutput', title: 'Show Output' };
  }

  dispose(): void {
    this.item?.dispose();
  }
}
