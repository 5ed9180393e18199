import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildConsole } from '../../engine/build/build-console.ts';
import { type Stage, seriousFindings } from './stage.ts';

/** Each page, as whom it is for. */
export const pages = [
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

const looks = [
  ['wide', {}],
  ['dark', { colorScheme: 'dark' }],
  ['on a phone', { viewport: { width: 390, height: 844 } }],
] as const;

export const everyPage = (stageNow: () => Stage): void => {
  describe.concurrent.each(pages)('%s', (path, as) => {
    test.each(looks)('has nothing serious for axe, no error and no sideways scrolling, %s', async (_, options) => {
      const { page, complaints, close } = await stageNow().open(path, as, options);
      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
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
