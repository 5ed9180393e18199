import type { Project } from './build-project.ts';

/**
 * Whether a journey, one of its templates, a segment or a stage reads the health score. A text that merely equals an
 * attribute's name counts, too.
 */
export const readsHealth = ({ journeys, templates, compiled, catalog }: Project): boolean => {
  const definitions = journeys.map(({ definition }) => definition);
  const printed = templates.flatMap(({ hash }) => [...(compiled.get(hash)?.values() ?? [])]);
  return (
    mentions([definitions, catalog.segments, catalog.stages], text => attributes.includes(text)) ||
    mentions(printed, text => text.includes('account.health'))
  );
};

const attributes: readonly string[] = ['health', 'healthScore'];

/** Whether any text in the data passes. */
const mentions = (data: unknown, passes: (text: string) => boolean): boolean => {
  if (typeof data === 'string') return passes(data);
  if (typeof data !== 'object' || data === null) return false;
  return Object.values(data).some(each => mentions(each, passes));
};
