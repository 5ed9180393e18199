import type { Condition, SegmentCondition } from './condition.ts';

/** The segments that a condition names, and those that these name. */
export const segmentsIn = (condition: Condition): SegmentCondition[] => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(segmentsIn);
    case 'not':
      return segmentsIn(condition.of);
    case 'segment':
      return [condition, ...segmentsIn(condition.of)];
    default:
      return [];
  }
};

/** The condition with each segment in it replaced. */
export const mapSegments = (condition: Condition, replace: (segment: SegmentCondition) => Condition): Condition => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map(each => mapSegments(each, replace)) };
    case 'not':
      return { ...condition, of: mapSegments(condition.of, replace) };
    case 'segment':
      return replace(condition);
    default:
      return condition;
  }
};

/** The conjuncts of a condition, in the order of writing: of most conditions, the condition itself. */
export const partsOfCondition = (condition: Condition): readonly Condition[] => {
  switch (condition.kind) {
    case 'all':
      return condition.of.flatMap(partsOfCondition);
    case 'segment':
      return partsOfCondition(condition.of);
    default:
      return [condition];
  }
};
