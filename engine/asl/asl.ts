import type { Expression, Json } from './literal.ts';

/**
 * The part of the Amazon States Language that the compiler emits, as types that exclude states that Step Functions
 * would reject. Expressions are JSONata.
 */
export interface StateMachineDefinition {
  Comment: string;
  QueryLanguage: 'JSONata';
  StartAt: string;
  States: Readonly<Record<string, State>>;
}

export type State = FunctionState | ParkState | ChoiceState | SucceedState;

/** Exactly one of `Next` and `End`. */
export type Onward = { Next: string; End?: never } | { End: true; Next?: never };

/** A step: calls a Lambda function. */
export type FunctionState = {
  Type: 'Task';
  Resource: typeof invokeFunction;
  Arguments: { FunctionName: FunctionPlaceholder; Payload: Readonly<Record<string, Json>> };
  TimeoutSeconds: number;
  Output: Output;
  Retry: readonly Retrier[];
  Catch?: readonly Catcher[];
} & Onward;

/** A wait: stores its task token on the enrollment and sleeps until it is resumed, interrupted, or times out. */
export interface ParkState {
  Type: 'Task';
  Resource: typeof parkEnrollment;
  Arguments: {
    TableName: typeof tablePlaceholder;
    Key: { pk: { S: Expression }; sk: { S: Expression } };
    UpdateExpression: string;
    ConditionExpression: string;
    ExpressionAttributeNames: Readonly<Record<string, string>>;
    ExpressionAttributeValues: Readonly<Record<string, { S: string }>>;
  };
  TimeoutSeconds: Expression;
  Output: Output;
  Retry: readonly Retrier[];
  Catch: readonly Catcher[];
  Next: string;
}

export interface ChoiceState {
  Type: 'Choice';
  Choices: readonly [ChoiceRule, ...ChoiceRule[]];
  Default?: string;
}

export interface ChoiceRule {
  Condition: Expression;
  Next: string;
}

export interface SucceedState {
  Type: 'Succeed';
}

/** Input of the next state: an expression, or an object of the shape of `ExecutionInput`. */
export type Output = Expression | Readonly<Record<string, Json>>;

export interface Retrier {
  ErrorEquals: readonly string[];
  IntervalSeconds: number;
  BackoffRate: number;
  MaxAttempts: number;
  MaxDelaySeconds?: number;
  JitterStrategy: 'FULL';
}

export interface Catcher {
  ErrorEquals: readonly string[];
  Output: Output;
  Next: string;
}

export const invokeFunction = 'arn:aws:states:::lambda:invoke';
export const parkEnrollment = 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken';

/** Placeholders that deployment replaces with the table's name and the functions' ARNs. */
export const tablePlaceholder = '${Table}';
export const functionPlaceholders = ['${DeliverTouch}', '${EvaluateBranch}', '${OpenTask}', '${TakeStep}'] as const;
export type FunctionPlaceholder = (typeof functionPlaceholders)[number];
