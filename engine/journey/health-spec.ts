import type { CatalogData } from '../definition/catalog.ts';
import {
  type HealthModel,
  type HealthWeights,
  healthComponents,
  type SurveyAnswer,
  shippedWeights,
} from '../definition/health-model.ts';
import type { Policy } from '../definition/policy.ts';
import { AuthoringError, mustBeKnown, mustBeWhole } from './authoring-error.ts';

/** What makes an account healthy, in the words of a catalog. Product use is judged by its key features and the `seats` attribute. */
export interface HealthSpec<Event extends string = string, Role extends string = string> {
  /** Name it anew whenever weights or events change: each score is kept with the version it was made by. */
  version: string;
  /** Whole points of each component when it is green; 40, 25, 15, 15 and 5 where none are given. */
  weights?: HealthWeights;
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
  };
}

/** @throws AuthoringError where it names something that the catalog does not have. */
export const healthModel = (
  { version, weights = shippedWeights, championRole, events }: HealthSpec,
  { events: known, roles }: Pick<CatalogData, 'events' | 'roles'>,
  { businessCalendar: { workdays, holidays } }: Policy,
): HealthModel => {
  const { nps, csat, ...lists } = events;
  for (const [name, list] of Object.entries(lists)) {
    for (const event of list) mustBeKnown(`catalog: health: ${name}`, 'event', event, Object.keys(known));
  }
  mustBeAnswered('nps', nps, known);
  mustBeAnswered('csat', csat, known);
  mustBeKnown('catalog: health: championRole', 'role', championRole, roles);
  for (const component of healthComponents)
    mustBeWhole('catalog: health', `weight of ${component}`, weights[component], 0);
  if (healthComponents.every(component => weights[component] === 0)) {
    throw new AuthoringError(
      'catalog: health: all weights are 0, so no score could be made. Give one component weight.',
    );
  }
  return { version, weights, championRole, events, workdays: { workdays, holidays } };
};

const mustBeAnswered = (name: string, { event, where, score }: SurveyAnswer, known: CatalogData['events']): void => {
  const said = `catalog: health: ${name}`;
  mustBeKnown(said, 'event', event, Object.keys(known));
  const fields = known[event]?.fields ?? {};
  for (const field of [score, ...Object.keys(where)])
    mustBeKnown(said, `field of "${event}"`, field, Object.keys(fields));
  if (fields[score] !== 'number') {
    throw new AuthoringError(
      `${said}: field "${score}" of "${event}" is a ${fields[score]}. Name one that is a number.`,
    );
  }
};
