// What of the Python extension's API another extension asks; its documentation is the npm package @vscode/python-extension.
const { readFileSync } = require('node:fs');
const vscode = require('vscode');

exports.activate = () => ({
  environments: {
    getActiveEnvironmentPath: () => ({ path: readFileSync(process.env.E2E_CHOSEN_PYTHON, 'utf8') }),
    resolveEnvironment: async ({ path }) => ({ executable: { uri: vscode.Uri.file(path) } }),
    onDidChangeActiveEnvironmentPath: new vscode.EventEmitter().event,
  },
});
