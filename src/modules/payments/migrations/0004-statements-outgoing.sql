-- Of a statement in which money went out the balances prove nothing of what came in: it waits for a second official.

alter table payments.statement drop constraint statement_faults_check,
  add constraint statement_faults_check check (faults <@ array['no_balances', 'sum', 'gap', 'outgoing', 'number']);
