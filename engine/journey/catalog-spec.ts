import type * as z from 'zod';
import type { CrmName } from '../connectors/crms.ts';
import type { BusinessPolicy } from '../definition/business-policy.ts';
import type { Localized, Topic } from '../definition/catalog.ts';
import type { CrmMapping } from '../definition/crm-mapping.ts';
import type { MessageClass } from '../definition/policy.ts';
import type { builtInAccountAttributes } from './built-in-attributes.ts';
import type { builtInEvents } from './built-in-events.ts';
import type { HealthSpec } from './health-spec.ts';

/** A template as journeys see it. */
export interface TemplateSpec {
  channel: 'email' | 'prompt';
  class: MessageClass;
  topic?: string;
  variables: readonly string[];
}

/** A playbook as journeys see it: `playbooks/index.ts` says it. */
export interface PlaybookSpec {
  /** The advice, in one phrase. */
  play: string;
  /** Minutes that a person is expected to need. */
  minutes: number;
}

/** The words of a business. */
export interface CatalogSpec {
  /** Payload by event name; only fields that are strings, numbers or booleans, and no personal data. */
  events: Readonly<Record<string, z.ZodObject>>;
  /** Key features: name to the event that uses it. */
  features: Readonly<Record<string, string>>;
  /** Attributes of accounts beside those that Daymark knows, or narrower forms of those. */
  accountAttributes: Readonly<Record<string, z.ZodType>>;
  /** Attributes of contacts beside those that Daymark knows. */
  contactAttributes: Readonly<Record<string, z.ZodType>>;
  roles: readonly string[];
  /**
   * Events that give a user a seat, and take it away: what `seats()` counts. `prices`: what is sold by the seat, by the payment
   * processor's id of the price or product, or (Stripe) its lookup key. Without it the seats of an account with several prices
   * are unknown; with an empty list billing sets no seats.
   */
  seats?: { readonly assigned: string; readonly revoked: string; readonly prices?: readonly string[] };
  /**
   * Events that browsers may send with a public write key (`POST /v1/t`), so anyone can forge them. All others are accepted
   * from your servers only.
   */
  fromBrowser?: readonly string[];
  /** The event of signing in: what `logins()` counts. */
  login?: string;
  /**
   * Goals that every customer may have. `launch` has its target date in the account attribute `launchGoalAt`, and when it was
   * reached in `launchReachedAt`, which its event says; a goal of that id in a customer's success plan goes before both.
   */
  goals?: Readonly<Record<string, { readonly reachedBy?: string }>>;
  /**
   * Answers to surveys may have a `comment` in the customer's words, which no event carries, and a `topic`: one of these, by id.
   * Without it neither is taken.
   */
  surveyTopics?: Readonly<Record<string, Localized>>;
  /** Topics that readers of mails may opt out of, by id: every template that is not transactional names one. */
  topics?: Readonly<Record<string, Topic>>;
  /** The meaning of the fields of your CRM's companies: attributes of accounts, and that a deal is won. */
  crm?: { readonly [Name in CrmName]?: CrmMapping };
  templates: Readonly<Record<string, TemplateSpec>>;
  /** Playbooks for tasks, by id: `playbooks` of `playbooks/index.ts`. */
  playbooks?: Readonly<Record<string, PlaybookSpec>>;
  policy: BusinessPolicy;
  /** The health model. Without it no score is made. */
  health?: HealthSpec;
}

/** Where the type of a catalog has the names that its rules gave; no value has it. */
declare const named: unique symbol;

/** A catalog with the names of its segments and stages. */
export interface NamedByRules<Segments extends string, Stages extends string> {
  readonly [named]?: { segments: Segments; stages: Stages };
}

/** Refuses a feature, a seat, a login, a goal, and a part of the health score whose event is not in the catalog. */
export interface Consistent<C extends CatalogSpec> {
  features: { readonly [Name in keyof C['features']]: CatalogNames<C>['event'] };
  seats?: {
    readonly assigned: CatalogNames<C>['event'];
    readonly revoked: CatalogNames<C>['event'];
    readonly prices?: readonly string[];
  };
  login?: CatalogNames<C>['event'];
  fromBrowser?: readonly CatalogNames<C>['event'][];
  goals?: { readonly [Name in keyof C['goals']]: { readonly reachedBy?: CatalogNames<C>['event'] } };
  health?: HealthSpec<CatalogNames<C>['event'], CatalogNames<C>['role']>;
}

/**
 * The names of a catalog. Spelled out here rather than in named types, so that an editor's message lists the names
 * themselves.
 */
export interface CatalogNames<C extends CatalogSpec> {
  event: { [Name in keyof Events<C> & string]: Name }[keyof Events<C> & string];
  feature: { [Name in keyof C['features'] & string]: Name }[keyof C['features'] & string];
  attribute: { [Name in keyof Attributes<C> & string]: Name }[keyof Attributes<C> & string];
  /** An attribute that holds a date. */
  date: {
    [Name in keyof Attributes<C> & string]: Attributes<C>[Name] extends DateSchema ? Name : never;
  }[keyof Attributes<C> & string];
  /** A field that some event carries. */
  field: { [Event in keyof FieldsOf<C>]: keyof FieldsOf<C>[Event] & string }[keyof FieldsOf<C>];
  email: {
    [Id in keyof C['templates'] & string]: C['templates'][Id]['channel'] extends 'email' ? Id : never;
  }[keyof C['templates'] & string];
  prompt: {
    [Id in keyof C['templates'] & string]: C['templates'][Id]['channel'] extends 'prompt' ? Id : never;
  }[keyof C['templates'] & string];
  role: C['roles'][number];
  goal: keyof C['goals'] & string;
  playbook: keyof C['playbooks'] & string;
  segment: C extends NamedByRules<infer Segments, string> ? Segments : never;
  stage: C extends NamedByRules<string, infer Stages> ? Stages : never;
}

/** The type of an account attribute's known value. */
export type AttributeValues<C extends CatalogSpec> = {
  [Name in keyof Attributes<C> & string]: Said<Attributes<C>[Name]>['is'];
};

/** The fields of each event, with the types of their stated values. */
export type FieldsOf<C extends CatalogSpec> = {
  [Event in Exclude<keyof Events<C> & string, 'account.updated' | 'stage.changed'>]: Payload<Events<C>[Event]>;
} & {
  'account.updated': AttributeValues<C>;
  'stage.changed': { from: CatalogNames<C>['stage']; to: CatalogNames<C>['stage']; days: number };
};

/** The type of a field, over all events that carry it. */
export type FieldValue<C extends CatalogSpec, Field> = {
  [Event in keyof FieldsOf<C>]: Field extends keyof FieldsOf<C>[Event] ? FieldsOf<C>[Event][Field] : never;
}[keyof FieldsOf<C>];

export type VariablesOf<
  C extends CatalogSpec,
  Template extends keyof C['templates'],
> = C['templates'][Template]['variables'][number];

type Events<C extends CatalogSpec> = C['events'] & typeof builtInEvents & { 'account.updated': z.ZodObject };

type Attributes<C extends CatalogSpec> = C['accountAttributes'] &
  Omit<typeof builtInAccountAttributes, keyof C['accountAttributes']> & {
    [Goal in keyof C['goals'] & string as `${Goal}GoalAt`]: z.ZodUnion<readonly [z.ZodISODate, z.ZodISODateTime]>;
  } & { [Goal in keyof C['goals'] & string as `${Goal}ReachedAt`]: z.ZodString };

type Payload<Schema> =
  Schema extends z.ZodObject<infer Shape> ? { [Field in keyof Shape]: Said<Shape[Field]>['is'] } : never;

/** The output of a schema, without undefined and null. */
interface Said<Schema> {
  is: z.output<Schema> extends infer Value ? (Value extends null | undefined ? never : Value) : never;
}

type DateSchema = z.ZodISODate | z.ZodISODateTime | z.ZodUnion<readonly [z.ZodISODate, z.ZodISODateTime]>;
