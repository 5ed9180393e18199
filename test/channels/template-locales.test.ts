import { describe, expect, it } from 'vitest';
import { templateLocales } from '../../engine/channels/template-locales.ts';
import { said } from '../support/touch.ts';

describe('the locales of a touch', () => {
  it('are those of the contact, then of the account, each also as its language, then English', () => {
    expect(templateLocales(said({ locale: 'de-AT' }), said({ locale: 'fr' }))).toEqual(['de-AT', 'de', 'fr', 'en']);
  });

  it('are English alone when nobody names one', () => {
    expect(templateLocales(said({}), undefined, said({ locale: '' }))).toEqual(['en']);
  });
});
