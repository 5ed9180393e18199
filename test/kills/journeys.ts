import { compileJourney } from '../../engine/asl/compile-journey.ts';
import type { Project } from '../../engine/build/build-project.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Step } from '../../engine/definition/step.ts';
import { days, hours, keyedBy } from '../../engine/index.ts';
import {
  admins,
  assign,
  before,
  branch,
  day,
  email,
  escalate,
  everyone,
  exit,
  journey,
  on,
  onDate,
  prompt,
  slack,
  update,
  used,
  wait,
  waitFor,
  webhook,
} from '../../journeys/catalog.ts';
import { pool } from '../../journeys/team.ts';
import { shippedProject } from '../support/play-case.ts';

const gone = [on('Account Deleted'), on('subscription.canceled')];

/** `more`: what a later version does at the end. */
function halting(rest: number): JourneyDefinition {
  return journey('halt', { enroll: on('Review Attended'), exit: gone, steps: [wait('rest', days(rest))] });
}

function moving(more: readonly Step[] = []): JourneyDefinition {
  return journey('move', {
    enroll: on('Referral Sent'),
    exit: gone,
    steps: [
      day(0, email('welcome', { to: admins })),
      wait('rest', days(1)),
      email('check-in', { to: admins }),
      ...more,
    ],
  });
}

/** Small journeys that together cover every request at which a process can die. */
const journeys: readonly JourneyDefinition[] = [
  journey('reach-out', {
    enroll: on('Account Created'),
    exit: gone,
    steps: [
      day(0, email('welcome', { to: everyone })),
      prompt('core-workflow-tour', { to: everyone }),
      slack('tell', { channel: 'success', text: 'A new customer' }),
      webhook('crm', { endpoint: 'crm', data: {} }),
    ],
  }),
  journey('listen', {
    enroll: on('Trial Started'),
    exit: gone,
    steps: [
      waitFor('project', {
        first: { used: on('Project Created') },
        timeout: days(2),
        then: { used: [update('note', { plan: 'pro' })], timeout: [] },
      }),
      branch('keen', { when: used('projects'), then: [wait('rest', hours(1))], otherwise: [] }),
      exit('leave', { reason: 'done' }),
    ],
  }),
  journey('rescue', {
    enroll: on('Champion Left'),
    exit: gone,
    steps: [escalate('call', { type: 'risk', severity: 1, sla: hours(48), play: 'call', evidence: {} })],
  }),
  journey('hand-over', {
    enroll: on('Community Contribution'),
    exit: gone,
    // A pool of one: accounts of the same world do not change whose turn it is.
    steps: [assign('give-an-owner', { pool: pool('leads'), touchModel: 'high' })],
  }),
  journey('remind', {
    enroll: on('Training Completed'),
    exit: gone,
    steps: [escalate('look', { type: 'onboarding', severity: 3, sla: days(20), play: 'look', evidence: {} })],
  }),
  journey('ask', {
    enroll: on('Webinar Attended'),
    exit: gone,
    steps: [email('nps-survey-email', { to: admins })],
  }),
  journey('many', {
    enroll: on('Premium Feature Attempted'),
    reenroll: keyedBy('feature'),
    exit: gone,
    steps: [wait('rest', days(9))],
  }),
  journey('anniversary', {
    enroll: onDate('renewalAt', { before: days(3) }),
    exit: gone,
    steps: [before('renewalAt', days(2), email('check-in', { to: admins })), wait('rest', days(9))],
  }),
  halting(9),
  moving(),
];

const projectOf = async (definitions: readonly JourneyDefinition[]): Promise<Project> => {
  const shipped = await shippedProject();
  return {
    ...shipped,
    journeys: definitions.map(definition => ({
      file: `${definition.id}.ts`,
      definition,
      machine: compileJourney(definition, shipped.templates),
    })),
  };
};

export const killProject = (): Promise<Project> => projectOf(journeys);

/** As above, but `move` ends with a message, and two versions of `halt` are compared: routing looks at both with what comes next. */
export const nextKillProject = (): Promise<Project> =>
  projectOf([
    ...journeys.filter(({ id }) => id !== 'move' && id !== 'halt'),
    { ...halting(8), canary: 50 },
    moving([slack('moved', { channel: 'success', text: 'Moved' })]),
  ]);
