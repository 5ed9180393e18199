import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineCatalog, definePolicy, defineTeam } from '#engine';
import { boundsOf } from '../../engine/journey/field-bounds.ts';
import { catalog } from '../../journeys/catalog.ts';
import { policy, smallCatalog } from './small-catalog.ts';

const empty = {
  events: {},
  features: {},
  accountAttributes: {},
  contactAttributes: {},
  roles: [],
  templates: {},
  policy,
} as const;

describe('the catalog as data', () => {
  test('tells the type of every field, optional and nullable ones too', () => {
    expect(smallCatalog.data.events['Project Created']).toEqual({
      fields: { size: 'number' },
      bounds: { size: { whole: true } },
    });
    expect(smallCatalog.data.events['Survey Responded']).toMatchObject({
      fields: { survey: 'string', score: 'number', anonymous: 'boolean' },
    });
  });

  test('holds what Daymark makes beside what the business names', () => {
    const { accountAttributes, contactAttributes, dateAttributes, events } = smallCatalog.data;
    expect(events['payment.failed']?.fields).toEqual({
      invoice: 'string',
      amount: 'number',
      currency: 'string',
      decline: 'string',
      nextAttemptAt: 'string',
      hostedUrl: 'string',
      attempt: 'number',
      retriesExhausted: 'boolean',
      subscription: 'string',
      subscriptionEnded: 'boolean',
    });
    expect(events['account.updated']?.fields).toEqual(accountAttributes);
    expect(accountAttributes).toMatchObject({
      arr: 'number',
      region: 'string',
      cancelScheduled: 'boolean',
      touchModel: 'string',
    });
    expect(contactAttributes).toMatchObject({ email: 'string', role: 'string', team: 'string' });
    expect(dateAttributes).toEqual(['renewalAt', 'trialEndsAt', 'goLiveAt', 'launchGoalAt']);
  });

  test('tells what the schemas say of values', () => {
    const { accountBounds, contactBounds, events } = catalog.data;
    expect(accountBounds?.touchModel).toEqual({ oneOf: ['high', 'low', 'digital'] });
    expect(accountBounds?.renewalAt).toEqual({ isDate: true });
    expect(accountBounds?.arr).toEqual({ least: 0 });
    expect(accountBounds?.executiveSponsor).toBeUndefined();
    expect(contactBounds?.role).toEqual({ oneOf: catalog.data.roles });
    expect(events['Trial Started']?.bounds).toEqual({ days: { whole: true, least: 1, most: 365 } });
    expect(['Trial Started', 'Survey Responded', 'payment.failed'].map(name => events[name]?.required)).toEqual([
      undefined,
      ['survey', 'score'],
      undefined,
    ]);
    expect(
      boundsOf({
        share: z.number().gt(0).lte(1).optional(),
        code: z.string().max(8).nullable(),
        level: z.union([z.literal('a'), z.enum(['b', 'c'])]),
        either: z.union([z.enum(['a']), z.string()]),
        big: z.int().positive(),
      }),
    ).toEqual({
      share: { above: 0, most: 1 },
      code: { longest: 8 },
      level: { oneOf: ['a', 'b', 'c'] },
      big: { whole: true, above: 0 },
    });
  });

  test('survives JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(catalog.data))).toStrictEqual(catalog.data);
  });
});

describe('the shipped catalog', () => {
  test('has the eight key features and the events of the business', () => {
    expect(Object.keys(catalog.data.features)).toHaveLength(8);
    for (const event of [
      'Account Created',
      'Survey Responded',
      'Limit Approached',
      'Champion Left',
      'invoice.voided',
      'renewal.completed',
      'prompt.clicked',
    ]) {
      expect(catalog.data.events).toHaveProperty([event]);
    }
  });

  test('lets no personal data travel in an event', () => {
    const fields = Object.entries(catalog.data.events).flatMap(([event, { fields }]) =>
      event === 'account.updated' ? [] : Object.keys(fields),
    );
    expect(fields.filter(field => /mail|name|phone|address|user/i.test(field))).toEqual([]);
  });
});

describe('a catalog is refused', () => {
  test('when pages may tell of an event that is unknown, built in, or says who has a seat', () => {
    const events = { Viewed: z.object({}), Added: z.object({}), Removed: z.object({}) };
    const seats = { assigned: 'Added', revoked: 'Removed' } as const;
    const catalogOf = (event: string) => () =>
      defineCatalog({ ...empty, events, seats, fromBrowser: [event] } as never) as unknown;
    expect(catalogOf('Viewed')).not.toThrow();
    expect(catalogOf('View')).toThrow('catalog: fromBrowser');
    expect(catalogOf('payment.failed')).toThrow('catalog: fromBrowser');
    expect(catalogOf('Added')).toThrow('says who has a seat');
  });

  test('when a field could not be compared', () => {
    const events = { 'Order Placed': z.object({ items: z.array(z.string()) }) };
    expect(() => defineCatalog({ ...empty, events })).toThrow(
      'catalog: event "Order Placed": field "items" must be a string, a number or a boolean.',
    );
  });

  test('when it redefines an event or an attribute of Daymark', () => {
    expect(() => defineCatalog({ ...empty, events: { 'payment.failed': z.object({}) } })).toThrow(
      'the event "payment.failed" is Daymark\'s own',
    );
    expect(() => defineCatalog({ ...empty, accountAttributes: { arr: z.string() } })).toThrow(
      'account attribute "arr" is always a number.',
    );
  });

  test('when a feature names an event that is not there', () => {
    const features = { projects: 'Project Create' as 'Project Created' };
    const events = { 'Project Created': z.object({}) };
    expect(() => defineCatalog({ ...empty, events, features })).toThrow(
      'unknown event "Project Create". Did you mean "Project Created"?',
    );
  });

  describe('when its health score', () => {
    const events = { 'Survey Responded': z.object({ survey: z.string(), score: z.number() }) };
    const answer = { event: 'Survey Responded', where: { survey: 'nps' }, score: 'score' } as const;
    const none = {
      reviewAttended: [],
      trainingCompleted: [],
      responded: [],
      ticketCreated: [],
      championLeft: [],
    } as const;
    const health = { version: '1', championRole: 'champion', events: { ...none, nps: answer, csat: answer } } as const;
    const define = (changed: object) =>
      defineCatalog({ ...empty, events, roles: ['champion'], health: { ...health, ...changed } });

    test('names an event, a field or a role that is not there', () => {
      expect(() => define({})).not.toThrow();
      expect(() => define({ championRole: 'champ' })).toThrow('catalog: health: championRole: unknown role "champ".');
      expect(() => define({ events: { ...health.events, responded: ['Survey Respond'] } })).toThrow(
        'catalog: health: responded: unknown event "Survey Respond".',
      );
      const csat = (changed: object) => ({ events: { ...health.events, csat: { ...answer, ...changed } } });
      expect(() => define(csat({ score: 'points' }))).toThrow('unknown field of "Survey Responded" "points"');
      expect(() => define(csat({ score: 'survey' }))).toThrow('field "survey" of "Survey Responded" is a string.');
    });

    test('has thresholds or signs that are not there, or out of order', () => {
      const thresholds = (thresholds: object) => () => define({ thresholds });
      expect(thresholds({ usgae: {} })).toThrow(
        'catalog: health: thresholds: unknown threshold "usgae". Did you mean "usage"?',
      );
      expect(thresholds({ usage: { actve: {} } })).toThrow(
        'catalog: health: thresholds: usage: unknown threshold "actve". Did you mean "active"?',
      );
      expect(thresholds({ usage: 30 })).toThrow('thresholds: usage is 30. Write a record of days, active, adoption.');
      expect(thresholds({ usage: { days: '30' } })).toThrow('thresholds: usage: days is "30". Write a number.');
      expect(thresholds({ usage: { days: 91 } })).toThrow('usage.days is 91. Write a whole number from 1 to 90.');
      expect(thresholds({ usage: { days: 90 }, support: { ticketDays: 45 } })).not.toThrow();
      expect(thresholds({ support: { ticketDays: 46 } })).toThrow('Write a whole number from 1 to 45.');
      expect(thresholds({ bands: { green: 50 } })).toThrow(
        'thresholds: bands goes from 50 to 50. Write whole numbers from 0 to 100, the lower border below the upper one.',
      );
      expect(thresholds({ support: { csat: { green: 4.5 } } })).not.toThrow();
      expect(thresholds({ support: { csat: { green: 4.55 } } })).toThrow('numbers of one decimal at most');
      const components = (components: object) => () => define({ components });
      expect(components({ engagment: [] })).toThrow('unknown component "engagment". Did you mean "engagement"?');
      expect(components({ engagement: ['review'] })).toThrow('components: engagement: unknown sign "review".');
      expect(components({ engagement: [] })).toThrow('it has no sign. Add one, or give the component the weight 0.');
      expect(components({ support: ['csat', 'csat'] })).toThrow('a sign is listed twice. List it once.');
      expect(components({ engagement: ['reviewOpened'] })).toThrow(
        'engagement is judged by "reviewOpened", and no event says so.',
      );
    });

    test('weighs nothing, or in parts of a point', () => {
      const weights = { usage: 0, engagement: 0, support: 0, relationship: 0, financial: 0 };
      expect(() => define({ weights })).toThrow('all weights are 0');
      expect(() => define({ weights: { ...weights, usage: 12.5 } })).toThrow('weight of usage is 12.5.');
    });
  });
});

describe('a team', () => {
  test('is a list of frozen data', () => {
    const team = defineTeam({ ann: { email: 'ann@example.com', away: [{ from: '2026-08-03', to: '2026-08-03' }] } });
    expect(team).toEqual([{ id: 'ann', email: 'ann@example.com', away: [{ from: '2026-08-03', to: '2026-08-03' }] }]);
    expect(Object.isFrozen(team[0]?.away)).toBe(true);
  });

  test('is refused with everything that is wrong with it at once', () => {
    const wrong = () =>
      defineTeam({
        ann: { email: 'ann', calendar: { timezone: 'Mars/Olympus' }, away: [{ from: '2026-08-04', to: '2026-08-03' }] },
        'Bob Smith': { email: 'bob@example.com' },
      });
    expect(wrong).toThrow(/team\.ann\.email: no address/);
    expect(wrong).toThrow(/team\.ann\.calendar\.timezone: no IANA time zone/);
    expect(wrong).toThrow(/team\.ann\.away\.0: it ends before it begins/);
    expect(wrong).toThrow(/team\.Bob Smith: /);
  });
});

describe('a policy', () => {
  test('is frozen data', () => {
    expect(definePolicy(policy)).toStrictEqual(policy);
    expect(Object.isFrozen(definePolicy(policy).businessCalendar.workdays)).toBe(true);
  });

  test('is refused with everything that is wrong with it at once', () => {
    const wrong = {
      ...policy,
      sendAt: '9 am',
      holdAtMostDays: 0,
      from: { ...policy.from, marketing: 'nobody' },
      businessCalendar: { ...policy.businessCalendar, timezone: 'Mars/Olympus', closes: '08:00' },
      quietHour: '20:00',
    };
    expect(() => definePolicy(wrong)).toThrow(/policy\.sendAt: no time of day\. Write HH:mm/);
    expect(() => definePolicy(wrong)).toThrow(/policy\.holdAtMostDays/);
    expect(() => definePolicy(wrong)).toThrow(/policy\.from\.marketing: no sender/);
    expect(() => definePolicy(wrong)).toThrow(/policy\.businessCalendar\.timezone: no IANA time zone/);
    expect(() => definePolicy(wrong)).toThrow(/quietHour/);
  });

  test('is refused when a class has no sender or the office closes before it opens', () => {
    const { marketing, ...rest } = policy.from;
    expect(() => definePolicy({ ...policy, from: rest as typeof policy.from })).toThrow(/policy\.from\.marketing/);
    const businessCalendar = { ...policy.businessCalendar, closes: '08:00' };
    expect(() => definePolicy({ ...policy, businessCalendar })).toThrow(
      'policy.businessCalendar: it closes before it opens.',
    );
    expect(marketing).toBe('news@mail.example');
  });
});
