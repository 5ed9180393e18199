import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whySchema } from '../../engine/why/why-schema.ts';
import { daymark, type Workplace, workplace } from '../support/cli.ts';
import { textOf } from '../support/play-case.ts';

let here: Workplace;
const ask = (...args: string[]) => daymark(['why', ...args, '--play', here.path('play')]);

const account = (id: string, traits: object) => ({
  type: 'group',
  messageId: `group-${id}`,
  groupId: id,
  timestamp: '2026-03-02T09:00:00Z',
  traits: { timezone: 'Europe/Berlin', ...traits },
});
const contact = (id: string, user: string, traits: object) => ({
  type: 'identify',
  messageId: `${id}-${user}`,
  userId: `${id}-${user}`,
  timestamp: '2026-03-02T09:00:00Z',
  context: { groupId: id },
  traits: { email: `${user}@${id}.example`, ...traits },
});
const admin = (id: string) => contact(id, 'ada', { name: 'Ada Reyes', role: 'admin' });
const did = (id: string, event: string, timestamp: string) => ({
  type: 'track',
  messageId: `${event}-${id}`,
  event,
  userId: `${id}-ada`,
  timestamp,
  context: { groupId: id },
});

beforeAll(async () => {
  here = await workplace();
  await writeFile(
    here.path('events.jsonl'),
    textOf([
      account('acme', { name: 'Acme', touchModel: 'low' }),
      account('umbrella', { name: 'Umbrella', touchModel: 'high' }),
      ...['acme', 'umbrella'].map(admin),
      contact('acme', 'bo', { name: 'Bo Lind', role: 'member' }),
      ...['acme', 'umbrella'].map(id => did(id, 'Account Created', '2026-03-02T09:00:00Z')),
      did('acme', 'Project Created', '2026-03-04T09:00:00Z'),
    ]),
  );
  const played = await daymark([
    'simulate',
    here.path('events.jsonl'),
    ...['--journey', 'onboarding', '--until', '2026-03-12T00:00:00Z'],
    ...['--timeline', here.path('play', 'timeline.jsonl'), '--mail', here.path('play', 'mail')],
  ]);
  expect(played.code).toBe(0);
});
afterAll(() => here.remove());

describe('why', () => {
  test('says what kept an account out of a journey, what was needed beside what there was', async () => {
    const { code, stdout } = await ask('umbrella', 'onboarding');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Umbrella \(umbrella\) on March 12, 2026, at the end of the play of .*events\.jsonl \(2 accounts\)\. /,
    );
    expect(stdout).toContain('\nUmbrella never entered Onboarding ("onboarding").\n');
    expect(stdout).toMatch(
      /^ {2}no {3}audience +needed: its touch model is low or digital; was: high, since March 2, 2026$/m,
    );
  });

  test('says of a step what was asked, and where the condition got what it saw', async () => {
    const { stdout } = await ask('acme', 'onboarding', '--step', 'first-project');
    expect(stdout).toContain('Skipped for Ada Reyes on March 9, 2026, 09:00');
    expect(stdout).toMatch(/^ {2}no {3}unless .*not been used since enrollment; was: 1 time, last on March/m);
  });

  test('says what comes next, as of a moment', async () => {
    const { stdout } = await ask('acme', 'onboarding', '--at', '2026-03-06T00:00:00Z');
    expect(stdout).toContain('first-project: due on March 9, 2026, 09:00');
    expect(stdout).toContain('power-user-webinar: comes after "first-project"');
    expect(stdout).toContain('That never happened but for the above. It enters once and never again.');
  });

  test('says who saw a prompt, and what is still to come', async () => {
    const { stdout } = await ask('acme', 'onboarding');
    expect(stdout).toContain('  core-workflow-tour: shown to everyone on March 5, 2026, 09:00\n');
    const { stdout: later } = await ask('acme', 'onboarding', '--step', 'power-user-webinar');
    expect(later).toContain('\nDue on March 16, 2026, 09:00.\n');
  });

  test('says of a contact that a step is not for what keeps it from them', async () => {
    const { stdout } = await ask('acme', 'onboarding', '--contact', 'acme-bo');
    expect(stdout).toContain('welcome: not for Bo Lind, who has the role member, and is none of those that it goes to');
  });

  test('lists every journey, a line each', async () => {
    const { stdout } = await ask('umbrella');
    expect(stdout).toMatch(/^ {2}never {3}onboarding {2}needed: its touch model is low or digital; was: high/m);
  });

  test('prints data that keeps to its schema', async () => {
    const { stdout } = await ask('acme', 'onboarding', '--json');
    const answer = whySchema.parse(JSON.parse(stdout));
    expect(answer.journeys[0]).toMatchObject({ journey: 'onboarding', state: 'in' });
  });

  test.each([
    [
      ['acne'],
      expect.stringMatching(/^the play of .*events\.jsonl \(2 accounts\) has no account "acne"$/),
      'did you mean "acme"?',
    ],
    [
      ['acme', 'power-user-webinar'],
      '"power-user-webinar" isn\'t a journey, but a step of "onboarding"',
      'run `npx daymark why acme onboarding --step power-user-webinar`',
    ],
    [['acme', 'onbording'], 'there is no journey "onbording"', 'did you mean "onboarding"?'],
    [['acme', 'onboarding', '--step', 'welcom'], '"onboarding" has no step "welcom"', 'did you mean "welcome"?'],
    [['acme', 'onboarding', '--contact', 'acme-eda'], '"acme" has no contact "acme-eda"', 'did you mean "acme-ada"?'],
  ])('of %j says what there is instead, with exit code 2', async (args, what, fix) => {
    expect(await ask(...args)).toMatchObject({ code: 2, stdout: '', errors: [what, fix] });
  });

  test('says that there is no play where there is none', async () => {
    expect(await daymark(['why', 'acme', '--play', here.path('nowhere')])).toMatchObject({ code: 2, stdout: '' });
  });
});
