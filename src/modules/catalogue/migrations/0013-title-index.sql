-- What a request names is looked up by its title, letter case apart.
create index entry_lower_title_index on catalogue.entry (lower((title ->> 'az') collate "az-x-icu"));
