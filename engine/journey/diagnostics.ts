import * as stepKinds from '../steps/kinds.ts';
import * as triggerKinds from '../triggers/kinds.ts';
import { armNames } from './check/arm-names.ts';
import { closedValues } from './check/closed-values.ts';
import { conditions } from './check/conditions.ts';
import { confirmations } from './check/confirmations.ts';
import { dates } from './check/dates.ts';
import { durations } from './check/durations.ts';
import { enrollment } from './check/enrollment.ts';
import { holdout } from './check/holdout.ts';
import { journeyIds } from './check/journey-ids.ts';
import { limits } from './check/limits.ts';
import { names } from './check/names.ts';
import { playbookFiles } from './check/playbook-files.ts';
import { policy } from './check/policy.ts';
import { pooling } from './check/pools.ts';
import { precedence } from './check/precedence.ts';
import { promises } from './check/promises.ts';
import { promisesKept, promisesTogether } from './check/proved.ts';
import { reachability } from './check/reachability.ts';
import { recipients } from './check/recipients.ts';
import type { DiagnosticKind, Rule } from './check/rule.ts';
import { stepIds } from './check/step-ids.ts';
import { team } from './check/team.ts';
import { templateFiles } from './check/template-files.ts';
import { templates } from './check/templates.ts';

type KindOfStep = (typeof stepKinds)[keyof typeof stepKinds];

/** The rules of the kinds of steps that have some of their own. */
const stepRules = Object.values<KindOfStep>(stepKinds).flatMap(kind => ('rule' in kind ? [kind.rule] : []));

type KindOfTrigger = (typeof triggerKinds)[keyof typeof triggerKinds];

const triggerRules = Object.values<KindOfTrigger>(triggerKinds).flatMap(kind => ('rule' in kind ? [kind.rule] : []));

/** All rules, each with the codes that it alone reports. */
export const rules = [
  journeyIds,
  stepIds,
  armNames,
  reachability,
  promises,
  enrollment,
  ...triggerRules,
  conditions,
  names,
  closedValues,
  durations,
  dates,
  recipients,
  confirmations,
  templates,
  templateFiles,
  ...stepRules,
  playbookFiles,
  policy,
  team,
  pooling,
  precedence,
  holdout,
] as const;

/** Rules about the compiled journey, for journeys in which the others found no error. */
export const rulesOfSoundJourneys = [limits, promisesKept, promisesTogether] as const;

type CodesOf<Family> = Family extends Rule<infer Code> ? Code : never;

/** A stable name, such as `duplicate-step-id`, that scripts and documentation may rely on. */
export type DiagnosticCode = CodesOf<(typeof rules | typeof rulesOfSoundJourneys)[number]>;

/** The registry: what every code means, why it matters, and how it is fixed in general. */
export const diagnosticKinds = Object.assign(
  {},
  ...[...rules, ...rulesOfSoundJourneys].map(rule => rule.codes),
) as Readonly<Record<DiagnosticCode, DiagnosticKind>>;

/** A problem of a journey, a template, or the policy. */
export interface Diagnostic {
  code: DiagnosticCode;
  severity: DiagnosticKind['severity'];
  /** Absent when the problem is a template's own. */
  journey?: string;
  step?: string;
  template?: string;
  /** Quotes ids and values and ends with the remedy. */
  message: string;
  /** The file that the journey was read from, where that is known. */
  file?: string;
}
