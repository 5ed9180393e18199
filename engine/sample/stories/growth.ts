import { seatsBought } from '../billing.ts';
import type { Company } from '../company.ts';
import { group, promptAction, track } from '../messages.ts';
import { ownerReads, ownerTakesOver } from '../owner.ts';
import { adminOf } from '../signs.ts';
import { DAY, HOUR } from '../time.ts';
import { wholeTeam, work } from '../work.ts';
import type { SampleStory } from './story.ts';

/** Every seat gets taken, and the team buys more; its files outgrow the plan as well. */
export const growingTeam: SampleStory = {
  begins: 'new',
  tell: ({ company: growing, from, end, random }) => {
    const company = { ...growing, keenness: 1 };
    const seats = Math.max(5, company.seats);
    const more = Math.ceil(seats * 1.6);
    /** How many seats are 80 %. */
    const many = Math.ceil(0.8 * seats);
    const nearlyFull = from + random.between(60, 80) * DAY;
    const full = nearlyFull + random.between(20, 28) * DAY;
    const joins = Array.from({ length: seats }, (_, index) => ({
      person: company.contacts[index] ?? { ...adminOf(company), id: `${company.id}-u${index + 1}` },
      at: (index < many - 1 ? from + (index % 3) * DAY : index < seats - 1 ? nearlyFull : full) + (1 + index) * HOUR,
    }));
    const bought = full + random.between(9, 16) * DAY;
    return {
      messages: [
        group(company, from + 3 * HOUR, { seats }),
        ...joins.map(({ person, at }) => track(company, person, 'Account Added User', at)),
        ...joins.flatMap(({ person, at }) =>
          work(company, at, end, random, { ...wholeTeam(company), people: [person] }),
        ),
        ...ownerReads(company, 'team-expansion', nearlyFull + many * HOUR, 'expansion_created'),
        ...(company.touchModel === 'high'
          ? ownerReads(company, 'storage-talk', nearlyFull + 11 * DAY, 'expansion_created')
          : []),
        group(company, bought, { seats: more }),
        seatsBought({ ...company, seats }, more, bought + HOUR),
        track(company, adminOf(company), 'Limit Approached', nearlyFull + 11 * DAY, {
          limit: 'storage',
          used: random.between(102, 130),
          allowed: 100,
        }),
      ],
      team: { ...wholeTeam(company), people: [] },
      nps: [9, 10],
    };
  },
};

/** Tries what its plan does not have, three times; `wants`: asks for a call, or waves the prompt away. */
const curious = (wants: boolean): SampleStory => ({
  begins: 'before',
  tell: ({ company, from, random }) => {
    const admin = adminOf(company);
    const at = from + random.between(60, wants ? 200 : 280) * DAY;
    const shown = at + 4 * DAY + 2 * HOUR;
    const isPromoted = company.touchModel === 'digital' && company.arr > 10_000;
    return {
      messages: [
        ...[0, 2, 4].map(day =>
          track(company, admin, 'Premium Feature Attempted', at + day * DAY, { feature: 'workload' }),
        ),
        promptAction(company, admin, 'premium-interest', 'seen', shown),
        ...(isPromoted ? ownerReads(company, 'introduce-yourself', at + 4 * DAY, 'plan_agreed') : []),
        ...(wants ? busyApi(company, at + 94 * DAY) : []),
        wants
          ? promptAction(company, admin, 'premium-interest', 'clicked', shown + 30_000, 'talk-to-csm')
          : promptAction(company, admin, 'premium-interest', 'dismissed', shown + 9_000),
        ...(wants ? ownerReads(company, 'upgrade-talk', shown + 30_000, 'expansion_created') : []),
      ],
    };
  },
});

/** 8,500 of its 10,000 calls. */
const busyApi = (company: Company, at: number) => [
  track(company, adminOf(company), 'Limit Approached', at, { limit: 'api', used: 8_600, allowed: 10_000 }),
  ...ownerTakesOver(company, 'enterprise-consultation', at, 'not_actionable'),
];

export const wantsMore = curious(true);
export const onlyCurious = curious(false);
