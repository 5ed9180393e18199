import type { CatalogData } from '../definition/catalog.ts';
import type { Condition } from '../definition/condition.ts';
import type { FilteredEvent, HealthModel, HealthProfile, SurveyAnswer } from '../definition/health-model.ts';
import { type HealthRules, shippedRules } from '../definition/health-rules.ts';
import type { Policy } from '../definition/policy.ts';
import { AuthoringError, mustBeKnown } from './authoring-error.ts';
import { type HealthRulesSpec, healthRules } from './health-rules.ts';

/**
 * The health model in the words of a catalog: product use is judged by its key features and the `seats` attribute, weights and
 * thresholds are Daymark's where none are given.
 */
export interface HealthSpec<Event extends string = string, Role extends string = string> extends HealthRulesSpec {
  /** Name it anew whenever weights, thresholds or events change: each score is kept with the version it was made by. */
  version: string;
  /** Role of your champions at the account. */
  championRole: Role;
  events: {
    reviewAttended: readonly Event[];
    trainingCompleted: readonly Event[];
    /** Answers of the account's people. Clicks in mails and prompts count by themselves. */
    responded: readonly Event[];
    ticketCreated: readonly Event[];
    championLeft: readonly Event[];
    nps: SurveyAnswer & { event: Event };
    csat: SurveyAnswer & { event: Event };
    /** No part of a score: the business report tells of it. */
    ces?: SurveyAnswer & { event: Event };
    /** A mailed review was opened: `[{ event: 'mail.clicked', where: { step: 'business-review' } }]`. */
    reviewOpened?: readonly (FilteredEvent & { event: Event })[];
    surveyAnswered?: readonly (FilteredEvent & { event: Event })[];
  };
}

/** How the health of some accounts is judged, where it differs from the catalog's `health`. */
export interface HealthProfileSpec extends HealthRulesSpec {
  id: string;
  /** Any condition of the account: `stage.is('trial')`. */
  when: Condition;
}

/** @throws AuthoringError where it names something that the catalog does not have. */
export const healthModel = (
  { version, championRole, events, ...said }: HealthSpec,
  profiles: readonly HealthProfileSpec[] | undefined,
  { events: known, roles }: Pick<CatalogData, 'events' | 'roles'>,
  { businessCalendar: { workdays, holidays } }: Policy,
): HealthModel => {
  const { nps, csat, ces, reviewOpened = [], surveyAnswered = [], ...lists } = events;
  for (const [name, list] of Object.entries(lists)) {
    for (const event of list) mustBeKnown(`catalog: health: ${name}`, 'event', event, Object.keys(known));
  }
  mustBeAnswered('nps', nps, known);
  mustBeAnswered('csat', csat, known);
  if (ces) mustBeAnswered('ces', ces, known);
  for (const filter of reviewOpened) mustBeFields('reviewOpened', filter, [], known);
  for (const filter of surveyAnswered) mustBeFields('surveyAnswered', filter, [], known);
  mustBeKnown('catalog: health: championRole', 'role', championRole, roles);
  const rules = healthRules('catalog: health', said, shippedRules);
  mustBeHeard('catalog: health', rules.components.engagement, events);
  return {
    version,
    ...rules,
    championRole,
    events,
    workdays: { workdays, holidays },
    ...(profiles && { profiles: profilesOf(profiles, rules, events) }),
  };
};

const profilesOf = (
  profiles: readonly HealthProfileSpec[],
  base: HealthRules,
  events: HealthSpec['events'],
): HealthProfile[] =>
  profiles.map(({ id, when, ...said }, index) => {
    const where = `catalog: health profile "${id}"`;
    if (profiles.findIndex(each => each.id === id) < index)
      throw new AuthoringError(`${where}: there are two of that name. Rename one.`);
    const rules = healthRules(where, said, base);
    mustBeHeard(where, rules.components.engagement, events);
    return { id, when, ...rules };
  });

const mustBeAnswered = (name: string, { score, ...filter }: SurveyAnswer, known: CatalogData['events']): void => {
  mustBeFields(name, filter, [score], known);
  const { [score]: type } = known[filter.event]?.fields ?? {};
  if (type !== 'number') {
    throw new AuthoringError(
      `catalog: health: ${name}: field "${score}" of "${filter.event}" is a ${type}. Name one that is a number.`,
    );
  }
};

const mustBeFields = (
  name: string,
  { event, where }: FilteredEvent,
  further: readonly string[],
  known: CatalogData['events'],
): void => {
  mustBeKnown(`catalog: health: ${name}`, 'event', event, Object.keys(known));
  const fields = Object.keys(known[event]?.fields ?? {});
  for (const field of [...further, ...Object.keys(where)])
    mustBeKnown(`catalog: health: ${name}`, `field of "${event}"`, field, fields);
};

/** A sign without an event is never seen, and would keep its component from ever being green. */
const mustBeHeard = (where: string, signs: readonly string[], events: HealthSpec['events']): void => {
  for (const sign of ['reviewOpened', 'surveyAnswered'] as const) {
    if (!signs.includes(sign) || (events[sign]?.length ?? 0) > 0) continue;
    throw new AuthoringError(
      `${where}: engagement is judged by "${sign}", and no event says so. Name it in events: { ${sign}: [{ event: '...', where: {} }] }.`,
    );
  }
};
