import { type Charge, totalOf } from './monthly-cost.ts';

/** Rows of a table: charge, amount, and dollars. */
export const costRows = (charges: readonly Charge[]): string[][] => [
  ...charges.map(({ service, what, amount, dollars }) => [`${service}, ${what}`, count(amount), money(dollars)]),
  ['a month', '', money(totalOf(charges))],
];

/** A table of costs for several sizes, as in docs/operate.md. */
export const costMarkdown = (bySize: ReadonlyMap<number, readonly Charge[]>): string => {
  const [first = []] = bySize.values();
  const columns = [...bySize.values()];
  const line = (name: string, of: (charges: readonly Charge[]) => number) =>
    `| ${[name, ...columns.map(charges => money(of(charges)))].join(' | ')} |`;
  return [
    `| a month with | ${[...bySize.keys()].map(size => `${size.toLocaleString('en-US')} accounts`).join(' | ')} |`,
    `|---|${columns.map(() => '---:|').join('')}`,
    ...first.map(({ service, what }, index) => line(`${service}, ${what}`, charges => charges[index]?.dollars ?? 0)),
    line('**all**', totalOf),
  ].join('\n');
};

const count = (amount: number): string =>
  amount.toLocaleString('en-US', { maximumFractionDigits: amount < 100 ? 1 : 0 });

const money = (dollars: number): string =>
  `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
