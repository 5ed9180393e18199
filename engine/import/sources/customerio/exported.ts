import * as z from 'zod';

/**
 * The used parts of Customer.io's App API responses about campaigns. They contain a campaign's trigger and its messages,
 * but not the steps between them.
 * @see https://docs.customer.io/integrations/api/app/
 */
const id = z.union([z.number(), z.string()]).transform(String);
const text = z.string().nullish();
/** An object, or its JSON text. */
const filter = z.preprocess(
  said => (typeof said === 'string' ? readJson(said) : said),
  z.looseObject({}).nullish().catch(null),
);

const campaign = z.looseObject({
  id,
  name: z.string(),
  actions: z.array(z.looseObject({ id, type: text })),
  event_name: text,
  trigger_segment_ids: z.array(id).nullish(),
  filter_segment_ids: z.array(id).nullish(),
  date_attribute: text,
  frequency: text,
  timezone: text,
  use_customer_timezone: z.boolean().nullish(),
  start_hour: z.number().nullish(),
  start_minutes: z.number().nullish(),
  object_type_id: id.nullish(),
  filter_object_attributes: filter,
  filter_relationship_attributes: filter,
  object_attribute_triggers: filter,
  relationship_attribute_triggers: filter,
  audience: z.looseObject({ person_filters: filter, relationship_filters: filter }).nullish(),
  webhook_id: id.nullish(),
  type: text,
});

const action = z.looseObject({
  id,
  campaign_id: id.nullish(),
  parent_action_id: id.nullish(),
  name: text,
  type: z.string(),
  sending_state: text,
  language: text,
  subject: text,
  preheader_text: text,
  body: text,
  url: text,
});

const segment = z.looseObject({ id, name: z.string(), type: text });

export type CustomerioCampaign = z.output<typeof campaign>;
export type CustomerioAction = z.output<typeof action>;
export type CustomerioSegment = z.output<typeof segment>;

export interface CustomerioExports {
  campaigns: CustomerioCampaign[];
  actions: CustomerioAction[];
  segments: CustomerioSegment[];
}

/** Adds the content of a file: an API response about campaigns, actions or segments. @returns false for other files */
export const takeAnswer = (said: unknown, into: CustomerioExports): boolean => {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return false;
  const answer = said as Readonly<Record<string, unknown>>;
  const all = <Of extends z.ZodType>(of: Of, ...names: readonly string[]): z.output<Of>[] =>
    names.flatMap(name => [answer[name] ?? []].flat().flatMap(each => of.safeParse(each).data ?? []));
  const found = {
    campaigns: all(campaign, 'campaign', 'campaigns'),
    actions: all(action, 'action', 'actions'),
    segments: all(segment, 'segment', 'segments'),
  };
  for (const key of Object.keys(found) as (keyof CustomerioExports)[]) into[key].push(...(found[key] as never[]));
  return Object.values(found).some(each => each.length > 0);
};

const readJson = (said: string): unknown => {
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
};
