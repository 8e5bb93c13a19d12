create trigger licences_topics_no_update before update on licences_topics
begin select raise(abort, 'what a licence covers is never changed'); end;
create trigger licences_topics_no_delete before delete on licences_topics
begin select raise(abort, 'what a licence covers is never changed'); end;
create trigger licences_provinces_no_update before update on licences_provinces
begin select raise(abort, 'what a licence covers is never changed'); end;
create trigger licences_provinces_no_delete before delete on licences_provinces
begin select raise(abort, 'what a licence covers is never changed'); end;
create trigger licence_suspensions_no_delete before delete on licence_suspensions
begin select raise(abort, 'a suspension is never deleted'); end;
create trigger licence_suspensions_lift before update on licence_suspensions
when old."liftedDay" is not null or new."licenceId" is not old."licenceId" or new."fromDay" is not old."fromDay"
  or new.reason is not old.reason or new."by" is not old."by" or new.at is not old.at
begin select raise(abort, 'a suspension is lifted once and else stays as it is'); end;
