// Somebody who has no mouse: Tab to a thing, then type or press.

const kMost = 250; // more than any page has

export class Keyboard {
  constructor(visitor) {
    this.visitor = visitor;
    this.page = visitor.page;
  }

  // Goes on to the next element that matches.
  async tabTo(selector) {
    for (let i = 0; i < kMost; i += 1) {
      await this.page.keyboard.press('Tab');
      const isThere = await this.page.evaluate(
        (wanted) => document.activeElement?.matches(wanted) ?? false, selector,
      );
      if (isThere) return;
    }
    throw new Error(`no way to ${selector} by Tab on ${this.page.url()}`);
  }

  // Types into a field in place of what stands there; in a list, chooses by its first letters.
  async type(name, text) {
    await this.tabTo(`main [name="${name}"]`);
    const isList = await this.page.evaluate(() => document.activeElement.tagName === 'SELECT');
    if (!isList) await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  async check(name) {
    await this.tabTo(`main [name="${name}"]`);
    await this.page.keyboard.press('Space');
  }

  // Presses a button or follows a link, to another page.
  async press(selector) {
    await this.tabTo(selector);
    await Promise.all([this.page.waitForNavigation(), this.page.keyboard.press('Enter')]);
  }
}
