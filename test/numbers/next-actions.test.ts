import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Playbook, playbookReasons } from '../../engine/definition/playbook.ts';
import { taskOutcomes } from '../../engine/definition/task.ts';
import { type ActionReason, nextActions, type PlaybookEnd } from '../../engine/numbers/next-actions.ts';

const ids = ['a', 'b', 'c', 'd'];

const somePlaybooks = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom(...ids),
      suits: fc.uniqueArray(fc.constantFrom(...playbookReasons), { minLength: 1 }),
    }),
    { selector: ({ id }) => id },
  )
  .map(all => all.map((each): Playbook => ({ ...each, play: each.id, minutes: 30, steps: [], links: [] })));
const someReasons = fc
  .uniqueArray(fc.constantFrom(...playbookReasons), { maxLength: 3 })
  .map(all => all.map((about): ActionReason => ({ about, because: about })));
const someEnds: fc.Arbitrary<PlaybookEnd[]> = fc.array(
  fc.record({ playbook: fc.constantFrom(...ids), outcome: fc.constantFrom(...taskOutcomes) }),
  { maxLength: 40 },
);
const known = fc.record({
  playbooks: somePlaybooks,
  ends: someEnds,
  underWay: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 2 }).map(all => new Set(all)),
});

const idsOf = (reasons: readonly ActionReason[], of: Parameters<typeof nextActions>[1]) =>
  nextActions(reasons, of).map(({ playbook }) => playbook.id);

describe('the next best action', () => {
  it('is one that suits what the account lacks and is not under way, each once, and all of those', () => {
    fc.assert(
      fc.property(someReasons, known, (reasons, of) => {
        const suiting = of.playbooks.filter(
          ({ id, suits = [] }) => !of.underWay.has(id) && reasons.some(({ about }) => suits.includes(about)),
        );
        const found = nextActions(reasons, of);
        expect(found.map(({ playbook }) => playbook.id).sort()).toEqual(suiting.map(({ id }) => id).sort());
        for (const { playbook, about, because } of found) {
          expect(playbook.suits).toContain(about);
          expect(reasons).toContainEqual({ about, because });
        }
      }),
    );
  });

  it('does not hang on the order in which playbooks and tasks are listed', () => {
    fc.assert(
      fc.property(someReasons, known, (reasons, of) => {
        const turned = { ...of, playbooks: of.playbooks.toReversed(), ends: of.ends.toReversed() };
        expect(idsOf(reasons, turned)).toEqual(idsOf(reasons, of));
      }),
    );
  });

  it('stays the best where it ends well once more, and is never preferred for an end that is not good', () => {
    fc.assert(
      fc.property(someReasons, known, fc.constantFrom(...taskOutcomes), (reasons, of, outcome) => {
        const before = idsOf(reasons, of);
        const [best = ''] = before;
        const more = (playbook: string) => ({ ...of, ends: [...of.ends, { playbook, outcome }] });
        const isGood = ['contacted_recovering', 'plan_agreed', 'expansion_created'].includes(outcome);
        if (best !== '' && isGood) expect(idsOf(reasons, more(best))[0]).toBe(best);
        for (const id of isGood ? [] : before)
          expect(idsOf(reasons, more(id)).indexOf(id)).toBeGreaterThanOrEqual(before.indexOf(id));
      }),
    );
  });

  it('is what ended well often, before what ended well a few times only; of untried ones, what helps the first reason', () => {
    const playbook = (id: string, ...suits: (typeof playbookReasons)[number][]): Playbook => ({
      ...{ id, suits, play: id, minutes: 30, steps: [], links: [] },
    });
    const ends = (id: string, well: number, badly: number): PlaybookEnd[] => [
      ...Array.from({ length: well }, () => ({ playbook: id, outcome: 'plan_agreed' as const })),
      ...Array.from({ length: badly }, () => ({ playbook: id, outcome: 'contacted_no_response' as const })),
    ];
    const reasons: ActionReason[] = [
      { about: 'usage', because: 'Usage is red' },
      { about: 'feature', because: 'Exports are little used' },
    ];
    const playbooks = [playbook('few', 'usage'), playbook('many', 'feature')];
    const found = nextActions(reasons, {
      playbooks,
      ends: [...ends('few', 3, 0), ...ends('many', 30, 2)],
      underWay: new Set(),
    });
    expect(found.map(({ playbook: { id }, well, ended }) => [id, well, ended])).toEqual([
      ['many', 30, 32],
      ['few', 3, 3],
    ]);
    expect(idsOf(reasons, { playbooks: playbooks.toReversed(), ends: [], underWay: new Set() })).toEqual([
      'few',
      'many',
    ]);
  });
});
