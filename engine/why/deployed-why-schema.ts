import * as z from 'zod';
import { keptWhySchema } from '../account/kept-why.ts';
import { whySchema } from './why-schema.ts';

const { journeys, name, timezone } = whySchema.shape;

/**
 * The output of `daymark why --environment --json`: the stored state, and for each journey the reasons, or the difference where it
 * is decided again.
 */
export const deployedWhySchema = keptWhySchema.extend({
  name,
  timezone,
  journeys: z.array(
    keptWhySchema.shape.journeys.element.extend({
      decided: journeys.element.exactOptional(),
      differs: z
        .strictObject({
          there: z.looseObject({ at: z.iso.datetime() }).exactOptional(),
          again: z.looseObject({ at: z.iso.datetime() }).exactOptional(),
          because: z.array(z.string()),
        })
        .exactOptional()
        .meta({ description: 'deciding again comes to something else than what happened there, so no reason is told' }),
      version: z
        .string()
        .exactOptional()
        .meta({ description: 'the version that is deployed, where that of the folder is another' }),
    }),
  ),
});
