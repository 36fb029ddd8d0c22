/** What companies do, how many of a hundred do it, what they call themselves and whom they employ. */
export interface Trade {
  readonly activity: string;
  readonly weight: number;
  /** Second words of a name: “Savalan Logistika”. */
  readonly words: readonly string[];
  readonly positions: readonly string[];
}

export const trades: readonly Trade[] = [
  trade(
    'software',
    9,
    'Proqram, Sistem, Texnologiya, Alqoritm',
    'proqramçı, sistem analitiki, sınaq mühəndisi, dizayner',
  ),
  trade('electronics', 3, 'Elektronika, Cihaz', 'elektronika mühəndisi, yığıcı, texnoloq'),
  trade('telecommunications', 4, 'Telekom, Rabitə', 'rabitə mühəndisi, şəbəkə inzibatçısı, montajçı'),
  trade('consulting', 8, 'Konsaltinq, Məsləhət', 'məsləhətçi, hüquqşünas, auditor'),
  trade('retail', 17, 'Market, Ticarət', 'satıcı, kassir, satış meneceri, anbardar'),
  trade('wholesale', 10, 'Topdan, Təchizat', 'satış meneceri, anbardar, sürücü'),
  trade('construction', 13, 'Tikinti, İnşaat', 'iş icraçısı, usta, qaynaqçı, memar'),
  trade('transport', 8, 'Logistika, Daşıma', 'sürücü, dispetçer, çilingər'),
  trade('food', 7, 'Qida, Süd, Çörək', 'texnoloq, çörəkçi, qablaşdırıcı'),
  trade('agriculture', 6, 'Aqro, Bağ', 'aqronom, baytar, traktorçu'),
  trade('textiles', 3, 'Tekstil, Parça', 'dərzi, toxucu, modelçi'),
  trade('hospitality', 7, 'Otel, Restoran', 'aşpaz, ofisiant, qəbul inzibatçısı'),
  trade('education', 3, 'Tədris, Akademiya', 'müəllim, metodist'),
  trade('health', 2, 'Klinika, Tibb', 'həkim, tibb bacısı, laborant'),
];

/** Found in companies of every kind. */
export const officePositions = ['mühasib', 'katib', 'kadrlar üzrə mütəxəssis', 'ofis inzibatçısı'] as const;

/** First words of a name: mountains, places, birds, plants, light. */
export const firstWords =
  words(`Savalan, Muğan, Turan, Qobustan, Kəpəz, Talış, Şahdağ, Murovdağ, Dəlidağ, Laçın, Lahıc, Basqal,
  Xınalıq, Nabran, Abşeron, Qızılağac, Tərtər, Həkəri, Bərgüşad, Alazan, Samur, Bolqarçay, Çinar, Palıd, Nar, Badam, Heyva, Ərik,
  Püstə, Sünbül, Nərgiz, Bənövşə, Lalə, Qartal, Durna, Simurğ, Humay, Tərlan, Qaranquş, Şəfəq, Üfüq, Günəş, Ulduz, Dan Ulduzu,
  Zirvə, Yelkən, Mayak, Liman, Sahil, Dalğa, Mərcan, Yaqut, Sədəf, Kəhrəba, Bulaq, Körpü, Qala, Ocaq, Karvan, Naxış, İlmə, Xonça,
  Pərvaz, Bahar, Novruz, İnam, Nicat, Vəhdət, Əsr, Miras, Etibar, Səmərə, Bərəkət, İrəli, Yeni Yol, Ağ Şəhər`);

function trade(activity: string, weight: number, second: string, positions: string): Trade {
  return { activity, weight, words: words(second), positions: words(positions) };
}

function words(text: string): readonly string[] {
  return text.split(',').map((word) => word.trim());
}
