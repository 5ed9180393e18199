import type { CountedTouches, Deed, JourneyPromise, PromiseKind, PromiseOf } from '../../definition/promise.ts';
import { counted } from '../../kernel/counted.ts';
import { ownMember } from '../../kernel/own-member.ts';
import { stepKinds } from '../../steps/kind-of.ts';
import { describeEvents } from './describe-events.ts';
import { quoted } from './words.ts';

/** A promise as a sentence, with its full stop. */
export const describePromise = (promise: JourneyPromise): string =>
  (byKind[promise.kind] as (promise: JourneyPromise) => string)(promise);

const byKind: { [Kind in PromiseKind]: (promise: PromiseOf<Kind>) => string } = {
  atMost: ({ most, of, days }) =>
    `A contact gets at most ${counted(most, touchesInWords(of))} on any ${days === 1 ? 'day' : `${days} days in a row`}.`,
  never: ({ what, after }) => `After ${describeEvents([after])}, ${deedInWords(what, 'is never')}.`,
  always: ({ on, leadsTo, days, unless }) =>
    `Whenever ${describeEvents([on])}, ${deedInWords(leadsTo, 'is')}${days === undefined ? '' : `, within ${counted(days, 'day')}`}${unless.length > 0 ? `, unless before that ${describeEvents(unless)}` : ''}.`,
};

const deedInWords = ({ does, step }: Deed, is: 'is' | 'is never'): string =>
  does === 'task' ? `the task ${quoted(step)} ${is} opened` : `${quoted(step)} ${is} sent`;

const touchesInWords = ({ channel = 'touch', class: messageClass }: CountedTouches): string =>
  `${messageClass ? `${messageClass} ` : ''}${ownMember<{ touch?: string }>(stepKinds, channel)?.touch ?? channel}`;
