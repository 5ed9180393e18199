import { latinOf, personName, writtenOf } from './people.ts';
import type { Random } from './random.ts';
import { towns } from './towns/all-towns.ts';
import { firstTowns } from './towns/first-towns.ts';
import type { Town } from './towns/town.ts';

export interface Company extends Omit<Town, 'companies' | 'people'> {
  id: string;
  name: string;
  number: number;
  plan: 'free' | 'team' | 'business';
  arr: number;
  /** For users that plan; viewers need none. */
  seats: number;
  /** Share of its time spent in the product, 0 to 1. */
  keenness: number;
  touchModel: 'high' | 'low' | 'digital';
  owner: Owner;
  customer: string;
  hasSponsor: boolean;
  contacts: Person[];
}

export type Owner = 'maya' | 'jonas' | 'priya' | 'tom';

export interface Person {
  id: string;
  name: string;
  email: string;
  role: 'admin' | 'billing' | 'champion' | 'member';
}

export const inventCompany = (number: number, random: Random): Company => {
  const { name, town } = placed(number, random);
  const id = idOf(name);
  const seats = random.pick(teamSizes);
  const arr = Math.round((seats * random.between(22, 85)) / 10) * 1_000;
  const { companies: _, people, ...place } = { companies: [], ...town };
  return {
    ...place,
    id,
    name: writtenOf(name),
    number,
    plan: arr >= 12_000 ? 'business' : 'team',
    arr,
    seats,
    keenness: random.pick([1, 1, 1, 1, 0.97, 0.97, 0.97, 0.9, 0.8]),
    touchModel: random.chance(arr >= 40_000 ? 0.6 : 0.08) ? 'high' : random.chance(0.65) ? 'low' : 'digital',
    owner: random.pick<Owner>(['maya', 'jonas', 'priya', 'tom']),
    customer: `cus_${id.replaceAll('-', '')}`,
    hasSponsor: random.chance(0.4),
    contacts: staff(id, seats, people, random),
  };
};

/** The first sixty have names of one kind, wherever they sit; then each town has ten of its own. Beyond all of them, names get a number. */
const placed = (number: number, random: Random): { name: string; town: Omit<Town, 'companies'> } => {
  const [round, place] = [Math.floor(number / named), number % named];
  const suffix = round === 0 ? '' : ` ${round + 1}`;
  if (place < firstNamed) {
    const name = `${first[place % first.length]} ${second[Math.floor(place / first.length)]}`;
    return { name: name + suffix, town: random.pick(firstTowns) };
  }
  const town = nth(towns, place - firstNamed);
  const company = nth(town.companies, Math.floor((place - firstNamed) / towns.length));
  return { name: company + suffix, town };
};

const nth = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
};

const idOf = (name: string): string =>
  latinOf(name)
    .toLowerCase()
    .replaceAll('’', '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Users with a seat come first; the billing contact has none. */
const staff = (company: string, seats: number, people: Town['people'], random: Random): Person[] => {
  const roles: Person['role'][] = ['admin', random.chance(0.7) ? 'champion' : 'member'];
  while (roles.length < seats) roles.push(roles.length % 6 === 5 ? 'admin' : 'member');
  if (random.chance(0.7)) roles.push('billing');
  return roles.map((role, index) => {
    const { written, given, family } = personName(people, random);
    return {
      id: `${company}-u${index + 1}`,
      name: written,
      email: `${given}.${family}${index}@${company}.example`,
      role,
    };
  });
};

/** Most teams are small, and few are large. */
const teamSizes: readonly number[] = Object.entries({ 2: 66, 3: 18, 4: 6, 5: 4, 6: 3, 8: 1, 12: 1, 16: 1 }).flatMap(
  ([seats, share]) => Array.from({ length: share }, () => Number(seats)),
);

const first = [
  'Harbor',
  'Juniper',
  'Northwind',
  'Copper',
  'Meadow',
  'Lantern',
  'Cobalt',
  'Willow',
  'Summit',
  'Bramble',
  'Falcon',
  'Saffron',
  'Granite',
  'Orchard',
  'Beacon',
  'Tundra',
  'Velvet',
  'Cedar',
  'Quarry',
  'Ember',
] as const;
const second = ['Labs', 'Studio', 'Works'] as const;
const firstNamed = first.length * second.length;
const named = firstNamed + towns.reduce((sum, { companies }) => sum + companies.length, 0);
