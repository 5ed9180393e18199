import type { Audience } from '../definition/audience.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { Condition, Value } from '../definition/condition.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Step } from '../definition/step.ts';
import type { Duration } from '../kernel/duration.ts';
import type { BranchStep } from '../steps/branch/step.ts';
import type { EmailStep } from '../steps/email/step.ts';
import type { EnrollStep } from '../steps/enroll/step.ts';
import type { EscalateOptions, TaskEnd } from '../steps/escalate/author.ts';
import type { EscalateStep } from '../steps/escalate/step.ts';
import type { EveryStep } from '../steps/every/step.ts';
import type { ExitStep } from '../steps/exit/step.ts';
import type { ExperimentStep } from '../steps/experiment/step.ts';
import type { PromptStep } from '../steps/prompt/step.ts';
import type { SlackOptions } from '../steps/slack/author.ts';
import type { SlackStep } from '../steps/slack/step.ts';
import type { UpdateStep } from '../steps/update/step.ts';
import type { WaitStep } from '../steps/wait/step.ts';
import type { WaitForStep } from '../steps/wait-for/step.ts';
import type { WebhookOptions } from '../steps/webhook/author.ts';
import type { WebhookStep } from '../steps/webhook/step.ts';
import type { DateTrigger } from '../triggers/date/trigger.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { ManualTrigger } from '../triggers/manual/trigger.ts';
import type { SignalTrigger } from '../triggers/signal/trigger.ts';
import type { after, day, dayOf, Guards, next } from './anchors.ts';
import type { Roles } from './audience.ts';
import type { AttributeValues, CatalogNames, CatalogSpec, FieldsOf, VariablesOf } from './catalog-spec.ts';
import type { ConditionWords } from './condition-words.ts';
import type { JourneyOptions } from './journey.ts';
import type { Arms, IdsIn, Literal, Named, OneId, Only, Unique, UniqueArms } from './step-ids.ts';
import type { EventOf, SignalOptions, WrittenEvent } from './triggers.ts';
import type { Datum } from './values.ts';

/**
 * The words in which journeys of a catalog are written. Names are checked in the editor; everything returned is plain,
 * frozen data.
 */
export interface Vocabulary<C extends CatalogSpec, Provided extends string = never> extends ConditionWords<C> {
  /** The catalog as plain data. */
  data: CatalogData;

  /** A whole journey: the default export of its file. */
  journey<Id extends string, const Steps extends readonly Step[]>(
    id: Id & Literal<Id>,
    options: JourneyOptions<CatalogNames<C>['field']> & { steps: Steps & Unique<Steps> },
  ): JourneyDefinition;

  // Triggers
  /** An event: `on('Survey Responded').where({ survey: 'nps', score: atLeast(9) })`. */
  on<Event extends CatalogNames<C>['event']>(event: Event): EventOf<FieldsOf<C>[Event & keyof FieldsOf<C>]>;
  /** Calendar days before a date of the account: `onDate('renewalAt', { before: days(91) })`. */
  onDate(attribute: CatalogNames<C>['date'], options: { before: Duration }): DateTrigger;
  /** A condition of the account that begins to hold: `signal({ when: count('Task Completed', within(days(7))).atLeast(50) })`. */
  signal(options: SignalOptions): SignalTrigger;
  /** In `exit`: the signal that enrolled the account is armed again. */
  cleared: EventTrigger;
  /** Enrolls only by `enroll` steps of other journeys and by operators. */
  manual: ManualTrigger;

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

  // Steps that send something
  /** An email; its step id is the template's unless `id` says otherwise. */
  email<Template extends CatalogNames<C>['email'], Id extends string = Template>(
    template: Template,
    options: {
      id?: Id & Literal<Id>;
      to: Audience;
      /** One thread for all mails of the journey to an account, across enrollments. */
      thread?: 'account';
      /** Skipped when it has to wait for longer than this; the policy's `holdAtMostDays` holds as well. */
      expires?: Duration;
    } & DataFor<VariablesOf<C, Template>, Provided>,
  ): Named<EmailStep, OneId<Id>>;
  /** An in-app prompt; its step id is the template's unless `id` says otherwise. */
  prompt<Template extends CatalogNames<C>['prompt'], Id extends string = Template>(
    template: Template,
    options: {
      id?: Id & Literal<Id>;
      to: Audience;
      /** Excluded from the audience: `soleFeature(days(30)).user()`. */
      except?: Value;
      /** How long it stays; without it, until the enrollment ends. */
      expires?: Duration;
    } & DataFor<VariablesOf<C, Template>, Provided>,
  ): Named<PromptStep, OneId<Id>>;
  slack<Id extends string>(id: Id & Literal<Id>, options: SlackOptions): Named<SlackStep, Id>;
  webhook<Id extends string>(id: Id & Literal<Id>, options: WebhookOptions): Named<WebhookStep, Id>;
  /** Opens a task for the account's owner. With `then` the journey waits for its outcome. */
  escalate<Id extends string, const By extends Arms = Record<never, never>>(
    id: Id & Literal<Id>,
    options: Omit<EscalateOptions, 'then'> & {
      /** Steps by outcome, or `breached`. With any the journey waits for the outcome; without, it goes on. */
      then?: By & UniqueArms<By> & Only<By, TaskEnd>;
    },
  ): Named<EscalateStep, Id | IdsIn<By[keyof By]>>;

  // Steps that wait and decide
  wait<Id extends string>(id: Id & Literal<Id>, duration: Duration): Named<WaitStep, Id>;
  /** Waits for the first of several events since the step before it. */
  waitFor<
    Id extends string,
    const First extends { readonly [Name: string]: WrittenEvent },
    const By extends Arms = Record<never, never>,
  >(
    id: Id & Literal<Id>,
    options: {
      /** Events by the name that their branch has. */
      first: First;
      timeout: Duration;
      /** Steps by the name of the event that came first, or `timeout`. Without steps the journey just goes on. */
      then?: By & UniqueArms<By> & Only<By, (keyof First & string) | 'timeout'>;
    },
  ): Named<WaitForStep, Id | IdsIn<By[keyof By]>>;
  branch: Branch;
  /** Splits accounts by weight; an account always gets the same variant. */
  experiment<Id extends string, const By extends Variants>(
    id: Id & Literal<Id>,
    options: {
      variants: By & { readonly [Name in keyof By]: { steps: UniqueArms<StepsOf<By>>[Name] } };
      /** Weight of the accounts that get none of the variants. */
      holdout?: number;
    },
  ): Named<ExperimentStep, Id | IdsIn<By[keyof By]['steps']>>;
  /** Repeats its steps, `interval` apart. */
  every<Id extends string, const Steps extends readonly Step[]>(
    id: Id & Literal<Id>,
    options: { interval: Duration; times: number; steps: Steps & Unique<Steps> },
  ): Named<EveryStep, Id | IdsIn<Steps>>;

  // Steps that change something
  /** Sets attributes of the account. */
  update<Id extends string>(id: Id & Literal<Id>, attributes: Partial<AttributeValues<C>>): Named<UpdateStep, Id>;
  /** Enrolls the account in another journey; the step's id is the journey's unless `id` says otherwise. */
  enroll<Journey extends string, Id extends string = Journey>(
    journey: Journey & Literal<Journey>,
    options?: { id?: Id & Literal<Id> },
  ): Named<EnrollStep, Id>;
  /** Ends the enrollment here. */
  exit<Id extends string>(id: Id & Literal<Id>, options?: { reason?: string }): Named<ExitStep, Id>;

  // Audiences
  /** The contacts of a role: `role('billing').orElse(role('admin'))`. */
  role(name: CatalogNames<C>['role']): Roles;
  /** Every contact of the account. */
  everyone: Audience;
}

/** The variables of a template, each with a literal or a value; those that the catalog provides may be left out. */
type DataFor<Variables extends string, Provided> = [Variables] extends [never]
  ? { data?: NoVariables }
  : [Exclude<Variables, Provided>] extends [never]
    ? { data?: Data<never, Variables> }
    : { data: Data<Exclude<Variables, Provided>, Extract<Variables, Provided>> };

interface NoVariables {
  'this template has no variables'?: never;
}

type Data<Needed extends string, Possible extends string> = { readonly [Name in Needed]: Datum } & {
  readonly [Name in Possible]?: Datum;
};

type Variants = { readonly [Name: string]: { readonly weight: number; readonly steps: readonly Step[] } };
type StepsOf<By extends Variants> = { readonly [Name in keyof By]: By[Name]['steps'] };

export interface Branch {
  /** Two ways on: `branch('adoption-check', { when: adoption().below(0.2), then: [...], otherwise: [] })`. */
  <Id extends string, const Then extends readonly Step[], const Otherwise extends readonly Step[]>(
    id: Id & Literal<Id>,
    options: {
      when: Condition;
      then: Then & UniqueArms<{ then: Then; otherwise: Otherwise }>['then'];
      /** Steps of all other accounts; `[]` says on purpose that there are none. */
      otherwise: Otherwise & UniqueArms<{ then: Then; otherwise: Otherwise }>['otherwise'];
    },
  ): Named<BranchStep, Id | IdsIn<Then> | IdsIn<Otherwise>>;
  /** Several ways on; the first case that holds is taken. */
  among<Id extends string, const By extends Cases, const Otherwise extends readonly Step[]>(
    id: Id & Literal<Id>,
    options: {
      cases: By & { readonly [Name in keyof By]: { then: UniqueArms<ThensOf<By> & { otherwise: Otherwise }>[Name] } };
      /** Steps of all other accounts; `[]` says on purpose that there are none. */
      otherwise: Otherwise & UniqueArms<ThensOf<By> & { otherwise: Otherwise }>['otherwise'];
    },
  ): Named<BranchStep, Id | IdsIn<By[keyof By]['then']> | IdsIn<Otherwise>>;
}

type Cases = { readonly [Name: string]: { readonly when: Condition; readonly then: readonly Step[] } };
type ThensOf<By extends Cases> = { readonly [Name in keyof By]: By[Name]['then'] };
