import { refusal } from '../../../kernel/refusal.ts';

export const unreadable = refusal('exchange.announcement_unreadable', 422, {
  az: 'Fayl elan deyil. Şlüzün qovluğunda “vahid gateway-announce” əmrinin yaratdığı announcement.json faylını seçin.',
  en: 'The file is no announcement. Choose announcement.json, which “vahid gateway-announce” makes in the folder of the gateway.',
  ru: 'Файл не является объявлением. Выберите announcement.json, который создаёт команда «vahid gateway-announce» в папке шлюза.',
});

export const privateKeySent = refusal('exchange.announcement_private_key', 422, {
  az: 'Bu, elan deyil, gizli açardır. Gizli açar heç vaxt şlüzdən kənara çıxmamalıdır. Server onu saxlamadı, lakin ehtiyat üçün yeni açar yaradın (“vahid gateway-renew”; şlüz hələ təsdiqlənməyibsə, “vahid gateway-init” ilə yeni qovluqda; sistem üçün “vahid exchange-client” ilə yeni qovluqda), announcement.json faylını seçin və yenisi təsdiqlənəndən sonra köhnəsini iş masasında geri götürün.',
  en: 'This is a private key, not the announcement. It must never leave the gateway. The server has not kept it, but to be safe make a new one (“vahid gateway-renew”; for a gateway that is not approved yet “vahid gateway-init” in a new folder; for a system “vahid exchange-client” in a new folder), choose announcement.json, and once the new one is approved withdraw the old one at the desk.',
  ru: 'Это не объявление, а закрытый ключ. Он никогда не должен покидать шлюз. Сервер его не сохранил, но для надёжности создайте новый («vahid gateway-renew»; для ещё не утверждённого шлюза — «vahid gateway-init» в новой папке; для системы — «vahid exchange-client» в новой папке), выберите announcement.json, а после утверждения нового отзовите старый на рабочем столе.',
});

export const certificateSent = refusal('exchange.announcement_only_certificate', 422, {
  az: 'Bu, elan deyil, yalnız sertifikatdır. Sertifikat elanın içindədir: həmin qovluqdakı announcement.json faylını seçin.',
  en: 'This is only the certificate, not the announcement. The announcement holds it: choose announcement.json from the same folder.',
  ru: 'Это не объявление, а только сертификат. Он содержится в объявлении: выберите announcement.json из той же папки.',
});

export const badSignature = refusal('exchange.announcement_signature', 422, {
  az: 'Elandakı imzalardan biri çatmır və ya düzgün deyil. Elanı şlüzün öz qovluğunda yenidən yaradın.',
  en: 'A signature of the announcement is missing or wrong. Make the announcement anew in the gateway’s own folder.',
  ru: 'Одной из подписей объявления нет или она неверна. Создайте объявление заново в папке самого шлюза.',
});

export const notSpeaking = refusal('exchange.announcement_current_key', 422, {
  az: 'Şlüz artıq istifadədədir: elanı onun qüvvədə olan açarı imzalamalıdır. Açar itibsə, əvvəlcə onu geri götürün.',
  en: 'The gateway is in use: a key of it that is in force has to sign the announcement. If the key is lost, withdraw it first.',
  ru: 'Шлюз уже используется: объявление должен подписать его действующий ключ. Если ключ утерян, сначала отзовите его.',
});

export const otherExchange = refusal('exchange.announcement_instance', 422, {
  az: 'Elan başqa mübadilə üçündür ({found}). Bu mübadilənin adı: {instance}.',
  en: 'The announcement is for another exchange ({found}). This one is {instance}.',
  ru: 'Объявление предназначено для другого обмена ({found}). Этот обмен: {instance}.',
});

export const badIdentifier = refusal('exchange.announcement_identifier', 422, {
  az: '“{id}” bu mübadilədə şlüzün və ya sistemin adı ola bilməz. Adı {instance}/GOV/qurum/ad şəklində yazın.',
  en: '“{id}” cannot be a gateway or a system of this exchange. Write it as {instance}/GOV/institution/name.',
  ru: '«{id}» не может быть именем шлюза или системы в этом обмене. Пишите {instance}/GOV/учреждение/имя.',
});

export const notYours = refusal('exchange.announcement_subsystem', 422, {
  az: '“{id}” kataloqda qurumunuzun istifadədə olan sistemi deyil. Sistemi kataloqda qeydiyyata alın və ya siyahıdan çıxarın.',
  en: '“{id}” is no system of your institution in the catalogue. Register it there, or leave it out.',
  ru: '«{id}» не значится в каталоге как система вашего учреждения. Зарегистрируйте её или уберите из списка.',
});

export const badAddress = refusal('exchange.announcement_address', 422, {
  az: 'Şlüzün ünvanı https://host:port şəklində olmalı və başqa qurumların şəbəkəsindən açılmalıdır.',
  en: 'The address of the gateway has to be https://host:port, and one that others can reach.',
  ru: 'Адрес шлюза должен иметь вид https://host:port и быть доступен другим учреждениям.',
});

export const badCertificate = refusal('exchange.announcement_certificate', 422, {
  az: 'Sertifikat yararsızdır. O qüvvədə olmalı, ən azı bir gün, ən çoxu üç il qalmalı, açarı P-256 və ya RSA (2048–4096) olmalıdır.',
  en: 'The certificate will not do. It has to be in force, for a day at least and three years at most, with a key on P-256 or RSA (2048 to 4096).',
  ru: 'Сертификат не подходит. Он должен действовать, не менее суток и не более трёх лет, с ключом P-256 или RSA (2048–4096).',
});

export const usedCertificate = refusal('exchange.announcement_certificate_used', 422, {
  az: 'Bu sertifikat artıq istifadə olunub. Yeni sertifikat yaradın: “vahid gateway-renew”.',
  en: 'This certificate was used before. Make a new one: “vahid gateway-renew”.',
  ru: 'Этот сертификат уже использовался. Создайте новый: «vahid gateway-renew».',
});

export const badKey = refusal('exchange.announcement_key', 422, {
  az: 'İmza açarı yararsızdır: yalnız açıq açar (P-256 və ya RSA 2048–4096) göndərilir. Gizli açar göndərilibsə, o artıq etibarsızdır: yenisini yaradın.',
  en: 'The signing key will not do: only a public key is sent (P-256, or RSA 2048 to 4096). If a private key was sent, it is no longer safe: make a new one.',
  ru: 'Ключ подписи не подходит: передаётся только открытый ключ (P-256 или RSA 2048–4096). Если отправлен закрытый ключ, он скомпрометирован: создайте новый.',
});

export const usedKey = refusal('exchange.announcement_key_used', 422, {
  az: 'Bu açar və ya onun adı artıq istifadə olunub. Yeni açar yaradın: “vahid gateway-renew” (köhnəsi geri götürülübsə, “--anew” ilə).',
  en: 'This key, or its name, was used before. Make a new one: “vahid gateway-renew” (with “--anew” if the old one was withdrawn).',
  ru: 'Этот ключ или его имя уже использовались. Создайте новый: «vahid gateway-renew» (с «--anew», если прежний отозван).',
});

export const needsBoth = refusal('exchange.announcement_first', 422, {
  az: 'Yeni şlüzün elanında ünvan, sistemlər, sertifikat və imza açarı olmalıdır. Açarlarının hamısı geri götürülmüş şlüzə yeni açar lazımdır.',
  en: 'The announcement of a new gateway needs address, systems, certificate and signing key. One whose keys are all withdrawn needs a new key.',
  ru: 'В объявлении нового шлюза нужны адрес, системы, сертификат и ключ подписи. Шлюзу, все ключи которого отозваны, нужен новый ключ.',
});

export const gatewayWithdrawn = refusal('exchange.announcement_withdrawn', 422, {
  az: '“{id}” şlüzü geri götürülüb: elanda yeni sertifikat, yeni açar və sistemlər olmalıdır. Elanı şlüzün qovluğunda “vahid gateway-renew --anew” əmri ilə yaradın.',
  en: 'The gateway “{id}” was withdrawn: its announcement needs a new certificate, a new key and its systems. Make it by “vahid gateway-renew --anew” in the folder of the gateway.',
  ru: 'Шлюз «{id}» отозван: в объявлении нужны новый сертификат, новый ключ и системы. Создайте его в папке шлюза командой «vahid gateway-renew --anew».',
});

export const nothingNew = refusal('exchange.announcement_nothing_new', 422, {
  az: 'Elanda yeni heç nə yoxdur: ünvan, sistemlər, sertifikat və açar olduğu kimidir.',
  en: 'The announcement brings nothing new: address, systems, certificate and key are as they stand.',
  ru: 'В объявлении нет ничего нового: адрес, системы, сертификат и ключ прежние.',
});

export const noGateway = refusal('exchange.announcement_gateway', 422, {
  az: '“{id}” istifadədə olan şlüz deyil. Öz qurumunuzun və ya mərkəzin şlüzünü göstərin.',
  en: '“{id}” is no gateway in use. Name one of your own institution, or of the centre.',
  ru: '«{id}» не является действующим шлюзом. Укажите шлюз своего учреждения или центра.',
});

export const olderAnnouncement = refusal('exchange.announcement_older', 422, {
  az: '“{id}” bundan sonra başqa elan verib və ya elanın vaxtı gələcəkdədir. Şlüzün saatını yoxlayın və “vahid gateway-announce” ilə yeni elan hazırlayın.',
  en: '“{id}” has announced something else since, or the announcement is dated in the future. Check the clock of the gateway, and make a new one by “vahid gateway-announce”.',
  ru: '«{id}» с тех пор подал другое объявление, либо оно датировано будущим. Проверьте часы шлюза и подготовьте новое командой «vahid gateway-announce».',
});

export const announcedAlready = refusal('exchange.announcement_open', 409, {
  az: '“{id}” üzrə elan artıq qərar gözləyir. Qərarı gözləyin və ya elanı geri götürün.',
  en: 'An announcement of “{id}” waits for its decision already. Wait for it, or withdraw it.',
  ru: 'Объявление «{id}» уже ожидает решения. Дождитесь его или отзовите объявление.',
});

export const nothingChosen = refusal('exchange.withdrawal_what', 422, {
  az: 'Nəyin geri götürüldüyünü seçin.',
  en: 'Choose what is withdrawn.',
  ru: 'Выберите, что отзывается.',
});

export const reasonNeeded = refusal('exchange.withdrawal_reason', 422, {
  az: 'Səbəbi yazın.',
  en: 'Write the reason.',
  ru: 'Укажите причину.',
});

export const withdrawnAlready = refusal('exchange.withdrawn', 409, {
  az: 'Artıq geri götürülüb.',
  en: 'It was withdrawn already.',
  ru: 'Уже отозвано.',
});

export const noCentreKey = refusal('exchange.centre_key_none', 409, {
  az: 'Mərkəzin hələ açarı yoxdur: o, ilk şlüz təsdiq ediləndə yaranır.',
  en: 'The centre has no key yet: it is made when the first gateway is approved.',
  ru: 'У центра пока нет ключа: он создаётся, когда утверждён первый шлюз.',
});

export const nextAnnounced = refusal('exchange.centre_key_announced', 409, {
  az: 'Növbəti açar artıq elan edilib, {day} tarixindən imzalayacaq. Həmin günü gözləyin.',
  en: 'The next key is announced already and signs from {day} on. Wait for that day.',
  ru: 'Следующий ключ уже объявлен и подписывает с {day}. Дождитесь этого дня.',
});

export const announcedDaysWrong = refusal('exchange.centre_key_days', 422, {
  az: 'Günlərin sayını yazın: {fewest}–{most}.',
  en: 'Write a number of days from {fewest} to {most}.',
  ru: 'Укажите число дней: от {fewest} до {most}.',
});

export const retiredAlready = refusal('exchange.gateway_retired', 409, {
  az: 'Şlüz artıq dayandırılıb.',
  en: 'The gateway is retired already.',
  ru: 'Шлюз уже выведен.',
});
