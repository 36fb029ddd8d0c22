// Common Azerbaijani names. Those of the design pages' invented people are left out, so nobody here is one of them.

export type Sex = 'female' | 'male';

/** Given names by the years in which they were in fashion: each list from the year in front of it. */
export const givenNames: Readonly<Record<Sex, readonly (readonly [from: number, names: readonly string[]])[]>> = {
  male: [
    [
      1900,
      list(`Vaqif Ramiz Nazim Hikmət Arif Tofiq Fikrət Eldar Oqtay Yaşar Akif Zakir Sabir Mübariz Adil Telman Rafiq
        Hafiz Əkbər Xanlar Qəzənfər Məzahir Nizami Səfər Əlövsət Fərman İsmayıl Qurban Salman Tahir Valeh Ələddin
        Camal Həmid Kərim Mirzə Nəriman Rəhim Süleyman Şamil`),
    ],
    [
      1972,
      list(`Elçin Vüqar Samir Anar Ruslan Elnur Rəşad Fuad Emin Azər Zaur Orxan Ceyhun Pərviz Toğrul Ramin Fərid
        Rövşən Mehman Asif Taleh Şəhriyar Elvin Rüfət Nicat Natiq İlqar Mahir Seymur Bəhruz Araz Ramil Elşən Faiq
        Vasif Zahid Namiq Sənan Tərlan Xəyal`),
    ],
    [
      1998,
      list(`Murad Cavid Əli Hüseyn Yusif Ömər Uğur Kənan Nihad Ayxan Tunar İbrahim Məhəmməd Davud Ayaz Elmir Fateh
        Həsən İsa Kərəm Nurlan Oruc Polad Rəsul Sadiq Teymur Turqut Ülvi Yaqub Zeyd Adəm Altay Babək Emil`),
    ],
  ],
  female: [
    [
      1900,
      list(`Sevil Rəna Tahirə Zemfira Solmaz Nailə Elmira Sona Firuzə Şəfiqə Xalidə Məlahət Dilarə Adilə Kəmalə
        Validə Nəzakət Tamilla Rübabə Zərifə Gülşən Həqiqət Kifayət Lətifə Maya Nərgiz Rəfiqə Sara Səfurə Züleyxa
        Almaz Bəsti Cəmilə Gülzar Minəvvər`),
    ],
    [
      1972,
      list(`Günel Aytən Sevinc Aynur Könül Ülviyyə Lalə Sevda Günay Xəyalə Vüsalə Təranə Gülnar Arzu Səbinə Aysel
        Pərvanə Esmira Samirə Şəbnəm Ülkər Zülfiyyə Aidə Afaq Bahar Elnarə Fəridə Gülnarə İradə Jalə Kəmalə Matanət
        Natəvan Ramilə Səadət Turanə Yeganə`),
    ],
    [
      1998,
      list(`Zəhra Fatimə Nuray Mələk İnci Nilay Aylin Dəniz Xədicə Məryəm Banu Zeynəb Ləman Şəms Gülay Selcan Nəzrin
        Aişə Fidan Ayla Əsma Gülçin Humay İlahə Yasəmən Kövsər Lamiyə Maral Nisə Röya Sonay Ümay Yaqut`),
    ],
  ],
};

/** Surnames as a man and as a woman bear them. */
export const surnames: readonly { readonly male: string; readonly female: string }[] = [
  ...list(`Məmmədov Hüseynov Həsənov Əliyev İsmayılov Abdullayev Rzayev Kərimov Nəsirov Səfərov Qurbanov Babayev
    Mustafayev Cəfərov Orucov Bağırov Novruzov Şirinov Ağayev Baxşıyev Mirzəyev Süleymanov İbrahimov Musayev Nağıyev
    Qasımov Hacıyev Əhmədov Zeynalov Rüstəmov Tağıyev Yusifov Allahverdiyev Şükürov Ələkbərov Həmidov Fərzəliyev
    Nuriyev Abbasov Sadıqov Əsgərov Cabbarov Xəlilov Pənahov Aslanov Bayramov Cavadov Dadaşov Eyvazov Fətəliyev
    Qədirov Xudiyev İmanov Quliyev Lətifov Manafov Niftəliyev Osmanov Piriyev Rəsulov Salmanov Şahbazov Talıbov
    Vəliyev Verdiyev Zamanov`).map((male) => ({ male, female: `${male}a` })),
  ...list(`Abbaslı Qasımlı Həsənli Əhmədli Rüstəmli Cəfərli Məmmədli Hüseynli Kərimli Rəhimli İsgəndərli Nəbili
    Səfərli Muradlı Vəlizadə Əlizadə Həsənzadə Rəhimzadə Axundzadə Hacızadə Mirzəzadə Abbaszadə Salmanzadə Nəcəfzadə
    Ağazadə Kərimzadə Mehdizadə Sultanlı Bayramlı Novruzlu Alməmmədli`).map((name) => ({ male: name, female: name })),
];

function list(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
