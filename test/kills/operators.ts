import { planMigration } from '../../engine/asl/plan-migration.ts';
import type { Project } from '../../engine/build/build-project.ts';
import { makeMoves, planMoves } from '../../engine/operate/plan-moves.ts';
import { resumeJourney } from '../../engine/operate/resume-journey.ts';
import { stopJourney } from '../../engine/operate/stop-journey.ts';
import { assignUnmatched } from '../../engine/routing/use-cases/assign-unmatched.ts';
import type { Story } from '../../faults/kill.ts';
import type { FailingWorld } from '../../faults/world.ts';
import { invoice } from '../support/recorded-events.ts';
import { customer, day, does, hour, minute } from './acts.ts';
import { killProject, nextKillProject } from './journeys.ts';

export const operators: Story[] = [
  {
    title: 'a journey is resumed, and stopped',
    ends: ['"reason":"stopped"', 'halt SUCCEEDED'],
    alone: true,
    acts: [
      { after: 0, act: ({ operate }) => operate('resume', desk => resumeJourney('halt', desk)) },
      customer({}, minute),
      does(2 * minute, 'Review Attended'),
      { after: hour, act: ({ operate }) => operate('stop', desk => stopJourney('halt', desk)) },
    ],
    lasts: 2 * hour,
    dies: death => ['resume', 'stop'].includes(death.function),
  },
  {
    title: 'an operator says whose an event is',
    ends: ['usage payment.failed'],
    acts: [
      {
        after: 0,
        act: ({ account, cloud, send }) => {
          const { customer: _, ...object } = invoice(account);
          const event = { id: `evt_${account}`, object: 'event', type: 'invoice.payment_failed' };
          return send({ ...event, created: Date.parse(cloud.now()) / 1000, data: { object } });
        },
      },
      customer({}, minute),
      {
        after: hour,
        act: ({ account, operate }) =>
          operate('assign', desk => assignUnmatched(`stripe:evt_${account}`, account, desk)),
      },
    ],
    lasts: 2 * hour,
    dies: death => death.function === 'assign' || death.function === 'route-events',
  },
  {
    title: 'enrollments move to another version of their journey',
    ends: ['migrated', 'post /slack', 'mail check-in acme-ada', 'move SUCCEEDED'],
    acts: [
      { after: 0, act: stage => deployOnce(stage, killProject) },
      customer({}, minute),
      does(2 * minute, 'Referral Sent'),
      { after: hour, act: stage => deployOnce(stage, nextKillProject) },
      {
        after: 2 * hour,
        act: ({ account, operate }) =>
          operate('migrate', async desk => {
            const [{ definition, machine } = isNot()] = (await nextKillProject()).journeys.slice(-1);
            if (!machine) return isNot();
            const own = {
              ...desk,
              activeEnrollments: async function* (journey: string) {
                for await (const page of desk.activeEnrollments(journey))
                  yield page.filter(each => each.account === account);
              },
            };
            const { moves } = await planMoves(
              'move',
              definition.hash,
              (enrollment, snapshot, now) => planMigration({ definition, machine }, enrollment, snapshot, now),
              own,
            );
            await makeMoves(moves, definition.hash, own);
          }),
      },
    ],
    lasts: 3 * day,
    dies: death => ['migrate', 'route-events', 'deliver-touch'].includes(death.function),
  },
];

const isNot = (): never => {
  throw new Error('The journey has no machine.');
};

/** Deployed once an instant, by the first account that comes to it. */
const deployed = new WeakMap<FailingWorld['cloud'], { at: string; done: Promise<void> }>();
const deployOnce = ({ cloud, deploy }: FailingWorld, version: () => Promise<Project>): Promise<void> => {
  const latest = deployed.get(cloud);
  if (latest?.at === cloud.now()) return latest.done;
  const done = version().then(deploy);
  deployed.set(cloud, { at: cloud.now(), done });
  return done;
};
