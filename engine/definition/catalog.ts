import type { FieldBounds } from '../kernel/bounds.ts';
import type { Condition } from './condition.ts';
import type { CrmMapping } from './crm-mapping.ts';
import type { HealthModel } from './health-model.ts';
import type { Limits } from './limits.ts';
import type { MessageClass, Policy } from './policy.ts';
import type { PromiseOf } from './promise.ts';
import type { RevenueRules } from './revenue-rules.ts';

/** The type of an event field or an attribute, which may also be null. */
export type FieldType = 'string' | 'number' | 'boolean';

/**
 * The catalog as plain data, for code that runs journeys without their source: ingest accepts only the events,
 * fields and attributes that are named here. Personal data is never among them.
 */
export interface CatalogData {
  /** By event name. */
  events: Readonly<
    Record<
      string,
      {
        fields: Readonly<Record<string, FieldType>>;
        bounds?: FieldBounds;
        /** Fields that journeys depend on: senders are warned if one is missing. */
        required?: readonly string[];
      }
    >
  >;
  /** Key features: name to the event that uses it. */
  features: Readonly<Record<string, string>>;
  accountAttributes: Readonly<Record<string, FieldType>>;
  accountBounds?: FieldBounds;
  /** Account attributes that hold a date or an instant. */
  dateAttributes: readonly string[];
  contactAttributes: Readonly<Record<string, FieldType>>;
  contactBounds?: FieldBounds;
  roles: readonly string[];
  /** The health model, if the business defines one. */
  health?: HealthModel;
  /** Events that assign and revoke a user's seat; `prices`: ids of prices sold per seat. */
  seats?: { assigned: string; revoked: string; prices?: readonly string[] };
  /** Events that browsers may send. */
  fromBrowser?: readonly string[];
  /** Attributes that the business added to the built-in ones. */
  ownAttributes?: { account: readonly string[]; contact: readonly string[] };
  /** The sign-in event. */
  login?: string;
  /** Named conditions of the account, by name. */
  segments?: Readonly<Record<string, Condition>>;
  /** Lifecycle stages. */
  stages?: Stages;
  /** Goals that every customer may have: the event that reaches one, and the account attributes of its target date and of when it was reached. */
  goals?: Readonly<Record<string, { reachedBy?: string; target: string; reached: string }>>;
  /** Topics that a contact may opt out of, by id. */
  topics: Readonly<Record<string, Topic>>;
  /** Hash of the topics, by which the consent ledger names what a reader was shown. */
  topicsVersion: string;
  /** Topics of the comments on survey answers, by id. Without it comments are not taken. */
  surveyTopics?: Readonly<Record<string, Localized>>;
  /** Mapping of the fields of a CRM's companies, by the CRM's name. */
  crm?: Readonly<Record<string, CrmMapping>>;
  /** The sender, as the pages behind a mail's links show it. */
  sender: Policy['sender'];
  /** How the business report counts money. */
  revenue?: RevenueRules;
  /** The policy's promises about all journeys together. */
  promises?: readonly PromiseOf<'atMost'>[];
  limits?: Limits;
}

/** An account is in the first stage whose condition holds, and in none if none does. */
export interface Stages {
  /** Hash of the rules: if they changed, an account's stage is recomputed without an event. */
  version: string;
  rules: readonly { name: string; when: Condition }[];
}

/** A kind of mail, as its readers know it. */
export interface Topic {
  class: Exclude<MessageClass, 'transactional'>;
  title: Localized;
  /** One sentence: what comes, and how often. */
  description: Localized;
  /** Double opt-in: sent only to contacts that asked for it and confirmed by the link in a mail. */
  doubleOptIn?: boolean;
}

/** A text by locale; English is the fallback. */
export type Localized = Readonly<{ en: string } & Partial<Record<string, string>>>;
