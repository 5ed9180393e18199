import * as z from 'zod';

/**
 * The answers of Amazon Pinpoint's API, as far as they are read. Members that are not named here are left alone. @see
 * https://docs.aws.amazon.com/pinpoint/latest/apireference/apps-application-id-journeys-journey-id.html
 */
const dimension = z.looseObject({
  AttributeType: z.string().optional(),
  DimensionType: z.string().optional(),
  Values: z.array(z.string()).default([]),
});
const metric = z.looseObject({ ComparisonOperator: z.string(), Value: z.number() });
const dimensions = z.looseObject({
  Attributes: z.record(z.string(), dimension).optional(),
  UserAttributes: z.record(z.string(), dimension).optional(),
  Metrics: z.record(z.string(), metric).optional(),
  Behavior: z
    .looseObject({ Recency: z.looseObject({ Duration: z.string(), RecencyType: z.string() }).optional() })
    .optional(),
  Demographic: z.record(z.string(), z.unknown()).optional(),
  Location: z.record(z.string(), z.unknown()).optional(),
});
const eventDimensions = z.looseObject({
  EventType: dimension.optional(),
  Attributes: z.record(z.string(), dimension).optional(),
  Metrics: z.record(z.string(), metric).optional(),
});
const condition = z.looseObject({
  EventCondition: z
    .looseObject({ Dimensions: eventDimensions.optional(), MessageActivity: z.string().optional() })
    .optional(),
  SegmentCondition: z.looseObject({ SegmentId: z.string() }).optional(),
  SegmentDimensions: dimensions.optional(),
});
const waitTime = z.looseObject({ WaitFor: z.string().optional(), WaitUntil: z.string().optional() });
const next = { NextActivity: z.string().optional() };
const message = z.looseObject({ ...next, TemplateName: z.string().optional() });

const activity = z.looseObject({
  Description: z.string().optional(),
  EMAIL: message.optional(),
  SMS: message.optional(),
  PUSH: message.optional(),
  CUSTOM: z
    .looseObject({ ...next, DeliveryUri: z.string().optional(), TemplateName: z.string().optional() })
    .optional(),
  ContactCenter: z.looseObject(next).optional(),
  Wait: z.looseObject({ ...next, WaitTime: waitTime.optional() }).optional(),
  ConditionalSplit: z
    .looseObject({
      Condition: z
        .looseObject({ Conditions: z.array(condition).default([]), Operator: z.string().optional() })
        .optional(),
      EvaluationWaitTime: waitTime.optional(),
      TrueActivity: z.string().optional(),
      FalseActivity: z.string().optional(),
    })
    .optional(),
  MultiCondition: z
    .looseObject({
      Branches: z.array(z.looseObject({ ...next, Condition: condition.optional() })).default([]),
      DefaultActivity: z.string().optional(),
      EvaluationWaitTime: waitTime.optional(),
    })
    .optional(),
  RandomSplit: z
    .looseObject({ Branches: z.array(z.looseObject({ ...next, Percentage: z.number().default(0) })).default([]) })
    .optional(),
  Holdout: z.looseObject({ ...next, Percentage: z.number() }).optional(),
});

const journey = z.looseObject({
  Name: z.string(),
  Activities: z.record(z.string(), activity).default({}),
  StartActivity: z.string().optional(),
  StartCondition: z
    .looseObject({
      EventStartCondition: z
        .looseObject({
          EventFilter: z.looseObject({ Dimensions: eventDimensions }).optional(),
          SegmentId: z.string().optional(),
        })
        .optional(),
      SegmentStartCondition: z.looseObject({ SegmentId: z.string() }).optional(),
    })
    .optional(),
  Schedule: z
    .looseObject({ StartTime: z.string().optional(), EndTime: z.string().optional(), Timezone: z.string().optional() })
    .optional(),
  Limits: z
    .looseObject({
      DailyCap: z.number().optional(),
      TotalCap: z.number().optional(),
      EndpointReentryCap: z.number().optional(),
      EndpointReentryInterval: z.string().optional(),
      MessagesPerSecond: z.number().optional(),
      TimeframeCap: z.looseObject({ Cap: z.number().optional(), Days: z.number().optional() }).optional(),
    })
    .optional(),
  QuietTime: z.looseObject({ Start: z.string().optional(), End: z.string().optional() }).optional(),
  OpenHours: z.record(z.string(), z.unknown()).optional(),
  ClosedDays: z.record(z.string(), z.unknown()).optional(),
  RefreshFrequency: z.string().optional(),
  RefreshOnSegmentUpdate: z.boolean().optional(),
  LocalTime: z.boolean().optional(),
  State: z.string().optional(),
});

const segment = z.looseObject({
  Id: z.string(),
  Name: z.string().optional(),
  Dimensions: dimensions.optional(),
  SegmentGroups: z
    .looseObject({
      Include: z.string().optional(),
      Groups: z
        .array(
          z.looseObject({
            Dimensions: z.array(dimensions).default([]),
            SourceSegments: z.array(z.unknown()).default([]),
            Type: z.string().optional(),
          }),
        )
        .default([]),
    })
    .optional(),
});

const emailTemplate = z.looseObject({
  TemplateName: z.string(),
  Subject: z.string().optional(),
  HtmlPart: z.string().optional(),
  TextPart: z.string().optional(),
  DefaultSubstitutions: z.string().optional(),
});

export type PinpointActivity = z.output<typeof activity>;
export type PinpointCondition = z.output<typeof condition>;
export type PinpointDimensions = z.output<typeof dimensions>;
export type PinpointEventDimensions = z.output<typeof eventDimensions>;
export type PinpointJourney = z.output<typeof journey>;
export type PinpointSegment = z.output<typeof segment>;
export type PinpointTemplate = z.output<typeof emailTemplate>;
export type PinpointWait = z.output<typeof waitTime>;

export interface PinpointExports {
  journeys: PinpointJourney[];
  segments: PinpointSegment[];
  templates: PinpointTemplate[];
}

/** The content of a file: the answer to a Get or a List, with the envelope that the API puts around it or without. */
export const readExported = (said: unknown): PinpointExports | undefined => {
  const items = itemsIn(said);
  const found: PinpointExports = { journeys: [], segments: [], templates: [] };
  for (const item of items) {
    const [asJourney, asSegment, asTemplate] = [isJourney, isSegment, isTemplate].map(is => is.safeParse(item).success);
    if (asJourney) found.journeys.push(journey.parse(item));
    else if (asTemplate) found.templates.push(emailTemplate.parse(item));
    else if (asSegment) found.segments.push(segment.parse(item));
    else return undefined;
  }
  return items.length > 0 ? found : undefined;
};

const isJourney = z.looseObject({ Name: z.string(), Activities: z.looseObject({}) });
const isTemplate = z.looseObject({ TemplateName: z.string() });
const isSegment = z.looseObject({ Id: z.string(), SegmentType: z.string().optional() });

const itemsIn = (said: unknown): unknown[] => {
  if (Array.isArray(said)) return said.flatMap(itemsIn);
  if (typeof said !== 'object' || said === null) return [];
  const [only, more] = Object.keys(said);
  const inner = (said as Record<string, unknown>)[only ?? ''];
  if (more === undefined && only !== undefined && /Response$/.test(only)) return itemsIn(inner);
  if ('Item' in said) return itemsIn(said.Item);
  return [said];
};
