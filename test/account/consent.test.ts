import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allTopics,
  type Choices,
  choiceSources,
  isLocked,
  isOut,
  mergeChoices,
  optedOut,
} from '../../engine/account/consent.ts';
import { applyChoices } from '../../engine/contacts/apply-choices.ts';
import { choicesOfWish, topicStates } from '../../engine/contacts/preferences.ts';
import { now, optedOutOf, somebody } from '../support/touch.ts';

const topics = {
  guidance: { class: 'lifecycle', title: { en: 'Guidance' }, description: { en: 'Tips.' } },
  offers: { class: 'marketing', title: { en: 'Offers' }, description: { en: 'Plans.' } },
} as const;

const at = fc.integer({ min: 1, max: 5 }).map(day => `2026-03-0${day}T09:00:00.000Z`);
const word = fc.record({ status: fc.constantFrom('out' as const, 'in' as const), at });
const someChoices: fc.Arbitrary<Choices> = fc.dictionary(
  fc.constantFrom(allTopics, ...Object.keys(topics)),
  fc.record({ link: word, import: word, complaint: word }, { requiredKeys: [] }),
);

describe('what a contact wants', () => {
  it('is the same in whatever order, and however often, it was said', () => {
    fc.assert(
      fc.property(someChoices, someChoices, someChoices, (one, two, three) => {
        expect(mergeChoices(one, two)).toEqual(mergeChoices(two, one));
        expect(mergeChoices(mergeChoices(one, two), three)).toEqual(mergeChoices(one, mergeChoices(two, three)));
        expect(mergeChoices(mergeChoices(one, two), two)).toEqual(mergeChoices(one, two));
      }),
    );
  });

  it('is nothing optional once all topics were opted out of, whatever else was said', () => {
    fc.assert(
      fc.property(someChoices, fc.constantFrom(...choiceSources), (said, source) => {
        const choices = mergeChoices(said, {
          [allTopics]: { [source]: { status: 'out', at: '2027-01-01T00:00:00.000Z' } },
        });
        expect(optedOut({ choices }, 'lifecycle', 'guidance')).toBe(true);
        expect(optedOut({ choices }, 'marketing')).toBe(true);
        expect(optedOut({ choices }, 'transactional')).toBe(false);
      }),
    );
  });
});

describe('a word on a topic', () => {
  const say = (choices: Choices, said: Record<string, 'in' | 'out'>, source: 'link' | 'import' | 'complaint') =>
    applyChoices(somebody('ada', {}, { choices }), {
      topics: said,
      source,
      at: now,
      evidence: 'd1',
      policyVersion: 'v1',
    });

  it('goes into the ledger with all that proves it', () => {
    expect(say({}, { guidance: 'out' }, 'link')?.records).toEqual([
      {
        contact: 'ada',
        topic: 'guidance',
        status: 'out',
        source: 'link',
        at: now,
        evidence: 'd1',
        policyVersion: 'v1',
      },
    ]);
  });

  it('that was said before changes nothing', () => {
    expect(say(optedOutOf('guidance'), { guidance: 'out' }, 'link')).toBeUndefined();
    expect(say({}, { guidance: 'in' }, 'link')).toBeUndefined();
  });

  it('of an import never opts anybody in', () => {
    expect(say(optedOutOf('guidance'), { guidance: 'in' }, 'import')).toBeUndefined();
  });

  it('by a link takes back what a link said, and not what a complaint or an import did', () => {
    const back = say(optedOutOf('guidance'), { guidance: 'in' }, 'link');
    expect(isOut(back?.contact.choices ?? {}, 'guidance')).toBe(false);
    const complained = say(optedOutOf('guidance'), { guidance: 'out' }, 'complaint')?.contact.choices ?? {};
    const tried = say(complained, { guidance: 'in' }, 'link')?.contact.choices ?? {};
    expect(isOut(tried, 'guidance')).toBe(true);
    expect(isLocked(tried, 'guidance')).toBe(true);
  });

  it('can only ever be fewer mails when a link was not used to say so before', () => {
    fc.assert(
      fc.property(
        someChoices,
        fc.dictionary(fc.constantFrom('guidance', 'offers', allTopics), fc.constantFrom('in' as const, 'out' as const)),
        (before, said) => {
          const after = say(before, said, 'link')?.contact.choices ?? before;
          for (const topic of ['guidance', 'offers', allTopics]) {
            if (isOut(before, topic) && !isOut(after, topic)) expect(before[topic]?.link?.status).toBe('out');
          }
        },
      ),
    );
  });
});

describe('the wish on the page', () => {
  it('of these topics opts out of the others, and takes back an opt-out of all', () => {
    const contact = { choices: optedOutOf(allTopics) };
    expect(choicesOfWish({ kind: 'only', topics: ['offers'] }, contact, topics)).toEqual({
      [allTopics]: 'in',
      guidance: 'out',
      offers: 'in',
    });
  });

  it('of no topic means none of those either that come later', () => {
    expect(choicesOfWish({ kind: 'only', topics: [] }, { choices: {} }, topics)).toEqual({ [allTopics]: 'out' });
    expect(choicesOfWish({ kind: 'only', topics: ['unheard-of'] }, { choices: {} }, topics)).toEqual({
      [allTopics]: 'out',
    });
  });

  it('is shown as it was saved', () => {
    fc.assert(
      fc.property(someChoices, fc.subarray(['guidance', 'offers']), (choices, wanted) => {
        const contact = somebody('ada', {}, { choices });
        const said = { source: 'link' as const, at: '2027-01-01T00:00:00.000Z', evidence: 'd', policyVersion: 'v' };
        const saved =
          applyChoices(contact, { ...said, topics: choicesOfWish({ kind: 'only', topics: wanted }, contact, topics) })
            ?.contact ?? contact;
        const states = topicStates(saved, topics);
        expect(states.map(({ id }) => id)).toEqual(['guidance', 'offers']);
        for (const { id, state } of states) {
          if (state !== 'locked') expect(state, id).toBe(wanted.includes(id) ? 'on' : 'off');
        }
      }),
    );
  });
});
