import type { Random } from './random.ts';

export type PeopleOf = keyof typeof pools;

export interface Name {
  /** In the script of the person's country. */
  written: string;
  /** Lowercase letters a to z, for an address. */
  given: string;
  family: string;
}

export const personName = (people: PeopleOf, random: Random): Name => {
  const { given, family, familyFirst }: Pool = pools[people];
  const [first, last] = [random.pick(given), random.pick(family)];
  const names = [writtenOf(first), writtenOf(last)];
  return {
    written: (familyFirst ? names.reverse() : names).join(' '),
    given: lettersOf(first),
    family: lettersOf(last),
  };
};

/** The part before the slash; all of it where there is none. */
export const writtenOf = (name: string): string => name.split('/')[0] ?? name;

/** The part after the slash: the same in Latin letters. */
export const latinOf = (name: string): string =>
  (name.split('/')[1] ?? name)
    .replace(/[łøß]/gi, letter => plain[letter.toLowerCase()] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '');

const plain: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss' };

const lettersOf = (name: string): string =>
  latinOf(name)
    .toLowerCase()
    .replace(/[^a-z]/g, '');

interface Pool {
  given: readonly string[];
  family: readonly string[];
  familyFirst?: true;
}

const words = (text: string): readonly string[] => text.split(' ');

const pools = {
  mixed: {
    given: words('Ana Ben Chen Dara Elif Finn Gita Hugo Ines Jamal Kira Leo Mina Noor Otto Pia'),
    family: words('Adler Brandt Costa Diaz Evans Fischer Gupta Haas Ito Jansen Khan Lopez Moser Nowak'),
  },
  american: {
    given: words('Maria Ethan Aaliyah Wyatt Mei-Ling Diego Harper Tyrone Kayla DeShawn Olivia Hank Guadalupe Mason'),
    family: words('Johnson O’Malley Nguyen García Washington Kim Whitehorse McAllister Rossi Patel Cohen St.-James'),
  },
  british: {
    given: words('Oliver Siân Aoife Graham Zainab Rhys Saoirse Nigel Priyanka Ewan Charlotte Tadhg Folake Imogen'),
    family: words('Smythe-Jones Ó’Briain Okafor Davies MacLeod Hussain Whittaker Ní-Dhomhnaill Singh Ashworth Byrne'),
  },
  german: {
    given: words('Jürgen Käthe Emre Anneliese Björn Söhnke Lena Matthäus Ayşe Friederike Uwe Hannelore Jannik Zoë'),
    family: words('Müller Groß Yılmaz Bäumler Schröder Öztürk Weiß Höllriegl Kunz Rüegg von-Arx Hofstätter Krüger'),
  },
  french: {
    given: words('Élodie Jean-Luc Chloé Mamadou Hélène Maël Anaïs Théo Fatoumata Gaëlle Rémi Noémie Loïc'),
    family: words('Lefèvre D’Arcy Dupont Bâ Fournier Gauthier Benoît Diallo Rousseau Châtelain Le-Goff'),
  },
  polish: {
    given: words('Łukasz Małgorzata Paweł Zofia Michał Agnieszka Stanisław Joanna Wojciech Żaneta Grzegorz'),
    family: words('Wiśniewski Wójcik Kowalczyk Dąbrowska Żak Szczepański Łukasik Jabłoński Pająk'),
  },
  brazilian: {
    given: words('João Conceição Thiago Letícia Antônio Vitória Caio Luíza Flávio Iracema Renê'),
    family: words('Gonçalves Araújo Nakamura Magalhães Conceição Brandão Ribeiro Falcão Assunção'),
  },
  japanese: {
    given: words('美咲/Misaki 翔太/Shota さくら/Sakura 健一/Kenichi 結衣/Yui 大輔/Daisuke 陽子/Yoko 蓮/Ren'),
    family: words('佐藤/Sato 鈴木/Suzuki 高橋/Takahashi 渡辺/Watanabe 小林/Kobayashi 山本/Yamamoto 中村/Nakamura'),
    familyFirst: true,
  },
  nigerian: {
    given: words('Chiamaka Olúwáṣeun Ngozi Tunde Adébáyọ̀ Halima Emeka Yétúndé Ifeoma Musa Ọlá'),
    family: words('Okonkwo Adéyẹmí Eze Abubakar Balógun Nwosu Bello Ọlátúnjí Okoro'),
  },
  indian: {
    given: words('Aarav Lakshmi Mohammed Ananya Venkatesh Harpreet Sunita Rohan Thenmozhi Ishaan Meenakshi'),
    family: words('Iyer Chatterjee Subramaniam Kaur Sharma Krishnamurthy Naidu Fernandes Das Mukherjee'),
  },
} satisfies Readonly<Record<string, Pool>>;
