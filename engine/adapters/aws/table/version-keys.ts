import type { BegunEnrollment } from '../../../ports/versions.ts';
import { controlPartition, type Key } from './keys.ts';

/** Live versions of all journeys. */
export const liveVersionsKey: Key = { pk: controlPartition, sk: 'VERSIONS' };
export const definitionPrefix = 'DEFINITION#';
export const definitionKey = (journey: string, version: string): Key => ({
  pk: `VERSIONS#${journey}`,
  sk: definitionPrefix + version,
});
/** Enrollments of a version that is compared with another, ordered by time. */
export const begunOf = (journey: string, version: string) => ({
  pk: `VERSIONS#${journey}`,
  prefix: `BEGUN#${version}#`,
});
export const begunKey = ({ journey, version, startedAt, id }: BegunEnrollment): Key => {
  const { pk, prefix } = begunOf(journey, version);
  return { pk, sk: `${prefix}${startedAt}#${id}` };
};
