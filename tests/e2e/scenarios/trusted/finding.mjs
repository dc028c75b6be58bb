// What helps a person to find their way: references, lenses, outline, the workspace's symbols, hovers of scopes and calls.

export function finding(session) {
  const scenario = (intent, name, file, body) => session.inWindow(`Finding: ${intent}`, name, file, body);

  scenario('all places that share a variable, in all files', 'references', 'transformer/model.py', async (editor, name) => {
    await editor.hover('embeddings', 0, 'encoder_1/embeddings');
    await editor.click('embeddings');
    await editor.run('Peek References');
    await editor.peeked('model.py', 'train.py');
    await editor.screenshot(name);
  });

  scenario('a code lens lists the calls that share its variables', 'lens', 'gan/model.py', async (editor, name) => {
    await editor.lens('shared by 2 calls').click();
    await editor.peeked('train.py');
    await editor.screenshot(name);
  });

  scenario('the outline is the tree of scopes', 'outline', 'transformer/model.py', async (editor, name) => {
    await editor.hover('embeddings', 0, 'encoder/embeddings');
    await editor.run('Focus on Outline View');
    const outline = editor.page.locator('.outline-pane .monaco-list-row');
    await outline.filter({ hasText: 'encoder' }).first().waitFor();
    await editor.screenshot(name);
  });

  scenario('a variable of any file is found by letters of its name', 'symbol', 'gan/model.py', async (editor, name) => {
    await editor.squiggle();
    await editor.goToSymbol('genhid', 'generator/hidden/kernel', () => editor.screenshot(name));
    await editor.cursorOnLine(8);
  });

  scenario('the hover of a scope tells whether it reuses', 'scope-hover', 'transformer/train.py', async (editor, name) => {
    await editor.hover('encoder', 0, 'reuse=True');
    await editor.screenshot(name);
  });

  scenario('the hover of a call tells what happens below it', 'call-hover', 'gan/train.py', async (editor, name) => {
    await editor.hover('generator', 1, 'generator/hidden/kernel');
    await editor.screenshot(name);
  });
}
