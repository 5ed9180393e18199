import { describe, expect, test } from 'vitest';
import { allowedValues, judgeValue } from '../../engine/ingest/allowed-values.ts';
import { accountTraitWords, contactTraitWords } from '../../engine/ingest/trait-words.ts';
import { catalog } from '../../journeys/catalog.ts';

const { accountAttributes, accountBounds = {}, contactAttributes, contactBounds = {}, events } = catalog.data;
const ofAccount = (name: string, said: unknown) =>
  judgeValue(name, said, accountAttributes[name] ?? 'string', accountBounds[name] ?? {});
const ofContact = (name: string, said: unknown) =>
  judgeValue(name, said, contactAttributes[name] ?? 'string', contactBounds[name] ?? {});
const inEvent = (event: string, name: string, said: unknown) =>
  judgeValue(name, said, events[event]?.fields[name] ?? 'string', events[event]?.bounds?.[name] ?? {});

describe('what clearly means something is understood', () => {
  test.each([
    [ofAccount('name', '  Acme Rockets '), 'Acme Rockets'],
    [ofAccount('touchModel', 'Low'), 'low'],
    [ofAccount('touchModel', ' HIGH '), 'high'],
    [ofAccount('status', 'Past Due'), 'past_due'],
    [ofAccount('status', 'in-trial'), 'trialing'],
    [ofAccount('status', 'Trial'), 'trialing'],
    [ofAccount('status', 'cancelled'), 'canceled'],
    [ofAccount('status', 'Churned'), 'canceled'],
    [ofAccount('status', 'Expired'), 'canceled'],
    [ofAccount('status', 'ended'), 'canceled'],
    [ofAccount('status', 'TERMINATED'), 'canceled'],
    [ofAccount('status', 'incomplete expired'), 'incomplete_expired'],
    [ofAccount('status', 'Non-renewing'), 'active'],
    [ofContact('role', 'Admin'), 'admin'],
    [ofContact('role', 'CHAMPION '), 'champion'],
    [ofContact('email', ' ada@acme.example\n'), 'ada@acme.example'],
    [ofContact('email', '\u200eada@acme.example\u200b'), 'ada@acme.example'],
    [ofAccount('owner', 'maya\u200b \u2060'), 'maya'],
    [ofAccount('name', '\u{1f3f4}\u{e0067}\u{e007f}\u00ad'), '\u{1f3f4}\u{e0067}\u{e007f}'],
    [ofContact('locale', 'de_DE'), 'de-DE'],
    [ofContact('locale', 'DE'), 'de'],
    [ofAccount('locale', 'pt_BR.UTF-8'), 'pt-BR'],
    [ofAccount('locale', 'zh-hant-tw'), 'zh-Hant-TW'],
    [ofAccount('timezone', ' Europe/Berlin '), 'Europe/Berlin'],
    [ofAccount('arr', '12000.50'), 12_000.5],
    [ofAccount('seats', '25'), 25],
    [ofAccount('executiveSponsor', 'true'), true],
    [ofAccount('chargebeeCustomerId', 991_203), '991203'],
    [ofAccount('renewalAt', '2026-08-20T10:00:00+0530'), '2026-08-20T04:30:00.000Z'],
    [ofAccount('renewalAt', '2026-08-20T23:30'), '2026-08-20'],
    [ofAccount('trialEndsAt', ' 2026-08-20 '), '2026-08-20'],
    [ofAccount('launchGoalAt', '2026-08-20T00:00:00.000+0000'), '2026-08-20T00:00:00.000Z'],
    [inEvent('Survey Responded', 'survey', 'NPS'), 'nps'],
    [inEvent('Trial Started', 'days', 14), 14],
    [inEvent('Trial Started', 'days', 365), 365],
    [ofAccount('plan', 'Team \ud83d'), 'Team \ufffd'],
    [ofAccount('owner', null), null],
    [ofAccount('renewalAt', null), null],
  ])('%j', (judged, value) => {
    expect(judged).toEqual({ value });
  });
});

test("a member that is almost a known one is told; others are nobody's business", () => {
  const types = { touchModel: 'string', renewalAt: 'string', name: 'string' } as const;
  const said = { touch_model: 'low', 'Renewal At': '2026-08-20', Name: 'x', name: 'Acme', employees: 12 };
  expect(allowedValues(said, { types }, 'traits')).toEqual({
    values: { name: 'Acme' },
    warnings: [
      { field: 'traits.touch_model', message: 'is unknown, and left out. Did you mean "touchModel"?' },
      { field: 'traits.Renewal At', message: 'is unknown, and left out. Did you mean "renewalAt"?' },
    ],
  });
});

test('a yes and a no are understood as forms and databases write them', () => {
  const yes = ['True', 'TRUE', ' yes', 'Y', 1, '1', true].map(said => ofAccount('executiveSponsor', said).value);
  expect(yes).toEqual(yes.map(() => true));
  const no = ['False', 'no', 'N', 0, '0 ', false].map(said => ofContact('emailVerified', said).value);
  expect(no).toEqual(no.map(() => false));
  expect([2, 'maybe', 'constructor', {}].flatMap(said => ofContact('emailVerified', said).value ?? [])).toEqual([]);
});

test("another tool's word for an attribute is told, where the attribute itself is not said", () => {
  const types = { renewalAt: 'string', owner: 'string', name: 'string', csm: 'string' } as const;
  const told = (said: object) =>
    allowedValues(said as Record<string, unknown>, { types }, 'traits', accountTraitWords).warnings.map(
      ({ field, message }) => `${field} ${message.split('. ')[1]}`,
    );
  expect(
    told({ renewal_date: '2026-08-20', 'Account Owner': 'maya', companyName: 'Acme', csm: 'tom', seatCount: 5 }),
  ).toEqual([
    'traits.renewal_date Did you mean "renewalAt"?',
    'traits.Account Owner Did you mean "owner"?',
    'traits.companyName Did you mean "name"?',
  ]);
  expect(told({ renewalDate: '2026-08-20', renewalAt: '2026-08-20', constructor: 1 })).toEqual([]);
  for (const [words, known] of [
    [accountTraitWords, accountAttributes],
    [contactTraitWords, contactAttributes],
  ] as const)
    expect(Object.values(words).filter(name => !Object.hasOwn(known, name))).toEqual([]);
});

describe('what is unknown is kept and told', () => {
  test.each([
    [ofAccount('touchModel', 'hgih'), 'hgih', /^is unknown: "hgih"\. Did you mean "high"\?$/],
    [
      ofAccount('touchModel', 'Enterprise'),
      'Enterprise',
      /^is unknown: "Enterprise"\. Known are "high", "low", "digital"/,
    ],
    [ofAccount('status', 'Activ'), 'Activ', /Did you mean "active"\?/],
    [ofAccount('status', 'Lapsed'), 'Lapsed', /Did you mean "canceled"\?/],
    [ofAccount('status', 'Former customer'), 'Former customer', /Did you mean "canceled"\?/],
    [ofAccount('status', 'INACTIVE'), 'INACTIVE', /Did you mean "canceled"\?/],
    [ofAccount('status', 'Payment overdue'), 'Payment overdue', /Did you mean "past_due"\?/],
    [ofAccount('status', 'on hold'), 'on hold', /Did you mean "paused"\?/],
    [ofAccount('status', 'live'), 'live', /Did you mean "active"\?/],
    [ofAccount('status', 'pilot'), 'pilot', /Did you mean "trialing"\?/],
    [ofAccount('status', 'removed'), 'removed', /Did you mean "deleted"\?/],
    // Words of a status are suggested for nothing else.
    [ofAccount('touchModel', 'lapsed'), 'lapsed', /Known are|Did you mean "(?!canceled)/],
    [ofContact('role', 'administrator'), 'administrator', /is unknown.*Known are "admin"/],
    [ofContact('role', 'chanpion'), 'chanpion', /Did you mean "champion"\?/],
    [ofContact('locale', 'German'), 'German', /Did you mean "de"\?/],
    [ofContact('locale', 'xx'), 'xx', /Give a language tag/],
    [ofContact('locale', 'klingon!'), 'klingon!', /is unknown/],
    [ofContact('timezone', 'Europe/Berln'), 'Europe/Berln', /UTC is used.*Did you mean "Europe\/Berlin"\?/],
    [ofAccount('timezone', 'GMT+2 (Berlin)'), 'GMT+2 (Berlin)', /UTC is used/],
    [inEvent('Limit Approached', 'limit', 'storrage'), 'storrage', /Did you mean "storage"\?/],
  ])('%j', (judged, value, warning) => {
    expect(judged).toEqual({ value, warning: expect.stringMatching(warning) });
  });

  test('but an address, which is personal, is not quoted', () => {
    for (const email of [
      'ada',
      'ada@',
      '@acme.example',
      'ada@acme@example',
      'Ada <ada@acme.example>',
      'a b@acme.example',
    ])
      expect(ofContact('email', email)).toEqual({
        value: email,
        warning: expect.stringMatching(/^is not a valid email address.*[^a]$/),
      });
  });
});

describe('what is of another kind is left out and told', () => {
  test.each([
    [ofAccount('renewalAt', ''), /is empty, and left out\. Give null/],
    [ofAccount('trialEndsAt', '  '), /is empty/],
    [ofAccount('owner', ''), /is empty/],
    [ofAccount('arr', ''), /is empty/],
    [ofContact('email', ''), /is empty/],
    [ofAccount('name', '\u200b \u2060'), /is empty/],
    [ofAccount('name', '\u3164'), /is empty/],
    [ofAccount('renewalAt', '\ufeff\u202e'), /is empty/],
    [ofAccount('arr', 'a lot'), /must be a number/],
    [ofAccount('arr', '1,200'), /must be a number/],
    [ofAccount('arr', 1e300), /beyond 2\^53/],
    [ofAccount('seats', 2 ** 53), /beyond 2\^53/],
    [ofAccount('executiveSponsor', 'maybe'), /must be a boolean/],
    [ofAccount('plan', { name: 'Team' }), /must be a string/],
    [ofAccount('plan', 2 ** 53), /must be a string, because JSON/],
    [ofAccount('name', '株'.repeat(342)), /longer than 1,024 bytes/],
    [ofAccount('plan', 'x'.repeat(1_025)), /longer than 1,024 bytes/],
  ])('%j', (judged, warning) => {
    expect(judged).toEqual({ warning: expect.stringMatching(warning) });
  });
});

describe('what journeys could not count with is refused', () => {
  test.each([
    [ofAccount('renewalAt', 'Plan 7'), /not a valid date/],
    [ofAccount('renewalAt', '2026-06-31T10:00:00Z'), /not a valid date/],
    [ofAccount('trialEndsAt', '6/1/2026'), /not a valid date/],
    [ofAccount('launchGoalAt', 1_780_272_000), /not a valid date/],
    [ofAccount('seats', 10.5), /Give a whole number/],
    [ofAccount('seats', -1), /at least 0/],
    [ofAccount('arr', -0.01), /is -0\.01, which is out of bounds\. Give a number of at least 0/],
    [ofAccount('arr', ' -24000 '), /at least 0/],
    [inEvent('Trial Started', 'days', 1e12), /at least 1 and of at most 365/],
    [inEvent('Trial Started', 'days', 0), /at least 1/],
    [inEvent('Trial Started', 'days', '14.5'), /whole number/],
  ])('%j', (judged, refusal) => {
    expect(judged).toEqual({ refusal: expect.stringMatching(refusal) });
  });
});
