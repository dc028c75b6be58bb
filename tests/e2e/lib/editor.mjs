// One window of VS Code, used as a person does: by mouse, keys, and what is on the screen.
import path from 'node:path';
import { output } from './paths.mjs';

const hoverBox = '.monaco-resizable-hover .monaco-hover:not(.hidden)';

export class Editor {
  constructor(page) {
    this.page = page;
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
    await this.page.waitForSelector(`.editor-group-container.active .squiggly-${severity}`, { state: 'attached' });
  }

  async noSquiggle(severity = 'error') {
    await this.page.waitForSelector(`.editor-group-container.active .squiggly-${severity}`, { state: 'detached' });
  }

  /** The middle of the nth occurrence (from 0) of a word on the screen, once it is there. */
  async word(word, nth = 0) {
    const found = await this.page.waitForFunction(
      ([word, nth]) => {
        const lines = document.querySelector('.editor-group-container.active .view-lines');
        if (!lines) return undefined;
        // Monaco splits words over spans, and the order of its lines in the page is not their order in the text.
        const walker = document.createTreeWalker(lines, NodeFilter.SHOW_TEXT);
        const hits = [];
        for (let node; (node = walker.nextNode()); ) {
          for (const match of node.data.matchAll(new RegExp(`\\b${word}\\b`, 'g'))) {
            const range = document.createRange();
            range.setStart(node, match.index);
            range.setEnd(node, match.index + word.length);
            const box = range.getBoundingClientRect();
            hits.push({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
          }
        }
        return hits.sort((a, b) => a.y - b.y || a.x - b.x)[nth];
      },
      [word, nth],
    );
    return found.jsonValue();
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
      await box.waitFor({ timeout: 6000 });
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
      await input.fill(`>${command}`, { timeout: 6000 });
      const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: command });
      await row.waitFor({ timeout: 6000 });
      await this.press('Enter');
    });
  }

  /** Opens a file by its path in the folder, as with Ctrl+P. */
  async openFile(file) {
    const [name, folder] = [path.basename(file), path.dirname(file)];
    await again(async () => {
      await this.press('Control+P');
      await this.page.locator('.quick-input-widget input[type=text]').fill(file, { timeout: 6000 });
      const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
      await (folder === '.' ? row : row.filter({ hasText: folder })).waitFor({ timeout: 6000 });
      await this.press('Enter');
      await this.page.waitForSelector(`.tab.active >> text=${name}`, { timeout: 6000 });
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

  /** A row of the Variables view, once it is there. Label and description are read with one space between. */
  async treeRow(text) {
    const row = this.treeRows(text).first();
    await row.waitFor();
    return row;
  }

  treeRows(text) {
    return this.page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row', { hasText: flexible(text) });
  }

  /** Shows what is below a row of the Variables view. */
  async unfold(text) {
    const row = await this.treeRow(text);
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
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

  async screenshot(name) {
    await this.page.screenshot({ path: path.join(output, `${name}.png`), animations: 'disabled' });
  }
}

/** Does something up to five times until it succeeds. */
async function again(action) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/** A text whose spaces match any space or none: what stands in two elements has none between. */
function flexible(text) {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s*'));
}
