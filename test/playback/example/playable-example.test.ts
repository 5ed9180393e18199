import { expect, test } from 'vitest';
import { publicLine } from '../../../engine/account/public-line.ts';
import type { JourneyDefinition } from '../../../engine/definition/journey-definition.ts';
import type { Limits } from '../../../engine/definition/limits.ts';
import type { JourneyPromise } from '../../../engine/definition/promise.ts';
import type { Step } from '../../../engine/definition/step.ts';
import { mostSent } from '../../../engine/playback/example/breaks-promise.ts';
import { brokenHere } from '../../../engine/playback/example/broken-here.ts';
import { exampleTogether } from '../../../engine/playback/example/example-together.ts';
import { overLimit } from '../../../engine/playback/example/over-limit.ts';
import { brokenPromise, playableExample } from '../../../engine/playback/example/playable-example.ts';
import { recognizeEvents } from '../../../engine/playback/read-events.ts';
import { pathsOver } from '../../../engine/promises/exceeded.ts';
import { prove } from '../../../engine/promises/prove.ts';
import { worstDaysOf } from '../../../engine/promises/together.ts';
import { caseProject } from '../../../faults/case-project.ts';
import {
  arrAbove,
  before,
  day,
  email,
  escalate,
  event,
  journeyOf,
  usedProjects,
  waitFor,
} from '../../journey/plain-journey.ts';
import { playInMemory } from '../../support/two-worlds.ts';

const atMost = (most: number, days = 7): JourneyPromise => ({ kind: 'atMost', most, of: { channel: 'email' }, days });
const never = (step: string, after: string): JourneyPromise => ({
  kind: 'never',
  what: { does: 'touch', step },
  after: event(after),
});
const always = (on: string, days: number): JourneyPromise => ({
  kind: 'always',
  on: event(on),
  leadsTo: { does: 'task', step: 'call' },
  days,
  unless: [event('Account Deleted')],
});

/** Nothing holds what is transactional. */
const sure = (id: string, changes: Partial<Step> = {}): Step =>
  email(id, { template: 'payment-failed', ...(changes as object) });
const branch = (condition: typeof usedProjects | ReturnType<typeof arrAbove>, steps: Step[]): Step =>
  ({ kind: 'branch', id: 'is-it', cases: [{ name: 'yes', condition, steps }], otherwise: [] }) as Step;
const failed: Partial<JourneyDefinition> = {
  enroll: event('payment.failed', [{ field: 'decline', comparison: 'isNot', value: 'fraud' }]),
  exit: [event('payment.recovered', [{ field: 'invoice', comparison: 'matchesTrigger', value: null }])],
};

const written = async (steps: readonly Step[], promise: JourneyPromise, changes: Partial<JourneyDefinition>) => {
  const definition = journeyOf(steps, { ...changes, promises: [promise] });
  const { catalog, ...rest } = caseProject([definition]);
  const contactAttributes = { ...catalog.contactAttributes, emailVerified: 'boolean' } as const;
  const project = { ...rest, catalog: { ...catalog, contactAttributes } };
  const machine = project.journeys[0]?.machine;
  const proof = machine && prove({ definition, machine, held: [] }, promise);
  if (proof?.broken === undefined) throw new Error('The promise is proved.');
  const made = await playableExample({ project, definition, example: proof.broken, broken: brokenPromise(promise) });
  const recorded = recognizeEvents(made.text.split('\n'), 'example');
  const { lines, rejected, warnings } = await playInMemory({ project, recorded, until: '2026-08-01T00:00:00.000Z' });
  return { ...made, wrong: [...rejected, ...warnings], lines: lines.map(publicLine) };
};

test.each<[string, readonly Step[], JourneyPromise, Partial<JourneyDefinition>, readonly object[]]>([
  [
    'too many mails, of which one hangs on what the account says, and one on what its users did',
    [sure('a'), sure('b', { at: day(2), when: arrAbove(10_000) }), sure('c', { at: day(5), when: usedProjects })],
    atMost(2),
    {},
    [{ step: 'a' }, { step: 'b' }, { step: 'c', outcome: 'sent' }],
  ],
  [
    'a mail that is held until it comes close to the next',
    [email('a', { at: day(1) }), sure('b', { at: day(8) })],
    atMost(1),
    {},
    [
      { step: 'a', outcome: 'held', reason: 'unverified' },
      { step: 'a', outcome: 'sent' },
      { step: 'b', outcome: 'sent' },
    ],
  ],
  [
    'a mail after an event that does not end the journey',
    [sure('a', { at: day(3) })],
    never('a', 'Task Completed'),
    {},
    [{ step: 'a', outcome: 'sent' }],
  ],
  [
    'a mail that a payment of another invoice does not stop',
    [sure('a', { at: day(2) })],
    never('a', 'payment.recovered'),
    failed,
    [
      { type: 'enrolled', trigger: 'payment.failed' },
      { step: 'a', outcome: 'sent' },
    ],
  ],
  [
    'a task that does not come, since its event came too late',
    [escalate('call', { at: day(3) })],
    always('Account Created', 14),
    {},
    [{ type: 'enrolled' }, { type: 'completed' }],
  ],
  [
    'a task that comes, but only after somebody closed another',
    [escalate('first', { at: day(0) }), waitFor('use', 'used', 20), escalate('call')],
    always('Account Created', 10),
    {},
    [
      { step: 'first', action: 'opened' },
      { step: 'use', for: 'timeout' },
    ],
  ],
  [
    'mails before a date, on the arm that is for few',
    [branch(arrAbove(10_000), [sure('a'), sure('b', { at: before('renewalAt', 85) })])],
    atMost(1),
    { enroll: { kind: 'date', attribute: 'renewalAt', days: 91 }, reenroll: { kind: 'term' } },
    [{ step: 'is-it', took: 'yes' }, { step: 'a' }, { step: 'b', outcome: 'sent' }],
  ],
])('the way to break a promise is played: %s', async (_, steps, promise, changes, expected) => {
  const { breaks, missing, wrong, lines } = await written(steps, promise, changes);
  expect({ breaks, missing, wrong }, JSON.stringify(lines, null, 1)).toEqual({ breaks: true, missing: [], wrong: [] });
  expect(lines).toEqual(expect.arrayContaining(expected.map(each => expect.objectContaining(each))));
});

test('what a few events do not bring about is told, and nothing is said to break that was not seen to', async () => {
  const risk = { kind: 'openTask', type: 'risk' } as const;
  const { breaks, missing } = await written([sure('a', { at: day(1), when: risk })], atMost(0), {});
  expect({ breaks, missing }).toEqual({ breaks: false, missing: ['a risk task is open'] });
});

test.each<[keyof Limits, number, Step[], object[]]>([
  [
    'mailsPerContact30d',
    2,
    [sure('a'), sure('b', { at: day(9), when: usedProjects }), sure('c', { at: day(29) })],
    [{ step: 'a' }, { step: 'b' }, { step: 'c', outcome: 'sent' }],
  ],
  [
    'tasksPerCsmWeek',
    1,
    [branch(arrAbove(10_000), [escalate('call')]), escalate('ask')],
    [
      { step: 'call', action: 'opened' },
      { step: 'ask', action: 'opened' },
    ],
  ],
  [
    'costPer1000',
    0.5,
    [sure('a'), branch(usedProjects, [sure('b', { at: day(3) }), sure('c', { at: day(4) })])],
    [{ step: 'is-it', took: 'yes' }, { step: 'b' }, { step: 'c', outcome: 'sent' }],
  ],
])(
  'a path over the limit %s of the policy is written as events, which a play shows to be over it',
  async (limit, most, steps, seen) => {
    const definition = journeyOf(steps, {});
    const project = caseProject([definition]);
    const machine = project.journeys[0]?.machine;
    const [over] = machine ? pathsOver({ definition, machine, held: [] }, { [limit]: most }, 0) : [];
    if (over === undefined) throw new Error('No path is over it.');
    const broken = overLimit(limit, most, over.path);
    const made = await playableExample({ project, definition, example: over.path, broken });
    expect(made).toMatchObject({ breaks: true, missing: [] });
    const recorded = recognizeEvents(made.text.split('\n'), 'example');
    const { lines } = await playInMemory({ project, recorded, until: '2026-08-01T00:00:00.000Z' });
    expect(lines.map(publicLine)).toEqual(expect.arrayContaining(seen.map(each => expect.objectContaining(each))));
    expect(broken.isSeen({ lines: lines.slice(0, 2), events: [], templates: project.templates })).toBe(false);
  },
);

test('a promise of the policy is seen broken by an account in several journeys, or by none that is found', async () => {
  const big: Partial<JourneyDefinition> = { audience: arrAbove(10_000) };
  const atRisk: Partial<JourneyDefinition> = { audience: { kind: 'openTask', type: 'risk' } };
  const together = async (changes: Partial<JourneyDefinition>) => {
    const one = journeyOf([sure('a', { at: day(1) }), sure('b', { at: day(3) })], { id: 'one', ...big });
    const other = journeyOf([sure('c', { at: day(9) })], { id: 'other', enroll: event('Task Completed'), ...changes });
    const project = caseProject([one, other]);
    const all = project.journeys.flatMap(({ definition, machine }) =>
      machine ? [{ definition, machine, held: [] }] : [],
    );
    const promise = { ...atMost(2), kind: 'atMost' as const, most: 2, of: { channel: 'email' as const }, days: 7 };
    return { project, promise, ...(await exampleTogether(project, promise, worstDaysOf(all, promise))) };
  };
  const { project, promise, text = '', tried } = await together(big);
  expect(tried).toEqual(['one', 'other']);
  const recorded = recognizeEvents(text.split('\n'), 'example');
  const { lines, rejected } = await playInMemory({ project, recorded, until: '2026-12-31T00:00:00.000Z' });
  expect(rejected).toEqual([]);
  expect(mostSent(promise, { lines, templates: project.templates })).toBe(3);
  const of = { lines, journeys: project.journeys.map(({ definition }) => definition), templates: project.templates };
  expect(brokenHere({ ...of, promises: [promise] })).toEqual([
    expect.stringMatching(
      /^Broken here: A contact gets at most 2 .*\. example-ada got 3: \S+ on \w+ \d+, 2026, [\d:]+; /,
    ),
  ]);
  expect(brokenHere({ ...of, promises: [{ ...promise, most: 3 }] })).toEqual([]);
  expect(mostSent({ ...promise, days: 1 }, { lines, templates: project.templates })).toBeLessThan(3);

  const apart = await together(atRisk);
  expect([apart.text, apart.tried]).toEqual([undefined, ['one', 'other']]);
});
