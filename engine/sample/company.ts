import type { Random } from './random.ts';

export interface Company {
  id: string;
  name: string;
  number: number;
  timezone: string;
  /** Hours ahead of UTC in winter: when its people are at work. */
  utcOffset: number;
  locale: string;
  plan: 'team' | 'business';
  arr: number;
  /** For users that plan; viewers need none. */
  seats: number;
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
  const name = nameOf(number);
  const id = name.toLowerCase().replaceAll(' ', '-');
  const place = random.pick(places);
  const seats = random.pick([2, 2, 2, 3]);
  const arr = random.pick([5_000, 8_000, 9_000, 12_000, 15_000, 18_000, 20_000, 25_000]);
  return {
    id,
    name,
    number,
    timezone: place.timezone,
    utcOffset: place.utcOffset,
    locale: place.locale,
    plan: arr >= 12_000 ? 'business' : 'team',
    arr,
    seats,
    touchModel: random.chance(0.1) ? 'high' : random.chance(0.65) ? 'low' : 'digital',
    owner: random.pick<Owner>(['maya', 'jonas', 'priya', 'tom']),
    customer: `cus_${id.replaceAll('-', '')}`,
    hasSponsor: random.chance(0.4),
    contacts: people(id, seats, random),
  };
};

/** 20 x 12 names, so up to 240 companies stay distinct. */
const nameOf = (number: number): string =>
  `${first[number % first.length]} ${second[Math.floor(number / first.length) % second.length]}`;

/** Users with a seat come first; the billing contact has none. */
const people = (company: string, seats: number, random: Random): Person[] => {
  const roles: Person['role'][] = ['admin', random.chance(0.7) ? 'champion' : 'member'];
  while (roles.length < seats) roles.push('member');
  if (random.chance(0.7)) roles.push('billing');
  return roles.map((role, index) => {
    const given = random.pick(givenNames);
    const family = random.pick(familyNames);
    return {
      id: `${company}-u${index + 1}`,
      name: `${given} ${family}`,
      email: `${given}.${family}${index}@${company}.example`.toLowerCase(),
      role,
    };
  });
};

const places = [
  { timezone: 'America/New_York', utcOffset: -5, locale: 'en-US' },
  { timezone: 'America/Chicago', utcOffset: -6, locale: 'en-US' },
  { timezone: 'America/Los_Angeles', utcOffset: -8, locale: 'en-US' },
  { timezone: 'Europe/London', utcOffset: 0, locale: 'en-GB' },
  { timezone: 'Europe/Berlin', utcOffset: 1, locale: 'de-DE' },
  { timezone: 'Europe/Madrid', utcOffset: 1, locale: 'en' },
  { timezone: 'Asia/Kolkata', utcOffset: 5.5, locale: 'en-IN' },
  { timezone: 'Australia/Sydney', utcOffset: 10, locale: 'en-AU' },
] as const;

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
const second = [
  'Labs',
  'Studio',
  'Works',
  'Foods',
  'Health',
  'Freight',
  'Legal',
  'Media',
  'Energy',
  'Robotics',
  'Travel',
  'Books',
] as const;
const givenNames = [
  'Ana',
  'Ben',
  'Chen',
  'Dara',
  'Elif',
  'Finn',
  'Gita',
  'Hugo',
  'Ines',
  'Jamal',
  'Kira',
  'Leo',
  'Mina',
  'Noor',
  'Otto',
  'Pia',
] as const;
const familyNames = [
  'Adler',
  'Brandt',
  'Costa',
  'Diaz',
  'Evans',
  'Fischer',
  'Gupta',
  'Haas',
  'Ito',
  'Jansen',
  'Khan',
  'Lopez',
  'Moser',
  'Nowak',
] as const;
