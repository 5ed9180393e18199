import * as z from 'zod';

/**
 * The used parts of Mautic's exports (7 and later, `mautic:entity:export` and `/api/campaigns/export`) and of its REST
 * API responses (5 and later).
 * @see https://devdocs.mautic.org/en/latest/rest_api/campaigns.html
 */
const id = z.union([z.number(), z.string()]).transform(String);
const text = z.string().nullish();
const flag = z.union([z.boolean(), z.number()]).nullish();
const number = z.union([z.number(), z.string().transform(Number)]).nullish();
/** A list, or an object by id, which PHP writes as `[]` if empty. */
const listOf = <Of extends z.ZodType>(of: Of) =>
  z.union([z.array(of), z.record(z.string(), of).transform(members => Object.values(members))]).nullish();
const properties = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown()).transform((): Record<string, unknown> => ({}))])
  .nullish();

const event = z.looseObject({
  id,
  name: text,
  type: z.string(),
  eventType: text,
  event_type: text,
  order: number,
  event_order: number,
  properties,
  triggerMode: text,
  trigger_mode: text,
  triggerInterval: number,
  trigger_interval: number,
  triggerIntervalUnit: text,
  trigger_interval_unit: text,
  triggerDate: text,
  trigger_date: text,
  triggerHour: text,
  trigger_hour: text,
  triggerRestrictedStartHour: text,
  triggerRestrictedDaysOfWeek: z.array(z.unknown()).nullish(),
  decisionPath: text,
  parent: z.union([id, z.looseObject({ id })]).nullish(),
  parent_id: id.nullish(),
  campaign_id: id.nullish(),
});

const canvas = z.looseObject({
  connections: z
    .array(
      z.looseObject({
        sourceId: id,
        targetId: id,
        anchors: z
          .union([z.looseObject({ source: text }), z.array(z.unknown()).transform(() => ({ source: null }))])
          .nullish(),
      }),
    )
    .nullish(),
});

const source = z.looseObject({ id, name: text, alias: text });
const campaign = z.looseObject({
  id,
  name: z.string(),
  publishUp: text,
  publishDown: text,
  allowRestart: flag,
  events: listOf(event),
  lists: listOf(source),
  forms: listOf(source),
  canvasSettings: z.union([canvas, z.array(z.unknown()).transform(() => ({}))]).nullish(),
  canvas_settings: z.union([canvas, z.array(z.unknown()).transform(() => ({}))]).nullish(),
});

const filter = z.looseObject({
  glue: text,
  field: z.string(),
  operator: z.string(),
  filter: z.unknown(),
  properties: z.union([z.looseObject({ filter: z.unknown() }), z.array(z.unknown()).transform(() => ({}))]).nullish(),
});
const segment = z.looseObject({ id, name: text, filters: listOf(filter) });
const form = z.looseObject({ id, name: text });
const email = z.looseObject({
  id,
  name: text,
  subject: text,
  preheaderText: text,
  preheader_text: text,
  customHtml: text,
  custom_html: text,
  plainText: text,
  plain_text: text,
  dynamicContent: listOf(z.looseObject({ tokenName: text, content: text })),
  dynamic_content: listOf(z.looseObject({ tokenName: text, content: text })),
});

export type MauticCampaign = z.output<typeof campaign>;
export type MauticFilter = z.output<typeof filter>;
export type MauticSegment = z.output<typeof segment>;
export type MauticEmail = z.output<typeof email>;
export type MauticForm = z.output<typeof form>;
type ConnectorEvent = z.output<typeof event>;

/** A step of a campaign, independent of the export format. */
export interface MauticEvent {
  id: string;
  name: string;
  type: string;
  kind: string;
  order: number;
  properties: Readonly<Record<string, unknown>>;
  mode: string;
  interval: number;
  unit: string;
  date: string | undefined;
  /** Restricted to an hour, a range of hours, or days of the week. */
  isTimed: boolean;
  /** The path of the preceding decision or condition. */
  way: 'yes' | 'no' | undefined;
  parent: string | undefined;
  campaign: string | undefined;
}

export interface MauticExports {
  campaigns: MauticCampaign[];
  events: MauticEvent[];
  emails: MauticEmail[];
  segments: MauticSegment[];
  forms: MauticForm[];
  /** Segments and forms that feed campaigns, from an export. */
  sources: { campaign: string; among: 'lists' | 'forms'; id: string }[];
}

export const noExports = (): MauticExports => ({
  campaigns: [],
  events: [],
  emails: [],
  segments: [],
  forms: [],
  sources: [],
});

export const mauticEvent = (said: ConnectorEvent): MauticEvent => {
  // An export repeats the filled-in values inside the properties of the dialog.
  const { properties: filled, ...outer } = said.properties ?? {};
  const way = said.decisionPath || outer.anchor;
  const parent = said.parent_id ?? (typeof said.parent === 'object' ? said.parent?.id : said.parent);
  return {
    id: said.id,
    name: said.name || said.type,
    type: said.type,
    kind: said.eventType ?? said.event_type ?? 'action',
    order: said.order ?? said.event_order ?? 0,
    properties: isObject(filled) ? filled : outer,
    mode: said.triggerMode ?? said.trigger_mode ?? '',
    interval: said.triggerInterval ?? said.trigger_interval ?? 0,
    unit: said.triggerIntervalUnit ?? said.trigger_interval_unit ?? '',
    date: said.triggerDate ?? said.trigger_date ?? undefined,
    isTimed: Boolean(
      said.triggerHour ||
        said.trigger_hour ||
        said.triggerRestrictedStartHour ||
        said.triggerRestrictedDaysOfWeek?.length,
    ),
    way: way === 'yes' || way === 'no' ? way : undefined,
    parent: parent ?? undefined,
    campaign: said.campaign_id ?? undefined,
  };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Adds a file: an export, or an API response about campaigns, mails, segments or forms. @returns false for others */
export const takeExported = (said: unknown, into: MauticExports): boolean => {
  const parts = Array.isArray(said) ? said : [said];
  return parts.length > 0 && parts.every(part => takePart(part, into));
};

const takePart = (said: unknown, into: MauticExports): boolean => {
  if (typeof said !== 'object' || said === null) return false;
  const part = said as Readonly<Record<string, unknown>>;
  const all = <Of extends z.ZodType>(of: Of, ...names: readonly string[]): z.output<Of>[] =>
    names.flatMap(name => membersOf(part[name]).flatMap(each => of.safeParse(each).data ?? []));
  const campaigns = all(campaign, 'campaign', 'campaigns');
  const found = {
    campaigns,
    events: [
      ...all(event, 'campaign_event').map(mauticEvent),
      ...campaigns.flatMap(each => (each.events ?? []).map(own => ({ ...mauticEvent(own), campaign: each.id }))),
    ],
    emails: all(email, 'email', 'emails'),
    segments: all(segment, 'list', 'lists'),
    forms: all(form, 'form', 'forms'),
    sources: sourcesIn(part.dependencies),
  };
  for (const key of Object.keys(found) as (keyof MauticExports)[]) into[key].push(...(found[key] as never[]));
  return [found.campaigns, found.emails, found.segments, found.forms].some(each => each.length > 0);
};

/** One object, a list, or an object by id. */
const membersOf = (said: unknown): unknown[] => {
  if (Array.isArray(said)) return said;
  if (typeof said !== 'object' || said === null) return [];
  return 'id' in said ? [said] : Object.values(said);
};

/** `{ campaign: 3, lists: 1 }`, at any depth. */
const sourcesIn = (said: unknown): MauticExports['sources'] => {
  if (Array.isArray(said)) return said.flatMap(sourcesIn);
  if (typeof said !== 'object' || said === null) return [];
  const { campaign: of, campaign_event: isOfEvent, ...named } = said as Readonly<Record<string, unknown>>;
  const own =
    of === undefined || typeof of === 'object' || isOfEvent !== undefined
      ? []
      : (['lists', 'forms'] as const).flatMap(among =>
          named[among] === undefined
            ? []
            : [named[among]].flat().map(each => ({ campaign: String(of), among, id: String(each) })),
        );
  return [...own, ...Object.values(said).flatMap(sourcesIn)];
};
