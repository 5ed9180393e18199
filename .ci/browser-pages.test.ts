import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { preferencesPage } from '../engine/pages/preferences/preferences-page.ts';
import { surveyPage } from '../engine/pages/survey/survey-page.ts';
import { catalog } from '../journeys/catalog.ts';
import { type BrowserPage, startBrowser } from './browser.ts';
import { lookAtPage } from './look.ts';

/** Where the pictures of what was looked at are kept; git ignores it. */
const folder = resolve('.daymark/looks');

let page: BrowserPage;
let stop: () => Promise<void>;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  ({ page, stop } = await startBrowser());
});
afterAll(() => stop?.());

const { sender, topics } = catalog.data;
const shown = Object.entries(topics).map(([id, topic], index) => ({
  ...topic,
  id,
  state: (['on', 'off', 'locked'] as const)[index % 3] ?? 'on',
}));
const pages = ['en', 'de'].flatMap((language): [string, string][] => {
  const reader = { sender, locales: [language] };
  return [
    [`preferences.${language}`, preferencesPage({ ...reader, topics: shown, about: shown[0]?.id ?? '' })],
    [`survey.${language}`, surveyPage({ ...reader, survey: 'nps', isAnswered: false }, { score: 9 })],
  ];
});

test.each(pages)('%s reads well everywhere, without script, and every control has a name', async (name, html) => {
  expect(html).not.toMatch(/<script|\son\w+=/i);
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  for (const width of [390, 1000]) {
    for (const scheme of ['light', 'dark'] as const) {
      await page.open(file, { width, scheme });
      writeFileSync(join(folder, `${name}.${width}.${scheme}.png`), await page.screenshot());
      expect(await page.evaluate(lookAtPage), `${width} px, ${scheme}`).toMatchObject({
        width,
        overflowing: [],
        unfilled: [],
      });

      const { unnamed, small, faint, reached, controls } = await page.evaluate(lookAtControls);
      expect({ unnamed, small, faint }, `${width} px, ${scheme}`).toEqual({ unnamed: [], small: [], faint: [] });
      expect(reached).toBe(controls);
    }
  }
});

/** Runs in the page: controls without a name or too small to hit, text with too little contrast, what the keyboard reaches. */
function lookAtControls() {
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(each => {
      const part = Number(each) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): string => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor;
      if (!/^rgba\(.*, 0\)$|^transparent$/.test(color)) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const contrast = (element: Element): number => {
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };
  const controls = [...document.querySelectorAll<HTMLElement>('input:not(:disabled), button, a')];
  const named = (each: HTMLElement): string => (each.closest('label') ?? each).textContent?.trim() ?? '';
  const hit = (each: HTMLElement): DOMRect => (each.closest('label') ?? each).getBoundingClientRect();
  const texts = [...document.querySelectorAll('h1, h2, p, b, span, legend, button, footer')].filter(each =>
    [...each.childNodes].some(node => node.nodeType === 3 && node.textContent?.trim()),
  );
  return {
    unnamed: controls.filter(each => named(each) === '').map(each => each.outerHTML),
    small: controls.filter(each => each.tagName !== 'A' && hit(each).height < 44).map(named),
    faint: texts.filter(each => contrast(each) < 4.5).map(each => `${each.textContent}: ${contrast(each)}`),
    reached: controls.filter(each => {
      each.focus();
      return document.activeElement === each;
    }).length,
    controls: controls.length,
  };
}
