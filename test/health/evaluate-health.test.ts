import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountSnapshot, Billing, Contact } from '../../engine/account/account.ts';
import type { HealthInputs } from '../../engine/account/health-inputs.ts';
import type { HealthState } from '../../engine/account/health-state.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { UsageMark } from '../../engine/account/usage-mark.ts';
import { evaluateHealth } from '../../engine/health/evaluate-health.ts';
import { explainScore } from '../../engine/health/explain-score.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import type { Scalar } from '../../engine/kernel/scalar.ts';
import { catalog } from '../../journeys/catalog.ts';
import { march } from '../conformance/records.ts';

/** A Monday, in New York still Sunday evening. */
const monday = '2026-06-01T02:00:00.000Z';
const ago = (days: number): string => plusSeconds(monday, -days * 86_400);

const mark = (event: string, at: string, more: Partial<UsageMark> = {}): UsageMark => ({
  at,
  event,
  user: 'u1',
  id: `${event}${at}${more.user ?? ''}${JSON.stringify(more.fields)}`,
  ...more,
});

const survey = (kind: string, score: number, daysAgo: number) =>
  mark('Survey Responded', ago(daysAgo), { fields: { survey: kind, score } });

const account = (
  usage: readonly UsageMark[],
  {
    attributes = {},
    billing = {},
    contacts = [],
    since = march(1),
  }: { attributes?: Record<string, Scalar>; billing?: Partial<Billing>; contacts?: Contact[]; since?: string } = {},
): AccountSnapshot => ({
  account: 'acme',
  profile: {
    account: 'acme',
    attributes: Object.fromEntries(
      Object.entries({ name: 'Acme', seats: 2, ...attributes }).map(([name, value]) => [name, { value, at: since }]),
    ),
    terms: {},
    billing: { invoices: {}, declines: [], ...billing },
    revision: 1,
  },
  contacts,
  enrollments: [],
  tasks: [],
  usage: usageOf(usage),
});

const contact = (id: string, role: string, at = march(1), more: Partial<Contact> = {}): Contact => ({
  id,
  attributes: { role: { value: role, at } },
  choices: {},
  recentSends: [],
  revision: 1,
  ...more,
});

const evaluated = (snapshot: AccountSnapshot, previous?: HealthState, now = monday) => {
  const evaluation = evaluateHealth(snapshot, catalog.data, previous, now);
  if (!evaluation) throw new Error('nothing was evaluated');
  return evaluation;
};

const inputs = (snapshot: AccountSnapshot, previous?: HealthState): HealthInputs =>
  evaluated(snapshot, previous).record.inputs;

/** June 1st and the 30 days before it have 20 weekdays, less Memorial Day, which the policy does not name. */
const workdays = 20;

describe('the share of active seats', () => {
  it('counts users per working day, each once, of the seats that were bought', () => {
    const usage = [
      mark('Signed In', '2026-05-29T10:00:00.000Z'),
      mark('Task Completed', '2026-05-29T11:00:00.000Z'),
      mark('Signed In', '2026-05-29T11:00:00.000Z', { user: 'u2' }),
      mark('Signed In', '2026-05-28T11:00:00.000Z'),
    ];
    expect(inputs(account(usage)).usage.active).toEqual({ part: 3, whole: 2 * workdays });
  });

  it('leaves out weekends, today, what nobody did in the product, and days more than 30 ago', () => {
    const usage = [
      mark('Signed In', '2026-05-30T10:00:00.000Z'),
      mark('Signed In', '2026-06-01T01:00:00.000Z'),
      mark('payment.succeeded', '2026-05-29T10:00:00.000Z', { user: '' }),
      mark('mail.clicked', '2026-05-29T10:00:00.000Z'),
      mark('Account Removed User', '2026-05-29T10:00:00.000Z'),
      mark('Signed In', '2026-05-01T10:00:00.000Z'),
    ];
    expect(inputs(account(usage)).usage.active?.part).toBe(0);
  });

  it('counts days in the zone of the account', () => {
    const usage = [mark('Signed In', '2026-05-30T03:00:00.000Z')];
    expect(inputs(account(usage)).usage.active?.part).toBe(0);
    expect(inputs(account(usage, { attributes: { timezone: 'America/New_York' } })).usage.active?.part).toBe(1);
  });

  it('leaves out the holidays of the policy', () => {
    const july = '2026-07-06T06:00:00.000Z';
    const { record } = evaluated(account([mark('Signed In', '2026-07-03T10:00:00.000Z')]), undefined, july);
    expect(record.inputs.usage.active).toEqual({ part: 0, whole: 2 * 19 });
  });

  it('is not known without seats, nor in the first 30 days of an account', () => {
    expect(inputs(account([], { attributes: { seats: 0 } })).usage.active).toBeNull();
    expect(inputs(account([], { since: ago(29) })).usage).toEqual({ active: null, adoption: null });
  });
});

describe('what an account did', () => {
  it('adopted those key features that it used in 30 days', () => {
    const usage = [mark('Project Created', ago(29)), mark('Project Created', ago(2)), mark('Report Shared', ago(31))];
    expect(inputs(account(usage)).usage.adoption).toEqual({ part: 1, whole: 8 });
  });

  it('counts tickets of 30 days against the 30 before, and averages CSAT over 90', () => {
    const usage = [
      ...[1, 29].map(days => mark('Support Ticket Created', ago(days))),
      ...[31, 40, 59].map(days => mark('Support Ticket Created', ago(days))),
      mark('Support Ticket Created', ago(61)),
      survey('csat', 5, 3),
      survey('csat', 4, 80),
      survey('nps', 9, 3),
      survey('csat', 1, 90),
    ];
    expect(inputs(account(usage)).support).toEqual({ tickets: 2, ticketsBefore: 3, csat: { sum: 9, count: 2 } });
  });

  it('answered when somebody clicked in a mail or a prompt, or filled in a survey', () => {
    for (const event of ['mail.clicked', 'prompt.clicked', 'Survey Responded', 'Webinar Attended']) {
      expect(inputs(account([mark(event, ago(12.5))])).engagement.responded).toBe(13);
    }
  });

  it('did what it did a year ago even where usage is read back for 90 days', () => {
    const first = evaluated(account([mark('Training Completed', ago(80)), survey('nps', 10, 80)]));
    const later = plusSeconds(monday, 90 * 86_400);
    const { record } = evaluated(account([]), first.state, later);
    expect(record.inputs.engagement.trainingCompleted).toBe(170);
    expect(record.inputs.relationship.nps).toBe(10);
    expect(
      evaluated(account([]), first.state, plusSeconds(later, 11 * 86_400)).record.inputs.relationship.nps,
    ).toBeNull();
  });
});

describe('champions', () => {
  it('are contacts of that role', () => {
    const with_ = (...contacts: Contact[]) => inputs(account([], { contacts })).relationship.champion;
    expect(with_(contact('c1', 'champion'))).toBe(true);
    expect(with_(contact('c1', 'admin'))).toBe(false);
    expect(with_()).toBeNull();
  });

  it('left until the next one is named', () => {
    const left = account([mark('Champion Left', ago(20))], { contacts: [contact('c1', 'champion')] });
    const { record, state } = evaluated(left);
    expect(record.inputs.relationship).toMatchObject({ champion: false, championLeft: true });
    expect(record.components.relationship).toEqual({ state: 'red', because: 'the champion left' });
    const next = account([], { contacts: [contact('c1', 'champion'), contact('c2', 'champion', ago(1))] });
    expect(inputs(next, state).relationship).toMatchObject({ champion: true, championLeft: false });
  });

  it('left when their address bounces', () => {
    const suppression = { email: 'a@example.com', reason: 'bounced', classes: ['lifecycle'], at: ago(3) } as const;
    const gone = account([], { contacts: [contact('c1', 'champion', march(1), { suppression })] });
    expect(inputs(gone).relationship).toMatchObject({ champion: false, championLeft: true });
  });
});

describe('paying', () => {
  const invoice = { state: 'failing', amount: 100, decline: 'soft' } as const;

  it('is on time when invoices were paid and none fails or is overdue', () => {
    const paid = { paidAt: ago(200) };
    expect(inputs(account([], { billing: paid })).financial).toEqual({
      paysOnTime: true,
      failingSeconds: 0,
      confirmed: 'never',
    });
    const overdue = mark('invoice.overdue', ago(3), { user: '', fields: { invoice: 'in_1' } });
    expect(inputs(account([overdue], { billing: paid })).financial.paysOnTime).toBe(false);
    const settled = { ...paid, invoices: { in_1: { ...invoice, state: 'paid', at: ago(1) } as const } };
    expect(inputs(account([overdue], { billing: settled })).financial.paysOnTime).toBe(true);
    expect(inputs(account([])).financial).toEqual({ paysOnTime: null, failingSeconds: 0, confirmed: null });
  });

  it('fails since the first failure of the oldest open invoice', () => {
    const invoices = {
      in_1: { ...invoice, at: ago(1), since: ago(8) },
      in_2: { ...invoice, at: ago(9), state: 'paid' as const },
    };
    expect(inputs(account([], { billing: { invoices, confirmedAt: ago(100) } })).financial).toEqual({
      paysOnTime: false,
      failingSeconds: 8 * 86_400,
      confirmed: 100,
    });
  });
});

describe('an evaluation', () => {
  /** Uses all and answers, but for the seats: two users of two, every working day. */
  const lively = [
    ...Array.from({ length: 40 }, (_, day) => [
      mark('Signed In', ago(day + 0.5)),
      mark('Signed In', ago(day + 0.5), { user: 'u2' }),
    ]).flat(),
    ...Object.values(catalog.data.features).map((event, index) => mark(event, ago(index + 1))),
    mark('Review Attended', ago(20)),
    mark('Training Completed', ago(20)),
    survey('csat', 5, 10),
    survey('nps', 9, 10),
  ];
  const friendly = { attributes: { executiveSponsor: true }, contacts: [contact('c1', 'champion')] };

  it('says the band and the score to the profile when the band moves, and is silent afterwards', () => {
    const green = evaluated(account(lively, friendly));
    expect(green.said).toEqual({ health: 'green', healthScore: 100 });
    const told = { ...friendly, attributes: { ...friendly.attributes, health: 'green', healthScore: 100 } };
    const same = evaluated(account(lively, told), green.state);
    expect(same.said).toEqual({});
    expect(same.record.from).toBeUndefined();
    const red = evaluated(account([mark('Champion Left', ago(1))], told), green.state);
    expect(red.record).toMatchObject({ from: 'green', band: 'red' });
    expect(red.said).toMatchObject({ health: 'red' });
  });

  it('says the score anew once it is five points from what was said', () => {
    const { state } = evaluated(account(lively, friendly));
    const said = (healthScore: number) =>
      evaluated(account(lively, { ...friendly, attributes: { ...friendly.attributes, healthScore } }), state).said;
    expect(said(96)).toEqual({});
    expect(said(95)).toEqual({ health: 'green', healthScore: 100 });
  });

  it('says nothing of an account that nobody knows, or without a model', () => {
    const { profile: _, ...unknown } = account([]);
    expect(evaluateHealth(unknown, catalog.data, undefined, monday)).toBeUndefined();
    expect(evaluateHealth(account([]), { features: {} }, undefined, monday)).toBeUndefined();
  });

  it('gives no band while too little is known, and names what is missing', () => {
    const { record, said, state } = evaluated(account([], { since: ago(8) }));
    expect(said).toEqual({});
    expect(record).toMatchObject({ score: null, confidence: 0, band: null });
    expect(state.band).toBeNull();
    expect(record.components.financial.because).toBe('unknown whether paid on time');
  });

  it('is the same whatever the order in which usage was written', () => {
    const reference = evaluated(account(lively, friendly)).record;
    fc.assert(
      fc.property(fc.shuffledSubarray(lively, { minLength: lively.length, maxLength: lively.length }), usage => {
        expect(evaluated(account(usage, friendly)).record).toEqual(reference);
      }),
      { numRuns: 20 },
    );
  });

  it('is explained by its inputs and by the two changes that moved it most', () => {
    const before = evaluated(account(lively, friendly));
    const fewer = lively
      .filter(({ event, user }) => event === 'Survey Responded' || user === 'u1')
      .concat(survey('nps', 5, 1));
    const { record } = evaluated(account(fewer, friendly), before.state);
    const told = explainScore(record, before.record);
    expect(told).toMatchObject({ score: 63, band: 'yellow', confidence: 95 });
    expect(told.components[0]).toEqual({
      component: 'usage',
      state: 'yellow',
      because: 'not 70 % of the seats or more active on a working day',
      points: 20,
      weight: 40,
      inputs: '50 % of the seats active on a working day, 100 % of the key features used',
    });
    expect(told.moved.map(({ component, points }) => [component, points])).toEqual([
      ['usage', -21.1],
      ['relationship', -15.8],
    ]);
    expect(told.moved[1]?.to).toBe('red: executive sponsor yes, champion yes, NPS 5');
    expect(explainScore(record, undefined).moved).toEqual([]);
  });
});
