import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { buildConsole } from '../../engine/build/build-console.ts';
import { type ConsoleStage, seriousFindings } from './console-stage.ts';

/** Each page, as whom it is for. */
export const checkedPages = [
  ['/', 'maya'],
  ['/?scope=team', 'ruth'],
  ['/accounts', 'ruth'],
  ['/accounts/quarry-labs', 'ruth'],
  ['/accounts/quarry-labs?tab=story', 'ruth'],
  ['/why?account=quarry-labs', 'ruth'],
  ['/why?account=quarry-labs&journey=csat-survey', 'ruth'],
  ['/journeys', 'marketer'],
  ['/journeys/onboarding', 'marketer'],
  ['/journeys/onboarding?tab=audience&held=2', 'marketer'],
  ['/journeys/onboarding?tab=steps&step=first-project', 'marketer'],
  ['/messages', 'marketer'],
  ['/calendar', 'marketer'],
  ['/numbers', 'ruth'],
] as const;

/** Numbers above zero that are in no link, button or list that opens, with their columns. A capacity is said in the team's file: no account is behind it. */
const numbersLeadingNowhere = `[...document.querySelectorAll('main td.number, main .value')]
  .filter(({ textContent }) => /^[-+]?[0-9,.]*[1-9][0-9,.]*( %)?$/.test(textContent.trim()))
  .filter(cell => !cell.closest('a, button, summary') && !cell.querySelector('a, button, summary'))
  .map(cell => [cell.closest('table')?.tHead?.rows[0].cells[cell.cellIndex]?.textContent ?? cell.className, cell.textContent].join(': '))
  .filter(cell => !cell.startsWith('Capacity: '))`;

/** What a page becomes by its style sheet alone. */
const looks = {
  wide: async () => undefined,
  dark: page => page.emulateMedia({ colorScheme: 'dark' }),
  'on a phone': async page => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
  },
} satisfies Record<string, (page: Page) => Promise<void>>;

export const everyPage = (stageNow: () => ConsoleStage): void => {
  describe.concurrent.each(checkedPages)('%s', (path, as) => {
    test('has nothing serious for axe, no error and no sideways scrolling, wide, dark and on a phone', async () => {
      const { page, complaints, close } = await stageNow().open(path, as);
      for (const [name, look] of Object.entries(looks)) {
        await look(page);
        expect([name, await seriousFindings(page)]).toEqual([name, []]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), name).toBeLessThanOrEqual(0);
      }
      expect(complaints).toEqual([]);
      expect(await page.evaluate(numbersLeadingNowhere)).toEqual([]);
      await close();
    });
  });

  test('the pages weigh at most 120 kB, packed', async () => {
    const total = (await buildConsole()).reduce((sum, { content }) => sum + gzipSync(content).length, 0);
    expect(total).toBeLessThan(120_000);
  });

  test('a page asks the server a few times at most', async () => {
    const { page, close } = await stageNow().open('/', 'maya');
    const asked: string[] = [];
    page.on('request', request => asked.push(new URL(request.url()).pathname));
    await page.reload();
    await page.waitForLoadState('networkidle');
    expect(asked.filter(path => path.startsWith('/v1/')).length).toBeLessThanOrEqual(4);
    await close();
  });
};
