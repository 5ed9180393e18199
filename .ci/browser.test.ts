import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedFiles } from '../engine/build/load-journeys.ts';
import type { JourneyDefinition } from '../engine/definition/journey-definition.ts';
import { flattenSteps } from '../engine/journey/flatten-steps.ts';
import { type Page, startBrowser } from './browser.ts';
import { command, daymark } from './daymark.ts';
import { lookAtButtons, lookAtPage, lookAtPicture } from './look.ts';

/** Where the pictures of what was looked at are kept; git ignores it. */
const folder = resolve('.daymark/looks');

let page: Page;
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
      const preview = await daymark('preview', name, '--locale', locale, '--out', folder);
      expect(preview.code, preview.stderr).toBe(0);
      for (const width of [390, 1000]) {
        for (const scheme of ['light', 'dark'] as const) {
          await page.open(join(folder, `${name}.${locale}.html`), { width, scheme });
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
      const file = join(folder, `${journey}.svg`);
      const drawn = await daymark('graph', journey, '--out', file);
      expect(drawn.code, drawn.stderr).toBe(0);
      await page.open(file, { width: 1000 });
      writeFileSync(join(folder, `${journey}.png`), await page.screenshot());

      const picture = await page.evaluate(lookAtPicture);

      expect(picture.outside).toEqual([]);
      const { default: definition } = (await import(`../journeys/${journey}.ts`)) as { default: JourneyDefinition };
      for (const { step } of flattenSteps(definition.steps)) expect(picture.texts).toContain(step.id);
    });
  }

  test('the picture in docs/ is the one that graph draws now', async () => {
    const { stdout } = await daymark('graph', 'onboarding');
    const { stdout: kept } = await command('cat', ['docs/onboarding.svg']);
    expect(kept).toBe(stdout);
  });
});
