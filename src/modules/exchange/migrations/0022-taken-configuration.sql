-- Each content of the configuration that a gateway of this installation took: proofs need that of their time.
create table exchange.taken_configuration (
  id uuid primary key,
  content_digest text not null,
  signed text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  taken_at timestamptz not null
);
