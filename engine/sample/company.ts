import type { Random } from './random.ts';

/** How an account uses the product, which decides what its journeys find. */
export type Habit = 'thriving' | 'steady' | 'slow' | 'stalled';

export interface Company {
  id: string;
  name: string;
  number: number;
  timezone: string;
  locale: string;
  plan: 'team' | 'business';
  arr: number;
  seats: number;
  touchModel: 'high' | 'low' | 'digital';
  owner: string;
  customer: string;
  habit: Habit;
  contacts: Person[];
}

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
  const arr = random.pick([5_000, 6_000, 8_000, 9_000, 12_000, 15_000, 18_000, 25_000]);
  return {
    id,
    name,
    number,
    timezone: number === 13 ? 'Atlantis/Harbor' : place.timezone,
    locale: place.locale,
    plan: arr >= 12_000 ? 'business' : 'team',
    arr,
    seats: random.between(5, 60),
    touchModel: random.chance(0.1) ? 'high' : random.chance(0.65) ? 'low' : 'digital',
    owner: random.pick(['maya', 'jonas', 'priya', 'tom']),
    customer: `cus_${id.replaceAll('-', '')}`,
    habit: random.pick(['thriving', 'thriving', 'steady', 'steady', 'slow', 'slow', 'stalled']),
    contacts: people(id, random),
  };
};

/** 20 x 12 names, so up to 240 companies stay distinct. */
const nameOf = (number: number): string =>
  `${first[number % first.length]} ${second[Math.floor(number / first.length) % second.length]}`;

const people = (company: string, random: Random): Person[] => {
  const roles: Person['role'][] = ['admin'];
  if (random.chance(0.25)) roles.push('admin');
  if (random.chance(0.7)) roles.push('billing');
  if (random.chance(0.3)) roles.push('champion');
  for (let member = random.between(0, 2); member > 0; member--) roles.push('member');
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
  { timezone: 'America/New_York', locale: 'en-US' },
  { timezone: 'America/Chicago', locale: 'en-US' },
  { timezone: 'America/Los_Angeles', locale: 'en-US' },
  { timezone: 'Europe/London', locale: 'en-GB' },
  { timezone: 'Europe/Berlin', locale: 'de-DE' },
  { timezone: 'Europe/Madrid', locale: 'en' },
  { timezone: 'Asia/Kolkata', locale: 'en-IN' },
  { timezone: 'Australia/Sydney', locale: 'en-AU' },
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
