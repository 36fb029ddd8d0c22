-- The last moment of the right by which a subscription gets events, as a gateway saw it: a right that has ended sends nothing.
alter table exchange.subscription add column right_until timestamptz;
