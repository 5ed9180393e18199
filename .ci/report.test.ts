import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDefaults, sampleYear } from '../engine/sample/sample-year.ts';
import { type BrowserPage, startBrowser } from './browser.ts';
import { daymark } from './daymark.ts';

const folder = mkdtempSync(join(tmpdir(), 'daymark-report-'));
const report = join(folder, 'report.html');

let page: BrowserPage;
let stop: () => Promise<void>;
beforeAll(async () => {
  const events = join(folder, 'events.jsonl');
  writeFileSync(events, sampleYear({ ...sampleDefaults, accounts: 8 }));
  const place = ['--timeline', join(folder, 'timeline.jsonl'), '--mail', join(folder, 'mail')];
  const played = await daymark('simulate', events, '--until', '2026-01-01', ...place);
  expect(played.code, played.stderr).toBe(0);
  const written = await daymark('report', '--play', folder, '--html', report);
  expect(written.stderr).toBe('');
  expect(written.stdout).toBe(`${report}\n`);
  ({ page, stop } = await startBrowser());
});
afterAll(async () => {
  await stop?.();
  rmSync(folder, { recursive: true });
});

test('every link of a report leads to a page of it, opened from disk', async () => {
  await page.open(report, { width: 1280 });
  const seen = new Set<string>();
  const broken: string[] = [];
  for (const toSee = ['#/']; toSee.length > 0; ) {
    const hash = toSee.shift() ?? '';
    if (seen.has(kindOf(hash))) continue;
    seen.add(kindOf(hash));
    await page.evaluate(to => {
      location.hash = to;
    }, hash);
    await page.until(() => document.querySelector('main')?.textContent && !document.querySelector('.skeleton'));
    const { links, problem } = await page.evaluate(lookAtLinks);
    if (problem !== '') broken.push(`${hash}: ${problem}`);
    toSee.push(...links);
  }
  expect(broken).toEqual([]);
  expect(page.heard).toEqual([]);
  expect(seen.size).toBeGreaterThan(40);
});

/** Of pages that differ in what is chosen on them, one is looked at for each choice that there is. */
const kindOf = (hash: string): string => hash.replaceAll(/=[^&]*/g, '');

/** Runs in the page: links to other pages of the report, and what went wrong where there is something. */
function lookAtLinks() {
  const hrefs = [...document.querySelectorAll('a[href]')].map(each => each.getAttribute('href') ?? '');
  const failure = document.querySelector('[role=alert]')?.textContent ?? '';
  const missing = /Page not found/.exec(document.querySelector('#app')?.textContent ?? '')?.[0] ?? '';
  const strange = hrefs.filter(href => !/^(#|mailto:|https?:|data:)/.test(href));
  return {
    links: [...new Set(hrefs.filter(href => href.startsWith('#/')))],
    problem: [failure, missing, ...strange].filter(Boolean).join('; '),
  };
}
