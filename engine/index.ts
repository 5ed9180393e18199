/** The authoring API: what journeys, catalog and policy are written with. */

export type { Audience } from './definition/audience.ts';
export type { CatalogData, Topic } from './definition/catalog.ts';
export type { Condition, Value, Window } from './definition/condition.ts';
export type { JourneyDefinition } from './definition/journey-definition.ts';
export type { MessageClass, Policy } from './definition/policy.ts';
export type { Step } from './definition/step.ts';
export type { Severity, TaskOutcome, TaskType } from './definition/task.ts';
export type { Csm, Team } from './definition/team.ts';
export type { Trigger } from './definition/trigger.ts';
export type { Guards } from './journey/anchors.ts';
export { AuthoringError } from './journey/authoring-error.ts';
export { dateAttribute } from './journey/built-in-attributes.ts';
export { calendar, instantForAll as instant } from './journey/campaign-time.ts';
export type { RulesSpec, Segment } from './journey/catalog-rules.ts';
export type { CatalogSpec, PlaybookSpec, TemplateSpec } from './journey/catalog-spec.ts';
export { all, any, not, openTask } from './journey/conditions.ts';
export { defineCatalog } from './journey/define-catalog.ts';
export { definePolicy } from './journey/define-policy.ts';
export { definePools, type PoolSpec } from './journey/define-pools.ts';
export { defineTeam } from './journey/define-team.ts';
export {
  above,
  aboveShareOf,
  anythingBut,
  atLeast,
  atLeastShareOf,
  atMost,
  below,
  exists,
  missing,
  oneOf,
  sameAsTrigger,
  type Test,
} from './journey/field-tests.ts';
export type { HealthProfileSpec, HealthSpec } from './journey/health-spec.ts';
export { keyedBy } from './journey/journey.ts';
export { localized } from './journey/localized.ts';
export { touches } from './journey/promise-counts.ts';
export { always, never, task, touch } from './journey/promise-words.ts';
export { ever, sinceEnrollment, sinceStep, within } from './journey/windows.ts';
export { businessDays, businessHours, type Duration, days, hours, minutes, months, weeks } from './kernel/duration.ts';
export type { Scalar } from './kernel/scalar.ts';
export type { EventTrigger } from './triggers/event/trigger.ts';
