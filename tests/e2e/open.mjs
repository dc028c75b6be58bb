// `make vscode`: the examples in a real VS Code in the browser, until Ctrl+C.
import path from 'node:path';
import { top } from './lib/paths.mjs';
import { startVSCode } from './lib/vscode.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(top, 'examples'));

const vscode = await startVSCode({ plain: true });
console.log(`VS Code shows ${folder} at ${vscode.url(folder)}`);
console.log('Ctrl+C ends it.');
process.once('SIGINT', () => void vscode.close().then(() => process.exit(0)));
process.once('SIGTERM', () => void vscode.close().then(() => process.exit(0)));
