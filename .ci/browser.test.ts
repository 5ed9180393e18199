import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedFiles } from '../engine/build/load-journeys.ts';
import type { JourneyDefinition } from '../engine/definition/journey-definition.ts';
import { flattenSteps } from '../engine/journey/flatten-steps.ts';
import { drawSvg } from '../engine/journey/graph/svg.ts';
import { previewTemplate } from '../engine/templates/preview-template.ts';
import { type BrowserPage, startBrowser } from './browser.ts';
import { daymark } from './daymark.ts';
import { lookAtButtons, lookAtPage, lookAtPicture } from './look.ts';

/** Where the pictures of what was looked at are kept; git ignores it. */
const folder = resolve('.daymark/looks');

let page: BrowserPage;
let stop: () => Promise<void>;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  ({ page, stop } = await startBrowser());
});
afterAll(() => stop?.());

const templates = readdirSync('templates', { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join('templates', name)).flatMap(file => {
      const [, locale] = /^(.+)\.(?:mjml|md)$/.exec(file) ?? [];
      return locale ? [{ name, locale }] : [];
    }),
  );

describe('templates', () => {
  for (const { name, locale } of templates) {
    test(`${name} in ${locale} reads well on a phone and a desk, by day and by night`, async () => {
      const file = join(folder, `${name}.${locale}.html`);
      writeFileSync(file, (await previewTemplate('templates', name, { locale })).html);
      for (const width of [390, 1000]) {
        for (const scheme of ['light', 'dark'] as const) {
          await page.open(file, { width, scheme });
          writeFileSync(join(folder, `${name}.${locale}.${width}.${scheme}.png`), await page.screenshot());

          const look = await page.evaluate(lookAtPage);
          expect(look, `${width} px, ${scheme}`).toEqual({ width, overflowing: [], tiny: [], unfilled: [] });

          const buttons = await page.evaluate(lookAtButtons);
          expect(buttons.length, `buttons at ${width} px, ${scheme}`).toBeGreaterThan(0);
          for (const button of buttons) {
            expect(button, `${width} px, ${scheme}`).toMatchObject({ visible: true, onTop: true });
            expect(button.height).toBeGreaterThanOrEqual(40);
            expect(button.contrast, `contrast of "${button.text}", ${scheme}`).toBeGreaterThanOrEqual(4.5);
          }
        }
      }
    });
  }
});

describe('pictures of journeys', () => {
  const journeys = readdirSync('journeys').flatMap(file => (sharedFiles.has(file) ? [] : [file.replace(/\.ts$/, '')]));
  for (const journey of journeys) {
    test(`${journey}: every text is inside its box, and every box inside the picture`, async () => {
      const { default: definition } = (await import(`../journeys/${journey}.ts`)) as { default: JourneyDefinition };
      const file = join(folder, `${journey}.svg`);
      writeFileSync(file, await drawSvg(definition));
      await page.open(file, { width: 1000 });
      writeFileSync(join(folder, `${journey}.png`), await page.screenshot());

      const picture = await page.evaluate(lookAtPicture);

      expect(picture.outside).toEqual([]);
      for (const { step } of flattenSteps(definition.steps)) expect(picture.texts).toContain(step.id);
    });
  }

  test('the picture in docs/ is the one that graph draws now', async () => {
    const { stdout } = await daymark('graph', 'onboarding');
    expect(readFileSync('docs/onboarding.svg', 'utf8')).toBe(stdout);
  });
});
