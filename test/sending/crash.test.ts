import { describe, expect, it } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import type { Change } from '../../engine/account/change.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import type { BranchCall, StepCall, StepResult, TouchCall } from '../../engine/definition/step-call.ts';
import { instant } from '../../engine/kernel/instant.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { evaluateBranch } from '../../engine/steps/use-cases/evaluate-branch.ts';
import { takeStep } from '../../engine/steps/use-cases/take-step.ts';
import { Crash, crashingPorts } from '../support/crash.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, anEmail, aPolicy, aTouch, somebody, someProfile } from '../support/touch.ts';
import { aTemplate, type TouchWorld, touchWorld } from '../support/touch-world.ts';

const store = testStore();
let count = 0;

interface Scenario {
  contacts?: readonly Contact[];
  changes?: readonly Change[];
  prepare?: (world: TouchWorld) => void;
  take: (account: string, ports: AllPorts) => Promise<StepResult>;
}

interface Ending {
  world: TouchWorld;
  crashed: boolean;
  lines: string[];
  result: StepResult;
}

/** Plays a scenario as the state machine does: called again after a crash, and after a hold when its time has come. */
const play = async (scenario: Scenario, dies?: { at: number; when: 'before' | 'after' }): Promise<Ending> => {
  const account = `acme-${++count}`;
  const world = touchWorld(store, account);
  scenario.prepare?.(world);
  await world.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
    ...(scenario.contacts ?? []).map((contact): Change => ({ kind: 'contact', contact })),
    ...(scenario.changes ?? []),
  ]);
  const doomed = dies && crashingPorts(world.ports, dies);
  let crashed = false;
  for (let turns = 0; turns < 20; turns++) {
    try {
      const result = await scenario.take(account, crashed || !doomed ? world.ports : doomed);
      return { world, crashed, result, lines: (await world.timeline()).map(inShort).sort() };
    } catch (error) {
      if (error instanceof Crash) crashed = true;
      else if (!(error instanceof Error) || error.name !== 'TouchHeld') throw error;
      if (error instanceof Error && error.name === 'TouchHeld') world.clock.at = instant(error.message);
      else world.later(3);
    }
  }
  throw new Error('The step never ends.');
};

/** Dies at every single call in turn, before it and after it, until there is no such call any more. */
const atEveryCall = async (
  scenario: Scenario,
  check: (ending: Ending, dies: string) => void,
  step = 1,
): Promise<void> => {
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at += step) {
      const ending = await play(scenario, { at, when });
      check(ending, `died ${when} call ${at}`);
      if (!ending.crashed) break;
    }
  }
};

const inShort = ({ entry }: TimelineLine): string => {
  if (entry.type === 'touch') return [entry.to, entry.outcome, entry.reason, entry.until].filter(Boolean).join(' ');
  return entry.type === 'branch' ? `took ${entry.took}` : entry.type;
};
const mailsTo = ({ world }: Ending, contact: string): number =>
  world.mails.filter(({ to }) => to === `${contact}@acme.example`).length;
const touch =
  (more: Partial<TouchCall> = {}) =>
  (account: string, ports: AllPorts) =>
    deliverTouch(aTouch({ account, ...more }), ports);

describe('when the process dies at any moment and the step is called again', () => {
  it.each([
    [3, 1],
    // More than are reserved together; not each of so many calls is tried.
    [11, 5],
  ])('every one of %i contacts has one mail, or an honest unknown', async (contacts, step) => {
    const names = Array.from({ length: contacts }, (_, index) => `c${index}`);
    const scenario: Scenario = { contacts: names.map(name => somebody(name)), take: touch() };
    const undisturbed = await play(scenario);
    await atEveryCall(
      scenario,
      (ending, dies) => {
        for (const name of names) {
          const lines = ending.lines.filter(line => line.startsWith(`${name} `));
          expect([dies, lines.length]).toEqual([dies, 1]);
          const [line] = lines;
          expect([dies, line]).toEqual([dies, expect.stringMatching(/ (sent|unknown ambiguous)$/)]);
          expect(mailsTo(ending, name)).toBeLessThanOrEqual(1);
          if (line?.endsWith('sent')) expect([dies, mailsTo(ending, name)]).toEqual([dies, 1]);
        }
        expect(ending.lines.map(line => line.replace('unknown ambiguous', 'sent'))).toEqual(undisturbed.lines);
        // Only the one that was leaving at that moment.
        const unknown = ending.lines.filter(line => line.endsWith('unknown ambiguous'));
        expect([dies, unknown.length]).toEqual([dies, unknown.length === 0 ? 0 : 1]);
        expect({ ...ending.result, at: '' }).toEqual({ ...undisturbed.result, at: '' });
      },
      step,
    );
  });

  it('every contact has exactly one mail where the policy tries again and the mail service tells what it sent', async () => {
    const scenario: Scenario = {
      contacts: [somebody('ada'), somebody('bea')],
      prepare: world => {
        world.onMail = async ({ tags }) => {
          const account = Buffer.from(tags.account ?? '', 'base64url').toString();
          await world.ports.deliveries.recordFact(account, tags.delivery ?? '', 'sent', world.clock.at);
        };
      },
      take: touch({ class: 'transactional' }),
    };
    await atEveryCall(scenario, (ending, dies) => {
      for (const name of ['ada', 'bea']) {
        expect([dies, mailsTo(ending, name)]).toEqual([dies, 1]);
        const lines = ending.lines.filter(line => line.startsWith(name) && !line.includes('unknown'));
        expect([dies, lines]).toEqual([dies, [`${name} sent`]]);
      }
    });
  });

  it('what is held is told once, and what was sent before is not sent again', async () => {
    const policy = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 2, onCapped: 'hold' }] });
    const busy = somebody(
      'bea',
      {},
      { recentSends: [{ delivery: 'x', class: 'lifecycle', at: '2026-03-09T09:00:00.000Z' }] },
    );
    const scenario: Scenario = {
      contacts: [somebody('ada'), busy, somebody('cid', { email: '' })],
      take: touch({ policy }),
    };
    const undisturbed = await play(scenario);
    expect(undisturbed.lines).toEqual([
      'ada sent',
      'bea held capped 2026-03-11T09:00:00Z',
      'bea sent',
      'cid skipped no-recipient',
      'completed',
    ]);
    await atEveryCall(scenario, (ending, dies) => {
      expect([dies, ending.lines.map(line => line.replace('unknown ambiguous', 'sent'))]).toEqual([
        dies,
        undisturbed.lines,
      ]);
    });
  });

  it('what is skipped is told once, with its reason', async () => {
    const unless = { kind: 'attribute', name: 'name', comparison: 'is', value: 'Acme' } as const;
    const scenario: Scenario = {
      contacts: [somebody('ada'), somebody('bea')],
      take: touch({ step: anEmail({ unless }) }),
    };
    await atEveryCall(scenario, ({ lines }, dies) => {
      expect([dies, lines]).toEqual([dies, ['ada skipped condition', 'bea skipped condition', 'completed']]);
    });
  });

  it('a prompt is there once, and never of unknown fate', async () => {
    const step = { kind: 'prompt', id: 'banner', template: 'welcome', to: { roles: ['admin'] }, data: {} } as const;
    const scenario: Scenario = {
      prepare: world => {
        const look = { kind: 'banner', placement: 'top', dismissible: true, priority: 50, actions: [] } as const;
        world.templates.set('h1', aTemplate({ channel: 'prompt', text: 'Hello', prompt: look }));
      },
      take: touch({ step }),
    };
    await atEveryCall(scenario, ({ lines }, dies) =>
      expect([dies, lines]).toEqual([dies, ['admin sent', 'completed']]),
    );
  });

  it('a request to a webhook is made at most once, and told', async () => {
    const scenario: Scenario = { take: touch({ step: { kind: 'webhook', id: 'hook', endpoint: 'crm', data: {} } }) };
    await atEveryCall(scenario, ({ lines, world }, dies) => {
      expect(world.posts.length).toBeLessThanOrEqual(1);
      expect([dies, lines]).toEqual([dies, ['completed', expect.stringMatching(/^crm (sent|unknown ambiguous)$/)]]);
      if (lines[1] === 'crm sent') expect([dies, world.posts.length]).toEqual([dies, 1]);
    });
  });

  it('a branch takes the arm that its line tells', async () => {
    const call = (account: string): BranchCall => ({
      ...frame(account),
      at: '2026-03-01T10:00:00.000Z',
      step: {
        kind: 'branch',
        id: 'check',
        cases: [
          {
            name: 'late',
            condition: { kind: 'used', feature: 'tasks', event: 'Task Completed', window: { kind: 'ever' } },
            steps: [],
          },
        ],
        otherwise: [],
      },
      next: { late: { kind: 'go' }, otherwise: { kind: 'go' } },
    });
    const scenario: Scenario = {
      // The world changes as time goes by: each further call would choose differently.
      take: async (account, ports) => {
        const result = evaluateBranch(call(account), ports);
        await result.catch(() => undefined);
        await touchWorld(store, account).given([
          {
            kind: 'mark',
            event: {
              id: 'segment:1',
              source: 'segment',
              account,
              user: 'ada',
              name: 'Task Completed',
              occurredAt: '2026-03-09T10:00:00.000Z',
              receivedAt: '2026-03-09T10:00:00.000Z',
              fields: {},
            },
          },
        ]);
        return result;
      },
    };
    await atEveryCall(scenario, ({ lines, result }, dies) =>
      expect([dies, lines]).toEqual([dies, [`took ${result.took}`]]),
    );
  });

  it('an update is published under one name, and an exit is told once', async () => {
    const take = (step: StepCall['step']) => (account: string, ports: AllPorts) =>
      takeStep({ ...frame(account), step, next: { kind: 'end' } }, ports);
    await atEveryCall(
      { take: take({ kind: 'update', id: 'mark', attributes: { plan: 'pro' } }) },
      ({ world, lines }, dies) => {
        expect([dies, lines]).toEqual([dies, ['completed']]);
        expect(new Set(world.published.map(({ id }) => id)).size).toBe(1);
      },
    );
    await atEveryCall({ take: take({ kind: 'exit', id: 'leave', reason: 'done' }) }, ({ lines }, dies) => {
      expect([dies, lines]).toEqual([dies, ['exited']]);
    });
  });
});

const frame = (account: string) => {
  const { step: _, template: __, class: ___, cause: ____, next: _____, ...rest } = aTouch({ account });
  return rest;
};
