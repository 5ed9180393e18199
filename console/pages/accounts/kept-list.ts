import { money } from '../../parts/money.ts';
import { bands, filterNames } from './filter-names.ts';

interface Sum {
  amount: number;
  text: string;
}

/** The needed part of an answer with `as=kept`. */
interface KeptList<Row> {
  rows: Row[];
  found: number;
  arr: Sum;
  arrByBand: Record<(typeof bands)[number]['id'], Sum>;
  kept?: Record<string, { listedBy: string[]; places: Record<string, number>; pays: number }>;
}

/** Filters and sorts an embedded list of all accounts like the server would. */
export const keptList = <Row extends { id: string; name: string }, List extends KeptList<Row>>(
  list: List & KeptList<Row>,
  asked: Readonly<Record<string, string | undefined>>,
): List => {
  const { kept = {}, rows } = list;
  const words = asked.search?.toLowerCase() ?? '';
  const values = filterNames.flatMap(name => (asked[name] ? [`${name} ${asked[name]}`] : []));
  const placeOf = (id: string): number => kept[id]?.places[asked.sort ?? 'risk'] ?? 0;
  const isListedBy = (id: string, value: string): boolean => kept[id]?.listedBy.includes(value) ?? false;
  const found = rows
    .filter(({ id, name }) => [name, id].some(text => text.toLowerCase().includes(words)))
    .filter(({ id }) => values.every(value => isListedBy(id, value)))
    .sort((a, b) => placeOf(a.id) - placeOf(b.id));
  if (asked.reverse === 'true') found.reverse();
  const sum = (of: readonly Row[]): Sum => {
    const amount = of.reduce((all, { id }) => all + (kept[id]?.pays ?? 0), 0);
    return { amount, text: money(amount, 'usd') };
  };
  const ofBand = (band: string): Sum => sum(found.filter(({ id }) => isListedBy(id, `band ${band}`)));
  return {
    ...list,
    ...{ found: found.length, rows: found, arr: sum(found) },
    arrByBand: Object.fromEntries(bands.map(({ id }) => [id, ofBand(id)])),
  };
};
