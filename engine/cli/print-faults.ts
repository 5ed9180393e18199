import type { Played } from '../playback/play.ts';
import { describeWarnings } from './describe-warnings.ts';

/** Prints rejected lines, warnings and faults to standard error. */
export const printFaults = ({ rejected, warnings, faults }: Played): void => {
  for (const { file, line, what, fix } of rejected) console.error(`${file}:${line}: ${what}: ${fix}`);
  for (const line of describeWarnings(warnings)) console.error(line);
  for (const fault of faults) console.error(fault);
};
