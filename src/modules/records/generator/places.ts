import type { Random } from './random.ts';

/** Districts and towns, weighted by how many people live there. */
const places: readonly (readonly [place: string, weight: number])[] = [
  ['Bakı şəhəri, Binəqədi rayonu', 62],
  ['Bakı şəhəri, Yasamal rayonu', 58],
  ['Bakı şəhəri, Xətai rayonu', 64],
  ['Bakı şəhəri, Nizami rayonu', 46],
  ['Bakı şəhəri, Nəsimi rayonu', 50],
  ['Bakı şəhəri, Nərimanov rayonu', 42],
  ['Bakı şəhəri, Sabunçu rayonu', 56],
  ['Bakı şəhəri, Suraxanı rayonu', 50],
  ['Bakı şəhəri, Səbail rayonu', 24],
  ['Bakı şəhəri, Xəzər rayonu', 40],
  ['Bakı şəhəri, Qaradağ rayonu', 30],
  ['Sumqayıt şəhəri', 82],
  ['Gəncə şəhəri', 80],
  ['Mingəçevir şəhəri', 26],
  ['Naxçıvan şəhəri', 22],
  ['Şirvan şəhəri', 20],
  ['Yevlax şəhəri', 18],
  ['Şəki şəhəri', 22],
  ['Lənkəran şəhəri', 26],
  ['Xankəndi şəhəri', 6],
  ['Abşeron rayonu, Xırdalan şəhəri', 34],
  ['Ağcabədi rayonu, Ağcabədi şəhəri', 16],
  ['Ağdaş rayonu, Ağdaş şəhəri', 14],
  ['Ağsu rayonu, Ağsu şəhəri', 10],
  ['Astara rayonu, Astara şəhəri', 14],
  ['Bərdə rayonu, Bərdə şəhəri', 20],
  ['Beyləqan rayonu, Beyləqan şəhəri', 12],
  ['Cəlilabad rayonu, Cəlilabad şəhəri', 24],
  ['Füzuli rayonu, Füzuli şəhəri', 8],
  ['Goranboy rayonu, Goranboy şəhəri', 12],
  ['Göyçay rayonu, Göyçay şəhəri', 16],
  ['İmişli rayonu, İmişli şəhəri', 14],
  ['İsmayıllı rayonu, İsmayıllı şəhəri', 12],
  ['Kürdəmir rayonu, Kürdəmir şəhəri', 14],
  ['Masallı rayonu, Masallı şəhəri', 22],
  ['Quba rayonu, Quba şəhəri', 20],
  ['Qusar rayonu, Qusar şəhəri', 12],
  ['Qəbələ rayonu, Qəbələ şəhəri', 14],
  ['Sabirabad rayonu, Sabirabad şəhəri', 20],
  ['Salyan rayonu, Salyan şəhəri', 16],
  ['Şabran rayonu, Şabran şəhəri', 8],
  ['Şamaxı rayonu, Şamaxı şəhəri', 12],
  ['Şəmkir rayonu, Şəmkir şəhəri', 26],
  ['Şuşa rayonu, Şuşa şəhəri', 4],
  ['Tovuz rayonu, Tovuz şəhəri', 20],
  ['Xaçmaz rayonu, Xaçmaz şəhəri', 20],
  ['Zaqatala rayonu, Zaqatala şəhəri', 14],
];

const streets = [
  'Nizami küçəsi',
  'Füzuli küçəsi',
  'Xaqani küçəsi',
  'Nəsimi küçəsi',
  'Üzeyir Hacıbəyli küçəsi',
  'Səməd Vurğun küçəsi',
  'Cəfər Cabbarlı küçəsi',
  'Mirzə Ələkbər Sabir küçəsi',
  'Molla Pənah Vaqif küçəsi',
  'Məhsəti Gəncəvi küçəsi',
  'Xurşidbanu Natəvan küçəsi',
  'Şah İsmayıl Xətai küçəsi',
  'Bülbül prospekti',
  'Hüseyn Cavid prospekti',
  'Mikayıl Müşfiq küçəsi',
  'Azadlıq küçəsi',
  'İstiqlal küçəsi',
  '28 May küçəsi',
  'Neftçilər küçəsi',
  'İnşaatçılar prospekti',
  'Bağlar küçəsi',
  'Bulaq küçəsi',
  'Təbriz küçəsi',
  'Dədə Qorqud küçəsi',
  'Koroğlu küçəsi',
  'Qaçaq Nəbi küçəsi',
] as const;

/** A home: “Gəncə şəhəri, Xaqani küçəsi 14, mənzil 31”. */
export function homeAddress(random: Random): string {
  const place = random.weighted(places);
  const house = `${place}, ${random.pick(streets)} ${random.between(1, 120)}`;
  const flats = place.startsWith('Bakı') || place.startsWith('Sumqayıt') || place.startsWith('Gəncə') ? 75 : 25;
  return random.chance(flats) ? `${house}, mənzil ${random.between(1, 90)}` : house;
}

/** A company's seat; every second one is in Baku. */
export function officeAddress(random: Random): string {
  const place = random.chance(35) ? random.pick(bakuPlaces) : random.weighted(places);
  return `${place}, ${random.pick(streets)} ${random.between(1, 120)}`;
}

const bakuPlaces = places.map(([place]) => place).filter((place) => place.startsWith('Bakı'));
