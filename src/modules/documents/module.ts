import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { api } from './api.ts';
import { document, replacement, revocation, signingKey } from './entities.ts';
import { sealOwnKeys } from './keys.ts';
import { checkForm, checkPage, signatureFile } from './pages/check.tsx';
import { ownPage } from './pages/own.tsx';

export const room: Room = {
  name: 'documents',
  dependsOn: ['identity', 'catalogue'],
  entities: [signingKey, document, replacement, revocation],
  access,
  migrated: sealOwnKeys,
  routes: [...api, ownPage, checkForm, checkPage, signatureFile],
  nav: [
    {
      fronts: ['mygov'],
      order: 30,
      path: '/senedler',
      label: { az: 'Sənədlərim', en: 'My documents', ru: 'Мои документы' },
      access: 'documents.listOwnDocuments',
    },
    {
      fronts: ['biznes'],
      order: 30,
      path: '/senedler',
      label: { az: 'Sənədlər', en: 'Documents', ru: 'Документы' },
      access: 'documents.listOwnDocuments',
    },
    {
      fronts: ['verify'],
      order: 10,
      path: '/y',
      label: { az: 'Sənədi yoxla', en: 'Check a document', ru: 'Проверить документ' },
      access: 'documents.verifyDocument',
    },
  ],
};
