-- The official wording of items of a plan as it was printed, beside the clean one of the item.
create table plan.wording (
  item uuid primary key constraint wording_item_fkey references plan.item (id),
  raw text not null,
  source text not null,
  -- SHA-256 of the file from which it was read.
  digest text not null constraint wording_digest_check check (digest ~ '^[0-9a-f]{64}$'),
  stored_at timestamptz not null
);
