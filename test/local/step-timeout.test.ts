import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../engine/kernel/instant.ts';
import { createFunctions } from '../../engine/local/functions.ts';
import { createStateMachines } from '../../engine/local/interpreter/state-machines.ts';
import { createTaskIntegrations } from '../../engine/local/task-integrations.ts';
import { createVirtualClock } from '../../engine/local/virtual-clock.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aTouch, now, somebody, someProfile } from '../support/touch.ts';
import { touchWorld } from '../support/touch-world.ts';

const start = Date.parse(now);
const second = 1000;

/** A state that calls a function, as the compiler writes it, but for how often it tries. */
const machineOf = (payload: unknown) =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'touch',
    States: {
      touch: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'deliver-touch', Payload: payload },
        TimeoutSeconds: 60,
        Retry: [{ ErrorEquals: ['States.TaskFailed', 'States.Timeout'], IntervalSeconds: 2, MaxAttempts: 3 }],
        Output: '{% $states.result.Payload.took %}',
        End: true,
      },
    },
  });

const cloudOf = () => {
  const clock = createVirtualClock(start);
  const functions = createFunctions(clock);
  const machines = createStateMachines({
    clock,
    seed: 'test',
    integrations: createTaskIntegrations(functions, {} as DynamoDBClient),
  });
  return { clock, functions, machines };
};

describe('a function that hangs', () => {
  /** Hangs for so many seconds in its first call, and answers how often it was called until then. */
  const hangingFor = async (seconds: number) => {
    const { clock, functions, machines } = cloudOf();
    const told: string[] = [];
    const since = () => `${(clock.now() - start) / second} s`;
    functions.register('deliver-touch', async () => {
      const call = told.push(`begun at ${since()}`);
      if (call === 1) await functions.stall(seconds);
      told.push(`ended at ${since()}`);
      return { took: `call ${call}` };
    });
    const execution = machines.startExecution(machines.createStateMachine('one', machineOf({})).arn, 'one');
    await clock.advanceTo(start + 600 * second);
    return { told, execution, after: ((execution.stoppedAt ?? 0) - start) / second };
  };

  it('is waited for until its time-out', async () => {
    const { told, execution, after } = await hangingFor(59);
    expect(told).toEqual(['begun at 0 s', 'ended at 59 s']);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '"call 1"', transitions: 1 });
    expect(after).toBe(59);
  });

  it('is called again after its time-out while the first call still runs, whose answer is dropped', async () => {
    const { told, execution, after } = await hangingFor(70);
    expect(told).toEqual(['begun at 0 s', 'begun at 62 s', 'ended at 62 s', 'ended at 70 s']);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '"call 2"', transitions: 2 });
    expect(after).toBe(62);
  });
});

describe('a touch that hangs at any call, and is delivered a second time meanwhile', () => {
  const store = testStore();
  beforeAll(async () => {});

  const play = async (hangs: { at: number; when: 'before' | 'after'; seconds: number }, name: string) => {
    const { clock, functions, machines } = cloudOf();
    const world = touchWorld(store, name);
    const contacts = [somebody('ada'), somebody('bea')];
    await world.given([
      { kind: 'profile', profile: someProfile(undefined, { account: name }) },
      { kind: 'enroll', enrollment: anActiveEnrollment({ account: name }) },
      ...contacts.map(contact => ({ kind: 'contact', contact }) as const),
    ]);
    let calls = 0;
    let invocations = 0;
    const hanging = <Port extends object>(port: Port): Port =>
      new Proxy(port, {
        get: (target, method) => {
          const found: unknown = Reflect.get(target, method);
          if (typeof found !== 'function') return found;
          return async (...args: unknown[]) => {
            const isHere = ++calls === hangs.at;
            if (isHere && hangs.when === 'before') await functions.stall(hangs.seconds);
            const answer: unknown = await found.apply(target, args);
            if (isHere && hangs.when === 'after') await functions.stall(hangs.seconds);
            return answer;
          };
        },
      });
    const virtual: AllPorts = { ...world.ports, clock: { now: () => instant(clock.now()) } };
    const first: AllPorts = {
      ...virtual,
      accounts: hanging(virtual.accounts),
      mailer: { ...virtual.mailer, send: hanging(virtual.mailer).send },
    };
    functions.register('deliver-touch', event => deliverTouch(event, invocations++ === 0 ? first : virtual));
    const { arn } = machines.createStateMachine('touch', machineOf(aTouch({ account: name, class: 'lifecycle' })));
    const execution = machines.startExecution(arn, name);
    await clock.advanceTo(start + 3_600 * second);
    return { reached: calls >= hangs.at, invocations, execution, world };
  };

  it.each(['before', 'after'] as const)('goes to each contact once, and is told as sent: %s each call', async when => {
    let delivered = 0;
    for (let at = 1; ; at += 1) {
      const name = `hangs-${when}-${at}`;
      const { reached, invocations, execution, world } = await play({ at, when, seconds: 75 }, name);
      if (!reached) break;
      delivered = Math.max(delivered, invocations);
      expect([at, execution.status]).toEqual([at, 'SUCCEEDED']);
      const touches = (await world.timeline()).flatMap(({ entry }) => (entry.type === 'touch' ? [entry] : []));
      for (const contact of ['ada', 'bea']) {
        const mails = world.mails.filter(({ to }) => to === `${contact}@acme.example`);
        expect([at, contact, mails.length]).toEqual([at, contact, 1]);
        const told = touches.flatMap(({ to, outcome }) => (to === contact ? [outcome] : []));
        // The second delivery cannot know what the first one, which still runs, has asked of SES.
        expect([at, contact, told.filter(outcome => outcome !== 'unknown')]).toEqual([at, contact, ['sent']]);
        expect(told.length).toBeLessThanOrEqual(2);
      }
    }
    expect(delivered).toBe(2);
  });
});
