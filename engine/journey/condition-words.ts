import type { Condition, Value, Window } from '../definition/condition.ts';
import type { Duration } from '../kernel/duration.ts';
import type { EventOf, WrittenEvent } from '../triggers/event/author.ts';
import type { Goal, Logins } from './account-words.ts';
import type { Amount } from './amount.ts';
import type { Attribute, Dated } from './attribute.ts';
import type { AttributeValues, CatalogNames, CatalogSpec, FieldValue } from './catalog-spec.ts';
import type { Comparable } from './comparable.ts';
import type { Share } from './share.ts';
import type { LifecycleStage } from './stage-words.ts';
import type { Numbers, SoleFeature } from './usage.ts';

/** The words of conditions, and of values for templates and tasks. */
export interface ConditionWords<C extends CatalogSpec> {
  /** The account used a key feature, since its enrollment unless a window says otherwise. */
  used(feature: CatalogNames<C>['feature'], window?: Window): Condition;
  /** How often an event happened, since the enrollment unless a window says otherwise: `count('Signed In').atLeast(10)`. */
  count(event: CatalogNames<C>['event'] | WrittenEvent, window?: Window): Amount;
  /** How many different users did it: `users('Report Shared', within(days(30))).is(1)`. */
  users(event: CatalogNames<C>['event'] | WrittenEvent, window?: Window): Amount;
  /** How many different users did anything. */
  activeUsers(window: Window): Amount;
  /** How often any of the key features was used: `featureUse(within(days(30))).fellBelow(0.6)`. */
  featureUse(window?: Window): Amount;
  /** The last number of a field: `latest(on('Survey Responded').where({ survey: 'nps' }), 'score', within(days(90))).atMost(6)`. Nothing holds while there is none. */
  latest<Fields>(event: EventOf<Fields>, field: NumbersOf<Fields>, window: Window): Value & Numbers;
  /** The mean of a field's numbers. */
  mean<Fields>(event: EventOf<Fields>, field: NumbersOf<Fields>, window: Window): Value & Numbers;
  /** Share of the key features used, since the enrollment unless a window says otherwise: `adoption().below(0.2)`. */
  adoption(window?: Window): Share;
  /** Number of key features used, for templates. */
  featuresUsed(window?: Window): Value;
  /** Number of key features there are. */
  featuresTotal: number;
  /** In the data of touches: what accounts of the same plan come to in the middle, `medianOf(count('Signed In', within(days(90))))`; nothing for plans of fewer than 5. */
  medianOf(figure: Value): Value;
  /** The least used key feature, for templates; of several unused ones, each in its turn. */
  leastUsedFeature(window: Window): Value;
  /** Unused key features, three at most unless `atMost` says otherwise, for templates. */
  unusedFeatures(window: Window, options?: { atMost?: number }): Value;
  /** A key feature that one user and no other has used for so long: `soleFeature(days(30)).exists()`; in `data`, its name. `.user()` is its user: `prompt(..., { except: sole.user() })`. */
  soleFeature(duration: Duration): SoleFeature;
  /** No user activity for so long, in an account known for 30 days unless `knownFor` says otherwise. */
  silence(duration: Duration, options?: { knownFor?: Duration }): Condition;
  /** User-days of signing in per week: `logins().consecutiveDrops({ weeks: 3, by: 0.4 })`. */
  logins(): Logins;
  /** Users with a seat, as a share of the seats bought: `seats().atLeast(0.8)`. */
  seats(): Share;
  /** Number of users with a seat, for templates. */
  seatsUsed: Value;
  /** Number of seats bought, for templates. */
  seatsTotal: Value;
  /** A goal that the catalog names: `goal('launch').overdue()`. */
  goal(name: CatalogNames<C>['goal']): Goal;
  /** The account's success plan: `plan().behind()`, `plan().reached('launch')`. */
  plan(): { behind(): Condition; reached(goal: CatalogNames<C>['goal']): Condition };
  /** An attribute of the account: `attribute('arr').above(15_000)`; in `data`, its value. */
  attribute<Name extends CatalogNames<C>['attribute']>(
    name: Name,
  ): Attribute<AttributeValues<C>[Name]> & (Name extends CatalogNames<C>['date'] ? Dated : unknown);
  /** A named condition of the catalog: `segment.lowTouchTeam`. */
  segment: { readonly [Name in CatalogNames<C>['segment']]: Condition };
  /** Where the account is in its lifecycle: `stage.is('trial')`, `stage.days.atLeast(30)`; in `data`, the name of its stage. */
  stage: LifecycleStage<CatalogNames<C>['stage']>;
  /** A field of the enrolling event: `trigger('decline').is('fraud')`; in `data`, its value. */
  trigger<Field extends CatalogNames<C>['field']>(field: Field): Comparable<FieldValue<C, Field>>;
}

/** The fields that hold a number. */
type NumbersOf<Fields> = {
  [Field in keyof Fields & string]: Fields[Field] extends number ? Field : never;
}[keyof Fields & string];
