import { bySignal } from '../../account/enrollment.ts';
import { compileJourney } from '../../asl/compile-journey.ts';
import type { Project } from '../../build/build-project.ts';
import { contentHash } from '../../journey/content-hash.ts';
import { describeCondition } from '../../journey/explain/describe-condition.ts';
import type { SignalJourney } from '../../triggers/signal/has-signal.ts';
import { parametersIn, withNumber } from './parameters.ts';
import type { TestedRule } from './tested-rule.ts';

/** The signal that enrolls in a journey. Only firings that enroll count, not those that re-enrollment or the audience refuses. */
export const testedSignal = (project: Project, journey: SignalJourney): TestedRule => {
  const { id, enroll } = journey;
  const parameters = parametersIn(enroll.when);
  return {
    name: id,
    told: describeCondition(enroll.when, { whose: 'its' }),
    fires: 'fired',
    parameters,
    journeys: [id],
    change: (name, value) => {
      const parameter = parameters.find(each => each.name === name);
      return parameter === undefined || parameter.today === value
        ? project
        : withSignal(project, {
            ...withNumber(journey, parameter, value),
            hash: contentHash([journey.hash, name, value]),
          });
    },
    firings: ({ lines }) =>
      lines.flatMap(({ account, at, journey, entry }) =>
        journey === id && entry.type === 'enrolled' && entry.trigger === bySignal ? [{ account, at }] : [],
      ),
  };
};

const withSignal = (project: Project, changed: SignalJourney): Project => ({
  ...project,
  journeys: project.journeys.map(each =>
    each.definition.id === changed.id
      ? { ...each, definition: changed, machine: compileJourney(changed, project.templates) }
      : each,
  ),
});
