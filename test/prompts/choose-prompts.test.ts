import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '../../engine/account/prompt.ts';
import { newReader, type PromptReader } from '../../engine/account/prompt-reader.ts';
import { choosePrompts, hiddenAs, outlives, type Visit } from '../../engine/prompts/choose-prompts.ts';
import { matchesPath } from '../../engine/prompts/match-path.ts';
import { aPrompt, march } from '../conformance/records.ts';

const visit = (more: Partial<Visit> = {}): Visit => ({
  roles: ['member'],
  unsubscribed: [],
  placement: 'home',
  path: '/home',
  limit: 3,
  now: march(10),
  ...more,
});
const prompt = (more: Partial<Prompt> = {}) => aPrompt('acme', 'p1', more);
const reader = (more: Partial<PromptReader> = {}): PromptReader => ({ ...newReader('ada'), ...more });
const hidden = (p: Partial<Prompt>, r: Partial<PromptReader> = {}, v: Partial<Visit> = {}) =>
  hiddenAs(prompt(p), reader(r), visit(v));

describe('a prompt', () => {
  it('does not show to the one whom it leaves out', () => {
    expect(hidden({ audience: { roles: 'everyone' }, except: 'ada' })).toBe('not-for-them');
    expect(hidden({ audience: { roles: 'everyone' }, except: 'bo' })).toBeUndefined();
  });

  it('shows to those of its roles only', () => {
    expect(hidden({ audience: { roles: ['billing', 'admin'] } })).toBe('not-for-them');
    expect(hidden({ audience: { roles: ['billing', 'admin'] } }, {}, { roles: ['admin'] })).toBeUndefined();
    expect(hidden({})).toBeUndefined();
  });

  it('shows until the instant of its expiry, by the clock and not by the table', () => {
    expect(hidden({ expiresAt: march(10) })).toBe('expired');
    expect(hidden({ expiresAt: march(11) })).toBeUndefined();
    expect(hidden({ retiredAt: march(9) })).toBe('retired');
  });

  it('shows in its placement, and one for everywhere in each', () => {
    expect(hidden({ placement: 'reports' })).toBe('other-page');
    expect(hidden({ placement: 'everywhere' })).toBeUndefined();
    expect(hidden({ paths: ['/billing/*'] })).toBe('other-page');
    expect(hidden({ paths: ['/billing/*', '/home'] })).toBeUndefined();
  });

  it('that was dismissed never shows again, and others of its key stay away for a while', () => {
    const dismissed = { facts: { p1: { dismissedAt: march(9) } }, away: { tour: march(20) } };
    expect(hidden({}, dismissed)).toBe('dismissed');
    expect(hidden({ id: 'p2' }, dismissed)).toBe('cooling-down');
    expect(hidden({ id: 'p2' }, dismissed, { now: march(20) })).toBeUndefined();
    expect(hidden({ id: 'p3', key: 'spotlight' }, dismissed)).toBeUndefined();
  });

  it('about a payment comes through to those who can pay, and to nobody else sooner', () => {
    const away = { away: { tour: march(20) } };
    expect(hidden({ class: 'transactional' }, away, { roles: ['billing'] })).toBeUndefined();
    expect(hidden({ class: 'transactional' }, away)).toBe('cooling-down');
  });

  it('whose topic the reader opted out of does not show, unless it is transactional', () => {
    expect(hidden({ topic: 'guidance' }, {}, { unsubscribed: ['guidance'] })).toBe('unsubscribed');
    expect(hidden({ topic: 'guidance' }, {}, { unsubscribed: ['*'] })).toBe('unsubscribed');
    expect(hidden({ class: 'transactional' }, {}, { unsubscribed: ['*'] })).toBeUndefined();
  });

  it('whose topic needs a confirmation shows to those who confirmed that very topic', () => {
    const needs = { topic: 'guidance', confirmedOnly: true } as const;
    expect(hidden(needs)).toBe('unconfirmed');
    expect(hidden(needs, {}, { confirmed: ['offers'] })).toBe('unconfirmed');
    expect(hidden(needs, {}, { confirmed: ['offers', 'guidance'] })).toBeUndefined();
  });

  it('is done when it was chosen from, answered or completed; a banner stays after a click', () => {
    expect(hidden({}, { facts: { p1: { clicked: { primary: march(9) } } } })).toBe('done');
    expect(hidden({ kind: 'banner' }, { facts: { p1: { clicked: { primary: march(9) } } } })).toBeUndefined();
    expect(hidden({ kind: 'checklist' }, { facts: { p1: { completedAt: march(9) } } })).toBe('done');
    expect(hidden({ kind: 'survey' }, { facts: { p1: { answer: { score: 9, at: march(9) } } } })).toBe('done');
  });

  it('goes with its enrollment: always when that was left, and when it ended unless it has a date', () => {
    expect(outlives({}, 'active')).toBe(true);
    expect(outlives({}, 'completed')).toBe(false);
    expect(outlives({ expiresAt: march(20) }, 'completed')).toBe(true);
    expect(outlives({ expiresAt: march(20) }, 'exited')).toBe(false);
    expect(outlives({ expiresAt: march(20) }, undefined)).toBe(false);
  });
});

describe('of several prompts', () => {
  const modal = (id: string, more: Partial<Prompt> = {}) => aPrompt('acme', id, { kind: 'modal', ...more });
  const chosen = (prompts: Prompt[], r: Partial<PromptReader> = {}, v: Partial<Visit> = {}) =>
    choosePrompts(prompts, reader(r), visit(v)).map(({ id }) => id);

  it('the most urgent come first, as many as are asked for', () => {
    const cards = [1, 5, 9].map(priority => aPrompt('acme', `c${priority}`, { priority }));
    expect(chosen(cards)).toEqual(['c9', 'c5', 'c1']);
    expect(chosen(cards, {}, { limit: 2 })).toEqual(['c9', 'c5']);
  });

  it('of those that are as urgent the one that is there longest comes first, and then by name', () => {
    const cards = [
      aPrompt('acme', 'b', { createdAt: march(3) }),
      aPrompt('acme', 'c', { createdAt: march(2) }),
      aPrompt('acme', 'a', { createdAt: march(3) }),
    ];
    expect(chosen(cards)).toEqual(['c', 'a', 'b']);
    expect(chosen(cards.toReversed())).toEqual(['c', 'a', 'b']);
  });

  it('one modal shows at most', () => {
    expect(chosen([modal('m1', { priority: 10 }), modal('m2', { priority: 20 }), aPrompt('acme', 'c1')])).toEqual([
      'c1',
      'm2',
    ]);
  });

  it('a modal waits a day after another one was seen', () => {
    const seen = { modal: { prompt: 'm1', at: '2026-03-09T12:00:00.000Z' } };
    expect(chosen([modal('m2')], seen)).toEqual([]);
    expect(chosen([modal('m2')], seen, { now: '2026-03-10T11:59:59.999Z' })).toEqual([]);
    expect(chosen([modal('m2')], seen, { now: '2026-03-10T12:00:00.000Z' })).toEqual(['m2']);
  });

  it('a modal that is open stays, for as long as a visit lasts', () => {
    const seen = { modal: { prompt: 'm1', at: '2026-03-09T12:00:00.000Z' } };
    expect(chosen([modal('m1')], seen, { now: '2026-03-09T12:29:00.000Z' })).toEqual(['m1']);
    expect(chosen([modal('m1')], seen, { now: '2026-03-09T12:31:00.000Z' })).toEqual([]);
  });

  it('the payment modal does not wait for anybody who can pay', () => {
    const seen = { modal: { prompt: 'm1', at: march(10) } };
    expect(chosen([modal('m2', { class: 'transactional' })], seen, { roles: ['billing'] })).toEqual(['m2']);
    expect(chosen([modal('m2', { class: 'transactional' })], seen)).toEqual([]);
  });
});

describe('a pattern of paths', () => {
  it('matches as its regular expression would', () => {
    const part = fc.constantFrom('/a', '/ab', 'a', 'b', '/', '*', '**');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.array(part, { maxLength: 8 }), (pattern, path) => {
        const text = `/${path.join('').replaceAll('*', 'x')}y`;
        const source = `/${pattern.join('')}`.replace(/(?<=.)\/$/, '');
        const expected = new RegExp(`^${source.split('*').join('.*')}$`).test(text);
        expect(matchesPath(`/${pattern.join('')}`, text)).toBe(expected);
      }),
    );
  });

  it('is answered at once, however many stars it has', () => {
    expect(matchesPath('*a'.repeat(200), 'a'.repeat(5_000))).toBe(true);
    expect(matchesPath(`${'*a'.repeat(200)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});
