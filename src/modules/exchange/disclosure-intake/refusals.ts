import { refusal } from '../../../kernel/refusal.ts';

export const noDisclosures = refusal('exchange.disclosures_shape', 422, {
  az: 'Göndərilən sənəd şlüzün mərkəzə bildirdiyi məlumat deyil. Şlüzün proqramını mərkəzin versiyasına yeniləyin.',
  en: 'What was sent is nothing that a gateway tells the centre. Bring the program of the gateway to the version of the centre.',
  ru: 'Отправленный документ не является сообщением шлюза центру. Обновите программу шлюза до версии центра.',
});

export const disclosuresUnsigned = refusal('exchange.disclosures_signature', 403, {
  az: 'İmza konfiqurasiyada göstərilən şlüzün qüvvədə olan açarı ilə qoyulmayıb. Açarın mərkəzdə qeydiyyatını yoxlayın.',
  en: 'The signature is not by a key in use of a gateway in the configuration. Check that the key is entered at the centre.',
  ru: 'Подпись сделана не действующим ключом шлюза из конфигурации. Проверьте, внесён ли ключ в центре.',
});

export const noConfiguration = refusal('exchange.disclosures_no_configuration', 503, {
  az: 'Mərkəz hələ konfiqurasiya dərc etməyib, şlüzləri tanımır. Bir qədər sonra yenidən göndərin.',
  en: 'The centre has published no configuration yet and knows no gateway. Send it again later.',
  ru: 'Центр ещё не опубликовал конфигурацию и не знает шлюзов. Отправьте позже.',
});
