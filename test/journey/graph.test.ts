import { describe, expect, test } from 'vitest';
import { flattenSteps } from '../../engine/journey/flatten-steps.ts';
import { type Direction, directions } from '../../engine/journey/graph/dot.ts';
import { drawingOf } from '../../engine/journey/graph/drawing.ts';
import { looks, textOn } from '../../engine/journey/graph/looks.ts';
import { drawMermaid } from '../../engine/journey/graph/mermaid.ts';
import { drawSvg } from '../../engine/journey/graph/svg.ts';
import onboarding from '../../journeys/onboarding.ts';
import { shippedJourneys } from '../asl/shipped-journeys.ts';
import { everyStep } from './every-step.ts';
import { email, journeyOf, day as onDay, policy, usedProjects } from './plain-journey.ts';

const journeys = [...shippedJourneys, everyStep];

describe('a journey drawn', () => {
  test.each(journeys)('shows every step once, and every arrow leads from a box to a box: $id', journey => {
    const { boxes, arrows } = drawingOf(journey);
    const ids = boxes.map(({ id }) => id);
    expect(Math.min(ids.length - 1, arrows.length)).toBeGreaterThan(0);
    for (const { step } of flattenSteps(journey.steps)) expect(ids.filter(id => id === step.id)).toHaveLength(1);
    for (const { from, to } of arrows) expect(ids).toEqual(expect.arrayContaining([from, to]));
  });

  test('labels arrows with the day of the step they lead to', () => {
    const { arrows } = drawingOf(journeyOf([email('a', { at: onDay(0) }), email('b', { at: onDay(7) })]));
    expect(arrows.map(({ to, label }) => `${to}: ${label}`)).toEqual(['a: day 0', 'b: day 7', '(end): ']);
  });

  test('says who is held out', () => {
    const { notes } = drawingOf(journeyOf([email('a')], { holdout: 10, policy: { ...policy, holdout: 5 } }));
    expect(notes).toContain('Held out: 10 %, 5 % by the policy.');
  });

  test('leads both arms of a branch to what follows it', () => {
    const { arrows } = drawingOf(
      journeyOf([
        {
          kind: 'branch',
          id: 'split',
          cases: [{ name: 'then', condition: usedProjects, steps: [email('a')] }],
          otherwise: [],
        },
        email('b', { at: onDay(3) }),
      ]),
    );
    expect(arrows.map(({ from, to, label }) => `${from} -${label}-> ${to}`)).toEqual([
      '(start) --> split',
      'split -yes-> a',
      'a -day 3-> b',
      'split -no · day 3-> b',
      'b --> (end)',
    ]);
  });

  test('ends at an exit', () => {
    const { arrows, boxes } = drawingOf(journeyOf([{ kind: 'exit', id: 'leave', reason: 'done' }]));
    expect(boxes.map(({ id }) => id)).toEqual(['(start)', 'leave']);
    expect(arrows).toHaveLength(1);
  });

  test('leads back to the start of a loop', () => {
    expect(drawingOf(everyStep).arrows.filter(({ isBack }) => isBack)).toMatchObject([
      { from: 'tip', to: 'monthly-tip' },
    ]);
  });

  test.each(Object.keys(looks) as (keyof typeof looks)[])('has text that can be read on its color: %s', look => {
    const { fill, ink } = looks[look];
    const { name, note } = textOn(look);
    for (const color of [ink, name, note]) expect(contrast(color, fill)).toBeGreaterThan(4.5);
  });
});

describe('SVG', () => {
  test('is the same bytes for the same journey', async () => {
    expect(await drawSvg(onboarding)).toBe(await drawSvg(structuredClone(onboarding)));
  });

  test.each(journeys)('has the title first, no trace of its maker, and every step: $id', async journey => {
    const svg = await drawSvg(journey);
    const title = journey.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(svg).toMatch(/^<svg [^>]*role="img">\n<title>/);
    expect(svg).toContain(`<title>${title}</title>`);
    expect(svg).not.toMatch(/<!--|<!DOCTYPE|NaN/);
    for (const { step } of flattenSteps(journey.steps)) expect(svg).toContain(`>${step.id}</text>`);
  });
});

describe('what pages paint over', () => {
  test.each(directions)(
    'is named in the picture: each box by its step, each arrow by where it leads, %s',
    async direction => {
      const { boxes, arrows } = drawingOf(everyStep);
      const svg = await drawSvg(everyStep, { direction });
      const found = (pattern: RegExp) => [...svg.matchAll(pattern)].map(([, ...names]) => names.join(' -> ')).sort();
      expect(found(/<g class="node" data-step="([^"]+)" data-look="\w+">/g)).toEqual(boxes.map(({ id }) => id).sort());
      expect(found(/<g class="edge" data-from="([^"]+)" data-to="([^"]+)">/g)).toEqual(
        arrows.map(({ from, to }) => `${from} -> ${to}`).sort(),
      );
    },
  );

  test('leads to the right on a screen: wider than high, where it was higher than wide', async () => {
    const shape = async (direction: Direction) => {
      const [, width = '', height = ''] =
        /width="(\d+)pt" height="(\d+)pt"/.exec(await drawSvg(onboarding, { direction })) ?? [];
      return Number(width) / Number(height);
    };
    expect(await shape('down')).toBeLessThan(1);
    expect(await shape('right')).toBeGreaterThan(3);
  });

  test('has what readers see under the id of what is sent, whatever letters it is written in', async () => {
    const subjects = { welcome: 'Ada & <Söhne>: 山田さん' };
    expect(await drawSvg(onboarding, { subjects })).toContain('“Ada &amp; &lt;Söhne&gt;: 山田さん”');
    expect(drawMermaid(onboarding, subjects)).toContain('Söhne');
  });
});

describe('Mermaid', () => {
  test('draws onboarding as its golden file has it', async () => {
    await expect(drawMermaid(onboarding)).toMatchFileSnapshot('../golden/graph/onboarding.mmd');
  });

  test.each(journeys)('writes nothing that would end a label early: $id', journey => {
    const lines = drawMermaid(journey).split('\n').slice(4);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      expect((line.match(/"/g) ?? []).length % 2, line).toBe(0);
      expect(line).not.toMatch(/\bend\b(?=[(\s]*$)|&/);
    }
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
};

const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(start => Number.parseInt(color.slice(start, start + 2), 16) / 255)
    .map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
