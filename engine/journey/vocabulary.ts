import type { Audience } from '../definition/audience.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { Value } from '../definition/condition.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Step } from '../definition/step.ts';
import type { Duration } from '../kernel/duration.ts';
import type { after, day, dayOf, Guards, next } from './anchors.ts';
import type { Roles } from './audience.ts';
import type { CatalogNames, CatalogSpec } from './catalog-spec.ts';
import type { ConditionWords } from './condition-words.ts';
import type { JourneyOptions } from './journey.ts';
import type { KnownIds, Literal, Unique } from './step-ids.ts';

/**
 * The words in which journeys of a catalog are written. Names are checked in the editor; everything returned is plain,
 * frozen data.
 */
// biome-ignore lint/correctness/noUnusedVariables: words that kinds of steps declare use `Provided`
export interface Vocabulary<C extends CatalogSpec, Provided extends string = never> extends ConditionWords<C> {
  /** The catalog as plain data. */
  data: CatalogData;

  /** A whole journey: the default export of its file. */
  journey<Id extends string, const Steps extends readonly Step[]>(
    id: Id & Literal<Id>,
    options: JourneyOptions<CatalogNames<C>['field'], NoInfer<KnownIds<Steps>>> & { steps: Steps & Unique<Steps> },
  ): JourneyDefinition;

  // Triggers and steps: each kind declares its words beside its builder, in `author.ts` of its folder.

  // When a step is due
  day: typeof day;
  dayOf: typeof dayOf;
  after: typeof after;
  next: typeof next;
  /**
   * Places a step before a date of the account, with which it moves: `before('renewalAt', days(60), ...)`. Or before a
   * date that the enrolling event said: `before(trigger('expiresAt'), days(30), ...)`.
   */
  before<Placed extends Step>(
    date: CatalogNames<C>['date'] | Value,
    duration: Duration,
    step: Placed,
    guards?: Guards,
  ): Placed;

  // Audiences
  /** The contacts of a role: `role('billing').orElse(role('admin'))`. */
  role(name: CatalogNames<C>['role']): Roles;
  /** Every contact of the account. */
  everyone: Audience;
  /** The contact whose request of a topic enrolled the account: `email('confirm-subscription', { to: whoAsked })`. */
  whoAsked: Audience;
}
