// Headless Chromium of the system against the running portal.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { after, before } from 'node:test';
import { closeConnections, readText, originOf, mailsTo } from './portal.mjs';
import { createRequire } from 'node:module';

const axeSource = readText(createRequire(import.meta.url).resolve('axe-core/axe.min.js'));
export const shots = process.env.NX_SCREENSHOTS ?? join(process.env.NX_STATE ?? '.run', 'screenshots');

export const phone = { name: 'phone', width: 390, height: 844 };
export const desktop = { name: 'desktop', width: 1280, height: 900 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.NX_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

// For a whole test file: { browser }, which lives as long as its tests.
export function useBrowser() {
  const held = {};
  before(async () => {
    held.browser = await launch();
  });
  after(async () => {
    await held.browser?.close();
    closeConnections();
  });
  return held;
}

// What axe finds wrong on the page (nothing, it is hoped), and whether it is too wide for the window.
export async function axeProblems(page, options = {}) {
  await page.evaluate(axeSource);
  const report = await page.evaluate((wanted) => window.axe.run(document, wanted), options);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  const found = report.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
  return wide ? [...found, 'the page scrolls sideways'] : found;
}

// A person with a browser window of their own at one tenant.
export class Visitor {
  static async open(browser, tenant, size, options = {}) {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: size.width, height: size.height },
      timezoneId: 'Europe/Berlin',
      locale: 'en-GB',
      ...options,
    });
    const visitor = new Visitor();
    Object.assign(visitor, { context, tenant, size, problems: [], hasScript: options.javaScriptEnabled ?? true });
    visitor.page = await context.newPage();
    visitor.page.on('pageerror', (error) => visitor.problems.push(`script: ${error.message}`));
    visitor.page.on('console', (message) => {
      if (message.type() === 'error' && !/status of (4|5)\d\d/.test(message.text())) {
        visitor.problems.push(`console: ${message.text()}`);
      }
    });
    return visitor;
  }

  go(path) {
    return this.page.goto(originOf(this.tenant) + path);
  }

  // A full-page picture, and what is wrong on the page.
  async look(name) {
    mkdirSync(shots, { recursive: true });
    await this.page.screenshot({ path: join(shots, `${name}-${this.size.name}.png`), fullPage: true });
    if (!this.hasScript) return [];
    return axeProblems(this.page);
  }

  async fill(fields) {
    for (const [name, value] of Object.entries(fields)) {
      await this.page.fill(`main [name="${name}"]`, value);
    }
  }

  // Presses the button of the form that has a field of this name.
  async press(field) {
    const form = this.page.locator(`main form:has([name="${field}"])`).first();
    await Promise.all([
      this.page.waitForNavigation(),
      form.locator('button[type="submit"], button:not([type])').first().click(),
    ]);
  }

  async login(email, password = 'demo demo demo demo') {
    await this.go('/login');
    await this.fill({ email, password });
    await this.press('email');
  }

  async signUp(email) {
    await this.go('/signup');
    await this.fill({ name: 'Robin Browser', email, password: 'a long enough passphrase' });
    await this.press('email');
    const [mail] = await mailsTo(email);
    await this.page.goto(mail.text.match(/https:\/\/\S+\/verify\?token=[\w-]+/)[0]);
    await this.press('token');
  }

  text() {
    return this.page.innerText('main');
  }
}
