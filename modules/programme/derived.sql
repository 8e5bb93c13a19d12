create trigger programme_versions_no_update before update on programme_versions
begin select raise(abort, 'a published version is never changed'); end;
create trigger programme_versions_no_delete before delete on programme_versions
begin select raise(abort, 'a published version is never deleted'); end;
