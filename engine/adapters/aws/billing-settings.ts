import * as z from 'zod';
import { connectorOf, type Processor, processors } from '../../connectors/processors.ts';
import type { BillingSettings } from '../../ports/settings.ts';
import { commaList } from './comma-list.ts';

const credentials = commaList.refine(
  all => all.every(each => /^[^:]+:.{16,}$/.test(each)),
  'must be user:password, with passwords of 16 characters or more',
);
const mode = z.enum(['live', 'test', 'any'], 'must be live, test or any');

/** The variables that the manifests of billing processors name. */
export const billingEnvironment = z.object(
  Object.fromEntries(
    processors.flatMap(processor => {
      const { auth, secrets, mode: modeVariable } = connectorOf(processor);
      const accepted = auth === 'basic' ? credentials : commaList;
      return [[secrets, accepted.default([])], ...(modeVariable ? [[modeVariable, mode.default('live')]] : [])];
    }),
  ),
);

/** `data`: what `billingEnvironment` parsed. */
export const billingSettings = (data: Readonly<Record<string, unknown>>): Record<Processor, BillingSettings> =>
  Object.fromEntries(
    processors.map(processor => {
      const { secrets, mode: modeVariable } = connectorOf(processor);
      return [processor, { secrets: data[secrets], mode: modeVariable ? data[modeVariable] : 'any' }];
    }),
  ) as Record<Processor, BillingSettings>;
