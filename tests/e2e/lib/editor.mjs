// One window of VS Code, used as a person does: by mouse, keys, and what is on the screen.
import path from 'node:path';
import { output } from './paths.mjs';
import { patience } from './until.mjs';

const editorPart = '#workbench\\.parts\\.editor';

/** Of which screenshots a page shows a part, measured from the left of `from`; `make pictures` puts them there. */
const pictures = {
  'transformer-hover': { file: 'vscode-client/images/hover.png', from: editorPart, y: 30, width: 928, height: 375 },
  'transformer-definition': { file: 'vscode-client/images/jump.png', from: editorPart, y: 30, width: 928, height: 545 },
  'scopes-problem': { file: 'vscode-client/images/problem.png', from: editorPart, y: 30, width: 928, height: 590 },
  'transformer-tree': { file: 'vscode-client/images/tree.png', from: 'body', y: 30, width: 1280, height: 375 },
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

/** How long what a person did may take to show before they do it again. */
export const soon = 6000;

const hoverBox = '.monaco-resizable-hover .monaco-hover:not(.hidden)';

export class Editor {
  /** `part` is where in the page the text is. */
  constructor(page, part = '.editor-group-container.active') {
    this.page = page;
    this.part = part;
  }

  /** The cells of the notebook in front, which VS Code keeps apart from its other editors. */
  get notebook() {
    return new Editor(this.page, '.notebookOverlay');
  }

  /** Waits until a file is the one in front. */
  async tab(name) {
    await this.page.waitForSelector(`.tab.active >> text=${name}`);
  }

  /** Waits until the cursor stands there, both counted from 1. */
  async cursorAt(line, column) {
    const wanted = `Ln ${line}, Col ${column}`;
    await this.page.waitForFunction((text) => document.getElementById('status.editor.selection')?.innerText.startsWith(text), wanted);
  }

  async cursorOnLine(line) {
    const wanted = `Ln ${line},`;
    await this.page.waitForFunction((text) => document.getElementById('status.editor.selection')?.innerText.startsWith(text), wanted);
  }

  /** Waits for the underline of a problem. */
  async squiggle(severity = 'error') {
    await this.page.waitForSelector(`${this.part} .squiggly-${severity}`, { state: 'attached' });
  }

  async noSquiggle(severity = 'error') {
    await this.page.waitForSelector(`${this.part} .squiggly-${severity}`, { state: 'detached' });
  }

  /** The middle of the nth occurrence (from 0) of a word on the screen, once it is there. */
  async word(word, nth = 0) {
    const found = await this.page.waitForFunction(
      ([word, nth, part]) => {
        const hits = [];
        for (const line of document.querySelectorAll(`${part} .view-lines .view-line`)) {
          for (const match of line.textContent.matchAll(new RegExp(`\\b${word}\\b`, 'g'))) {
            const range = document.createRange();
            range.setStart(...placeIn(line, match.index));
            range.setEnd(...placeIn(line, match.index + word.length));
            const box = range.getBoundingClientRect();
            hits.push({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
          }
        }
        // The order of Monaco's lines in the page is not their order in the text.
        return hits.sort((a, b) => a.y - b.y || a.x - b.x)[nth];

        /** Monaco splits lines, and even words, over spans. */
        function placeIn(line, offset) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode()); offset -= node.length) if (offset <= node.length) return [node, offset];
          throw new RangeError('beyond the end of the line');
        }
      },
      [word, nth, this.part],
    );
    return found.jsonValue();
  }

  /** Waits until a line on the screen has a text in it. */
  async line(text) {
    await this.page.locator(`${this.part} .view-line`, { hasText: text }).first().waitFor();
  }

  async click(word, nth = 0) {
    const { x, y } = await this.word(word, nth);
    await this.page.mouse.click(x, y);
  }

  async doubleClick(word, nth = 0) {
    const { x, y } = await this.word(word, nth);
    await this.page.mouse.dblclick(x, y);
  }

  /** The text that appears over a word, once it has `wanted` in it. */
  async hover(word, nth, wanted) {
    // The mouse may come before the answer; a person would move it again.
    return again(async () => {
      await this.page.mouse.move(640, 700);
      const { x, y } = await this.word(word, nth);
      await this.page.mouse.move(x - 4, y);
      await this.page.mouse.move(x, y, { steps: 4 });
      const box = this.page.locator(hoverBox, { hasText: wanted }).first();
      await box.waitFor({ timeout: soon });
      return box.innerText();
    });
  }

  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Runs a command by its name in the palette. */
  async run(command) {
    // While a window opens, the palette may close again by itself.
    await again(async () => {
      await this.press('F1');
      const input = this.page.locator('.quick-input-widget input[type=text]');
      await input.fill(`>${command}`, { timeout: soon });
      const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: command });
      await row.waitFor({ timeout: soon });
      await this.press('Enter');
    });
  }

  /** Opens a file by its path in the folder, as with Ctrl+P. */
  async openFile(file) {
    const [name, folder] = [path.basename(file), path.dirname(file)];
    await again(async () => {
      await this.press('Control+P');
      await this.page.locator('.quick-input-widget input[type=text]').fill(file, { timeout: soon });
      const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
      await (folder === '.' ? row : row.filter({ hasText: folder })).waitFor({ timeout: soon });
      await this.press('Enter');
      await this.page.waitForSelector(`.tab.active >> text=${name}`, { timeout: soon });
    });
  }

  /** Closes what a scenario opened, and takes back what it typed. */
  async tidy() {
    await this.press('Escape');
    await this.press('Control+Alt+Shift+F12');
    while ((await this.page.locator('.tab').count()) > 0) {
      const before = await this.page.locator('.tab').count();
      await this.press('Control+Alt+Shift+F11');
      await this.page.waitForFunction((count) => document.querySelectorAll('.tab').length < count, before);
    }
  }

  /** Runs a command that asks to choose, and chooses the row with a text. */
  async pick(command, text) {
    await this.run(command);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  }

  /** The rows of the Problems panel, once one has `wanted` in it. */
  async problems(wanted) {
    if (!(await this.page.locator('.markers-panel').isVisible())) await this.press('Control+Shift+M');
    await this.page.locator('.markers-panel .monaco-list-row', { hasText: wanted }).first().waitFor();
    return this.page.locator('.markers-panel .monaco-list-row').allInnerTexts();
  }

  /** The row of the Variables view that begins so, once it is there. Label and description are read with one space between. */
  async treeRow(text) {
    const row = this.treeRows(text).first();
    await row.waitFor();
    return row;
  }

  treeRows(text) {
    return this.page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row', { hasText: rowBeginningWith(text) });
  }

  /** Shows what is below a row of the Variables view. */
  async unfold(text) {
    // The view may unfold it at the same moment, to select what the cursor stands on; a click then folds it.
    await again(async () => {
      const row = await this.treeRow(text);
      if ((await row.getAttribute('aria-expanded')) === 'true') return;
      await row.locator('.monaco-tl-twistie').click();
      await row.and(this.page.locator('[aria-expanded=true]')).waitFor({ timeout: soon });
    });
  }

  /** The row of the list of suggestions with a label; asks for the list as Ctrl+Space does. */
  async suggestion(label) {
    const row = this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
    // The list is empty when the analysis has not come so far.
    await again(async () => {
      if (await row.isVisible()) return;
      await this.press('Escape');
      await this.press('Control+Space');
      await row.waitFor({ timeout: soon });
    });
    return row;
  }

  /** Renames what the cursor stands on; `before` is done when the new name is typed and not yet taken. */
  async rename(name, before) {
    const input = this.page.locator('.rename-box input');
    await again(async () => {
      await this.press('F2');
      await input.waitFor({ timeout: soon });
    });
    await input.fill(name);
    await before();
    await this.press('Enter');
  }

  /** The quick fix of the line of the cursor whose title has a text. */
  async quickFix(title) {
    const fix = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await again(async () => {
      await this.press('Escape');
      await this.press('Control+.');
      await fix.waitFor({ timeout: soon });
    });
    return fix;
  }

  /** Inlay hints that have a text. */
  inlayHints(text) {
    return this.page.locator(`${this.part} .view-line [class*=dyn-rule]`, { hasText: text });
  }

  /** A code lens of the file in front. */
  lens(text) {
    return this.page.locator(`${this.part} .codelens-decoration a`, { hasText: text }).first();
  }

  /** Waits until the list of places beside a line names files. */
  async peeked(...files) {
    for (const file of files) await this.page.locator('.peekview-widget', { hasText: file }).waitFor();
  }

  /** The text of a notification, once one has `wanted` in it. */
  async notification(wanted) {
    const message = this.page.locator('.notification-list-item-message', { hasText: wanted }).first();
    await message.waitFor();
    return message.innerText();
  }

  /** Opens the box in the status bar that says how language servers are. */
  async status(wanted) {
    const item = this.page.locator('#status\\.languageStatus');
    await item.waitFor();
    await item.click();
    const box = this.page.locator('.hover-language-status', { hasText: wanted }).first();
    await box.waitFor();
    return box.innerText();
  }

  /** Keeps a picture of the window; of some, the part that a page shows is kept too. */
  async screenshot(name) {
    await this.page.screenshot({ path: path.join(output, `${name}.png`), animations: 'disabled' });
    const picture = pictures[name];
    if (picture === undefined) return;
    const { file, from, y, width, height } = picture;
    const { x } = await this.page.locator(from).boundingBox();
    await this.page.screenshot({ path: path.join(output, 'pictures', file), clip: { x, y, width, height }, animations: 'disabled' });
  }
}

/** Does something until it succeeds, or until what must come did not come in time. */
export async function again(action) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** What a row begins with; spaces match any space or none, for what stands in two elements has none between. */
function rowBeginningWith(text) {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s*')}`);
}
