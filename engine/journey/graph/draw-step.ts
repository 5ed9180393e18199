import type { Audience } from '../../definition/audience.ts';
import type { Step, StepKind, StepOf } from '../../definition/step.ts';
import { tellRole } from '../explain/tell-audience.ts';
import { tellCondition } from '../explain/tell-condition.ts';
import { tellDuration } from '../explain/tell-time.ts';
import { tellEvents } from '../explain/tell-trigger.ts';
import { inWords } from '../explain/words.ts';
import type { NodeLook } from './looks.ts';

/** What a step shows in a drawing. */
export interface DrawnStep {
  look: NodeLook;
  caption: string;
  notes?: readonly string[];
  armLabel?: (arm: string) => string;
}

export const drawStep = (step: Step): DrawnStep => (byKind[step.kind] as (step: Step) => DrawnStep)(step);

const byKind: { [Kind in StepKind]: (step: StepOf<Kind>) => DrawnStep } = {
  email: ({ to }) => ({ look: 'email', caption: `EMAIL  ·  ${rolesOf(to)}` }),
  prompt: ({ to, expires }) => ({
    look: 'inApp',
    caption: `IN-APP  ·  ${rolesOf(to)}`,
    notes: expires ? [`for ${tellDuration(expires)}`] : [],
  }),
  slack: ({ channel }) => ({ look: 'system', caption: `SLACK  ·  ${channel}` }),
  webhook: ({ endpoint }) => ({ look: 'system', caption: `WEBHOOK  ·  ${endpoint}` }),
  wait: ({ duration }) => ({ look: 'wait', caption: 'WAIT', notes: [tellDuration(duration)] }),
  waitFor: ({ first, timeout }) => ({
    look: 'wait',
    caption: 'WAIT FOR',
    notes: [`until ${tellEvents(Object.values(first))}, at most ${tellDuration(timeout)}`],
  }),
  branch: ({ cases }) => {
    const [only, ...others] = cases;
    if (!only || others.length > 0) {
      return {
        look: 'decision',
        caption: 'BRANCH',
        notes: cases.map(({ name, condition }) => `${name}: ${tellCondition(condition)}`),
      };
    }
    return {
      look: 'decision',
      caption: 'BRANCH',
      notes: [`${tellCondition(only.condition)}?`],
      armLabel: arm => (arm === only.name ? 'yes' : 'no'),
    };
  },
  experiment: ({ variants, holdout }) => ({
    look: 'decision',
    caption: 'EXPERIMENT',
    armLabel: arm => `${arm} ${variants.find(({ name }) => name === arm)?.weight ?? holdout}`,
  }),
  escalate: ({ type, severity, sla, play }) => ({
    look: 'task',
    caption: `TASK  ·  ${type}, severity ${severity}`,
    notes: [play, `within ${tellDuration(sla)}`],
    armLabel: inWords,
  }),
  update: ({ attributes }) => ({
    look: 'system',
    caption: 'UPDATE',
    notes: Object.entries(attributes).map(([name, value]) => `${inWords(name)}: ${value}`),
  }),
  enroll: ({ journey }) => ({ look: 'system', caption: 'ENROLL', notes: [`in ${journey}`] }),
  exit: ({ reason }) => ({ look: 'done', caption: 'EXIT', notes: [inWords(reason)] }),
  every: ({ times, interval }) => ({
    look: 'wait',
    caption: 'REPEAT',
    notes: [`${times} times, ${tellDuration(interval)} apart`],
    armLabel: () => 'each time',
  }),
};

const rolesOf = ({ roles, otherwise = [] }: Audience): string =>
  roles === 'everyone'
    ? roles
    : [...roles.map(tellRole), ...otherwise.map(role => `else ${tellRole(role)}`)].join(', ');
