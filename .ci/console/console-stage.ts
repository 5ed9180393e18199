import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { keepEvents } from '../../engine/playback/kept-events.ts';
import type { PlayAbout } from '../../engine/playback/play-about.ts';
import { aboutFile, eventsFile, timelineFile } from '../../engine/playback/play-files.ts';
import { sampleDefaults, sampleEnd, sampleYear } from '../../engine/sample/sample-year.ts';

/** `daymark dev` on what was played last, and a browser to look at it. */
export interface ConsoleStage {
  url: string;
  /** A signed-in page, by a CSM's id, `marketer` or `admin`. What the browser complains of is collected. */
  open(path: string, as: string, options?: BrowserContextOptions): Promise<Opened>;
  /** Answers of the API to a signed-in person. */
  ask(path: string, as: string): Promise<unknown>;
  /** Calls of the Segment spec, a batch at a time, as a customer's server sends them. */
  send(calls: readonly object[]): Promise<void>;
  stop(): Promise<void>;
}

export interface Opened {
  page: Page;
  complaints: string[];
  close(): Promise<void>;
}

/** On a year of so many accounts of the sample business, or on the play in the folder `DAYMARK_TEST_PLAY`. */
export const startStage = async (accounts: number): Promise<ConsoleStage> => {
  const folder = mkdtempSync(join(tmpdir(), 'daymark-console-'));
  const play = process.env.DAYMARK_TEST_PLAY ?? (await playYear(accounts, folder));
  const verb = ['dev', '--port', '0', '--journeys', resolve('journeys'), '--play', resolve(play)];
  const dev = spawn(process.execPath, [resolve('engine/cli/daymark.mjs'), ...verb], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url, browser] = await Promise.all([addressOf(dev), startBrowser()]);
  return {
    url,
    open: async (path, as, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, ...options });
      // A guard against what hangs, not a measure: the machine may be busy.
      context.setDefaultTimeout(180_000);
      await context.addInitScript(who => sessionStorage.setItem('daymark.as', who), as);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', message => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', error => complaints.push(error.message));
      await page.goto(`${url}${path}`);
      await settled(page);
      return { page, complaints, close: () => context.close() };
    },
    ask: async (path, as) => {
      const session = await fetch(`${url}/dev/session?as=${as}`);
      const { token } = (await session.json()) as { token: string };
      const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
      return answer.json();
    },
    send: async calls => {
      const batch = calls.map(call => ({ messageId: crypto.randomUUID(), ...call }));
      const answer = await fetch(`${url}/v1/batch`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('local:')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ batch }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    stop: async () => {
      await browser.close();
      dev.kill('SIGINT');
      if (dev.exitCode === null) await once(dev, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
};

/** Nothing is loading any more. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
};

/** What `daymark dev` reads of a play, which it plays itself. */
const playYear = async (accounts: number, folder: string): Promise<string> => {
  const lines = sampleYear({ ...sampleDefaults, accounts })
    .trim()
    .split('\n');
  await keepEvents(
    join(folder, eventsFile),
    lines.map(text => ({ text })),
  );
  const about = { seed: 1, from: '2025-01-01T00:00:00.000Z', to: sampleEnd, timeline: timelineFile };
  writeFileSync(join(folder, aboutFile), JSON.stringify({ ...about, events: [], versions: {} } satisfies PlayAbout));
  return folder;
};

const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

const addressOf = async (dev: ChildProcess): Promise<string> => {
  let told = '';
  for await (const chunk of dev.stdout ?? []) {
    told += String(chunk);
    const url = / at (http:\/\/127\.0\.0\.1:\d+)\./.exec(told)?.[1];
    if (url) {
      dev.stdout?.resume();
      return url;
    }
  }
  throw new Error(`daymark dev did not start: ${told}`);
};

const axeCode = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that is serious or worse: `serious color-contrast: .quiet`. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  // By the protocol of the browser, which the page's Content-Security-Policy does not hold back.
  await page.evaluate(axeCode);
  const found = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as {
    violations: { id: string; impact: string; nodes: { target: string[] }[] }[];
  };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};
