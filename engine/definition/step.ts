/**
 * The kinds of steps, by their name. Each declares itself in its own folder, `engine/steps/<kind>/step.ts`, so that this file knows
 * none of them, and the tables of `engine/steps` do not compile until they have its answers.
 */
// biome-ignore lint/suspicious/noEmptyInterface: the kinds add themselves
export interface StepKinds {}

/** The steps that send something through a channel. */
// biome-ignore lint/suspicious/noEmptyInterface: the kinds add themselves
export interface TouchKinds {}

/** Those that one call of `take-step` carries out: they reach nothing outside. */
// biome-ignore lint/suspicious/noEmptyInterface: the kinds add themselves
export interface TakenKinds {}

export type StepKind = keyof StepKinds;
export type StepOf<Kind extends StepKind> = StepKinds[Kind];
export type Step = StepKinds[StepKind];
export type TakenStep = TakenKinds[keyof TakenKinds];
export type TouchStep = TouchKinds[keyof TouchKinds];
