-- What rests on an act is found by its code, which stands among the words of an entry behind a §.
update catalogue.entry e set words = e.words || cited.codes
from (
  select id, array_agg(distinct '§' || split_part(act, ' ', 1)) as codes
  from catalogue.entry, unnest(acts) as act where act ~ '^[a-z][a-z0-9-]*( |$)' group by id
) cited
where cited.id = e.id;
