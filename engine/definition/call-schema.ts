import * as z from 'zod';
import { kindsOf } from '../steps/step-outline-of.ts';
import type { BranchCall, StepCall, TaskCall, TouchCall } from './step-call.ts';

/**
 * Payload that a state machine passes to a step's function. Only the frame is checked: the ids that vary, and that the literals
 * are of this kind of call. The rest was compiled by us from a definition that was checked.
 */
const call = <Call>(kinds: readonly string[]): z.ZodType<Call> =>
  z.looseObject({
    account: z.string().min(1),
    enrollment: z.string().min(1),
    generation: z.int(),
    anchoredAt: z.string(),
    waited: z.string(),
    journey: z.looseObject({ id: z.string(), version: z.string(), title: z.string() }),
    order: z.int(),
    iteration: z.int().min(1),
    policy: z.looseObject({ businessCalendar: z.looseObject({}) }),
    step: z.looseObject({ kind: z.enum(kinds), id: z.string() }),
    next: z.looseObject({}),
  }) as unknown as z.ZodType<Call>; // The literals keep the types that the compiler wrote them with.

export const touchCall = call<TouchCall>(kindsOf('deliver-touch'));
export const branchCall = call<BranchCall>([...kindsOf('evaluate-branch'), 'resolve']);
export const taskCall = call<TaskCall>(kindsOf('open-task'));
export const stepCall = call<StepCall>([...kindsOf('take-step'), 'plan', 'handOver']);
