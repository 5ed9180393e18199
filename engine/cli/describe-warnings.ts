import { counted } from '../kernel/counted.ts';
import type { Played } from '../playback/play.ts';

type Warning = Played['warnings'][number];

/** Values shown per kind of warning; the others are counted. */
const mostOfKind = 3;
/** Kinds of warnings shown; the others are counted. */
const mostKinds = 12;

/**
 * Summary for standard error of values that were accepted but probably not as meant: the number of lines, then each
 * kind with one example line, the most frequent first.
 */
export const describeWarnings = (warnings: readonly Warning[]): string[] => {
  if (warnings.length === 0) return [];
  const kinds = inOrder(Map.groupBy(warnings, ({ what }) => what));
  const told = kinds.slice(0, mostKinds).flatMap(([, ofKind]) => describeKind(ofKind));
  const more = kinds.slice(mostKinds).flatMap(([, ofKind]) => ofKind);
  return [
    `${countWarnings(warnings)}:`,
    ...[...told, ...(more.length === 0 ? [] : [`… and ${counted(more.length, 'warning')} of other kinds.`])].map(
      line => `  ${line}`,
    ),
  ];
};

/** `3 lines were accepted, but perhaps not as meant`. */
export const countWarnings = (warnings: readonly Warning[]): string => {
  const lines = linesOf(warnings);
  return `${counted(lines, 'line')} ${lines === 1 ? 'was' : 'were'} accepted, but perhaps not as meant`;
};

/** `events.jsonl:3: event is unknown to the catalog: "Acount Created". Did you mean "Account Created"? (12 lines)` */
const describeKind = (warnings: readonly Warning[]): string[] => {
  const values = inOrder(Map.groupBy(warnings, ({ fix }) => fix));
  const [first] = warnings;
  const more = values.slice(mostOfKind).flatMap(([, ofValue]) => ofValue);
  return [
    ...values.slice(0, mostOfKind).flatMap(([, ofValue]) => describeValue(ofValue)),
    ...(more.length === 0 || !first
      ? []
      : [
          `… and ${counted(linesOf(more), 'more line')}: ${first.what}, ${counted(values.length - mostOfKind, 'other value')}.`,
        ]),
  ];
};

const describeValue = (warnings: readonly Warning[]): string[] => {
  const [first] = warnings;
  const lines = linesOf(warnings);
  return first ? [`${placeOf(first)}: ${first.what}: ${first.fix}${lines > 1 ? ` (${lines} lines)` : ''}`] : [];
};

const inOrder = <Key>(groups: Map<Key, Warning[]>): [Key, Warning[]][] =>
  [...groups].sort(([, a], [, b]) => b.length - a.length);

const placeOf = ({ file, line }: Warning): string => `${file}:${line}`;

const linesOf = (warnings: readonly Warning[]): number => new Set(warnings.map(placeOf)).size;
