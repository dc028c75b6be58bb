// One window of VS Code, used as a person does: by mouse, keys, and what is on the screen.
import path from 'node:path';
import { output } from './paths.mjs';
import { pictures } from './pictures.mjs';
import { again, until } from './until.mjs';

// A method that does something does it until its sign is on the screen (`again`); `wait` is how long one try waits.

const quickInput = '.quick-input-widget input[type=text]';
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
  async tab(name, timeout) {
    await this.page.waitForSelector(`.tab.active >> text=${name}`, { timeout });
  }

  async cursorOnLine(line, timeout) {
    const places = () => this.page.locator('#status\\.editor\\.selection').allInnerTexts();
    const there = async () => (await places()).some((place) => place.startsWith(`Ln ${line},`));
    await until(`the cursor is on line ${line}`, there, { timeout, saw: places });
  }

  /** Waits for the underline of a problem. */
  async squiggle(severity = 'error') {
    await this.page.waitForSelector(`${this.part} .squiggly-${severity}`, { state: 'attached' });
  }

  async noSquiggle(severity = 'error') {
    await this.page.waitForSelector(`${this.part} .squiggly-${severity}`, { state: 'detached' });
  }

  /**
   * The nth occurrence (from 0) of a word on the screen, once it is there: its middle, and its line and first and last
   * column as the status bar counts them.
   */
  async word(word, nth = 0, timeout) {
    return until(`"${word}" is on the screen`, () => this.page.evaluate(wordOnScreen, [word, nth, this.part]), { timeout });
  }

  /** Waits until a line on the screen has a text in it. */
  async line(text) {
    await this.page.locator(`${this.part} .view-line`, { hasText: text }).first().waitFor();
  }

  /** Puts the cursor into a word. */
  async click(word, nth = 0) {
    await again(async (wait) => {
      await this.leaveWhatIsOver(wait);
      const { x, y, line, columns } = await this.word(word, nth, wait);
      await this.page.mouse.click(x, y);
      await this.focused(wait);
      const place = new RegExp(`^Ln ${line}, Col (${columns.join('|')})$`);
      await this.page.locator('#status\\.editor\\.selection', { hasText: place }).waitFor({ timeout: wait });
    });
  }

  /** Selects a word. */
  async select(word, nth = 0) {
    await again(async (wait) => {
      await this.leaveWhatIsOver(wait);
      const { x, y, line } = await this.word(word, nth, wait);
      await this.page.mouse.dblclick(x, y);
      await this.focused(wait);
      const place = new RegExp(`^Ln ${line}, Col \\d+ \\(${word.length} selected\\)$`);
      await this.page.locator('#status\\.editor\\.selection', { hasText: place }).waitFor({ timeout: wait });
    });
  }

  /** What VS Code writes between the lines moves them, and a hover that is then under the mouse would take the click. */
  async leaveWhatIsOver(wait) {
    await this.page.mouse.move(640, 700);
    await this.press('Escape');
    await this.page.locator(hoverBox).first().waitFor({ state: 'hidden', timeout: wait });
  }

  /** Waits until keys go into the text. */
  async focused(timeout) {
    await this.page.waitForSelector(`${this.part} .monaco-editor.focused`, { timeout });
  }

  /** Types at the first or behind the last place of the text, which `key` goes to. */
  async typeAt(key, text) {
    await again(async (wait) => {
      await this.press('Control+1');
      await this.focused(wait);
      await this.press(key);
      await this.cursorOnLine(key === 'Control+Home' ? 1 : await this.page.evaluate(lastLineNumber, this.part), wait);
    });
    await this.type(text);
    await this.line(text.trim().split('\n').at(-1).trim());
  }

  /** The text that appears over a word, once it has everything in it that is wanted. */
  async hover(word, nth, ...wanted) {
    // The mouse may come before the answer, or before the programs that use a file are followed; a person would move
    // it again.
    return again(async (wait) => {
      // One that is still there would stay as it is.
      await this.page.mouse.move(640, 700);
      await this.page.locator(hoverBox).first().waitFor({ state: 'hidden', timeout: wait });
      const { x, y } = await this.word(word, nth, wait);
      await this.page.mouse.move(x - 4, y);
      await this.page.mouse.move(x, y, { steps: 4 });
      const boxes = wanted.reduce((some, text) => some.filter({ hasText: text }), this.page.locator(hoverBox));
      await boxes.first().waitFor({ timeout: wait });
      return boxes.first().innerText();
    });
  }

  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Goes from the cursor to the definition: a line of a file. */
  async goToDefinition(file, line) {
    await again(async (wait) => {
      await this.press('F12');
      await this.tab(file, wait);
      await this.cursorOnLine(line, wait);
    });
  }

  /** Runs a command by its name in the palette. */
  async run(command) {
    // While a window opens, the palette may close again by itself.
    await again(async (wait) => {
      await this.press('F1');
      await this.page.locator(quickInput).fill(`>${command}`, { timeout: wait });
      await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: command }).waitFor({ timeout: wait });
      await this.press('Enter');
      await until('the palette closes', async () => (await this.asked()) !== `>${command}`, { timeout: wait });
    });
  }

  /** What stands in the box at the top, if it is there. */
  async asked() {
    const input = this.page.locator(quickInput);
    return (await input.isVisible()) ? input.inputValue() : undefined;
  }

  /** Opens a file by its path in the folder, as with Ctrl+P. */
  async openFile(file) {
    const [name, folder] = [path.basename(file), path.dirname(file)];
    await again(async (wait) => {
      await this.press('Control+P');
      await this.page.locator(quickInput).fill(file, { timeout: wait });
      const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
      await (folder === '.' ? row : row.filter({ hasText: folder })).waitFor({ timeout: wait });
      await this.press('Enter');
      await this.tab(name, wait);
      await this.page.locator(quickInput).waitFor({ state: 'hidden', timeout: wait });
    });
  }

  /** Goes to a symbol of the workspace by letters of its name, as with Ctrl+T; `before` is done when it is listed. */
  async goToSymbol(letters, name, before) {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
    await again(async (wait) => {
      await this.press('Escape');
      await this.press('Control+T');
      await this.page.locator(quickInput).fill(`#${letters}`, { timeout: wait });
      await row.waitFor({ timeout: wait });
    });
    await before();
    await row.click();
  }

  /** Closes what a scenario opened, and takes back what it typed. */
  async tidy() {
    const leftovers = ['.part.panel', '.part.sidebar', '.notification-toast', '.quick-input-widget', '.hover-language-status'];
    await again(async (wait) => {
      await this.page.mouse.move(640, 700);
      await this.press('Escape');
      await this.press('Control+Alt+Shift+F12');
      for (const part of leftovers) {
        await this.page.locator(part).first().waitFor({ state: 'hidden', timeout: wait });
      }
    });
    const tabs = () => this.page.locator('.tab').count();
    while ((await tabs()) > 0) {
      const before = await tabs();
      await again(async (wait) => {
        if ((await tabs()) < before) return;
        await this.press('Control+Alt+Shift+F11');
        await until('the tab in front closes', async () => (await tabs()) < before, { timeout: wait });
      });
    }
  }

  /** Runs a command that asks to choose, and chooses the row with a text. */
  async pick(command, text) {
    await again(async (wait) => {
      await this.press('Escape');
      await this.run(command);
      await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click({ timeout: wait });
      await this.page.locator(quickInput).waitFor({ state: 'hidden', timeout: wait });
    });
  }

  /** The rows of the Problems panel, once one has `wanted` in it. */
  async problems(wanted) {
    const panel = this.page.locator('.markers-panel');
    await again(async (wait) => {
      if (!(await panel.isVisible())) await this.press('Control+Shift+M');
      await panel.waitFor({ timeout: wait });
    });
    await this.page.locator('.markers-panel .monaco-list-row', { hasText: wanted }).first().waitFor();
    return this.page.locator('.markers-panel .monaco-list-row').allInnerTexts();
  }

  /** Opens the Variables view, which takes the focus: what a person opens before it has would close again. */
  async showVariables() {
    const focused = this.page.locator('.tree-explorer-viewlet-tree-view .monaco-list:focus-within');
    await again(async (wait) => {
      await this.run('tfscope: Show the Variables of This File');
      await focused.waitFor({ timeout: wait });
    });
  }

  /** Types a filter for the Variables view and leaves its box when a text above the tree says what is left. */
  async filterVariables(words, left) {
    const box = this.page.getByPlaceholder('Parts of a name');
    await again(async (wait) => {
      await this.run('tfscope: Filter Variables…');
      await box.fill(words, { timeout: wait });
      await this.page.getByText(left).waitFor({ timeout: wait });
    });
    await again(async (wait) => {
      if (await box.isVisible()) await this.press('Enter');
      await box.waitFor({ state: 'hidden', timeout: wait });
    });
  }

  /** Drags the side bar's edge until it has a width. */
  async widenSideBar(width) {
    await again(async (wait) => {
      const sideBar = this.page.locator('.part.sidebar');
      await sideBar.waitFor({ timeout: wait });
      const { x, y, width: now } = await sideBar.boundingBox();
      await this.page.mouse.move(x + now, y + 300);
      await this.page.mouse.down();
      await this.page.mouse.move(x + width, y + 300, { steps: 5 });
      await this.page.mouse.up();
      const near = async () => Math.abs((await sideBar.boundingBox()).width - width) < 10;
      await until('the side bar is wide', near, { timeout: wait });
    });
  }

  /** The row of the Variables view that begins so, once it is there. Label and description are read with one space between. */
  async treeRow(text, timeout) {
    const row = this.treeRows(text).first();
    await row.waitFor({ timeout });
    return row;
  }

  treeRows(text) {
    return this.page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row', { hasText: rowBeginningWith(text) });
  }

  /** Waits until the row of the Variables view that begins so is the selected one. */
  async selectedTreeRow(text) {
    await this.treeRows(text).and(this.page.locator('.selected')).waitFor();
  }

  /** Clicks a row of the Variables view, which goes to a line of a file. */
  async goToSite(row, file, line) {
    await again(async (wait) => {
      await (await this.treeRow(row, wait)).locator('.label-name').click({ timeout: wait });
      await this.tab(file, wait);
      await this.cursorOnLine(line, wait);
    });
  }

  /** Shows what is below a row of the Variables view. */
  async unfold(text) {
    // The view may unfold it at the same moment, to select what the cursor stands on; a click then folds it.
    await again(async (wait) => {
      const row = await this.treeRow(text, wait);
      if ((await row.getAttribute('aria-expanded')) === 'true') return;
      await row.locator('.monaco-tl-twistie').click({ timeout: wait });
      await row.and(this.page.locator('[aria-expanded=true]')).waitFor({ timeout: wait });
    });
  }

  /** The row of the list of suggestions with a label; asks for the list as Ctrl+Space does. */
  async suggestion(label) {
    const row = this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
    // The list is empty when the analysis has not come so far.
    await again(async (wait) => {
      if (await row.isVisible()) return;
      await this.press('Escape');
      await this.press('Control+Space');
      await row.waitFor({ timeout: wait });
    });
    return row;
  }

  /** Renames what the cursor stands on; `before` is done when the new name is typed and not yet taken. */
  async rename(name, before) {
    const input = this.page.locator('.rename-box input');
    await again(async (wait) => {
      await this.press('F2');
      await input.waitFor({ timeout: wait });
    });
    await input.fill(name);
    await before();
    await again(async (wait) => {
      if (await input.isVisible()) await this.press('Enter');
      await input.waitFor({ state: 'hidden', timeout: wait });
    });
  }

  /** Applies the quick fix of the line of the cursor whose title has a text; `before` is done when it is listed. */
  async quickFix(title, before) {
    const fix = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await again(async (wait) => {
      await this.press('Escape');
      await this.press('Control+.');
      await fix.waitFor({ timeout: wait });
    });
    await before();
    await again(async (wait) => {
      if (await fix.isVisible()) await fix.click({ timeout: wait });
      await fix.waitFor({ state: 'hidden', timeout: wait });
    });
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
    const box = this.page.locator('.hover-language-status', { hasText: wanted }).first();
    return again(async (wait) => {
      if (!(await box.isVisible())) await this.page.locator('#status\\.languageStatus').click({ timeout: wait });
      await box.waitFor({ timeout: wait });
      return box.innerText();
    });
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

/** Runs in the page: what `Editor.word` answers, or undefined. */
function wordOnScreen([word, nth, part]) {
  const hits = [];
  for (const line of document.querySelectorAll(`${part} .view-lines .view-line`)) {
    for (const match of line.textContent.matchAll(new RegExp(`\\b${word}\\b`, 'g'))) {
      const range = document.createRange();
      range.setStart(...placeIn(line, match.index));
      range.setEnd(...placeIn(line, match.index + word.length));
      const box = range.getBoundingClientRect();
      const columns = Array.from({ length: word.length + 1 }, (_, letter) => match.index + 1 + letter);
      hits.push({ x: box.x + box.width / 2, y: box.y + box.height / 2, line: numberBeside(line), columns });
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

  function numberBeside(line) {
    const { top } = line.getBoundingClientRect();
    const numbers = [...line.closest('.monaco-editor').querySelectorAll('.line-numbers')];
    return numbers.find((number) => Math.abs(number.getBoundingClientRect().top - top) < 2)?.textContent;
  }
}

/** Runs in the page: the greatest line number on the screen. */
function lastLineNumber(part) {
  return Math.max(...[...document.querySelectorAll(`${part} .line-numbers`)].map((number) => Number(number.textContent)));
}

/** What a row begins with; spaces match any space or none, for what stands in two elements has none between. */
function rowBeginningWith(text) {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s*')}`);
}
