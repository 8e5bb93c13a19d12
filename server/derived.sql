create trigger journal_no_update before update on journal begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_no_delete before delete on journal begin select raise(abort, 'the journal is append-only'); end;
insert into reference_state (id, version) select 1, 1 where not exists (select 1 from reference_state);
