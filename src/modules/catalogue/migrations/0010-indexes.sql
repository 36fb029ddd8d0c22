-- What the pages count over the whole register is counted from indexes.
create index entry_facet_index on catalogue.entry (kind, institution, id);
create index entry_id_kind_index on catalogue.entry (id, kind);
create index relation_local_index on catalogue.relation (source, target) where kind = 'uses' and channel = 'local';
drop index catalogue.relation_target_index;
create index relation_target_index on catalogue.relation (target, kind, source);
