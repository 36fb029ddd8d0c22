import { accessTable, anyone } from '../../kernel/access.ts';

export const access = accessTable('catalogue', {
  // The unified register is public: what the state holds is no secret, only the values are.
  read: anyone,
});
