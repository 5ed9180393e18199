import * as z from 'zod';

/** The part of the Amazon States Language that the compiler emits. Everything else is rejected, not ignored. */
const text = z.string();
const stateName = z.string().min(1).max(80);
const expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'must be a JSONata expression: {% … %}');
const assign = z.record(z.string(), z.unknown());
const seconds = z.union([z.int().min(1).max(99_999_999), expression]);

const retrier = z.strictObject({
  ErrorEquals: z.array(text).min(1),
  IntervalSeconds: z.int().min(1).default(1),
  MaxAttempts: z.int().min(0).max(99_999_999).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['NONE', 'FULL']).default('NONE'),
  Comment: text.optional(),
});

const catcher = z.strictObject({
  ErrorEquals: z.array(text).min(1),
  Next: stateName,
  Assign: assign.optional(),
  Output: z.unknown().optional(),
  Comment: text.optional(),
});

const common = { Comment: text.optional(), QueryLanguage: z.literal('JSONata').optional() };
const flow = { Next: stateName.optional(), End: z.literal(true).optional() };
const result = { Assign: assign.optional(), Output: z.unknown().optional() };

export const lambdaInvoke = 'arn:aws:states:::lambda:invoke';
export const parkInDynamoDb = 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken';

const state = z.discriminatedUnion('Type', [
  z.strictObject({
    Type: z.literal('Task'),
    Resource: z.enum([lambdaInvoke, parkInDynamoDb]),
    Arguments: z.record(z.string(), z.unknown()),
    TimeoutSeconds: seconds.optional(),
    Retry: z.array(retrier).default([]),
    Catch: z.array(catcher).default([]),
    ...flow,
    ...result,
    ...common,
  }),
  z.strictObject({
    Type: z.literal('Choice'),
    Choices: z
      .array(z.strictObject({ Condition: expression, Next: stateName, ...result, Comment: text.optional() }))
      .min(1),
    Default: stateName.optional(),
    ...common,
  }),
  z.strictObject({
    Type: z.literal('Wait'),
    Seconds: z.union([z.int().min(0).max(99_999_999), expression]).optional(),
    Timestamp: text.optional(),
    ...flow,
    ...result,
    ...common,
  }),
  z.strictObject({ Type: z.literal('Pass'), ...flow, ...result, ...common }),
  z.strictObject({ Type: z.literal('Succeed'), Output: z.unknown().optional(), ...common }),
  z.strictObject({ Type: z.literal('Fail'), Error: text.optional(), Cause: text.optional(), ...common }),
]);

export const definitionSchema = z.strictObject({
  Comment: text.optional(),
  QueryLanguage: z.literal('JSONata'),
  StartAt: stateName,
  States: z.record(stateName, state),
  TimeoutSeconds: z.int().min(1).optional(),
  Version: text.optional(),
});

export type Definition = z.output<typeof definitionSchema>;
export type ParsedState = z.output<typeof state>;
export type ParsedRetrier = z.output<typeof retrier>;
