// Of which screenshots a page shows a part; `make pictures` puts them there.

const editorPart = '#workbench\\.parts\\.editor';

/** By the name of the screenshot: the file, and the part, measured from the left edge of `from`. */
export const pictures = {
  'transformer-hover': { file: 'vscode-client/images/hover.png', from: editorPart, y: 30, width: 928, height: 375 },
  'transformer-definition': { file: 'vscode-client/images/jump.png', from: editorPart, y: 30, width: 928, height: 545 },
  'scopes-problem': { file: 'vscode-client/images/problem.png', from: editorPart, y: 30, width: 928, height: 590 },
  'transformer-tree': { file: 'vscode-client/images/tree.png', from: 'body', y: 30, width: 1190, height: 375 },
  status: { file: 'vscode-client/images/status.png', from: '#status\\.editor\\.selection', y: 720, width: 420, height: 80 },
  'scope-hover': { file: 'docs/images/scope-hover.png', from: editorPart, y: 255, width: 800, height: 140 },
  'call-hover': { file: 'docs/images/call-hover.png', from: editorPart, y: 140, width: 700, height: 180 },
  references: { file: 'docs/images/references.png', from: editorPart, y: 280, width: 1224, height: 340 },
  symbol: { file: 'docs/images/symbols.png', from: '.quick-input-widget', y: 28, width: 604, height: 140 },
  completion: { file: 'docs/images/completion.png', from: editorPart, y: 255, width: 800, height: 220 },
  hints: { file: 'docs/images/hints.png', from: editorPart, y: 180, width: 928, height: 135 },
  lens: { file: 'docs/images/lens.png', from: editorPart, y: 325, width: 1224, height: 300 },
  rename: { file: 'docs/images/rename.png', from: editorPart, y: 180, width: 700, height: 150 },
  notebook: { file: 'docs/images/notebook.png', from: editorPart, y: 30, width: 928, height: 440 },
  checkpoint: { file: 'docs/images/checkpoint.png', from: editorPart, y: 85, width: 700, height: 155 },
  fix: { file: 'docs/images/fix.png', from: editorPart, y: 255, width: 800, height: 245 },
};
