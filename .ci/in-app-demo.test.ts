import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrowserPage, startBrowser } from './browser.ts';
import { inWidget } from './look-at-widget.ts';

let page: BrowserPage;
let stop: (() => Promise<void>) | undefined;
let dev: ChildProcess;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'daymark-demo-'));
  const verb = [resolve('engine/cli/daymark.mjs'), 'dev', '--port', '0', '--journeys', resolve('journeys')];
  dev = spawn(process.execPath, verb, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  dev.stdout?.setEncoding('utf8').on('data', text => {
    said += text;
  });
  while (!said.includes('/dev/prompts')) {
    if (dev.exitCode !== null) throw new Error('`daymark dev` ended.');
    await once(dev.stdout ?? dev, 'data');
  }
  url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
  ({ page, stop } = await startBrowser());
});
afterAll(async () => {
  await stop?.();
  const ended = once(dev, 'exit');
  dev.kill('SIGINT');
  await ended;
  rmSync(folder, { recursive: true });
});

const templates = () => [...document.querySelectorAll('#templates button')].map(button => button.textContent ?? '');

/** The page that docs/in-app.md starts with. */
test('each button of the demo shows its prompt, and nothing else', async () => {
  await page.visit(`${url}/dev/prompts?account=acme&user=ada`, { width: 1200 });
  await page.until(() => document.querySelectorAll('#templates button').length > 0);
  const names = await page.evaluate(templates);
  expect(names.length).toBeGreaterThan(5);
  const titles: string[] = [];
  for (const name of names) {
    await page.evaluate(wanted => {
      for (const button of document.querySelectorAll<HTMLButtonElement>('#templates button'))
        if (button.textContent === wanted) button.click();
    }, name);
    await page.until(before => {
      const shown = [...(document.querySelector('daymark-prompts')?.shadowRoot?.querySelectorAll('.prompt') ?? [])];
      const visible = shown.filter(each => each.checkVisibility());
      return visible.length === 1 && visible[0]?.textContent !== before;
    }, titles.at(-1) ?? '');
    const [text = ''] = await page.evaluate(inWidget, 'prompt');
    expect(text.trim(), name).not.toBe('');
    titles.push(text);
  }
  expect(new Set(titles).size).toBe(names.length);
  expect(page.heard).toEqual([]);
});
