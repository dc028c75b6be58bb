// The checkpoint that the settings name.

export function checkpoint(session) {
  const intent = 'the hover tells whether a variable is in the checkpoint that the settings name';
  session.inWindow(intent, 'checkpoint', 'checkpoint/network.py', async (editor, name) => {
    await editor.hover('w', 0, 'net/w');
    session.vscode.set({ 'tfscope.checkpoint': 'checkpoint/network' });
    await editor.hover('w', 0, 'in checkpoint network');
    // From the top down: a hover covers the lines above it.
    await editor.hover('bias', 1, 'in checkpoint network as float64 [3]');
    await editor.screenshot(name);
    await editor.hover('scale', 1, 'not in checkpoint network');
    session.vscode.set({ 'tfscope.checkpoint': undefined });
  });
}
