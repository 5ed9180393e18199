import { awaitsOf } from '../../definition/enrollment-plan.ts';
import { specialArms } from '../../definition/step-call.ts';
import { journeyRule } from './rule.ts';

export const armNames = journeyRule(
  {
    'invalid-arm-name': {
      severity: 'error',
      title: 'Name of an arm that cannot be used',
      why: 'The name of an arm travels in error names and in the timeline, where some words mean something else.',
      fix: 'Use letters, digits, hyphens and underscores, each name once, and none of `otherwise`, `timeout`, `holdout`, `exited`.',
    },
    'ambiguous-wait': {
      severity: 'error',
      title: 'Two awaited events recorded under one name',
      why: 'An awaited event is recorded as `<step>_<arm>` with hyphens as underscores: one event would end both waits.',
      fix: 'Rename the step or the arm.',
    },
  },
  function* ({ journey, places }) {
    for (const { step, parts } of places) {
      const names = parts.arms.map(arm => arm.name);
      const isTimeoutTaken = parts.triggers.some(({ arm }) => arm === 'timeout');
      const unusable = names.filter(
        (name, index) =>
          !/^[A-Za-z][A-Za-z0-9_-]{0,39}$/.test(name) ||
          name === specialArms.exited ||
          names.indexOf(name) !== index ||
          (name === 'timeout' && isTimeoutTaken),
      );
      for (const name of new Set(unusable)) {
        yield {
          code: 'invalid-arm-name',
          step: step.id,
          message: `Arm "${name}" of step "${step.id}" has a name that is taken, or that an error name cannot carry. Rename it, with letters, digits, hyphens and underscores.`,
        };
      }
    }
    const owners = new Map<string, { step: string; edge: string }>();
    for (const { flag, step, edge } of awaitsOf(journey)) {
      const other = owners.get(flag);
      owners.set(flag, { step, edge });
      if (!other || (other.step === step && other.edge === edge)) continue;
      yield {
        code: 'ambiguous-wait',
        step,
        message: `Arm "${edge}" of step "${step}" and arm "${other.edge}" of step "${other.step}" are both recorded as "${flag}". Rename one of them.`,
      };
    }
  },
);
