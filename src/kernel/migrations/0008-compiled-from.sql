-- Digest of definitions and program as of the last release that left nothing out: a demo that starts again need not compile.
alter table kernel.installation add column compiled_from text;
