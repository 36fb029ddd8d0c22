-- What an entry is called is found before what is said of it: each word of its name and code once more, behind a ^. Entries
-- from before have those as they are written; their stems follow when they are entered again.
update catalogue.entry e set words = words || array(
  select '^' || w from unnest(e.words) as w
  where w = any (regexp_split_to_array(
    translate(lower(concat_ws(' ', title ->> 'az', title ->> 'en', title ->> 'ru', code) collate "az-x-icu"), 'əışçöüğё', 'eiscouge'),
    '[^[:alnum:]]+')));
