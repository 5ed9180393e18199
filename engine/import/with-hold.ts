import type { DraftedCall, Hold } from './import-kind.ts';

/** A person as a row has them, with the holds on the address. */
export const withHold = (call: DraftedCall, { unsubscribed, suppressed }: Hold): DraftedCall => {
  const said = call.body.traits as Readonly<Record<string, unknown>>;
  const choices = [said.unsubscribed, unsubscribed].filter(each => each !== undefined);
  const traits = {
    ...said,
    ...(choices.length > 0 && { unsubscribed: choices.includes(true) ? true : [...new Set(choices.flat())] }),
    ...(suppressed && { suppressed }),
  };
  return { ...call, body: { ...call.body, traits } };
};
