import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../engine/kernel/instant.ts';
import { shortened, wholeStart } from '../../engine/kernel/shortened.ts';
import { answersSection } from '../../engine/playback/report/answers-section.ts';
import { crmTask } from '../../engine/sinks/crm-task.ts';
import { slackMessage } from '../../engine/tasks/slack-message.ts';
import { aTask, noStaff } from '../support/tasks.ts';

/** Each is one character to a reader. */
const whole = ['a', ' ', 'é', 'e\u0301', '🚀', '👩🏽‍🚀', '👩‍👩‍👧', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '🇯🇵', '1️⃣', 'ශ්‍රී', 'ا'] as const;
const written = fc.array(fc.constantFrom(...whole), { maxLength: 400 }).map(parts => parts.join(''));
const broken = fc.array(fc.constantFrom(...whole, '\uD83D', '\uDE00'), { maxLength: 400 }).map(parts => parts.join(''));
const charactersOf = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

describe('a shortened text', () => {
  it('is as long as it may be, and ends after a whole character', () => {
    fc.assert(
      fc.property(written, fc.integer({ min: 20, max: 300 }), (text, most) => {
        const kept = wholeStart(text, most);
        expect(text.startsWith(kept)).toBe(true);
        const all = charactersOf(text);
        const count = charactersOf(kept).length;
        expect(all.slice(0, count).join('')).toBe(kept);
        expect(kept.length).toBeLessThanOrEqual(most);
        expect(kept.length + (all[count]?.length ?? most)).toBeGreaterThan(kept === text ? 0 : most);
        expect(shortened(text, most)).toBe(text.length <= most ? text : `${wholeStart(text, most - 1)}…`);
      }),
    );
  });

  it('has no half of a character, whatever it was', () => {
    fc.assert(
      fc.property(broken, fc.integer({ min: 1, max: 300 }), (text, most) => {
        const shown = shortened(text, most);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe('what people wrote keeps its characters, however long it is, in', () => {
  const said = fc.array(fc.constantFrom(...whole), { minLength: 1, maxLength: 900 }).map(parts => parts.join(''));
  const outlets: Readonly<Record<string, (text: string) => string>> = {
    'the title of a task in a CRM': accountName =>
      crmTask(aTask({ accountName }), { company: '1', mapping: undefined, staff: noStaff, link: undefined }).title,
    'a message in Slack': play => slackMessage(aTask({ play }), 'opened', noStaff).text,
    'a comment in the report': comment =>
      answersSection(
        [{ account: 'a', id: '1', at: instant('2026-03-01T00:00:00Z'), survey: 'csat', score: 1, comment }],
        new Map(),
      ),
  };

  it.each(Object.entries(outlets))('%s', (_, shownBy) => {
    fc.assert(
      fc.property(said, text => {
        const shown = shownBy(text);
        const known = new Set([...charactersOf(text), '…', '“', '”']);
        expect(charactersOf(shown).filter(each => !known.has(each) && !/^[\x20-\x7e\n]+$/.test(each))).toEqual([]);
        expect(charactersOf(shown).filter(each => known.has(each)).length).toBeGreaterThan(0);
      }),
    );
  });
});

it('is cut in one place: nothing else puts dots behind a part of a text', () => {
  const cutting = /\.(slice|substring)\([^()]*\)(\.\w+\([^()]*\))*\}…/;
  const files = globSync('{engine,functions,console}/**/*.{ts,tsx}', {
    cwd: new URL('../..', import.meta.url).pathname,
  });
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter(file => cutting.test(readFileSync(file, 'utf8')))).toEqual([]);
});
