import type { Attributes } from '../account/account.ts';
import { accountTimezone } from '../account/profile.ts';
import { evaluateValue } from '../conditions/evaluate-condition.ts';
import { localDate } from '../definition/calendar.ts';
import { isTranslated, type Value } from '../definition/condition.ts';
import { greetingName, greetingOfGiven } from '../kernel/greeting-name.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { contextOf } from '../steps/step-frame.ts';
import type { StandardVariables } from '../templates/render-template.ts';
import type { OutgoingTouch } from './outgoing-touch.ts';

/** All variables of a template: contact, account, sender, and the step's data. */
export const templateVariables = (
  touch: OutgoingTouch,
  data: Readonly<Record<string, Value>>,
  {
    links,
    confirmation,
    locale,
  }: Partial<{ [Name in 'links' | 'confirmation']: StandardVariables[Name] | undefined }> & { locale?: string } = {},
): StandardVariables & Record<string, unknown> => {
  const { call, snapshot, addressee, now } = touch;
  return {
    ...dataValues(touch, data, locale),
    ...whoseVariables(snapshot.profile?.attributes, addressee.contact?.attributes),
    sender: call.policy.sender,
    ...(links && { links }),
    ...(confirmation && { confirmation }),
    today: localDate(now, accountTimezone(snapshot.profile)),
  };
};

/** Variables of the contact and its account. */
export const whoseVariables = (
  account: Attributes = {},
  contact: Attributes = {},
): Pick<StandardVariables, 'account' | 'contact'> => ({
  account: plainValues(account),
  contact: contactVariables(contact),
});

/** The step's own data, evaluated against the snapshot at the time of the touch, in the language of its template. */
export const dataValues = (
  { call, snapshot, now }: OutgoingTouch,
  data: Readonly<Record<string, Value>>,
  locale = 'en',
): Record<string, Scalar> => {
  const context = { ...contextOf(call, snapshot, now), locale };
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, wellFormed(evaluateValue(value, context))]),
  );
};

/** The step's data by locale: only values that differ by locale. */
export const translatedData = (
  touch: OutgoingTouch,
  data: Readonly<Record<string, Value>>,
): Record<string, Record<string, Scalar>> => {
  const texts = Object.values(data).filter(isTranslated);
  const localized = Object.fromEntries(Object.entries(data).filter(([, value]) => isTranslated(value)));
  const locales = new Set(texts.flatMap(value => Object.keys(value.texts)).filter(locale => locale !== 'en'));
  return Object.fromEntries([...locales].map(locale => [locale, dataValues(touch, localized, locale)]));
};

/** A lone surrogate has no UTF-8 encoding: readers would replace or reject it. */
const wellFormed = (value: Scalar): Scalar => (typeof value === 'string' ? value.toWellFormed() : value);

const plainValues = (attributes: Attributes): Record<string, Scalar> =>
  Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]));

const contactVariables = ({ email, name, firstName, role }: Attributes): StandardVariables['contact'] => {
  const full = text(name?.value);
  const first = greetingOfGiven(text(firstName?.value) ?? '') ?? greetingName(full ?? '');
  const entries = { email: text(email?.value), name: full, firstName: first, role: text(role?.value) };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value));
};

const text = (value: Scalar | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
