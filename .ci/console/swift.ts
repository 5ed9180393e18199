import { describe, expect, test } from 'vitest';
import { type ConsoleStage, settled } from './console-stage.ts';
import { checkedPages } from './every-page.ts';

const watch = `
  window.shifts = 0;
  new PerformanceObserver(list => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

const firstPaint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0";

/** How fast pages show, by what they wait for and by how much moves: the same on a machine of any speed. */
export const swiftPages = (stageNow: () => ConsoleStage): void => {
  describe.each(checkedPages)('%s', (path, as) => {
    test('paints as soon as it is known who looks, and hardly moves then', async () => {
      const { page, close } = await stageNow().open('/me-nowhere', as);
      await page.addInitScript(watch);
      // What the page shows is answered only once something is painted: a page that waited for it would never paint.
      await page.route(/\/v1\/(?!me$)/, async route => {
        await expect.poll(() => page.evaluate(firstPaint).catch(() => 0)).toBeGreaterThan(0);
        await route.continue();
      });
      await page.goto(`${stageNow().url}${path}`);
      await settled(page);
      expect(await page.evaluate(firstPaint)).toBeGreaterThan(0);
      expect(await page.evaluate('window.shifts')).toBeLessThan(0.02);
      await close();
    });
  });

  test('10,000 accounts scroll to their end with a hundred rows drawn', async () => {
    const { page, complaints, close } = await stageNow().open('/', 'ruth');
    const real = (await stageNow().ask('/v1/accounts', 'ruth')) as { rows: object[] };
    const found = 10_000;
    const [row] = real.rows;
    await page.route('**/v1/accounts?*', async route => {
      const query = new URL(route.request().url()).searchParams;
      const from = Number(query.get('from') ?? 0);
      const rows = Array.from({ length: 200 }, (_, n) => ({
        ...row,
        id: `a-${from + n}`,
        name: `Account ${from + n}`,
      }));
      await route.fulfill({ json: { ...real, found, of: found, rows, next: from + 200 } });
    });
    await page.goto(`${stageNow().url}/accounts?sort=name`);
    await settled(page);
    for (let n = 1; n <= 20; n++) {
      await page.evaluate(`scrollTo(0, document.body.scrollHeight * ${n} / 20)`);
      expect(await page.locator('tbody tr').count()).toBeLessThan(100);
    }
    await page.getByRole('link', { name: `Account ${found - 1}`, exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
};
