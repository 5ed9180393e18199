import type { Deed } from '../../definition/promise.ts';
import type { PathPart } from '../moment.ts';

/** True if the part is the promised action. */
export const isDeed = (part: PathPart, { does, step }: Deed): boolean =>
  'outcome' in part && part.is === does && part.step === step && (part.outcome === 'sent' || part.outcome === 'opened');
